/**
 * Goal: how fat the tail is, and how the chance moves with volatility; by keyboard too, and axe finds nothing.
 * Method: the built site on a desk and on a phone; what the page says is compared with the same returns outside of it.
 */
import { expect, test, type Page } from '@playwright/test'
import { playReturns } from '../../src/risk/returns.ts'
import { readTails } from '../../src/risk/tails.ts'
import { expectAccessible, expectReadable } from './axe.ts'
import { holdStudies, makeHoldable, night, openLab } from './labPage.ts'
import { nameSizes, VISITS } from './sandboxPage.ts'

/** The numbers beside a picture rise by the same round step. */
async function expectRoundTicks(page: Page, name: RegExp): Promise<void> {
  const said = await page.getByRole('img', { name }).locator('text[text-anchor="end"]').allTextContents()
  const ticks = said.map(Number)
  expect(ticks.length).toBeGreaterThan(1)
  expect(String(ticks[1])).toMatch(/^[0.]*(1|2|25|2\.5|5)0*$/)
  ticks.forEach((tick, i) => expect(tick).toBeCloseTo(i * ticks[1], 9))
}

for (const sizes of VISITS)
  test(`a tail is read off its futures, ${nameSizes(sizes)} wide`, async ({ page }) => {
    await page.setViewportSize(sizes[0])
    await openLab(page)
    await page.getByRole('link', { name: /How fat is the tail/ }).click()
    const done = page.getByRole('status').filter({ hasText: /returns of/ })
    await expect(done).toHaveText('38,400 returns of 30 s from 40 futures.')
    const { runs } = playReturns({ kind: 'returns', document: night, from: 1, count: 40 })
    const settings = { side: 'falls', span: 1, over: 0.05 } as const
    const { price } = readTails({ kind: 'tails', runs, seed: '40', ...settings })
    const seen = 100 * (1 - Math.exp(-(price.pareto?.levels[0].seen ?? NaN)))
    await expect(
      page.getByRole('heading', { name: `the price falls by ${seen.toFixed(2)}% or more` }),
    ).toBeVisible()
    // A number and its unit stay on one line, on a phone too.
    for (const size of sizes) {
      await page.setViewportSize(size)
      const lines = await page
        .locator('#fat-headline span')
        .evaluate((words) => words.getClientRects().length)
      expect(lines).toBe(1)
    }
    await page.setViewportSize(sizes[0])
    await expect(page.getByRole('row', { name: /^price, 1,000 / })).toBeVisible()
    for (const summary of await page.locator('summary').all()) await summary.press('Enter')
    await expect(page.getByRole('row', { name: /^5%: / })).toBeVisible()
    await expectRoundTicks(page, /^After 30 s the sizes/)
    await expectReadable(page, sizes, 'a tail')
    // A term opens beside its words, and the answer stays.
    const term = page.getByRole('link', { name: 'generalized Pareto' })
    await term.press('Enter')
    await expect(page.getByRole('dialog', { name: 'Generalized Pareto' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(term).toBeFocused()
    await expect(page).toHaveURL(/#\/lab\/tails/)
    await page.getByLabel('over a time of').selectOption('10 min')
    await expect(done).toHaveText('1,920 returns of 10 min from 40 futures.')
  })

test('volatility is moved on the same seeds, and cancelled at once', async ({ page }) => {
  await makeHoldable(page)
  await openLab(page)
  await page.getByRole('link', { name: /How fat is the tail/ }).click()
  await expect(page.getByText('38,400 returns of 30 s from 40 futures.')).toBeVisible()
  // The first round, of ten seeds under each of six multiples, and a part of the next.
  await holdStudies(page, 15)
  await page.getByRole('button', { name: 'Play 100 seeds at each' }).click()
  await expect(
    page.getByRole('heading', { name: /A tenth more volatility: exchange bankrupt in/ }),
  ).toBeVisible()
  await expect(page.getByText('10 seeds', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText('10 seeds, done')).toBeVisible()
  await expect(page.getByRole('button', { name: /seeds at each/ })).toBeVisible()
  await expect(page.getByRole('img', { name: /At half the volatility/ })).toBeVisible()
  await expectRoundTicks(page, /At half the volatility/)
  await page.getByRole('combobox', { name: /^How often/ }).selectOption('fund empty')
  await expect(page.getByRole('heading', { name: /A tenth more volatility: fund empty in/ })).toBeVisible()
  await expectAccessible(page, 'a curve over volatility')
})

test('in class the letters of its pictures have 14 px, and none is cut', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 })
  await openLab(page)
  await page.getByRole('link', { name: /How fat is the tail/ }).click()
  await page.getByRole('button', { name: '160 futures' }).click()
  await expect(page.getByRole('status').filter({ hasText: /returns of/ })).toContainText('from 160 futures.')
  await page.keyboard.press('p')
  const words = page.locator('[aria-labelledby="fat-headline"] .figure text:visible')
  await expect(words.filter({ hasText: '1 in 100,000' })).toHaveCount(1)
  await expect
    .poll(() =>
      words.evaluateAll((all) =>
        all.flatMap((text) => {
          const box = text.closest('svg')?.getBoundingClientRect().left ?? 0
          const size =
            parseFloat(getComputedStyle(text).fontSize) * ((text as SVGTextElement).getScreenCTM()?.a ?? 0)
          return size < 13.9 || text.getBoundingClientRect().left < box - 1
            ? [`${text.textContent} ${size}`]
            : []
        }),
      ),
    )
    .toEqual([])
})
