/**
 * Goal: on a phone a night can be played with a thumb: what is pressed is high enough, nothing is wider than the screen, the picture
 * and the bar at the bottom stay where they are while time goes on, prices of small pictures are not covered, and what a proposal
 * means is said where it is made.
 * Method: the built site at 390 × 844 with a touch screen.
 */
import { expect, test, type Page } from '@playwright/test'
import { nightRow, openButton, openNight } from './nightPage.ts'

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

const LEAST = 40

/** Of what can be pressed, with its name, what is lower than a thumb needs; links in a text are read, and may be low. */
const listLow = (page: Page) =>
  page.evaluate((least) => {
    const pressed = document.querySelectorAll<HTMLElement>(':is(header, main) :is(button, select, summary, a.back, a.go, a.start)')
    return [...pressed]
      .filter((one) => one.checkVisibility() && !one.matches('.visually-hidden'))
      .filter((one) => one.getBoundingClientRect().height < least - 0.5)
      .map((one) => one.ariaLabel ?? one.textContent.trim())
  }, LEAST) // prettier-ignore

const overhang = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
const topOf = async (page: Page, name: string) =>
  (await page.getByRole('button', { name }).boundingBox())?.y ?? NaN

test('the desk and a night have what a thumb needs', async ({ page }) => {
  // Only what is told to be touched has room for a thumb.
  await page.goto('./#/desk')
  expect(await page.evaluate(() => matchMedia('(pointer: coarse)').matches)).toBe(true)
  await expect(page.getByRole('link', { name: /Start the first night/ })).toBeVisible()
  expect(await listLow(page)).toEqual([])
  await openNight(page, nightRow[3].night.id)
  expect(await listLow(page)).toEqual([])
  expect(await overhang(page)).toBe(0)
  await openButton(page).tap()
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
  expect(await listLow(page)).toEqual([])
  expect(await overhang(page)).toBe(0)
})

test('the bar and the picture stay where they are while the clock and the caption grow', async ({ page }) => {
  await openNight(page, nightRow[0].night.id)
  await openButton(page).tap()
  const step = page.getByRole('button', { name: 'One step' })
  await expect(step).toBeEnabled()
  const before = [await topOf(page, 'Start again'), await topOf(page, 'Change the rules')]
  const picture = await page.locator('.picture-room').boundingBox()
  for (let i = 0; i < 12; i++) {
    await step.tap()
    await expect(page.getByText(`${i + 1} min of 4 h.`)).toBeVisible()
  }
  expect([await topOf(page, 'Start again'), await topOf(page, 'Change the rules')]).toEqual(before)
  expect(await page.locator('.picture-room').boundingBox()).toEqual(picture)
})

test('how old the crowd is stands beneath the pictures, and what a change means beside it', async ({ page }) => {
  const { night, words } = nightRow[6]
  await openNight(page, night.id)
  await openButton(page).tap()
  const step = page.getByRole('button', { name: 'One step' })
  for (let i = 0; i <= night.published.old; i++) await step.tap()
  const late = page.getByText(/the crowd as it was at/)
  await expect(late).toBeVisible()
  const rows = await page.locator('.market > .stage').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().bottom))
  expect(rows.length).toBe(2)
  expect((await late.boundingBox())?.y).toBeGreaterThanOrEqual(Math.max(...rows) - 1)
  await page.getByRole('button', { name: 'Propose a change' }).tap()
  for (const { text } of Object.values(words.proposals))
    await expect(page.locator('#propose')).toContainText(text.replace(/<[^>]*>/g, '').trim())
}) // prettier-ignore

test('on its side a phone has the picture and what stops time on one screen', async ({ page }) => {
  await page.setViewportSize({ width: 844, height: 390 })
  await openNight(page, nightRow[0].night.id)
  await openButton(page).tap()
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeInViewport({ ratio: 1 })
  await expect(page.locator('.caption .headline')).toBeInViewport({ ratio: 1 })
  expect(await overhang(page)).toBe(0)
})
