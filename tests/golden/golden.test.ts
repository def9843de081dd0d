/**
 * Goal: no change of the model goes unseen, and no change of the state's shape or names is taken for one.
 * Method: seeded runs are played step by step; five figures and a hash of what each did are compared with golden.json, which
 * somebody has reviewed. `UPDATE_GOLDEN=1 npx vitest run tests/golden` writes the file anew; that change belongs in the review.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { Simulation } from '../../src/engine/simulation.ts'
import { openGolden, playGolden, Watch, type GoldenRun } from './play.ts'
import { goldenScenarios } from './scenarios.ts'

const FILE = new URL('golden.json', import.meta.url)
const isUpdating = process.env['UPDATE_GOLDEN'] === '1'

beforeAll(() => {
  if (!isUpdating) return
  const runs = Object.fromEntries(goldenScenarios.map((golden) => [golden.name, playGolden(golden).run]))
  writeFileSync(FILE, `${JSON.stringify(runs, null, 2)}\n`)
})

const readRuns = () => JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, GoldenRun>

/** The figures first, so that a failure says what became of the run before it says that something did. */
function expectReviewed(name: string, { hash, ...figures }: GoldenRun): void {
  const { hash: reviewedHash, ...reviewed } = readRuns()[name]
  expect(figures).toEqual(reviewed)
  expect(hash).toBe(reviewedHash)
}

test('the file names exactly the golden scenarios, each with a hash of its own', () => {
  const runs = readRuns()
  expect(goldenScenarios.length).toBeGreaterThanOrEqual(12)
  expect(Object.keys(runs)).toEqual(goldenScenarios.map(({ name }) => name))
  expect(new Set(Object.values(runs).map(({ hash }) => hash)).size).toBe(goldenScenarios.length)
  for (const { hash } of Object.values(runs)) expect(hash).toMatch(/^[0-9a-f]{16}$/)
})

describe.each(goldenScenarios)('$name', (golden) => {
  const half = Math.floor(golden.steps / 2)

  test('does what was reviewed, and met what it is there for', () => {
    const { run, simulation } = playGolden(golden)
    expectReviewed(golden.name, run)
    const summary = simulation.readSummary()
    for (const field of golden.reaches) expect([field, summary[field] > 0]).toEqual([field, true])
    expect(summary.conservationError).toBe(0)
    expect(summary.contractsError).toBe(0)
  })

  test('goes on as it would have when it was saved, copied and restored halfway', () => {
    const first = openGolden(golden)
    const watch = new Watch(first)
    watch.advance(first, half)
    const second = Simulation.restore(first.program, structuredClone(first.snapshot()))
    watch.advance(second, golden.steps - half)
    expectReviewed(golden.name, watch.report(second))

    // Also in what the hash does not look at, and although every step was read.
    const unread = openGolden(golden)
    unread.advance(golden.steps)
    expect(second.hash()).toBe(unread.hash())
  })

  test('does the same under another title, another version, and with a new field of 0', () => {
    const first = openGolden({ ...golden, document: { ...golden.document, title: 'Renamed' } })
    const watch = new Watch(first)
    watch.advance(first, half)
    const snapshot = structuredClone(first.snapshot())
    snapshot.engineVersion = '99.0.0'
    for (const market of snapshot.markets) Object.assign(market, { novelty: 0 })
    for (const { totals } of snapshot.venues) Object.assign(totals, { noveltyCents: 0 })
    const second = Simulation.restore(first.program, snapshot)
    expect(second.hash()).not.toBe(first.hash())
    watch.advance(second, golden.steps - half)
    expectReviewed(golden.name, watch.report(second))
  })
})
