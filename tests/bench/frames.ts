/**
 * Our work inside the browser's frame callback, upload included: 100,000 traders in their fall, and then at rest; of one venue in the
 * sandbox, and of four houses in the place of contagion. The built site runs in Chromium, and a clock around every callback adds up
 * what each frame costs. What the graphics card, or its stand-in, does afterwards is not counted: it is not ours, and no two machines
 * agree about it.
 */
import type { Page } from 'playwright'
import type { Row } from './report.ts'
import { measureSite } from './site.ts'
import { fallingTown } from './worldScenarios.ts'
import { toLink } from '../../src/schema/link.ts'
import type { NeedsFile } from '../../src/schema/linkFrame.ts'
import { toWorldLink } from '../../src/schema/linkWorld.ts'
import { parseScenario } from '../../src/schema/scenario.ts'
import { ENGINE_VERSION } from '../../src/schema/version.ts'

const TRADERS = 100_000
const HOUSES = 4
const STEPS = 420
const FALL_FROM = 12
const FALL_TO = 60
const REST_FRAMES = 90

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

function sandboxLink(): string | NeedsFile {
  const document = parseScenario({
    version: 1,
    seed: 'spiral',
    steps: STEPS,
    market: { startPrice: 100, fairValue: { process: 'gbm' } },
    crowd: { traders: TRADERS },
    shocks: [{ step: 16, kind: 'fairValue', change: -0.04 }],
  })
  return toLink({ document, compared: null, place: '/', step: 0, engineVersion: ENGINE_VERSION })
}

function townLink(): string | NeedsFile {
  const document = fallingTown(TRADERS, STEPS, 0.05)
  return toWorldLink({ document, place: '/contagion', engineVersion: ENGINE_VERSION, asked: [] })
}

async function measureIn(page: Page, opened: string): Promise<{ fall: number[]; rest: number[] }> {
  await timeFrames(page)
  await page.goto(opened)
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
  // A heavy link asks first.
  await moment
    .or(page.getByRole('button', { name: 'Run it' }))
    .first()
    .waitFor({ timeout: 120_000 })
  if (!(await moment.isVisible())) await page.getByRole('button', { name: 'Run it' }).click()
  await moment.waitFor({ timeout: 120_000 })
  await page.locator('canvas').first().waitFor()
  const [play, pause] = ['Play', 'Pause'].map((name) => page.getByRole('button', { name, exact: true }))
  await play.or(pause).first().waitFor()
  if (await play.isVisible()) await play.click()
  await waitFor(FALL_FROM)
  await clear(page)
  await waitFor(FALL_TO)
  const fall = await read(page)
  await pause.click()
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

function measure(name: string, link: string | NeedsFile): Promise<Row[]> {
  return measureSite(`${name}, in Chromium: our work in one frame`, async (page, address, toRow) => {
    if (typeof link !== 'string') throw new Error(link.needsFile)
    const { fall, rest } = await measureIn(page, `${address}${link}`)
    return [
      toRow('during the fall', 'ms', fall, 4),
      toRow('during the fall, 95 % of frames within', 'ms', [toShare(fall, 0.95)], 8),
      toRow('while nothing happens', 'ms', rest, 0.5),
    ]
  })
}

export async function measureFrames(): Promise<Row[]> {
  const count = (accounts: number) => accounts.toLocaleString('en-US')
  return [
    ...(await measure(`${count(TRADERS)} traders on the stage`, sandboxLink())),
    ...(await measure(`${HOUSES} houses with ${count(TRADERS / HOUSES)} traders each`, townLink())),
  ]
}
