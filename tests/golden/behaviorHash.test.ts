/**
 * Goal: the behavior hash misses nothing of what it promises to mix, and sees nothing else.
 * Method: a short run is played once and its readings are kept; each test changes one number of one step in a copy of them, by
 * as little as there is, and hashes the copy anew.
 */
import { describe, expect, test } from 'vitest'
import type { AccountRow, PrintedSeriesRow, Summary } from '../../src/schema/result.ts'
import { BehaviorHash } from './behaviorHash.ts'
import { openGolden } from './play.ts'
import { goldenScenarios } from './scenarios.ts'

interface Reading {
  row: PrintedSeriesRow
  summary: Summary
  accounts: AccountRow[]
}

const [golden] = goldenScenarios.filter(({ name }) => name === 'explicit accounts with behavior')
const simulation = openGolden(golden)
const readings: Reading[] = []
for (let step = 0; step <= golden.steps; step++) {
  if (step > 0) simulation.advance()
  readings.push({
    row: simulation.readSeriesRow(),
    summary: simulation.readSummary(),
    accounts: simulation.readAccounts(),
  })
}

/** The hash of the run, were its reading at one step another. */
function hashWith(change: (reading: Reading) => void, at = 7): string {
  const hash = new BehaviorHash()
  readings.forEach((original, step) => {
    const reading = step === at ? structuredClone(original) : original
    if (step === at) change(reading)
    hash.mixStep({
      readSeriesRow: () => reading.row,
      readSummary: () => reading.summary,
      readAccounts: () => reading.accounts,
    })
  })
  return hash.digest()
}

const unchanged = hashWith(() => undefined)

describe('another hash comes of', () => {
  test.each([0, 1, 30, golden.steps])('one cent of one account at step %i', (step) => {
    const last = readings[step].accounts.length - 1
    for (const id of [0, last])
      expect(hashWith(({ accounts }) => accounts[id].cash++, step)).not.toBe(unchanged)
  })

  test.each(['price', 'fair', 'depth'] as const)('the last bits of %s', (field) => {
    expect(hashWith(({ row }) => (row[field] *= 1 + Number.EPSILON))).not.toBe(unchanged)
  })

  test.each(['fund', 'badDebt', 'liquidations', 'queue'] as const)('one more in %s', (field) => {
    expect(hashWith(({ row }) => row[field]++)).not.toBe(unchanged)
  })

  test.each(['venueEquity', 'fees'] as const)('one cent in %s', (field) => {
    expect(hashWith(({ summary }) => summary[field]++)).not.toBe(unchanged)
  })

  test('a halt', () => {
    expect(hashWith(({ row }) => (row.halted = !row.halted))).not.toBe(unchanged)
  })

  test('contracts, haircut or state of one account', () => {
    const changes = [
      hashWith(({ accounts }) => accounts[1].contracts++),
      hashWith(({ accounts }) => accounts[1].haircut++),
      ...(['open', 'liquidated', 'deleveraged', 'closed'] as const)
        .filter((state) => state !== readings[7].accounts[1].state)
        .map((state) => hashWith(({ accounts }) => (accounts[1].state = state))),
    ]
    expect(new Set([unchanged, ...changes]).size).toBe(6)
  })

  test('an account more, or two that changed places', () => {
    expect(hashWith(({ accounts }) => accounts.pop())).not.toBe(unchanged)
    expect(hashWith(({ accounts }) => accounts.reverse())).not.toBe(unchanged)
  })
})

test('the same hash comes of new fields of a row, a summary and an account, and of fields in another order', () => {
  const changed = hashWith((reading) => {
    Object.assign(reading.row, { funding: 0 })
    Object.assign(reading.summary, { engineVersion: '99.0.0', fundingCents: 0 })
    reading.accounts = reading.accounts.map(({ id, cash, ...rest }) => ({
      fundingCents: 0,
      ...rest,
      cash,
      id,
    }))
  })
  expect(changed).toBe(unchanged)
})

test('a reading that is no number is refused, not hashed', () => {
  expect(() => hashWith(({ row }) => (row.price = NaN))).toThrow('Not a number: NaN')
  expect(() => hashWith(({ accounts }) => delete (accounts[0] as Partial<AccountRow>).cash)).toThrow(
    'Not a number',
  )
})
