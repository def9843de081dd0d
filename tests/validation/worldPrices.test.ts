// docs/validation.md rows G2, G5, G6 and G8: pools, arbitrage, indexes from prices, news that assets share.
import { describe, expect, it } from 'vitest'
import { markPrice } from '../../src/engine/venue.ts'
import {
  book,
  exchange,
  jumpTo,
  marketOf,
  openWorld,
  runWorld,
  steady,
  world,
  type Json,
} from '../support/validationWorlds.ts'

describe('a pool', () => {
  const START = 100
  const DEPTH = 1e8

  /** Loss of a pool's liquidity providers against holding, after arbitrage followed fair value to `ratio` times the start. */
  function lossAt(ratio: number, fee: number): number {
    const pool = { anchor: 'reserves', depth: DEPTH, fee }
    const simulation = runWorld(
      world({
        steps: 5,
        assets: { coin: jumpTo(START * ratio) },
        venues: { pool: exchange({ coin: { liquidity: pool, arbitrage: 1 } }) },
      }),
    )
    const { state } = marketOf(simulation, 'pool')
    const { cashCents, contracts } = state.makers
    // Depth is what moves the price by 1 %: X₀·(e^.005 − 1) contracts.
    const held = (DEPTH / (Math.exp(0.005) - 1)) * (state.price + START)
    return (cashCents - state.poolFeesCents + contracts * state.price) / held
  }

  it.each([
    [1.25, -0.0062],
    [1.5, -0.0202],
    [2, -0.0572],
    [3, -0.134],
    [4, -0.2],
    [5, -0.2546],
  ])('G2 at %d times the price and at one part of as many, impermanent loss is %d', (k, loss) => {
    for (const ratio of [k, 1 / k]) {
      expect(lossAt(ratio, 0)).toBeCloseTo(loss, 4)
      expect(lossAt(ratio, 0)).toBeCloseTo((2 * Math.sqrt(k)) / (1 + k) - 1, 6)
    }
  })

  it.each([1.01, 1.1, 7, 12, 20])('G2 at %d times too', (k) => {
    for (const ratio of [k, 1 / k]) expect(lossAt(ratio, 0)).toBeCloseTo((2 * Math.sqrt(k)) / (1 + k) - 1, 6)
  })

  it('G2 with a fee the price stops at the fee’s edge, and the loss is that of where it stops', () => {
    for (const fee of [0.003, 0.01]) {
      const k = 2 * (1 - fee)
      // What is bought pushes the pool up to 1 − fee below the new fair value.
      const expected = (2 * Math.sqrt(k)) / (1 + k) - 1
      expect(Math.abs(lossAt(2, fee) - expected)).toBeLessThan(2 * fee * fee)
    }
  })
})

describe('arbitrage', () => {
  it.each([
    { share: 0.1, depths: [5e6, 5e6] },
    { share: 0.25, depths: [1e6, 8e6] },
    { share: 0.5, depths: [4e6, 3e6] },
    { share: 0.9, depths: [2e6, 9e6] },
    { share: 1, depths: [1e6, 1e6] },
  ])('G5 closes $share of the gap in every step, and the weighted mean stays', ({ share, depths }) => {
    const markets = depths.map((depth) => exchange({ coin: { liquidity: book(depth), arbitrage: share } }))
    const [north, south] = markets
    const simulation = openWorld(
      world({
        steps: 30,
        venues: { north, south },
        shocks: [{ step: 1, kind: 'sell', venue: 'north', asset: 'coin', contracts: 10 * depths[0] }],
      }),
    )
    const read = () => ['north', 'south'].map((id) => marketOf(simulation, id).state.displacement)
    const meanOf = (xs: number[]) => (xs[0] * depths[0] + xs[1] * depths[1]) / (depths[0] + depths[1])
    simulation.advance()
    let [here, there] = read()
    const mean = meanOf([here, there])
    expect(here - there).toBeCloseTo(0.1, 9)
    // A contract cut off at either book, and the last bits of a displacement.
    const contract = 0.01 / depths[0] + 0.01 / depths[1] + 1e-14
    for (let step = 2; step <= 30; step++) {
      const before = here - there
      simulation.advance()
      ;[here, there] = read()
      expect(Math.abs(here - there - (1 - share) * before)).toBeLessThanOrEqual(contract)
      expect(Math.abs(meanOf([here, there]) - mean)).toBeLessThanOrEqual(contract * step)
    }
  })
})

