// The cases that come with the model: every field of every expected output. Contracts, cash, states, haircuts and counts
// are exact; prices and depths agree to 1e-9.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type ExpectedRun, listDifferences, runToEnd } from '../support/completeRun.ts'

interface Case {
  covers: string[]
  scenario: unknown
  expected: ExpectedRun
}

const FOLDER = new URL('cases/', import.meta.url)
const cases = readdirSync(FOLDER)
  .sort()
  .map((file) => ({
    file,
    ...(JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Case),
  }))

test('all thirteen cases are there, and together they cover the core', () => {
  expect(cases.map(({ file }) => file)).toEqual(
    Array.from({ length: 13 }, (_, i) => `${String(i + 1).padStart(2, '0')}.json`),
  )
  const covered = new Set(cases.flatMap(({ covers }) => covers))
  for (const mechanism of ['makers', 'depth shock', 'released', 'book end', 'two halts', 'flow in halt'])
    expect([...covered]).toContain(mechanism)
})

test.each(cases)('$file gives what it must', ({ scenario, expected }) => {
  const run = runToEnd(scenario)
  expect(Object.keys(expected.summary).length).toBeGreaterThanOrEqual(15)
  expect(listDifferences(run, expected)).toEqual([])
})

test('a result that is off by a single cent, contract or state is seen', () => {
  const { scenario, expected } = cases[0]
  const run = runToEnd(scenario)
  const [first, ...others] = run.accounts
  const withFirst = (changes: object) => ({ ...run, accounts: [{ ...first, ...changes }, ...others] })
  expect(listDifferences(withFirst({ cash: first.cash + 1 }), expected)).toHaveLength(1)
  expect(listDifferences(withFirst({ contracts: first.contracts - 1 }), expected)).toHaveLength(1)
  expect(listDifferences(withFirst({ state: 'closed' }), expected)).toHaveLength(1)
  expect(listDifferences({ ...run, series: run.series.slice(1) }, expected)).toHaveLength(1)
  const summary = { ...run.summary, finalPrice: run.summary.finalPrice * (1 + 3e-9) }
  expect(listDifferences({ ...run, summary }, expected)).toHaveLength(1)
})
