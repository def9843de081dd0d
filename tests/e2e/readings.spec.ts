/**
 * Goal: every number has its rule, events lead to their step and trader, and files say what the screen says.
 * Method: the first run past its fall, read in panels, lists and downloads.
 */
import { expect, test, type Download, type Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { expectAccessible } from './axe.ts'
import type { Summary } from '../../src/schema/result.ts'
import { goToStep, openSandbox, readNumber, readStep, watchProblems, LOOKS } from './sandboxPage.ts'

/** At rest, past the fall of the first run. */
async function openAfterFall(page: Page): Promise<void> {
  await openSandbox(page)
  await goToStep(page, 60)
  expect(await readNumber(page, 'Sold out')).toBeGreaterThan(100)
}

const ruleButton = (page: Page, name: string) =>
  page.getByRole('button', { name: `Show the rule: ${name}`, exact: true })
const drawer = (page: Page) => page.locator('#drawer')
const rows = (page: Page) => drawer(page).getByRole('listitem').getByRole('button')

async function readDownload(download: Download): Promise<string> {
  return readFileSync(await download.path(), 'utf8')
}

/** Presses a button of the export menu and reads the file that comes. */
async function exportAs(page: Page, name: string): Promise<{ file: string; text: string }> {
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name, exact: true }).click()
  const download = await downloading
  return { file: download.suggestedFilename(), text: await readDownload(download) }
}

test('a rule opens and closes by keyboard, and gives the focus back', async ({ page }) => {
  const problems = watchProblems(page)
  await openAfterFall(page)
  const button = ruleButton(page, 'R ahead')
  await button.focus()
  await page.keyboard.press('Enter')
  const panel = page.getByRole('dialog', { name: 'R ahead' })
  await expect(panel).toBeVisible()
  await expect(panel.locator('math')).toHaveCount(4)
  await expect(panel).toContainText('computeSpiralProfile')
  await expect(panel).toContainText('src/engine/readings.ts')
  await panel.getByLabel('Another rule').selectOption({ label: 'All open bets' })
  await expect(page.getByRole('dialog', { name: 'All open bets' })).toContainText('open interest')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(button).toBeFocused()
  expect(problems).toEqual([])
})

test('every reading has its rule', async ({ page }) => {
  await openAfterFall(page)
  await page.getByRole('button', { name: 'Someone' }).click()
  await page.locator('summary', { hasText: 'All numbers' }).click()
  await expect(ruleButton(page, 'All losses')).toBeVisible()
  const buttons = page.getByRole('button', { name: /^Show the rule: / })
  const count = await buttons.count()
  expect(count).toBeGreaterThan(40)
  for (let i = 0; i < count; i++) {
    await buttons.nth(i).click()
    const panel = page.getByRole('dialog')
    await expect(panel.getByRole('heading', { level: 2 })).not.toBeEmpty()
    await expect(panel.locator('math').first()).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(panel).toHaveCount(0)
  }
})

