// Goal: a future says what its run did, a fate names the last purse that had to pay, and numbers over many futures are what their
// names say. Method: futures against plain runs of the same seeds; fates and quantiles against their definitions.
import { describe, expect, it } from 'vitest'
import { Simulation } from '../../src/engine/simulation.ts'
import { expectedShortfall, quantile } from '../../src/risk/distribution.ts'
import { countFates, fateOf } from '../../src/risk/fates.ts'
import { isPathFree, sizeFund } from '../../src/risk/fundSizing.ts'
import { playFutures, type Future } from '../../src/risk/futures.ts'
import { followPath } from '../../src/risk/path.ts'
import { sharpen } from '../../src/risk/sharpening.ts'
import { nightOnTheSandbox } from '../../src/schema/labPresets.ts'
import { parseScenario } from '../../src/schema/scenario.ts'
import { mulberry32 } from '../support/randomNumbers.ts'

const night = parseScenario(nightOnTheSandbox)

describe('a future', () => {
  it('is the run of its seed', () => {
    const { futures, steps } = playFutures({ kind: 'futures', document: night, from: 3, count: 12 })
    expect(steps).toBe(12 * night.steps)
    expect(futures.map(({ seed }) => seed)).toEqual(Array.from({ length: 12 }, (_, i) => 3 + i))
    for (const future of futures) {
      const run = Simulation.create({ ...night, seed: String(future.seed) })
      run.advance(night.steps)
      const summary = run.readSummary()
      expect(future).toMatchObject({
        fundPaid: summary.fundPaid,
        venuePaid: summary.venuePaid,
        socialized: summary.socializedLoss,
        badDebt: summary.badDebt,
        lowestPrice: summary.minPrice,
      })
      expect(future.insolventStep !== null).toBe(summary.insolvent)
    }
  })

  it('has a path whose lowest point is its lowest price at the end of a step', () => {
    const { prices, fair } = followPath({ kind: 'path', document: night, seed: 5, moments: 100 })
    expect(prices).toHaveLength(fair.length)
    expect(prices.length).toBeLessThanOrEqual(101)
    const run = Simulation.create({ ...night, seed: '5' })
    let lowest = night.market.startPrice
    for (let i = 0; i < night.steps; i++) {
      run.advance()
      lowest = Math.min(lowest, run.places.books[0].state.price)
    }
    expect(Math.min(...prices)).toBe(lowest)
  })
})

describe('the fund that a future needed', () => {
  const { futures } = playFutures({ kind: 'futures', document: night, from: 1, count: 60 })
  const hit = futures.filter(({ fundNeeded }) => fundNeeded > 1_000)

  /** The same future under a fund of so many cents. */
  function playWith(seed: number, cents: number): Future {
    const document = { ...night, venue: { ...night.venue, insuranceFund: cents / 100 } }
    return playFutures({ kind: 'futures', document, from: seed, count: 1 }).futures[0]
  }

  it('is enough, and a little less is not, on the very same path', () => {
    expect(hit.length).toBeGreaterThan(10)
    for (const { seed, fundNeeded, lowestPrice } of hit.slice(0, 12)) {
      const more = playWith(seed, fundNeeded + 1)
      const less = playWith(seed, fundNeeded - 1)
      expect([more.isFundExhausted, less.isFundExhausted]).toEqual([false, true])
      expect([more.lowestPrice, less.lowestPrice]).toEqual([lowestPrice, lowestPrice])
      expect([more.fundNeeded, less.fundNeeded]).toEqual([fundNeeded, fundNeeded])
    }
  })

  it('gives a curve that falls, through the sizes that it names', () => {
    const sizes = sizeFund(
      Array.from({ length: 1_000 }, (_, i) => ({
        fundNeeded: i < 800 ? 0 : (i - 799) * 100,
        fundAtOpening: i % 2 ? 10_000 : 10_200,
      })),
    )
    const shares = sizes.curve.map(({ share }) => share)
    expect(shares[0]).toBe(0.2)
    expect(shares.at(-1)).toBe(0)
    expect(shares).toEqual(shares.toSorted((a, b) => b - a))
    expect(sizes.mean.size).toBe(2_010)
    expect(sizes.mean.share).toBe(0.18)
    // Each against its own fund: every second one of those between has a little more.
    expect([sizes.today.size, sizes.today.share]).toEqual([10_200, 0.099])
    expect(sizes.targets.map(({ size }) => size?.value ?? null)).toEqual([15_000, 19_000, null])
  })

  it('stands beside the fund that the scenario has, a share of open interest too', () => {
    for (const { seed, fundNeeded, fundAtOpening, isFundExhausted } of futures) {
      const [opened] = Simulation.create({ ...night, seed: String(seed) }).places.venues
      expect(fundAtOpening).toBe(opened.state.fundCents)
      expect(fundAtOpening).toBeGreaterThan(1e6)
      expect(fundNeeded > fundAtOpening).toBe(isFundExhausted)
    }
    expect(new Set(futures.map(({ fundAtOpening }) => fundAtOpening)).size).toBeGreaterThan(10)
  })

  it('is only asked for where the size changes nothing else', () => {
    expect(isPathFree(night)).toBe(true)
    for (const layer of ['adl', 'socializedLoss'] as const)
      expect(isPathFree({ ...night, venue: { ...night.venue, waterfall: ['insuranceFund', layer] } })).toBe(
        false,
      )
    expect(isPathFree({ ...night, venue: { ...night.venue, waterfall: [] } })).toBe(false)
  })
})

