/**
 * Goal: a night is played by thumb and by ear too, and whatever fails around it is survived and said: a graphics card that takes the
 * picture away, a storage that is full. Its result leaves as a picture.
 * Method: the built site; each failure is made in the middle of a night, which then goes on to its score.
 */
import { expect, test, type Locator, type Page } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import { hearLine } from './modelLine.ts'
import { firstNight, nightRow, openButton, openNight, playToScore, stopOfRule, tiles, toTheEnd, verdict } from './nightPage.ts' // prettier-ignore
import { loseContext, readPicture, takeAtRest } from './pictures.ts'
import { headline, PHONE, watchProblems } from './sandboxPage.ts'

const { night } = firstNight
const timeOf = async (page: Page) =>
  Number(await page.getByRole('progressbar', { name: 'Time of the night' }).getAttribute('aria-valuenow'))
const step = (page: Page) => page.getByRole('button', { name: 'One step' })

test('the result is saved as a picture with its squares, words and address', async ({ page }) => {
  await openNight(page, night.id)
  await playToScore(page, firstNight)
  const code = await page.locator('.code strong').innerText()
  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save picture' }).click()
  const download = await coming
  expect(download.suggestedFilename()).toBe(`loss-spiral-${code.toLowerCase()}.png`)
  const { width, colors } = await readPicture(page, await readFile(await download.path()))
  expect(width).toBeGreaterThan(600)
  // Squares, crosses and letters in their colors, with their soft edges.
  expect(colors).toBeGreaterThan(20)
  await expect(page.getByText('The picture was handed to the browser as a file.')).toBeVisible()
})

test('a picture that the graphics card takes away in the night comes back, and the night goes on', async ({ page }) => {
  await hearLine(page)
  await openNight(page, night.id)
  await openButton(page).click()
  for (let at = 1; at <= 4; at++) {
    await step(page).click()
    await expect.poll(() => timeOf(page)).toBe(at)
  }
  const canvas = page.locator('.night-stage canvas').first()
  await expect(canvas).toBeVisible()
  const before = await takeAtRest(canvas)
  await loseContext(canvas)
  await expect(page.getByText('The graphics card took the picture away.')).toBeVisible()
  await page.evaluate(() => (globalThis as unknown as { restore: () => void }).restore())
  await expect(page.getByText('The graphics card took the picture away.')).toHaveCount(0)
  expect((await takeAtRest(canvas)).equals(before)).toBe(true)
  await toTheEnd(page).click()
  await expect(verdict(page)).toHaveText(/Stood in \d+ of \d+$/)
}) // prettier-ignore

test('a storage that is full when a result comes is said, and the result counts for this visit', async ({ page }) => {
  await openNight(page, night.id)
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('no room', 'QuotaExceededError')
    }
  })
  const said = await playToScore(page, firstNight)
  await expect(page.getByRole('alert')).toContainText('storage is full')
  await page.evaluate(() => (location.hash = '#/desk'))
  const card = page.getByRole('link', { name: new RegExp(firstNight.words.title) }).last()
  await expect(card).toContainText(`${/\d+/.exec(said)?.[0] ?? ''} of ${night.seeds}`)
}) // prettier-ignore

test('time stops at news where that is wanted, and all of it is heard however fast it goes', async ({ page }) => {
  await page.addInitScript(() => {
    const said: string[] = []
    Object.assign(globalThis, { said })
    const look = () => {
      const text = document.querySelector('[data-testid=announcer]')?.textContent ?? ''
      if (text !== '' && text !== said.at(-1)) said.push(text)
    }
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true })
  })
  const all = () => page.evaluate(() => (globalThis as unknown as { said: string[] }).said.join('\n'))
  await openNight(page, night.id)
  await openButton(page).click()
  await page.getByRole('checkbox', { name: 'Stop at news' }).check()
  await page.getByRole('button', { name: 'Play', exact: true }).click()
  // Untouched, this house does not stand for long: time stops there, and the figures are read.
  await expect(headline(page)).toHaveText('The house cannot pay.')
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
  const at = await timeOf(page)
  expect(at).toBeLessThan(Number(night.world['steps']) / 2)
  await expect.poll(all).toContain('The house cannot pay.')
  await page.waitForTimeout(500)
  expect(await timeOf(page)).toBe(at)
  // To the end is to the end; what happened on the way was said all the same.
  await toTheEnd(page).click()
  await expect(verdict(page)).toHaveText(/Stood in \d+ of \d+$/)
  await expect.poll(all).toMatch(/Stood in \d+ of \d+ hidden nights/)
  await page.reload()
  await openButton(page).click()
  await expect(page.getByRole('checkbox', { name: 'Stop at news' })).toBeChecked()
}) // prettier-ignore

