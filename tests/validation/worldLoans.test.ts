// docs/validation.md row G3: how far the price falls from a loan that may be liquidated to one that leaves bad debt, and where a
// partial liquidation helps.
import { computeWorldSummary, readWorldAccounts } from '../../src/engine/worldPrintout.ts'
import { describe, expect, it } from 'vitest'
import type { Simulation } from '../../src/engine/simulation.ts'
import {
  book,
  exchange,
  jumpTo,
  lending,
  long,
  runWorld,
  world,
  type Json,
} from '../support/validationWorlds.ts'

const COLLATERAL = 1e6

interface Loan {
  threshold: number
  bonus: number
  liquidation?: Json
}

/** One loan of half its collateral, and the oracle’s price in step 1. */
function runLoan({ threshold, bonus, liquidation = {} }: Loan, price: number): Simulation {
  const loan = long(COLLATERAL, 1.5)
  const liquidating = { closeFactor: 1, capacityPerStep: null, ...liquidation }
  const changes = { liquidation: liquidating, insuranceFund: 0 }
  return runWorld(
    world({
      assets: { coin: jumpTo(price) },
      venues: {
        deep: exchange({ coin: { liquidity: book(1e15) } }),
        lend: lending(bonus, 1 - threshold, { accounts: [loan] }, changes),
      },
    }),
  )
}

const read = (simulation: Simulation) => {
  const { liquidations, badDebt } = computeWorldSummary(simulation).venues['lend']
  const [{ contracts, cash }] = readWorldAccounts(simulation)['lend']
  return { liquidations, badDebt, contracts: contracts['coin'], debt: -cash }
}

/** The lowest price below which it is so, to a hundred-millionth of it. */
function edgeOf(isSo: (price: number) => boolean): number {
  let low = 1
  let high = 100
  expect([isSo(low), isSo(high)]).toEqual([true, false])
  while (high / low > 1 + 1e-8) {
    const middle = (low + high) / 2
    if (isSo(middle)) low = middle
    else high = middle
  }
  return low
}

const LOANS = [
  [0.83, 0.05],
  [0.8, 0.1],
  [0.9, 0.01],
  [0.75, 0.15],
  [0.85, 0.02],
] as const

describe('a loan', () => {
  it('G3 with a threshold of .83 and a bonus of 5 % leaves bad debt 12.85 % below where it may be liquidated', () => {
    const loan = { threshold: 0.83, bonus: 0.05 }
    const liquidated = edgeOf((price) => read(runLoan(loan, price)).liquidations > 0)
    const bad = edgeOf((price) => read(runLoan(loan, price)).badDebt > 0)
    expect(1 - bad / liquidated).toBeCloseTo(0.1285, 4)
  })

  it.each(LOANS)('G3 with a threshold of %d and a bonus of %d, by 1 − T(1+b)', (threshold, bonus) => {
    const loan = { threshold, bonus }
    const liquidated = edgeOf((price) => read(runLoan(loan, price)).liquidations > 0)
    const bad = edgeOf((price) => read(runLoan(loan, price)).badDebt > 0)
    // Half a million dollars of debt: a cent is nothing here.
    expect(1 - bad / liquidated).toBeCloseTo(1 - threshold * (1 + bonus), 6)
  })

  it.each(LOANS.filter(([, bonus]) => bonus > 0))(
    'G3 with a threshold of %d and a bonus of %d, a part raises the loan-to-value once it is above 1/(1+b)',
    (threshold, bonus) => {
      const { contracts, debt } = read(runLoan({ threshold, bonus }, 100))
      /** Loan-to-value before and after one liquidation of a tenth. */
      const ratios = (before: number) => {
        const price = debt / (contracts * before)
        const loan = { threshold, bonus, liquidation: { closeFactor: 0.1, capacityPerStep: 1 } }
        const after = read(runLoan(loan, price))
        expect(after.liquidations).toBe(1)
        return { before, after: after.debt / (after.contracts * price) }
      }
      const turn = 1 / (1 + bonus)
      expect(turn).toBeGreaterThan(threshold)
      for (const share of [0.1, 0.5, 0.9, 0.99]) {
        const below = ratios(threshold + share * (turn - threshold))
        expect(below.after).toBeLessThan(below.before)
        const above = ratios(turn + share * (1 - turn))
        expect(above.after).toBeGreaterThan(above.before)
      }
    },
  )
})
