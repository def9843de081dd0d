/**
 * Goal: whoever drags a lever sees at once, and before letting go, about what it does; and then the run itself.
 * Method: the built site; the mouse and a finger on a slider, held until the line is there.
 */
import { expect, test, type Locator, type Page } from '@playwright/test'
import { beginAgain, untilAnswered } from './modelLine.ts'
import { choosePace, DESK, goToStep, openSandbox, PHONE, watchProblems } from './sandboxPage.ts'

const lever = (page: Page) => page.getByRole('slider', { name: 'Max leverage' })
const line = (page: Page) => page.locator('.stage-label', { hasText: /^╌╌ while you drag$/ })

/** The middle of the lever's height, at a share of its width. */
async function findPlace(slider: Locator, share: number): Promise<{ x: number; y: number }> {
  const box = await slider.boundingBox()
  if (!box) throw new Error('There is no lever.')
  return { x: box.x + box.width * share, y: box.y + box.height / 2 }
}

/** The first run at rest, with its price on the picture. */
async function openAtRest(page: Page): Promise<void> {
  await openSandbox(page)
  await goToStep(page, 90)
  await untilAnswered(page)
  await expect(page.locator('.stage-label.stage-tag')).toBeVisible()
}

/** The picture, once it is the same twice. */
async function drawAtRest(page: Page): Promise<Buffer> {
  const draw = () => page.locator('.picture').screenshot()
  let drawn = await draw()
  for (let next = await draw(); !next.equals(drawn); next = await draw()) drawn = next
  return drawn
}

test('a lever that the mouse drags shows a dashed line until it is let go, then the run', async ({
  page,
}) => {
  const problems = watchProblems(page)
  await page.setViewportSize(DESK)
  await openAtRest(page)
  await choosePace(page, '0.5/s')
  const slider = lever(page)
  const before = await slider.inputValue()
  const [from, to, far] = await Promise.all([0.5, 0.7, 0.9].map((share) => findPlace(slider, share)))
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(to.x, to.y, { steps: 8 })
  await expect(line(page)).toBeVisible()
  const drawn = await drawAtRest(page)
  await page.mouse.move(far.x, far.y, { steps: 8 })
  // It follows the thumb, and nothing else moves in a run at rest.
  await expect.poll(async () => drawn.equals(await drawAtRest(page))).toBe(false)
  expect(await slider.inputValue()).not.toBe(before)
  // The words of the picture are for the eye: a reader of the page hears the lever's value and nothing else.
  await expect(page.locator('[aria-hidden="true"] .stage-label', { hasText: 'while you drag' })).toHaveCount(
    1,
  )
  await beginAgain(page, () => page.mouse.up())
  await expect(line(page)).toBeHidden()
  await expect(page.locator('.stage-label', { hasText: 'the run before' })).toBeVisible()
  expect(problems).toEqual([])
})

test('keys run it again, and draw no such line', async ({ page }) => {
  await page.setViewportSize(DESK)
  await openAtRest(page)
  await lever(page).focus()
  await beginAgain(page, () => page.keyboard.press('ArrowRight'))
  await expect(page.locator('.stage-label', { hasText: 'the run before' })).toBeVisible()
  await expect(line(page)).toHaveCount(0)
})

test.describe('on a phone', () => {
  test.use({ viewport: PHONE, hasTouch: true, isMobile: true })

  test('a finger draws the line too, also where motion is reduced', async ({ page }) => {
    await page.addInitScript(() => localStorage.setItem('loss-spiral:/:settings', '{"motion":"reduced"}'))
    await openAtRest(page)
    await lever(page).scrollIntoViewIfNeeded()
    const [from, to] = await Promise.all([0.5, 0.9].map((share) => findPlace(lever(page), share)))
    const cdp = await page.context().newCDPSession(page)
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: { x: number; y: number }[]) =>
      cdp.send('Input.dispatchTouchEvent', { type, touchPoints: points })
    await touch('touchStart', [from])
    for (const share of [0.25, 0.5, 0.75, 1])
      await touch('touchMove', [{ x: from.x + (to.x - from.x) * share, y: from.y }])
    await expect(line(page)).toBeVisible()
    await expect(line(page)).toBeInViewport()
    await beginAgain(page, () => touch('touchEnd', []))
    await expect(line(page)).toBeHidden()
  })
})
