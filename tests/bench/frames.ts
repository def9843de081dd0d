/**
 * Our work inside the browser's frame callback, upload included: 100,000 traders in their fall, and then at rest. The built
 * site runs in Chromium, and a clock around every callback adds up what each frame costs. What the graphics card, or its
 * stand-in, does afterwards is not counted: it is not ours, and no two machines agree about it.
 */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium, type Page } from 'playwright'
import { sayProgress, toSample } from './measure.ts'
import type { Row } from './report.ts'
import { findChromium } from '../../src/cli/browser.mjs'
import { toLink } from '../../src/schema/link.ts'
import { parseScenario } from '../../src/schema/scenario.ts'
import { ENGINE_VERSION } from '../../src/schema/version.ts'
import { estimateWork } from '../../src/schema/workload.ts'
import { TinyServer } from '../support/tinySite.ts'

const DIST = process.env['SITE_DIST'] ?? fileURLToPath(new URL('../../dist', import.meta.url))
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

export async function measureFrames(): Promise<Row[]> {
  sayProgress(SECTION)
  if (!existsSync(DIST)) throw new Error('Build the site first: npm run build.')
  const server = new TinyServer(DIST)
  const executablePath = findChromium()
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: ['--enable-unsafe-swiftshader', '--disable-background-networking', '--no-sandbox'],
  })
  try {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      serviceWorkers: 'block',
      locale: 'en-US',
    })
    const { fall, rest } = await measureIn(await context.newPage(), await server.listen())
    const row = (label: string, values: readonly number[], most: number): Row => ({
      section: SECTION,
      label,
      unit: 'ms',
      sample: toSample(values),
      limit: { kind: 'at most', value: most },
    })
    return [
      row('during the fall', fall, 4),
      row('during the fall, 95 % of frames within', [toShare(fall, 0.95)], 8),
      row('while nothing happens', rest, 0.5),
    ]
  } finally {
    await browser.close()
    server.close()
  }
}
