// Whose money pays never moves the price, as long as nobody's position changes with it: docs/validation.md row A7.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { documentArbitrary, runs } from '../support/arbitraries.ts'
import { runToEnd } from '../support/completeRun.ts'

const RUNS = 100

const moneyLayers = fc.shuffledSubarray(['insuranceFund', 'venueEquity'])
const cents = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 100_000_000 }))

/** A run without the rows that say who paid. */
function runWithFunds(document: Record<string, unknown>, waterfall: string[], [fund, equity]: number[]) {
  const venue = {
    ...(document['venue'] as Record<string, unknown>),
    waterfall,
    insuranceFund: fund / 100,
    venueEquity: equity / 100,
  }
  const { series, accounts, summary } = runToEnd({ ...document, venue })
  const path = series.map(({ step, price, fair, liquidations, queue, halted, depth }) => ({
    step,
    price,
    fair,
    liquidations,
    queue,
    halted,
    depth,
  }))
  return { path, accounts, summary }
}

describe('with layers of money only', () => {
  test('neither the size nor the order of the funds changes the path of the price or anybody’s account', () => {
    const two = fc.tuple(cents, cents)
    fc.assert(
      fc.property(documentArbitrary, moneyLayers, two, moneyLayers, two, (document, one, a, other, b) => {
        const first = runWithFunds(document, one, a)
        const second = runWithFunds(document, other, b)
        expect(second.path).toEqual(first.path)
        expect(second.accounts).toEqual(first.accounts)
        expect(second.summary.losses).toBe(first.summary.losses)
        expect(second.summary.fees).toBe(first.summary.fees)
      }),
      runs(RUNS),
    )
  })

  test('a larger fund pays no less, and the unpaid rest is no larger', () => {
    fc.assert(
      fc.property(documentArbitrary, cents, cents, (document, one, other) => {
        const [small, large] = [Math.min(one, other), Math.max(one, other)].map(
          (fund) => runWithFunds(document, ['insuranceFund'], [fund, 0]).summary,
        )
        expect(large.fundPaid).toBeGreaterThanOrEqual(small.fundPaid)
        expect(large.badDebt).toBeLessThanOrEqual(small.badDebt)
        expect(large.fundPaid + large.badDebt).toBe(small.fundPaid + small.badDebt)
      }),
      runs(RUNS),
    )
  })
})

test('with an empty waterfall all that accounts leave unpaid is bad debt', () => {
  fc.assert(
    fc.property(documentArbitrary, (document) => {
      const { summary, accounts } = runWithFunds(document, [], [1_000_000, 1_000_000])
      expect([summary.fundPaid, summary.venuePaid, summary.socializedLoss, summary.adlContracts]).toEqual([
        0, 0, 0, 0,
      ])
      expect(summary.losses).toBe(summary.ownPaid + summary.badDebt)
      expect(summary.bankruptPositions > 0).toBe(summary.badDebt > 0)
      expect(accounts.filter(({ haircut, state }) => haircut > 0 || state === 'deleveraged')).toEqual([])
    }),
    runs(RUNS),
  )
})
