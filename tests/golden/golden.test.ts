// The whole state of seeded runs, as hashes that somebody has reviewed: whatever changes the model changes one of them.
// `UPDATE_GOLDEN=1 npx vitest run tests/golden` writes the file anew; the change then belongs in the review.
import { readFileSync, writeFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { Simulation } from '../../src/engine/simulation.ts'
import { goldenScenarios, runGolden } from './scenarios.ts'

const FILE = new URL('hashes.json', import.meta.url)
const isUpdating = process.env['UPDATE_GOLDEN'] === '1'

beforeAll(() => {
  if (!isUpdating) return
  const hashes = Object.fromEntries(goldenScenarios.map((golden) => [golden.name, runGolden(golden).hash()]))
  writeFileSync(FILE, `${JSON.stringify(hashes, null, 2)}\n`)
})

const readHashes = () => JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, string>

test('the file names exactly the golden scenarios, each with a hash of its own', () => {
  const hashes = readHashes()
  expect(goldenScenarios.length).toBeGreaterThanOrEqual(12)
  expect(Object.keys(hashes)).toEqual(goldenScenarios.map(({ name }) => name))
  expect(new Set(Object.values(hashes)).size).toBe(goldenScenarios.length)
  for (const hash of Object.values(hashes)) expect(hash).toMatch(/^[0-9a-f]{16}$/)
})

describe.each(goldenScenarios)('$name', (golden) => {
  test('ends in the reviewed state, and met what it is there for', () => {
    const simulation = runGolden(golden)
    expect(simulation.hash()).toBe(readHashes()[golden.name])
    const summary = simulation.readSummary()
    for (const field of golden.reaches) expect([field, summary[field] > 0]).toEqual([field, true])
    expect(summary.conservationError).toBe(0)
    expect(summary.contractsError).toBe(0)
  })

  test('ends there also when it was saved, copied and restored halfway', () => {
    const half = Math.floor(golden.steps / 2)
    const first = runGolden({ ...golden, steps: half })
    const second = Simulation.restore(structuredClone(first.snapshot()))
    second.advance(golden.steps - half)
    expect(second.hash()).toBe(readHashes()[golden.name])
  })
})