test('the last night is told by its token and its depositors', async ({ page }) => {
  const last = nightRow[nightRow.length - 1]
  await openNight(page, last.night.id)
  await openButton(page).click()
  await expect(page.locator('.night-stage .name').first()).toHaveText(
    `${last.night.shows?.venue ?? ''}: ${last.night.shows?.asset ?? ''}`,
  )
  await toTheEnd(page).click()
  await expect(verdict(page)).toHaveText(/Stood in \d+ of \d+$/)
  await expect(page.locator('.why')).toHaveText(/^What did not hold: “.+” in \d+/)
})

test.describe('by thumb', () => {
  test.use({ viewport: PHONE, hasTouch: true, isMobile: true })

  test('a whole night: rules, a dial, a change while time stands, the score, a hidden night', async ({ page }) => {
    const problems = watchProblems(page)
    await openNight(page, night.id)
    const [[rule, { stops, start }]] = Object.entries(night.rules)
    const other = stops.findIndex(({ id }) => id === start) - 1
    await stopOfRule(page, firstNight, rule, stops[other].id).tap()
    await expect(stopOfRule(page, firstNight, rule, stops[other].id)).toBeChecked()
    // What wins stands before what one sets.
    const win = await page.getByRole('heading', { name: 'To win' }).boundingBox()
    const rules = await page.getByRole('group', { name: firstNight.words.rules[rule].label, exact: true }).boundingBox()
    expect(win?.y ?? Infinity).toBeLessThan(rules?.y ?? 0)
    const dials = page.getByRole('region', { name: /^Your dials/ }).getByRole('checkbox')
    await dials.first().tap()
    await expect(dials.first()).not.toBeChecked()
    await openButton(page).tap()
    await step(page).tap()
    await expect.poll(() => timeOf(page)).toBe(1)
    await page.getByRole('button', { name: /^Propose a change/ }).tap()
    await page.getByRole('group', { name: 'Propose a change' }).getByRole('button').first().tap()
    await expect(page.locator('.vote')).toHaveCount(1)
    await toTheEnd(page).tap()
    await expect(verdict(page)).toHaveText(/Stood in \d+ of \d+$/)
    await tiles(page).getByRole('button').nth(2).tap()
    await expect(page.getByRole('heading', { name: /hidden night 3$/i })).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width)
    expect(problems).toEqual([])
  }) // prettier-ignore
})

test('whoever looked at the votes, and changed things twice in a moment, is told all of it after the night', async ({ page }) => {
  const problems = watchProblems(page)
  const isVoted = ({ byHouse, stops }: (typeof night.proposals)[string]) => !byHouse && stops.length > 1
  const voted = nightRow.find((one) => Object.values(one.night.proposals).some(isVoted))
  if (!voted) throw new Error('no night has two changes to vote on')
  await openNight(page, voted.night.id)
  await openButton(page).click()
  const menu = page.getByRole('group', { name: 'Propose a change' })
  const propose = async () => {
    await page.getByRole('button', { name: /^Propose a change/ }).click()
    // All of them were asked about at one moment.
    await expect(menu.getByText(/would (pass|fail)/).nth(1)).toBeVisible()
    // It lies over nothing that one may want meanwhile.
    const boxOf = (part: Locator) => part.evaluate((shown) => shown.getBoundingClientRect().toJSON() as DOMRect)
    const again = await boxOf(page.getByRole('button', { name: 'Start again' }))
    expect((await boxOf(menu)).bottom).toBeLessThanOrEqual(again.top)
    await menu.getByRole('button').first().click()
    await expect(menu).toBeHidden()
  }
  await propose()
  await propose()
  await step(page).click()
  await expect(page.locator('.vote')).toHaveCount(2)
  await expect(page.locator('.vote .bar')).toHaveCount(2)
  await toTheEnd(page).click()
  await expect(verdict(page)).toHaveText(/Stood in \d+ of \d+$/)
  await expect(page.getByText(/^It would have passed/)).toBeVisible()
  expect(problems).toEqual([])
}) // prettier-ignore
