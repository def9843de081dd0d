// docs/validation.md row G10: the world reaches the orders of magnitude that were measured, with numbers that its sliders have.
// It is a check of size, not of history: what is put in is said in each test, and what comes out is compared.
import { computeWorldSummary } from '../../src/engine/worldPrintout.ts'
import { describe, expect, it } from 'vitest'
import { worldParameter } from '../../src/schema/worldTable.ts'
import {
  book,
  exchange,
  lending,
  long,
  marketOf,
  openWorld,
  runWorld,
  steady,
  venueOf,
  world,
  type Json,
} from '../support/validationWorlds.ts'

describe('runs', () => {
  const DEPOSITORS = 9_000_000

  function runBank(perStep: number, steps: number, illiquidShare = 0): Json {
    const illiquid = illiquidShare * DEPOSITORS
    return world({
      steps,
      stepSeconds: 86_400,
      assets: {},
      venues: {
        other: { kind: 'institution', venueEquity: 0, treasury: { depositors: 0 } },
        bank: {
          kind: 'institution',
          treasury: {
            depositors: DEPOSITORS,
            placed: { other: illiquid },
            run: { perStep, after: [{ step: 1 }] },
          },
        },
      },
      shocks: [{ step: 1, kind: 'loss', venue: 'other', amount: illiquid }],
    })
  }

  it.each([
    { who: 'FTX, six days', share: 0.37, days: 6 },
    { who: 'FTX, its worst day', share: 0.25, days: 1 },
    { who: 'SVB, a day', share: 0.24, days: 1 },
    { who: 'Voyager in June', share: 0.14, days: 30 },
    { who: 'Voyager after', share: 0.39, days: 14 },
  ])('G10 $who: $share of deposits in $days days, at a speed that the slider has', ({ share, days }) => {
    const perStep = 1 - Math.pow(1 - share, 1 / days)
    const { min, slider } = worldParameter('treasury.run.perStep')
    expect(perStep).toBeGreaterThan(min)
    expect(perStep).toBeLessThan(slider.to)
    const { withdrawn, illiquidStep } = computeWorldSummary(runWorld(runBank(perStep, days))).venues['bank']
    // A cent a day may be cut off.
    expect(Math.abs(withdrawn - 100 * share * DEPOSITORS)).toBeLessThanOrEqual(days + 1)
    expect(illiquidStep).toBeNull()
  })

  it('G10 with a tenth at hand, as FTX had, it is over on the second day of such a run', () => {
    const perStep = 1 - Math.pow(1 - 0.37, 1 / 6)
    const { illiquidStep } = computeWorldSummary(runWorld(runBank(perStep, 6, 0.9))).venues['bank']
    expect(illiquidStep).toBe(2)
  })
})

describe('a large maker', () => {
  it('G10 who loses 41 % of its capital takes 41 % of the depth with it, where it lost nothing too', () => {
    const CAPITAL = 1_000_000
    const contracts = 100 * CAPITAL * 0.41 * (1 / 50)
    const made = { liquidity: book(1e8, { desk: 'large' }) }
    const simulation = openWorld(
      world({
        steps: 3,
        assets: { coin: { startPrice: 100, fairValue: { path: [100, 100, 50] } }, btc: steady },
        desks: { large: { capital: CAPITAL } },
        venues: { alpha: exchange({ coin: made, btc: made }) },
        shocks: [{ step: 1, kind: 'sell', venue: 'alpha', asset: 'coin', contracts }],
      }),
    )
    const depth = () => marketOf(simulation, 'alpha', 1).state.depthContracts
    simulation.advance()
    const before = depth()
    simulation.advance(2)
    expect(depth() / before - 1).toBeCloseTo(-0.41, 2)
  })
})

