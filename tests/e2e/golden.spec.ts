/**
 * Goal: the same run everywhere, to the last bit.
 * Method: the engine and the golden scenarios, built as the site is built, play in the page, and figures and hash must be the
 * reviewed ones. Then the built site's own worker plays them too, and must end in the state in which Node's run ends. So do the
 * worlds of version 2.
 */
import { expect, test, type Page } from '@playwright/test'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { openGolden, type GoldenRun } from '../golden/play.ts'
import type { GoldenWorld } from '../golden/goldenWorld.ts'
import { goldenScenarios } from '../golden/scenarios.ts'
import { goldenWorlds, openGoldenWorld } from '../golden/playWorld.ts'
import { stateFrom, stateOf, worldStateFrom, worldStateOf } from '../support/visibleState.ts'
import { readReviewedWorld, worldNames } from './goldenWorlds.ts'
import { buildPlayer, type Player } from './player.ts'
import type { RunAccounts, WorldAccounts } from '../../src/schema/message.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const runs: Record<string, GoldenRun> = JSON.parse(readFileSync(`${root}tests/golden/golden.json`, 'utf8'))
const worker = readdirSync(`${root}dist/assets`).find((name) => /^simulation\.worker-.*\.js$/.test(name))

interface Job {
  url: string
  kind: 'open' | 'openWorld'
  document: unknown
  steps: number
}

/** Runs in the page: asks the worker as the app does, and gives back its report on every account after so many steps. */
async function reportInPage({ url, kind, document, steps }: Job): Promise<RunAccounts | WorldAccounts> {
  const worker = new Worker(new URL(url, location.href), { type: 'module' })
  let id = 0
  const ask = (request: object) =>
    new Promise<unknown>((resolve, reject) => {
      const own = ++id
      const listen = ({
        data,
      }: MessageEvent<{ id: number; answer?: unknown; error?: { message: string } }>) => {
        if (data.id !== own || 'progress' in data) return
        worker.removeEventListener('message', listen)
        if (data.error) reject(new Error(data.error.message))
        else resolve(data.answer)
      }
      worker.addEventListener('message', listen)
      worker.addEventListener('error', (event) => reject(new Error(event.message)))
      worker.postMessage({ id: own, request: { runId: 1, ...request } })
    })
  await ask({ kind, document })
  await ask({ kind: 'seek', step: steps })
  const report = await ask({ kind: 'accounts' })
  worker.terminate()
  // Typed arrays do not cross from the page to the test everywhere.
  const withArrays = (_name: string, value: unknown) =>
    ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value
  return JSON.parse(JSON.stringify(report, withArrays)) as RunAccounts | WorldAccounts
}

/** A page of the site that runs nothing of its own; one for all runs, which leave nothing behind. */
let page: Page
test.beforeAll(async ({ browser, baseURL }) => {
  page = await browser.newPage(baseURL === undefined ? {} : { baseURL })
  await page.goto('./robots.txt')
  await page.addScriptTag({ content: await buildPlayer() })
})
test.afterAll(() => page.close())

test('there are at least ten golden scenarios, and a worker in the built site', () => {
  expect(goldenScenarios.length).toBeGreaterThanOrEqual(10)
  expect(Object.keys(runs).sort()).toEqual(goldenScenarios.map(({ name }) => name).sort())
  expect(worker).toBeDefined()
})

for (const golden of goldenScenarios)
  test(`the same run in the browser: ${golden.name}`, async () => {
    const { hash, ...figures } = await page.evaluate(
      (name) => (globalThis as unknown as { golden: Player }).golden.playByName(name),
      golden.name,
    )
    const { hash: reviewedHash, ...reviewed } = runs[golden.name]
    expect(figures).toEqual(reviewed)
    expect(hash).toBe(reviewedHash)

    const { document, steps } = golden
    const simulation = openGolden(golden)
    simulation.advance(steps)
    const job: Job = { url: `assets/${worker}`, kind: 'open', document, steps }
    const report = await page.evaluate(reportInPage, job)
    expect(stateFrom(report as RunAccounts)).toBe(stateOf(simulation))
  })

for (const name of worldNames)
  test(`the same world in the browser: ${name}`, async () => {
    const found = await page.evaluate(
      (world) => (globalThis as unknown as { golden: Player }).golden.playWorldByName(world),
      name,
    )
    expect(found).toEqual(readReviewedWorld(name))

    const golden = goldenWorlds.find((one) => one.name === name) as GoldenWorld
    const { document, steps } = golden
    const simulation = openGoldenWorld(golden)
    simulation.advance(steps)
    const job: Job = { url: `assets/${worker}`, kind: 'openWorld', document, steps }
    const report = await page.evaluate(reportInPage, job)
    expect(worldStateFrom(report as WorldAccounts)).toBe(worldStateOf(simulation))
  })
