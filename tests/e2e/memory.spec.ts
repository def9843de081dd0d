/**
 * "Reset" leaves nothing of the class before: over many resets, with use in between, the heaps of page and worker do not
 * grow. What counts is the growth from reset to reset, since one warm start differs from the next by more than a leak does.
 */
import { expect, test, type Page } from '@playwright/test'
import { Heaps, type HeapSizes } from './heaps.ts'
import { beginAgain, untilAnswered } from './modelLine.ts'
import { choosePace, goToStep, moveLever, openSandbox } from './sandboxPage.ts'

const isLong = process.env['LONG_TESTS'] === '1'
/** By then what is loaded once is loaded. */
const WARM_RESETS = 3
const RESETS = isLong ? 10 : 5
/** Of the whole, by one reset; fewer resets tell less. A run that is kept is five times as much and more. */
const MOST_GROWTH = isLong ? 0.0025 : 0.005
const LAST_STEP = 420

async function useHeavily(page: Page): Promise<void> {
  const situations = page.getByLabel('Situation', { exact: true })
  await beginAgain(page, () => situations.selectOption({ label: 'Makers under fire' }))
  for (const step of [300, 12]) await goToStep(page, step)
  await beginAgain(page, () => moveLever(page, 'Max leverage', 0.3))
  await goToStep(page, 150)
}

/** From "Reset" to a run that is known to its end and stands still at one moment, with its look ahead taken. */
async function reset(page: Page): Promise<void> {
  await beginAgain(page, () => page.getByRole('button', { name: 'Reset', exact: true }).click())
  await goToStep(page, LAST_STEP)
  await goToStep(page, 10)
  await page.mouse.move(0, 0)
  await untilAnswered(page)
}

/** Growth from one to the next: the median over all pairs, which a few odd ones do not move. */
function findSlope(values: readonly number[]): number {
  const slopes = values.flatMap((value, i) =>
    values.slice(i + 1).map((later, k) => (later - value) / (k + 1)),
  )
  return slopes.sort((a, b) => a - b)[slopes.length >> 1]
}

test('memory does not grow from reset to reset', async ({ page }) => {
  const heaps = new Heaps(await page.context().newCDPSession(page))
  await heaps.attach()
  await openSandbox(page)
  await heaps.countWorkersClock()
  await page.getByRole('button', { name: 'All controls' }).click()
  await page.getByRole('button', { name: 'Charts', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Charts' })).toBeVisible()
  const sizes: HeapSizes[] = []
  for (let i = 0; i < WARM_RESETS + RESETS; i++) {
    await choosePace(page, '2/s')
    await useHeavily(page)
    await reset(page)
    if (i >= WARM_RESETS) sizes.push(await heaps.measure())
  }
  for (const part of ['page', 'worker'] as const) {
    const values = sizes.map((size) => size[part])
    expect(values[0]).toBeGreaterThan(1e6)
    expect(findSlope(values) / values[0], `${part}: ${values.join(', ')}`).toBeLessThan(MOST_GROWTH)
  }
})
