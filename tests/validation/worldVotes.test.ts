// docs/validation.md row G9: who votes against a higher margin, and with what weight.
import { computeWorldSummary, readWorldAccounts } from '../../src/engine/worldPrintout.ts'
import { describe, expect, it } from 'vitest'
import { book, exchange, jumpTo, openWorld, world, type Json } from '../support/validationWorlds.ts'

/** Longs and shorts of every leverage, and accounts that are both. */
const LEVERAGES = [1.2, 2, 3, 4, 5, 7, 8, 9, 10, 12, 15, 20, 30, 45]
const accounts = LEVERAGES.flatMap((leverage, i): Json[] => {
  const leg = (asset: string, side: string, share: number) => ({
    asset,
    side,
    leverage: share * leverage,
    entry: 100,
  })
  const collateral = 1000 + 337.5 * i
  return [
    { collateral, legs: [leg('coin', 'long', 1)] },
    { collateral: 2 * collateral, legs: [leg('coin', 'short', 1)] },
    { collateral, legs: [leg('coin', 'long', 0.7), leg('other', 'short', 0.3)] },
  ]
})

interface Vote {
  price: number
  margin: number
  by: string
  majority?: number
}

/** A vote in step 2, when nobody was liquidated yet although the price has moved. */
function vote({ price, margin, by, majority = 0.5 }: Vote) {
  const market = { liquidity: book() }
  const simulation = openWorld(
    world({
      steps: 3,
      assets: { coin: jumpTo(price), other: jumpTo(100) },
      venues: {
        house: exchange(
          { coin: market, other: market },
          {
            maintenanceMargin: 0.005,
            liquidation: { latencySteps: 100 },
            governance: { by, majority },
            crowd: { accounts },
          },
        ),
      },
      shocks: [{ step: 2, kind: 'proposal', venue: 'house', maintenanceMargin: margin }],
    }),
  )
  simulation.advance(2)
  const [outcome] = computeWorldSummary(simulation).votes
  const marks: Record<string, number> = { coin: price, other: 100 }
  const voters = readWorldAccounts(simulation)['house'].map(({ contracts, cash }) => {
    const held = Object.entries(contracts)
    const value = held.reduce((sum, [asset, n]) => sum + Math.abs(n) * marks[asset], 0)
    const equity = held.reduce((sum, [asset, n]) => sum + n * marks[asset], cash)
    return { equity, value, isAgainst: equity < margin * value }
  })
  return { outcome, voters: voters.filter(({ equity }) => equity >= 1), all: voters.length }
}

const sum = (numbers: number[]) => numbers.reduce((total, n) => total + n, 0)
const PROPOSALS = [
  { price: 100, margin: 0.1 },
  { price: 96, margin: 0.1 },
  { price: 90, margin: 0.2 },
  { price: 108, margin: 0.05 },
  { price: 100, margin: 0.004 },
]

describe('a vote', () => {
  it.each(PROPOSALS)(
    'G9 by equity at $price on $margin: against is the equity of those below the new margin',
    (proposal) => {
      const { outcome, voters, all } = vote({ ...proposal, by: 'equity' })
      const share =
        sum(voters.filter((v) => v.isAgainst).map((v) => v.equity)) / sum(voters.map((v) => v.equity))
      expect(outcome.no / (outcome.yes + outcome.no)).toBeCloseTo(share, 6)
      expect(outcome.yes + outcome.no).toBe(sum(voters.map(({ equity }) => Math.floor(equity))))
      expect(outcome.passed).toBe(1 - share > 0.5)
      // Where the price has moved, somebody has nothing left to vote with.
      if (Math.abs(proposal.price - 100) > 4) expect(voters.length).toBeLessThan(all)
    },
  )

  it('G9 a lower margin has nobody against it, and a very high one everybody with a position to lose', () => {
    expect(vote({ price: 100, margin: 0.004, by: 'equity' }).outcome.no).toBe(0)
    expect(vote({ price: 100, margin: 0.9, by: 'equity' }).outcome.yes).toBe(0)
  })

  it.each(PROPOSALS)(
    'G9 by position at $price on $margin: the same with the value of positions',
    (proposal) => {
      const { outcome, voters } = vote({ ...proposal, by: 'position' })
      const against = voters.filter((v) => v.isAgainst)
      const share = sum(against.map((v) => v.value)) / sum(voters.map((v) => v.value))
      expect(outcome.no / (outcome.yes + outcome.no)).toBeCloseTo(share, 6)
    },
  )

  it('G9 it passes with more than the majority, not with just as much', () => {
    const { outcome } = vote({ price: 100, margin: 0.1, by: 'equity' })
    const share = outcome.yes / (outcome.yes + outcome.no)
    const passes = (majority: number) =>
      vote({ price: 100, margin: 0.1, by: 'equity', majority }).outcome.passed
    expect([passes(share - 1e-6), passes(share + 1e-6)]).toEqual([true, false])
  })
})
