// Goal: the engine follows docs/model.md to the cent, in both versions.
// Method: it runs every conformance case, every invariant asserted after every step. Contracts, cash, states, steps and counts are
// exact, prices and depths agree to 1e-9.
import { expect, test } from 'vitest'
import { listDifferences, runToEnd, runWorldToEnd, type ExpectedRun } from '../support/completeRun.ts'
import { versionOneCases, worldCases } from '../support/conformanceCases.ts'
import { listWorldDifferences } from '../support/worldDifferences.ts'

test.each(versionOneCases)('$file gives what it must', ({ scenario, expected }) => {
  const run = runToEnd(scenario)
  expect(Object.keys(expected['summary'] as object).length).toBeGreaterThanOrEqual(15)
  expect(listDifferences(run, expected as unknown as ExpectedRun)).toEqual([])
})

test.each(worldCases)('$file gives what it must', ({ scenario, expected }) => {
  const run = runWorldToEnd(scenario)
  expect(listWorldDifferences(run, expected)).toEqual([])
  expect(Object.keys(run.accounts)).toEqual(Object.keys(expected['accounts'] as object))
})

test('a result that is off by a single cent, contract or state is seen', () => {
  const { scenario, expected } = versionOneCases[0]
  const run = runToEnd(scenario)
  const [first, ...others] = run.accounts
  const withFirst = (changes: object) => ({ ...run, accounts: [{ ...first, ...changes }, ...others] })
  const count = (changed: typeof run) => listDifferences(changed, expected as unknown as ExpectedRun).length
  expect(count(withFirst({ cash: first.cash + 1 }))).toBe(1)
  expect(count(withFirst({ contracts: first.contracts - 1 }))).toBe(1)
  expect(count(withFirst({ state: 'closed' }))).toBe(1)
  expect(count({ ...run, series: run.series.slice(1) })).toBe(1)
  const summary = { ...run.summary, finalPrice: run.summary.finalPrice * (1 + 3e-9) }
  expect(count({ ...run, summary })).toBe(1)
})
