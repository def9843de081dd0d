/**
 * Our work inside the browser's frame callback, upload included: 100,000 traders in their fall, and then at rest. The built
 * site runs in Chromium, and a clock around every callback adds up what each frame costs. What the graphics card, or its
 * stand-in, does afterwards is not counted: it is not ours, and no two machines agree about it.
 */
import type { Page } from 'playwright'
import type { Row } from './report.ts'
import { measureSite } from './site.ts'
import { toLink } from '../../src/schema/link.ts'
import { parseScenario } from '../../src/schema/scenario.ts'
import { ENGINE_VERSION } from '../../src/schema/version.ts'
import { estimateWork } from '../../src/schema/workload.ts'

const TRADERS = 100_000
const FALL_FROM = 12
const FALL_TO = 60
const REST_FRAMES = 90
const SECTION = '100,000 traders on the stage, in Chromium: our work in one frame'

type TimedWindow = typeof globalThis & { frameTimes: Map<number, number> }

/** From the next page on: what all callbacks of a frame cost together, by the frame's own time. */
function timeFrames(page: Page): Promise<unknown> {
  return page.addInitScript(() => {
    const frames = new Map<number, number>()
    ;(globalThis as TimedWindow).frameTimes = frames
    const real = requestAnimationFrame.bind(globalThis)
    globalThis.requestAnimationFrame = (call) =>
      real((now) => {
        const start = performance.now()
        call(now)
        frames.set(now, (frames.get(now) ?? 0) + performance.now() - start)
      })
  })
}

const clear = (page: Page) => page.evaluate(() => (globalThis as TimedWindow).frameTimes.clear())
const read = (page: Page) => page.evaluate(() => [...(globalThis as TimedWindow).frameTimes.values()])

async function measureIn(page: Page, address: string): Promise<{ fall: number[]; rest: number[] }> {
  await timeFrames(page)
  const document = parseScenario({
    version: 1,
    seed: 'spiral',
    steps: 420,
    market: { startPrice: 100, fairValue: { process: 'gbm' } },
    crowd: { traders: TRADERS },
    shocks: [{ step: 16, kind: 'fairValue', change: -0.04 }],
  })
  const link = toLink({
    document,
    compared: null,
    place: '/',
    step: FALL_FROM,
    engineVersion: ENGINE_VERSION,
  })
  if (typeof link !== 'string') throw new Error(link.needsFile)
  await page.goto(`${address}${link}`)
  // A heavy link asks first.
  if (estimateWork(document).isHeavy) await page.getByRole('button', { name: 'Run it' }).click()
  const moment = page.getByRole('slider', { name: 'Moment of the run' })
  const waitFor = (step: number) =>
    page.waitForFunction(
      (least) => {
        const slider = globalThis.document.querySelector('[aria-label="Moment of the run"]')
        const found = /step ([\d,]+)/.exec(slider?.getAttribute('aria-valuetext') ?? '')
        return found !== null && Number(found[1].replace(',', '')) >= least
      },
      step,
      { timeout: 120_000 },
    )
  await page.locator('dd', { hasText: 'of 100,000' }).first().waitFor({ timeout: 120_000 })
  await moment.waitFor()
  await page.locator('.stage canvas').waitFor()
  await waitFor(FALL_FROM)
  await page.getByRole('button', { name: 'Play', exact: true }).click()
  await clear(page)
  await waitFor(FALL_TO)
  const fall = await read(page)
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  // The last motions come to rest first.
  await page.waitForTimeout(2_000)
  await clear(page)
  await page.waitForFunction((count) => (globalThis as TimedWindow).frameTimes.size >= count, REST_FRAMES, {
    timeout: 60_000,
  })
  return { fall, rest: await read(page) }
}

const toShare = (values: readonly number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]

export function measureFrames(): Promise<Row[]> {
  return measureSite(SECTION, async (page, address, toRow) => {
    const { fall, rest } = await measureIn(page, address)
    return [
      toRow('during the fall', 'ms', fall, 4),
      toRow('during the fall, 95 % of frames within', 'ms', [toShare(fall, 0.95)], 8),
      toRow('while nothing happens', 'ms', rest, 0.5),
    ]
  })
}