test('events are filtered, and a row goes to its step and its trader', async ({ page }) => {
  await openAfterFall(page)
  await page.getByRole('button', { name: 'Events', exact: true }).click()
  await expect(drawer(page).getByRole('heading', { name: 'Events' })).toBeFocused()
  await expect(rows(page)).toHaveCount(50)
  const filter = drawer(page).getByRole('checkbox', { name: /^Sold out/ })
  await filter.check()
  const soldOut = await readNumber(page, 'Sold out')
  await expect(drawer(page).getByRole('status')).toContainText(`${soldOut.toLocaleString('en-US')} events`)
  await drawer(page).getByRole('button', { name: 'Older' }).click()
  await expect(drawer(page).getByRole('navigation')).toContainText('51 to 100')

  const row = rows(page).nth(30)
  const words = await row.innerText()
  const step = Number(/step (\d+)/.exec(words)?.[1])
  const trader = /Trader ([\d,]+)/.exec(words)?.[1]
  expect(step).toBeLessThan(60)
  await row.focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => readStep(page)).toBe(step)
  await expect(page.getByRole('heading', { name: `Trader ${trader} bet on` })).toBeVisible()
  await page.getByRole('button', { name: /^Back to 1 min/ }).click()
  await expect.poll(() => readStep(page)).toBe(60)

  await drawer(page)
    .getByRole('button', { name: `Trader ${trader}`, exact: true })
    .click()
  await expect(drawer(page).getByRole('status')).toContainText('1 event up to')
  await expect(rows(page)).toHaveText([words.replace(/\n/g, ' ')])
  await drawer(page).getByRole('button', { name: 'Close', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Events', exact: true })).toBeFocused()
})

test('the files of a run say what the screen says', async ({ page }) => {
  await openAfterFall(page)
  const soldOut = await readNumber(page, 'Sold out')
  const bankrupt = await readNumber(page, 'Lost more than they had')
  const deposits = await page.locator('.vessel[data-payer="own"] .amount').innerText()
  await page.getByRole('button', { name: 'Export', exact: true }).click()

  const csv = await exportAs(page, 'Series as CSV')
  expect(csv.file).toMatch(/^loss-spiral-\d+\.\d+\.\d+-seed-.*-series\.csv$/)
  const lines = csv.text.trimEnd().split('\r\n')
  expect(lines).toHaveLength(62)
  const names = lines[0].split(',')
  const last = lines[61].split(',')
  const cell = (name: string) => last[names.indexOf(name)]
  expect([cell('step'), cell('liquidations'), cell('bankruptPositions')].map(Number)).toEqual([
    60,
    soldOut,
    bankrupt,
  ])
  const dollars = Math.round(Number(cell('ownPaidCents')) / 100)
  expect(`$${dollars.toLocaleString('en-US')}`).toBe(deposits)
  expect(csv.file).toContain(cell('engineVersion'))

  const json = await exportAs(page, 'Everything as JSON')
  await expect(page.getByText(`Saved ${json.file}.`)).toBeVisible()
  const whole = JSON.parse(json.text) as {
    step: number
    summary: Summary
    accounts: unknown[]
    series: unknown[]
    events: [string][]
  }
  expect([whole.step, whole.series.length, whole.accounts.length]).toEqual([60, 60, 10_100])
  expect([whole.summary.liquidations, whole.summary.bankruptPositions]).toEqual([soldOut, bankrupt])
  expect(whole.summary.ownPaid).toBe(Number(cell('ownPaidCents')))
  expect(whole.summary.conservationError).toBe(0)
  expect(whole.events.filter(([kind]) => kind === 'liquidation')).toHaveLength(soldOut)
})

for (const { colorScheme, viewport } of LOOKS) {
  test(`axe finds nothing in the panels, ${colorScheme}, ${viewport.width} wide`, async ({ page }) => {
    await page.setViewportSize(viewport)
    await page.emulateMedia({ colorScheme })
    await openAfterFall(page)
    await page.locator('summary', { hasText: 'All numbers' }).click()
    await ruleButton(page, 'Shared by the winners').click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await expectAccessible(page, 'a rule')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Export', exact: true }).click()
    await expectAccessible(page, 'the export')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Events', exact: true }).click()
    await expect(rows(page).first()).toBeVisible()
    await expectAccessible(page, 'the events')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      viewport.width,
    )
  })
}

test('beside the open controls the picture keeps its room, and nobody is said to be missing who stands there', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 720 })
  await openAfterFall(page)
  await page.getByRole('button', { name: 'All controls' }).click()
  const heightOf = async (part: string) => (await page.locator(part).boundingBox())?.height ?? NaN
  await expect(drawer(page).getByLabel('Situation', { exact: true })).toBeVisible()
  expect(await heightOf('.sandbox > .head')).toBeLessThan(160)
  expect(await heightOf('.sandbox > .stage')).toBeGreaterThan(180)
  // The book moves nobody there, and many can be sold out.
  await drawer(page).getByLabel('Situation', { exact: true }).selectOption({ label: 'Index mark' })
  await expect(page.locator('.spiral')).toContainText('$0.00 more. It would force nobody out.')
  await expect(page.getByRole('region', { name: 'Levers' })).toContainText(
    'At the start, a sale would force nobody out.',
  )
})
