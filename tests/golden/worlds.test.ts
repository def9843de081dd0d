/**
 * Goal: no change of what worlds do goes unseen.
 * Method: the golden worlds are played step by step; five figures and a hash of what each did are compared with
 * goldenWorlds.json, which somebody has reviewed. `UPDATE_GOLDEN=1 npx vitest run tests/golden` writes the file anew.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { Simulation } from '../../src/engine/simulation.ts'
import { computeWorldSummary } from '../../src/engine/worldPrintout.ts'
import { BehaviorHash } from './behaviorHash.ts'
import { hasReached } from './goldenWorld.ts'
import {
  goldenWorlds,
  mixWorld,
  openGoldenWorld,
  playGoldenWorld,
  reportWorld,
  watchWorld,
  type GoldenWorldRun,
} from './playWorld.ts'

const FILE = new URL('goldenWorlds.json', import.meta.url)

beforeAll(() => {
  if (process.env['UPDATE_GOLDEN'] !== '1') return
  const runs = Object.fromEntries(goldenWorlds.map((golden) => [golden.name, playGoldenWorld(golden).run]))
  writeFileSync(FILE, `${JSON.stringify(runs, null, 2)}\n`)
})

const readRuns = () => JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, GoldenWorldRun>

/** The figures first, so that a failure says what became of the run before it says that something did. */
function expectReviewed(name: string, { hash, ...figures }: GoldenWorldRun): void {
  const { hash: reviewedHash, ...reviewed } = readRuns()[name]
  expect(figures).toEqual(reviewed)
  expect(hash).toBe(reviewedHash)
}

test('the file names exactly the golden worlds, each with a hash of its own', () => {
  const runs = readRuns()
  expect(goldenWorlds.length).toBeGreaterThanOrEqual(6)
  expect(Object.keys(runs)).toEqual(goldenWorlds.map(({ name }) => name))
  expect(new Set(Object.values(runs).map(({ hash }) => hash)).size).toBe(goldenWorlds.length)
})

describe.each(goldenWorlds)('$name', (golden) => {
  test('does what was reviewed, and met what it is there for', () => {
    const { run, simulation } = playGoldenWorld(golden)
    expectReviewed(golden.name, run)
    const summary = computeWorldSummary(simulation)
    expect(golden.reaches.filter((what) => !hasReached(summary, what))).toEqual([])
    expect([summary.conservationError, summary.contractsError]).toEqual([0, 0])
  })

  test('goes on as it would have when it was saved, copied and restored halfway', () => {
    const half = Math.floor(golden.steps / 2)
    const first = openGoldenWorld(golden)
    const hash = new BehaviorHash()
    mixWorld(first, hash)
    watchWorld(first, hash, half)
    const second = Simulation.restore(first.program, structuredClone(first.snapshot()), { assert: true })
    watchWorld(second, hash, golden.steps - half)
    expectReviewed(golden.name, reportWorld(second, hash))
    const unread = openGoldenWorld(golden)
    unread.advance(golden.steps)
    expect(second.hash()).toBe(unread.hash())
  })
})
