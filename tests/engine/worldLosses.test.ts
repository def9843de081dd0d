/**
 * Goal: losses in a world end somewhere, whatever is left to pay them with.
 * Method: small worlds that random ones have led to, each with what must come of it by hand.
 */
import { describe, expect, it } from 'vitest'
import { runWorld as runWithOracle } from '../support/oracle/oracle.ts'
import type { WorldInput } from '../support/oracle/document.ts'
import { runWorldToEnd } from '../support/completeRun.ts'
import { listWorldDifferences } from '../support/worldDifferences.ts'

describe('a loss that is shared by open interest', () => {
  it('is bad debt where all positions together are worth less than a cent', () => {
    const leg = (side: 'long' | 'short', leverage: number) => ({ asset: 'coin', side, leverage, entry: 100 })
    const market = { liquidity: { depth: 1000, resilience: 0 } }
    const document: WorldInput = {
      version: 2,
      seed: '1',
      steps: 2,
      assets: {
        coin: { startPrice: 100, fairValue: { path: [100, 0.000001] } },
        other: { startPrice: 100, fairValue: { path: [100] } },
      },
      venues: {
        one: {
          kind: 'exchange',
          maxLeverage: 100,
          waterfall: ['socializedLoss'],
          insuranceFund: 0,
          socializedLoss: { base: 'openInterest' },
          markets: { coin: market, other: market },
          // A long that loses everything, and a short of one contract, which is worth a millionth of a cent then.
          crowd: {
            accounts: [
              { collateral: 1000, legs: [leg('long', 5)] },
              { collateral: 10, legs: [leg('short', 0.1)] },
            ],
          },
        },
      },
    }
    const run = runWorldToEnd(document)
    const { socializedLoss, badDebt, bankruptPositions } = run.summary.venues['one']
    expect([bankruptPositions, socializedLoss, badDebt > 0]).toEqual([1, 0, true])
    expect(run.accounts['one'][1].state).toBe('open')
    expect(listWorldDifferences(run, runWithOracle(document))).toEqual([])
  })
})
