// A bull market as a person meets it: chosen in the controls, seen to load, crashed, read in a table, sent as a link.
import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from './axe.ts'
import { beginAgain } from './modelLine.ts'
import {
  choosePace,
  copyLink,
  DESK,
  goToStep,
  headline,
  keepHeadlines,
  observePage,
  openSandbox,
  PHONE,
  readState,
  readStep,
  untilTold,
  watchProblems,
} from './sandboxPage.ts'

async function chooseBullMarket(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'All controls' }).click()
  const situations = page.getByLabel('Situation', { exact: true })
  await beginAgain(page, () => situations.selectOption({ label: 'Bull market' }))
  await expect(page.getByRole('heading', { name: 'The loaded spring' })).toBeVisible()
  await page.getByRole('button', { name: 'All controls' }).click()
}

/** What a small fall would sell out, as the column beside the stage says it. */
async function readNear(page: Page): Promise<number> {
  const row = page.locator('dl > div', { hasText: 'Sold out by −5%' }).locator('strong')
  return parseFloat((await row.innerText()).replace('$', ''))
}

test('a bull market loads the spring before the push, and the chart’s table has it', async ({ page }) => {
  const problems = watchProblems(page)
  await page.setViewportSize(DESK)
  await keepHeadlines(page)
  await openSandbox(page)
  await chooseBullMarket(page)
  // The calm plays by itself, faster than the rest.
  await untilTold(page, /^A calm rise/)
  await choosePace(page, '120/s')
  await expect(headline(page)).toContainText(/News: −4%(, to [\d.]+)?\. Their selling: (−|at most )\d+%/)
  await goToStep(page, 40)
  const early = await readNear(page)
  await goToStep(page, 198)
  expect(await readNear(page)).toBeGreaterThan(2 * early)

  await page.getByRole('button', { name: 'Charts' }).click()
  const figure = page
    .getByRole('figure')
    .filter({ has: page.getByRole('heading', { name: 'The loaded spring' }) })
  await expect(figure).toContainText(
    /2\.\d+ times as many as at the start; R ahead went from 0\.57\d? to 1\.\d+/,
  )
  await figure.getByRole('button', { name: /^Show table/ }).click()
  const cells = figure.getByRole('row').last().getByRole('cell')
  expect(Number((await cells.first().innerText()).replaceAll(',', ''))).toBeGreaterThan(9e6)

  await expectAccessible(page, 'the loaded spring')
  expect(problems).toEqual([])
})

test('a moment that is pointed at in a chart is shown on the stage, and the other way round', async ({
  page,
}) => {
  await page.setViewportSize({ ...DESK, height: 1400 })
  await openSandbox(page)
  await goToStep(page, 60)
  await page.getByRole('button', { name: 'Charts' }).click()
  const plot = page.getByRole('slider', { name: /^The loaded spring/ })
  await plot.focus()
  for (let i = 0; i < 5; i++) await plot.press('ArrowLeft')
  const said = await plot.getAttribute('aria-valuetext')
  await expect(page.locator('.stage-trader')).toContainText(said?.split(':')[0] ?? 'nothing')
  await plot.blur()
  await page.evaluate(() => scrollTo(0, 0))
  const stage = await page.locator('.picture').boundingBox()
  if (!stage) throw new Error('There is no stage.')
  await page.mouse.move(stage.x + 0.1 * stage.width, stage.y + 0.5 * stage.height)
  await expect(page.locator('.chart-cursor:visible').first()).toBeAttached()
  await expect(page.locator('.stage-trader')).toContainText(/fair value \d/)
})

test('a link to a moment of the bull market opens to the same state', async ({ page }) => {
  await observePage(page)
  await openSandbox(page)
  await chooseBullMarket(page)
  await goToStep(page, 199)
  const state = await readState(page)
  const address = await copyLink(page)
  await page.goto('about:blank')
  await openSandbox(page, address)
  await expect.poll(() => readStep(page)).toBe(199)
  await expect(page.getByRole('heading', { name: 'The loaded spring' })).toBeVisible()
  expect(await readState(page)).toBe(state)
})

test('on a phone nothing covers the stage, and the card stands on the first screen', async ({ page }) => {
  await page.setViewportSize(PHONE)
  await openSandbox(page)
  await choosePace(page, '120/s')
  const card = page.getByRole('heading', { name: /^Who paid for/ })
  await expect(card).toBeVisible()
  const box = async (selector: string) => {
    const found = await page.locator(selector).first().boundingBox()
    if (!found) throw new Error(`${selector} is not there.`)
    return { top: found.y, bottom: found.y + found.height }
  }
  const [stage, first, time] = [await box('.picture'), await box('section.card'), await box('section.time')]
  expect(first.top).toBeGreaterThanOrEqual(stage.bottom)
  expect(first.bottom).toBeLessThanOrEqual(time.top)
  await expect(page.getByRole('button', { name: 'Again, with more liquidity' })).toBeInViewport({ ratio: 1 })
})
