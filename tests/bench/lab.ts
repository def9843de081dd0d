/**
 * The risk lab in the built site, in Chromium: how long the estimate beside the levers takes after one was moved, how soon a study
 * ends that is called off, how long the page itself is ever held up meanwhile, and whether studies leave something behind.
 */
import type { Page } from 'playwright'
import { toSample } from './measure.ts'
import type { Row } from './report.ts'
import { measureSite } from './site.ts'

const MOVES = 6
const CANCELS = 5
/** By then what is loaded once is loaded. */
const WARM_STUDIES = 3
const STUDIES = 10
const PATIENCE_MS = 120_000

type TimedWindow = typeof globalThis & { longTasks: number[] }

/** From the next page on: how long each task took that held the page up for more than 50 ms. */
function noteLongTasks(page: Page): Promise<unknown> {
  return page.addInitScript(() => {
    const times: number[] = []
    ;(globalThis as TimedWindow).longTasks = times
    new PerformanceObserver((list) =>
      times.push(...list.getEntries().map(({ duration }) => duration)),
    ).observe({ type: 'longtask' })
  })
}

const clearTasks = (page: Page) => page.evaluate(() => (globalThis as TimedWindow).longTasks.splice(0))
const longestTask = (page: Page) => page.evaluate(() => Math.max(0, ...(globalThis as TimedWindow).longTasks))

/** From the lever's move to the line that says what it comes to. */
async function measureEstimates(page: Page, address: string): Promise<{ seconds: number[]; task: number }> {
  await page.goto(address)
  await page.getByLabel('Speed, in steps a second').selectOption({ label: '120/s' })
  await page.getByRole('heading', { name: /^Who paid for/ }).waitFor({ timeout: PATIENCE_MS })
  const line = page.locator('p', { hasText: /^\s*In 100 futures: exchange bankrupt in/ })
  await line.waitFor({ timeout: PATIENCE_MS })
  const lever = page.getByRole('slider', { name: 'Max leverage' })
  const most = Number(await lever.getAttribute('max'))
  await clearTasks(page)
  const seconds: number[] = []
  for (let move = 0; move < MOVES; move++) {
    // The line is stale from when the new futures are asked for until all of them are there.
    const answered = line.evaluate(
      (element) =>
        new Promise<number>((resolve) => {
          let wasStale = false
          new MutationObserver((_, observer) => {
            const isStale = element.classList.contains('stale')
            wasStale ||= isStale
            if (!wasStale || isStale) return
            observer.disconnect()
            resolve(performance.timeOrigin + performance.now())
          }).observe(element, { attributes: true })
        }),
    )
    const moved = await page.evaluate(() => performance.timeOrigin + performance.now())
    await lever.fill(String(Math.round(most * (0.3 + 0.05 * move))))
    seconds.push(((await answered) - moved) / 1000)
  }
  return { seconds, task: await longestTask(page) }
}

async function ask(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Ask', exact: true }).click()
}

/** From the click to when every worker of the study has ended. */
async function measureCancels(page: Page, address: string): Promise<number[]> {
  await page.goto(`${address}#/lab`)
  await page.getByRole('link', { name: /How rare/ }).click()
  await page.getByLabel('How likely is it that').selectOption('priceBelow')
  await page.getByRole('spinbutton').fill('60')
  const times: number[] = []
  for (let i = 0; i < CANCELS; i++) {
    const before = new Set(page.workers())
    const started = page.waitForEvent('worker')
    await ask(page)
    await started
    await page.waitForTimeout(500)
    const ended = page
      .workers()
      .filter((worker) => !before.has(worker))
      .map((worker) => worker.waitForEvent('close', { timeout: PATIENCE_MS }))
    const clicked = performance.now()
    await page.getByRole('button', { name: 'Cancel' }).evaluate((button: HTMLElement) => button.click())
    await Promise.all(ended)
    times.push(performance.now() - clicked)
  }
  return times
}

/** Growth from one study to the next, as a share of the heap: the median over all pairs, which a few odd ones do not move. */
async function measureGrowth(page: Page): Promise<{ growth: number; task: number }> {
  await page.getByLabel('How likely is it that').selectOption('fundExhausted')
  const session = await page.context().newCDPSession(page)
  const sizes: number[] = []
  await clearTasks(page)
  for (let study = 0; study < WARM_STUDIES + STUDIES; study++) {
    await ask(page)
    await page.getByRole('button', { name: 'Cancel' }).waitFor()
    await page.getByRole('button', { name: 'Ask', exact: true }).waitFor({ timeout: PATIENCE_MS })
    for (let i = 0; i < 2; i++) await session.send('HeapProfiler.collectGarbage')
    const { usedSize } = await session.send('Runtime.getHeapUsage')
    if (study >= WARM_STUDIES) sizes.push(usedSize)
  }
  const slopes = sizes.flatMap((size, i) => sizes.slice(i + 1).map((later, k) => (later - size) / (k + 1)))
  return { growth: toSample(slopes).median / sizes[0], task: await longestTask(page) }
}

export function measureLab(): Promise<Row[]> {
  return measureSite('The risk lab in Chromium', async (page, address, toRow) => {
    await noteLongTasks(page)
    const estimates = await measureEstimates(page, address)
    const cancels = await measureCancels(page, address)
    const studies = await measureGrowth(page)
    return [
      toRow('from a lever to the estimate beside it', 's', estimates.seconds, 2),
      toRow('the longest task of the page meanwhile', 'ms', [estimates.task], 50),
      toRow('from "Cancel" to the end of the last worker', 'ms', cancels, 200),
      toRow('the longest task of the page in ten studies', 'ms', [studies.task], 50),
      toRow('growth of the heap by a study, %', 'count', [100 * studies.growth], 0.25),
    ]
  })
}