describe('an index', () => {
  /** Where a mark that looks at nothing else stands when the sources have these prices. */
  function indexOf(prices: number[], index: Json): number {
    const DEPTH = 1e8
    const sources = prices.map((_, i) => `s${i}`)
    const simulation = runWorld(
      world({
        steps: 2,
        venues: {
          ...Object.fromEntries(sources.map((id) => [id, exchange({ coin: { liquidity: book(DEPTH) } })])),
          watch: exchange({
            coin: {
              liquidity: book(),
              mark: {
                indexWeight: 1,
                index: { ...index, of: Object.fromEntries(sources.map((id) => [id, 1])) },
              },
            },
          }),
        },
        shocks: prices.map((price, i) => ({
          step: 1,
          kind: 'sell',
          venue: `s${i}`,
          asset: 'coin',
          contracts: Math.round((Math.log(100 / price) * DEPTH) / 0.01),
        })),
      }),
    )
    return markPrice(marketOf(simulation, 'watch'))
  }

  it('G6 of 100, 100 and 82: mean −6 %, median 0, clamped mean −.17 %', () => {
    const prices = [100, 100, 82]
    expect(indexOf(prices, { method: 'mean' })).toBeCloseTo(94, 5)
    expect(indexOf(prices, { method: 'median' })).toBeCloseTo(100, 5)
    expect(indexOf(prices, { method: 'mean', clamp: 0.005 }) / 100 - 1).toBeCloseTo(-0.0017, 4)
    expect(indexOf(prices, { method: 'mean', clamp: 0.005 })).toBeCloseTo((100 + 100 + 99.5) / 3, 5)
  })

  it('G6 of two sources nothing helps', () => {
    for (const method of ['mean', 'median']) expect(indexOf([100, 82], { method })).toBeCloseTo(91, 5)
    expect(() => indexOf([100, 82], { method: 'mean', clamp: 0.005 })).toThrow('no clamp with fewer than 3')
  })

  it.each([
    { prices: [100, 97, 103, 60, 250], mean: 122, median: 100, clamped: (99 + 99 + 100 + 101 + 101) / 5 },
    { prices: [90, 110, 100, 100], mean: 100, median: 100, clamped: 100 },
    { prices: [50, 60, 70, 200], mean: 95, median: 65, clamped: (64.35 + 64.35 + 65.65 + 65.65) / 4 },
  ])('G6 of $prices too', ({ prices, mean, median, clamped }) => {
    expect(indexOf(prices, { method: 'mean' })).toBeCloseTo(mean, 4)
    expect(indexOf(prices, { method: 'median' })).toBeCloseTo(median, 4)
    expect(indexOf(prices, { method: 'mean', clamp: 0.01 })).toBeCloseTo(clamped, 4)
  })
})

describe('news', () => {
  const STEPS = 20_000

  /** Log returns of fair value, asset by asset. */
  function returnsOf(loadings: number[]): number[][] {
    const walk = { process: 'gbm', annualVolatility: 0.8 }
    const assets = loadings.map((loading, i) => [`a${i}`, { startPrice: 100, fairValue: walk, loading }])
    const simulation = openWorld(
      world({ steps: STEPS, stepSeconds: 60, assets: Object.fromEntries(assets) as Json, venues: {} }),
    )
    const returns = loadings.map((): number[] => [])
    for (let step = 0; step < STEPS; step++) {
      const before = simulation.world.assets.map(({ fair }) => fair)
      simulation.advance()
      simulation.world.assets.forEach(({ fair }, i) => returns[i].push(Math.log(fair / before[i])))
    }
    return returns
  }

  function correlation(a: number[], b: number[]): number {
    const mean = (xs: number[]) => xs.reduce((sum, x) => sum + x, 0) / xs.length
    const [ma, mb] = [mean(a), mean(b)]
    const together = (xs: number[], m: number, ys: number[], n: number) =>
      mean(xs.map((x, i) => (x - m) * (ys[i] - n)))
    return together(a, ma, b, mb) / Math.sqrt(together(a, ma, a, ma) * together(b, mb, b, mb))
  }

  it.each([[[0.9, 0.8, 0.5]], [[0.6, -0.6, 0.3]], [[0, 0.7, -1]], [[0.2, -0.95, -0.4]]])(
    'G8 with loadings %j correlates by their products',
    (loadings) => {
      const returns = returnsOf(loadings)
      for (let i = 0; i < loadings.length; i++)
        for (let j = 0; j < i; j++) {
          const expected = loadings[i] * loadings[j]
          // Four standard errors of a sample’s correlation.
          const error = (4 * (1 - expected * expected)) / Math.sqrt(STEPS)
          expect(Math.abs(correlation(returns[i], returns[j]) - expected)).toBeLessThan(error)
        }
    },
  )

  it('G8 with loadings of 1 and −1 is one and the same', () => {
    const [up, alike, down] = returnsOf([1, 1, -1])
    expect(correlation(up, alike)).toBeCloseTo(1, 9)
    expect(correlation(up, down)).toBeCloseTo(-1, 9)
  })

  it('G8 without loadings every asset has news of its own', () => {
    const walks = { startPrice: 100, fairValue: { process: 'gbm' } }
    const alone = runWorld(world({ steps: 50, assets: { a: walks }, venues: {} })).world.assets[0].fair
    const beside = runWorld(world({ steps: 50, assets: { a: walks, b: walks, c: steady }, venues: {} }))
    expect(beside.world.assets[0].fair).toBe(alone)
    expect(beside.world.assets[1].fair).not.toBe(alone)
  })
})
