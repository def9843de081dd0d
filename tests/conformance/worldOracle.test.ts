// Goal: the oracle of worlds, which the engine is compared with, follows docs/model.md to the cent.
// Method: it runs every conformance case of both versions. Contracts, cash, states, steps and counts are exact, prices agree
// to 1e-9. In a world it must also have gone through the very branches that the case says it covers.
import { expect, test } from 'vitest'
import { versionOneCases, worldBranches, worldCases } from '../support/conformanceCases.ts'
import { runVersionOne, runWorld } from '../support/oracle/oracle.ts'
import { listWorldDifferences } from '../support/worldDifferences.ts'

test('the cases of both versions are there', () => {
  expect(versionOneCases.map(({ file }) => file)).toEqual([
    ...Array.from({ length: 15 }, (_, i) => `${String(i + 1).padStart(2, '0')}.json`),
    ...['exact-breaker.json', 'exact-contracts.json', 'exact-parts.json'],
  ])
  expect(worldCases).toHaveLength(22)
  expect(worldBranches).toHaveLength(54)
})

test.each(versionOneCases)('$file gives what it must', ({ scenario, expected }) => {
  const run = runVersionOne(scenario)
  expect(listWorldDifferences(run, expected)).toEqual([])
})

test.each(worldCases)('$file gives what it must, by the ways it names', ({ scenario, expected, covers }) => {
  const seen = new Set<string>()
  const run = runWorld(scenario, seen)
  expect(listWorldDifferences(run, expected)).toEqual([])
  expect(Object.keys(run.accounts)).toEqual(Object.keys(expected['accounts'] as object))
  expect(worldBranches.filter((branch) => seen.has(branch))).toEqual(covers)
})

test('a printout that is off by a single cent, contract, state or row is seen', () => {
  const { scenario, expected } = worldCases[0]
  const run = runWorld(scenario)
  const [venue, [first, ...others]] = Object.entries(run.accounts)[0]
  const withRows = (rows: object[]) => ({ ...run, accounts: { ...run.accounts, [venue]: rows } })
  const count = (rows: object[]) => listWorldDifferences(withRows(rows), expected).length
  expect(count([first, ...others])).toBe(0)
  expect(count([{ ...first, cash: first.cash + 1 }, ...others])).toBe(1)
  expect(count([{ ...first, state: 'closed' }, ...others])).toBe(1)
  expect(count([{ ...first, contracts: { ...first.contracts, btc: 1 } }, ...others])).toBe(1)
  expect(count(others)).toBe(1)
  const { finalPrice } = (run.summary.venues[venue] as { markets: { btc: { finalPrice: number } } }).markets
    .btc
  expect(listWorldDifferences({ finalPrice: finalPrice * (1 + 3e-9) }, { finalPrice })).toHaveLength(1)
  expect(listWorldDifferences({ finalPrice: finalPrice * (1 + 3e-10) }, { finalPrice })).toEqual([])
})