describe('gas', () => {
  /** Dollars that a liquidation of a million units of gas cost at 30 gwei and 2,830 dollars a coin. */
  const GAS_AT_30 = 84.9

  /** The smallest debt that somebody liquidates when gas is so many times that, in dollars. */
  function smallestLoan(factor: number): number {
    const bids = (debt: number) => {
      // Half is borrowed; after the fall the loan is above its threshold of .83 and not yet bad. A contract is worth a
      // cent, so that whole contracts change nothing.
      const simulation = runWorld(
        world({
          assets: { coin: { startPrice: 1, fairValue: { path: [1, 0.58] } } },
          chains: { main: { slotsPerStep: null, gas: GAS_AT_30 } },
          venues: {
            deep: exchange({ coin: { liquidity: book(1e15) } }),
            lend: lending(
              0.05,
              0.17,
              { accounts: [long(Math.round(debt), 2, 'coin', 1)] },
              { chain: 'main' },
            ),
          },
          shocks: [{ step: 1, kind: 'chain', chain: 'main', gas: factor }],
        }),
      )
      const { liquidations, unbid } = computeWorldSummary(simulation).venues['lend']
      expect(liquidations + unbid).toBeGreaterThan(0)
      return liquidations > 0
    }
    let low = 1
    let high = 1_000_000
    while (high / low > 1.001) {
      const middle = (low + high) / 2
      if (bids(middle)) high = middle
      else low = middle
    }
    return high
  }

  it.each([
    { gwei: 30, dollars: 1_700 },
    { gwei: 300, dollars: 17_000 },
    { gwei: 2_000, dollars: 113_000 },
  ])(
    'G10 at $gwei gwei the smallest loan worth liquidating at a bonus of 5 % is about $dollars',
    ({ gwei, dollars }) => {
      expect(Math.abs(smallestLoan(gwei / 30) / dollars - 1)).toBeLessThan(0.01)
    },
  )

  it('G10 from 10 to over 100 gwei, as in March 2020, ten times the loan is too small', () => {
    expect(smallestLoan(100 / 30) / smallestLoan(10 / 30)).toBeCloseTo(10, 1)
  })
})

describe('own token', () => {
  it('G10 of 39.8 % of the assets is most of the net worth, and a fall is many times itself', () => {
    // In thousands: assets of 14.6 bn, of which 5.82 in the token, against liabilities of 8.0.
    const [assets, token, owed] = [14_600_000, 5_820_000, 8_000_000]
    const fall = 0.01
    const simulation = runWorld(
      world({
        steps: 500,
        assets: { token: { startPrice: 25, fairValue: { path: [25, 25 * (1 - fall)] }, tokenOf: 'house' } },
        venues: {
          book: exchange({ token: { liquidity: book() } }),
          house: {
            kind: 'institution',
            venueEquity: assets - owed,
            treasury: {
              depositors: owed,
              holdings: { token: { contracts: (100 * token) / 25, soldOn: 'book' } },
            },
          },
        },
      }),
    )
    const { state } = venueOf(simulation, 'house')
    expect(Math.abs(state.treasury.openingBookCents / (100 * assets) - 0.398)).toBeLessThan(0.001)
    const share = token / (assets - owed)
    const multiple = (1 - simulation.world.assets[0].fair / 25) / fall
    expect(multiple).toBeGreaterThan(5)
    expect(multiple).toBeLessThan(1 / (1 - share))
  })
})

describe('notice', () => {
  const MINUTE = 60
  const HOUR = 3600
  const DAY = 24 * HOUR

  it.each([
    { who: 'validators', notice: 5 * MINUTE, stepSeconds: 1 },
    { who: 'Solend', notice: 6 * HOUR, stepSeconds: MINUTE },
    { who: 'Maker in 2020', notice: 4 * HOUR, stepSeconds: MINUTE },
    { who: 'Maker later', notice: 48 * HOUR, stepSeconds: MINUTE },
    { who: 'Compound', notice: 7 * DAY, stepSeconds: HOUR },
  ])(
    'G10 as long as that of $who can be given: the rule comes in that very step',
    ({ notice, stepSeconds }) => {
      const delaySteps = notice / stepSeconds
      const simulation = openWorld(
        world({
          steps: delaySteps + 2,
          stepSeconds,
          venues: {
            house: exchange(
              { coin: { liquidity: book() } },
              { governance: { delaySteps }, crowd: { accounts: [long(1000, 2)] } },
            ),
          },
          shocks: [{ step: 1, kind: 'proposal', venue: 'house', maintenanceMargin: 0.2 }],
        }),
      )
      const margin = () => marketOf(simulation, 'house').state.maintenanceMargin
      simulation.advance(delaySteps)
      expect(margin()).toBe(0.01)
      simulation.advance()
      expect(margin()).toBe(0.2)
    },
  )
})
