// docs/validation.md row A7: what the size of the insurance fund changes, and what it does not.
import { describe, expect, it } from 'vitest'
import { liquidationPrice } from '../../src/engine/ledger.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import type { Layer } from '../../src/schema/scenario.ts'
import { CURVES, parseScenario } from '../../src/schema/scenario.ts'
import { leaveShortfall } from '../support/shortfall.ts'
import { position } from '../support/validationScenarios.ts'

const SEEDS = Array.from({ length: 20 }, (_, i) => i)

interface Crash {
  seed: number
  waterfall: readonly Layer[]
  /** Shares of open interest. */
  fund: number
  equity?: number
  /** Fair value in step 5. */
  change: number
  /** Step in which fair value is back. */
  recovery?: number
  liquidity?: Record<string, unknown>
  liquidation?: Record<string, unknown>
}

/** 1,000 drawn traders and noisy news, which falls at once. */
function runCrash(crash: Crash) {
  const { change, recovery } = crash
  const shocks = [{ step: 5, kind: 'fairValue', change }]
  if (recovery !== undefined) shocks.push({ step: recovery, kind: 'fairValue', change: 1 / (1 + change) - 1 })
  const scenario = parseScenario({
    version: 1,
    seed: `fund ${crash.seed}`,
    steps: 150,
    market: { startPrice: 100, fairValue: { process: 'gbm', annualVolatility: 0.6 } },
    crowd: { traders: 1_000 },
    liquidity: crash.liquidity ?? {},
    venue: {
      waterfall: crash.waterfall,
      insuranceFund: { shareOfOpenInterest: crash.fund },
      venueEquity: { shareOfOpenInterest: crash.equity ?? 0 },
      liquidation: crash.liquidation ?? {},
    },
    shocks,
  })
  const simulation = Simulation.create(scenario)
  const prices: number[] = []
  /** Infinity where nobody was deleveraged. */
  let firstAdl = Infinity
  while (!simulation.isDone) {
    simulation.advance()
    prices.push(simulation.places.markets[0].state.price)
    if (simulation.places.venues[0].state.totals.adlContracts > 0)
      firstAdl = Math.min(firstAdl, simulation.step)
  }
  return { prices, firstAdl, highest: Math.max(...prices), ...simulation.readSummary() }
}

/** In how many seeds it holds. */
function count(holds: (seed: number) => boolean): number {
  return SEEDS.filter(holds).length
}

describe('money layers only', () => {
  it('A7 the size of the fund does not change the path at all, only who pays', () => {
    for (const seed of SEEDS) {
      // Other venues and books from seed to seed.
      const rules = {
        waterfall: seed % 4 === 3 ? ([] as const) : (['insuranceFund', 'venueEquity'] as const),
        change: [-0.04, -0.08, -0.15][seed % 3],
        liquidity: {
          curve: CURVES[seed % 3],
          ...(seed % 2 ? { makers: { capital: { shareOfOpenInterest: 0.2 } }, stress: {} } : {}),
        },
        liquidation: { closeFactor: seed % 5 ? 1 : 0.5, surplus: seed % 7 ? 'trader' : 'fund' },
      }
      const sizes = [{ fund: 0 }, { fund: 0.005 }, { fund: 0.005, equity: 0.01 }, { fund: 0.03 }, { fund: 1 }]
      const [least, ...larger] = sizes.map((size) => runCrash({ seed, ...rules, ...size }))
      const unpaid = least.losses - least.ownPaid
      expect(unpaid).toBeGreaterThan(0)
      let badDebtBefore = least.badDebt
      for (const run of larger) {
        expect(run.prices).toEqual(least.prices)
        expect(run.minPrice).toBe(least.minPrice)
        expect(run.liquidations).toBe(least.liquidations)
        expect(run.bankruptPositions).toBe(least.bankruptPositions)
        expect(run.ownPaid).toBe(least.ownPaid)
        expect(run.fundPaid + run.venuePaid + run.badDebt).toBe(unpaid)
        expect(run.badDebt).toBeLessThanOrEqual(badDebtBefore)
        badDebtBefore = run.badDebt
      }
      expect(badDebtBefore).toBe(rules.waterfall.length > 0 ? 0 : unpaid)
    }
  })
})

describe('with deleveraging', () => {
  it.each([-0.04, -0.08])('A7 a larger fund lets the fall run longer: news of %d', (change) => {
    const runs = SEEDS.map((seed) =>
      [0, 0.02, 0.2].map((fund) => runCrash({ seed, waterfall: ['insuranceFund', 'adl'], fund, change })),
    )
    for (const [none, some, plenty] of runs) {
      expect(none.firstAdl).toBeLessThan(some.firstAdl)
      expect(some.firstAdl).toBeLessThan(plenty.firstAdl)
      expect(none.adlContracts).toBeGreaterThan(some.adlContracts)
      expect(some.adlContracts).toBeGreaterThan(plenty.adlContracts)
    }
    // Deleveraged positions never reach the book.
    expect(count((seed) => runs[seed][0].minPrice > runs[seed][1].minPrice)).toBeGreaterThanOrEqual(18)
    expect(count((seed) => runs[seed][1].minPrice > runs[seed][2].minPrice)).toBeGreaterThanOrEqual(18)
  })
})

describe('with socialized loss', () => {
  it('A7 the lowest price may be unchanged, but a rebound squeezes those who paid', () => {
    const runs = SEEDS.map((seed) =>
      [0, 0.5].map((fund) =>
        runCrash({ seed, waterfall: ['insuranceFund', 'socializedLoss'], fund, change: -0.08, recovery: 70 }),
      ),
    )
    for (const [shared, funded] of runs) {
      expect(shared.socializedLoss).toBeGreaterThan(0)
      expect(funded.socializedLoss).toBe(0)
    }
    expect(count((seed) => runs[seed][0].minPrice === runs[seed][1].minPrice)).toBeGreaterThanOrEqual(18)
    expect(count((seed) => runs[seed][0].liquidations > runs[seed][1].liquidations)).toBeGreaterThanOrEqual(
      18,
    )
    expect(count((seed) => runs[seed][0].highest > runs[seed][1].highest)).toBeGreaterThanOrEqual(18)
  })

  it.each([
    { contracts: 1_000, deposit: 20_000, deficit: 30_000, maintenanceMargin: 0.005 },
    { contracts: 640, deposit: 32_000, deficit: 27_123, maintenanceMargin: 0.02 },
    { contracts: 30_000, deposit: 400_000, deficit: 1_499_999, maintenanceMargin: 0.01 },
  ])('A7 a haircut of $deficit moves the liquidation price by itself/(|q|(1+μ))', (row) => {
    const { contracts, deposit, maintenanceMargin } = row
    const priceAfter = (haircut: number, then: number[]) => {
      const winner = position('short', contracts, deposit, 100)
      const simulation = leaveShortfall([winner], haircut, { base: 'profit', then, maintenanceMargin })
      const [account] = simulation.readAccounts()
      expect(account.haircut).toBe(haircut)
      return {
        price: liquidationPrice(simulation.places.venues[0].state.ledger, 0, 0, maintenanceMargin),
        account,
      }
    }
    const before = priceAfter(0, []).price
    const after = priceAfter(row.deficit, []).price
    expect(before - after).toBeCloseTo(row.deficit / (contracts * (1 + maintenanceMargin)), 9)
    // A rebound to a price in between: only who paid is squeezed.
    const rebound = [(before + after) / 2]
    expect(priceAfter(0, rebound).account.state).toBe('open')
    expect(priceAfter(row.deficit, rebound).account.state).toBe('liquidated')
  })
})