describe('the night that the lab opens with', () => {
  it('empties every purse in some of its futures, and none in about half', () => {
    const { futures } = playFutures({ kind: 'futures', document: night, from: 1, count: 400 })
    const [insolvent, exhausted, fundPays, calm] = countFates(futures).map(({ count }) => count / 4)
    expect(insolvent).toBeGreaterThan(6)
    expect(insolvent).toBeLessThan(16)
    expect(exhausted).toBeGreaterThan(3)
    expect(fundPays).toBeGreaterThan(20)
    expect(calm).toBeGreaterThan(40)
    expect(insolvent + exhausted + fundPays + calm).toBe(100)
  })
})

describe('a fate', () => {
  const calm: Future = {
    seed: 1,
    insolventStep: null,
    illiquidStep: null,
    failed: [],
    isFundExhausted: false,
    adlContracts: 0,
    liquidations: 4,
    fundPaid: 0,
    venuePaid: 0,
    socialized: 0,
    badDebt: 0,
    fundNeeded: 0,
    fundAtOpening: 0,
    lowestPrice: 90,
    amplification: 1,
  }

  it.each([
    ['calm', {}],
    ['fundPays', { fundPaid: 100 }],
    ['fundPays', { adlContracts: 5 }],
    ['exhausted', { fundPaid: 100, isFundExhausted: true }],
    ['insolvent', { fundPaid: 100, isFundExhausted: true, insolventStep: 7 }],
    ['insolvent', { illiquidStep: 7 }],
  ] as const)('%s is the last purse that had to pay: %o', (fate, changes) => {
    expect(fateOf({ ...calm, ...changes })).toBe(fate)
  })
})

describe('numbers over many futures', () => {
  const sorted = Array.from({ length: 1_000 }, (_, i) => i + 1)

  it('have quantiles that so many do not exceed, within their order statistics', () => {
    expect(quantile(sorted, 0.5)).toEqual({ value: 500, low: 469, high: 532 })
    expect(quantile(sorted, 0.99).value).toBe(990)
  })

  it('have no end where the sample is too small to bound it', () => {
    const hundred = sorted.slice(0, 100)
    // The largest of a hundred is below what 99 of 100 do not exceed in .99^100 = 37 % of samples.
    expect(quantile(hundred, 0.99)).toEqual({ value: 99, low: 97, high: Infinity })
    expect(quantile(hundred, 0.05)).toMatchObject({ value: 5, low: 1 })
    expect(quantile(sorted.slice(0, 20), 0.05)).toMatchObject({ value: 1, low: -Infinity })
    expect(quantile(sorted.slice(0, 400), 0.99).high).toBe(400)
    expect(quantile([7], 0.95)).toEqual({ value: 7, low: -Infinity, high: Infinity })
  })

  it('have a mean of the worst', () => {
    const { value, low, high } = expectedShortfall(sorted, 0.95)
    expect(value).toBe(975)
    expect(low).toBeLessThan(value)
    expect(high).toBeGreaterThan(value)
    expect(expectedShortfall([3], 0.95)).toEqual({ value: 3, low: -Infinity, high: Infinity })
  })

  it('have a mean of the worst whose interval holds the true one', () => {
    const random = mulberry32(7)
    // Of exponential numbers the mean of the worst 5 of 100 is 1 − ln .05.
    const truth = 1 - Math.log(0.05)
    const studies = Array.from({ length: 400 }, () => {
      const sample = Array.from({ length: 1_000 }, () => -Math.log(1 - random()))
      const { low, high } = expectedShortfall(
        sample.sort((a, b) => a - b),
        0.95,
      )
      return low <= truth && truth <= high
    })
    expect(studies.filter(Boolean).length).toBeGreaterThan(0.91 * studies.length)
  })

  it('sharpen as they come, up to the last one', () => {
    const points = sharpen(Array.from({ length: 250 }, (_, i) => i % 5 === 0))
    expect(points.at(-1)).toMatchObject({ runs: 250, share: 0.2 })
    expect(points.length).toBeLessThan(70)
    const widths = points.map(({ low, high }) => high - low)
    expect(widths[0]).toBeGreaterThan(widths[widths.length - 1])
    expect(sharpen([])).toEqual([])
  })
})
