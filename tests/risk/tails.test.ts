/**
 * Goal: what is said of a tail is what its names say: moments, tail index, clustering, Pareto fit, quantiles and intervals.
 * Method: samples whose numbers are known in closed form or by hand, drawn ones whose law is known, and the runs that a task plays
 * against plain runs.
 */
import { describe, expect, it } from 'vitest'
import { inProcessPool } from '../support/inProcessPool.ts'
import { createCrowd, createDrawnWorld } from '../support/riskDocuments.ts'
import { Stream } from '../../src/engine/random.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { bound, drawResamples } from '../../src/risk/bootstrap.ts'
import { withSeed } from '../../src/risk/counting.ts'
import { gaussianHill, hillCurve } from '../../src/risk/hill.ts'
import { autocorrelation, readMoments, sumLags } from '../../src/risk/moments.ts'
import { Excesses, FINEST, paretoQuantile, paretoShortfall } from '../../src/risk/pareto.ts'
import { playReturns, spanReturns, type Returns } from '../../src/risk/returns.ts'
import { readTails, sortMoves, type TailsTask } from '../../src/risk/tails.ts'
import { performAll } from '../../src/risk/performAll.ts'
import { listBuffers } from '../../src/risk/task.ts'
import { nightOnTheSandbox } from '../../src/schema/labPresets.ts'
import { parseScenario } from '../../src/schema/scenario.ts'

/** Excesses of a generalized Pareto distribution, by its inverse. */
function drawPareto(count: number, shape: number, scale: number, seed = 'pareto'): number[] {
  const stream = new Stream(seed, 'test')
  return Array.from({ length: count }, () => {
    const u = stream.uniform()
    return shape === 0 ? -scale * Math.log(u) : (scale * (u ** -shape - 1)) / shape
  })
}

function drawNormal(count: number, seed: string): Float64Array {
  const stream = new Stream(seed, 'test')
  return Float64Array.from({ length: count }, () => stream.normal())
}

describe('moments', () => {
  it('are those of a sample by hand, and a run that counts twice is a run that is there twice', () => {
    // Mean 1, squares 1 1 4 4 0, fourth powers 1 1 16 16 0: 34/5 ÷ 2².
    const moments = readMoments([Float64Array.of(0, 2), Float64Array.of(-1, 3, 1)])
    expect(moments).toEqual({ count: 5, mean: 1, deviation: Math.sqrt(2), kurtosis: 1.7 })
    const [a, b] = [drawNormal(40, 'a'), drawNormal(25, 'b')]
    const twice = readMoments([a, a, b])
    expect(readMoments([a, b], [2, 1]).kurtosis).toBeCloseTo(twice.kurtosis, 12)
    expect(readMoments([a, b, drawNormal(9, 'c')], [2, 1, 0]).mean).toBeCloseTo(twice.mean, 12)
  })
})

describe('the autocorrelation of sizes', () => {
  it('is that of a sample by hand, and no pair crosses from run to run', () => {
    // Sizes 1 3 1 3 and 3 1: mean 2, deviations −1 1 −1 1 and 1 −1, each square 1.
    const sums = sumLags([Float64Array.of(1, -3, 1, 3), Float64Array.of(-3, 1)], 2)
    expect([0, 1, 2].map((lag) => autocorrelation(sums, lag))).toEqual([1, -1, 1])
  })

  it('falls as a power where sizes remember the last one', () => {
    const normals = drawNormal(200_000, 'memory')
    let size = 0
    const sizes = normals.map((z) => 10 + (size = 0.8 * size + z))
    const sums = sumLags([sizes], 3)
    for (const lag of [1, 2, 3]) expect(autocorrelation(sums, lag)).toBeCloseTo(0.8 ** lag, 1)
    expect(Math.abs(autocorrelation(sumLags([normals], 1), 1))).toBeLessThan(0.01)
  })
})

describe('the tail index', () => {
  const logs = [16, 8, 4, 2, 1].map(Math.log)

  it('is k over the log distances from the next one', () => {
    const unit = 1 / Math.LN2
    // From 8: one of 1. From 4: 2 and 1. From 1: 4, 3, 2 and 1; one more is not there.
    const [one, two, four, five] = hillCurve(logs, [1, 2, 4, 5])
    expect([one, two, four]).toEqual(
      [unit, (2 * unit) / 3, (4 * unit) / 10].map((x) => expect.closeTo(x, 12)),
    )
    expect(five).toBeNaN()
    expect(hillCurve([1, 1, 1], [1])).toEqual([NaN])
  })

  it('counts a move as often as its run does', () => {
    const counts = [1, 0, 3, 2, 1]
    const spread = logs.flatMap((log, i) => Array.from({ length: counts[i] }, () => log))
    const ks = [1, 2, 3, 4, 5, 6]
    expect(hillCurve(logs, ks, (i) => counts[i])).toEqual(
      hillCurve(spread, ks).map((x) => (Number.isNaN(x) ? NaN : expect.closeTo(x, 12))),
    )
  })

  it('of a power law is its power, at every k', () => {
    const sizes = drawPareto(50_000, 1 / 3, 1 / 3).map((x) => 1 + x)
    const sorted = sizes.map(Math.log).sort((a, b) => b - a)
    for (const index of hillCurve(sorted, [1_000, 5_000, 20_000])) expect(index).toBeCloseTo(3, 0.5)
  })

  it('of a normal is not what it looks like, and less the more is looked at', () => {
    const curve = gaussianHill(100_000, [100, 1_000, 5_000, 15_000])
    expect(curve).toEqual(curve.toSorted((a, b) => b - a))
    const drawn = [...drawNormal(100_000, 'hill')].map((z) => Math.log(Math.abs(z))).sort((a, b) => b - a)
    expect(hillCurve(drawn, [5_000])[0] / curve[2]).toBeCloseTo(1, 1)
  })
})

describe('a generalized Pareto fit', () => {
  it.each([
    { shape: 0.5, scale: 2 },
    { shape: 0.1, scale: 0.01 },
    { shape: 0, scale: 3 },
    { shape: -0.25, scale: 5 },
    { shape: 1.2, scale: 1 },
  ])('finds the law that was drawn from: shape $shape, scale $scale', ({ shape, scale }) => {
    const found = new Excesses([drawPareto(20_000, shape, scale)]).fit([1], FINEST)
    expect(Math.abs(found.shape - shape)).toBeLessThan(0.03)
    expect(found.scale / scale).toBeCloseTo(1, 1)
  })

  it('is where the likelihood is largest', () => {
    const excesses = drawPareto(300, 0.4, 2, 'likelihood')
    const cost = (shape: number, scale: number) =>
      excesses.reduce(
        (sum, x) => sum + Math.log(scale) + (1 / shape + 1) * Math.log(1 + (shape * x) / scale),
        0,
      )
    const { shape, scale } = new Excesses([excesses]).fit([1], FINEST)
    const least = cost(shape, scale)
    for (const [a, b] of [
      [1.01, 1],
      [0.99, 1],
      [1, 1.01],
      [1, 0.99],
      [1.01, 1.01],
      [0.99, 1.01],
    ])
      expect(cost(shape * a, scale * b)).toBeGreaterThan(least)
  })

  it('of runs that count more than once is that of their copies, and of nothing it is refused', () => {
    const [a, b] = [drawPareto(60, 0.3, 1, 'a'), drawPareto(80, 0.3, 1, 'b')]
    const counted = new Excesses([a, b]).fit([3, 1], FINEST)
    const copied = new Excesses([[...a, ...a, ...a, ...b]]).fit([1], FINEST)
    expect(counted.shape).toBeCloseTo(copied.shape, 5)
    expect(counted.scale).toBeCloseTo(copied.scale, 5)
    expect(() => new Excesses([a, b]).fit([0, 0], FINEST)).toThrow(RangeError)
  })

  it('has the quantiles and means beyond of its law', () => {
    const fit = { shape: 0.5, scale: 2 }
    // P(X > 10 + x) = .1·(1 + x/4)^−2: a hundredth of the tenth is beyond x = 36.
    expect(paretoQuantile(fit, 10, 0.1, 0.001)).toBeCloseTo(46, 12)
    expect(paretoQuantile({ shape: 0, scale: 2 }, 10, 0.1, 0.001)).toBeCloseTo(10 + 2 * Math.log(100), 12)
    expect(paretoQuantile(fit, 10, 0.1, 0.2)).toBe(10)
    // The mean excess over 46 is (2 + .5·36) ÷ .5.
    expect(paretoShortfall(fit, 10, 46)).toBeCloseTo(46 + 40, 12)
    expect(paretoShortfall({ shape: 1, scale: 2 }, 10, 46)).toBe(Infinity)
  })
})

describe('intervals', () => {
  it('draw as many runs as there are, by the seed alone, and end at the fifth from either end', () => {
    const resamples = drawResamples(12, 'x')
    for (const weights of resamples) expect(weights.reduce((a, b) => a + b, 0)).toBe(12)
    expect(drawResamples(12, 'x')).toEqual(resamples)
    expect(drawResamples(12, 'y')).not.toEqual(resamples)
    const again = Array.from({ length: 199 }, (_, i) => 199 - i)
    expect(bound(90, again)).toEqual({ value: 90, low: 5, high: 195 })
    expect(bound(1, [NaN, 2, 3])).toEqual({ value: 1, low: 2, high: 3 })
    expect(bound(1, [NaN])).toEqual({ value: 1, low: -Infinity, high: Infinity })
  })

  it('of a Pareto quantile hold the true one in about 95 of 100 studies', () => {
    const shape = 0.25
    const truth = (1000 ** shape - 1) / shape
    let held = 0
    for (let study = 0; study < 60; study++) {
      const runs = Array.from({ length: 40 }, (_, run): Returns => {
        const price = Float64Array.from(drawPareto(100, shape, 1, `${study} ${run}`), (x) => -x)
        return { price, fair: price }
      })
      const { price } = readTails({ kind: 'tails', runs, seed: 'held', side: 'falls', span: 1, over: 0.1 })
      const quantile = price.pareto?.levels[0].quantile
      if (quantile && quantile.low <= truth && truth <= quantile.high) held++
    }
    // Of 60 at 95 %, fewer than 51 would come once in two hundred times.
    expect(held).toBeGreaterThanOrEqual(51)
  })
})

describe('the returns of futures', () => {
  const crowd = createCrowd()

  it('are those of the plain runs, and add up to the whole move', () => {
    const { runs, steps } = playReturns({ kind: 'returns', document: crowd, from: 4, count: 3 })
    expect([runs.length, steps]).toEqual([3, 3 * crowd.steps])
    runs.forEach(({ price, fair }, i) => {
      const run = Simulation.create(withSeed(crowd, String(4 + i)))
      const [market] = run.places.books
      run.advance(crowd.steps)
      const sum = (returns: Float64Array) => returns.reduce((a, b) => a + b, 0)
      expect(100 * Math.exp(sum(price))).toBeCloseTo(market.state.price, 9)
      expect(100 * Math.exp(sum(fair))).toBeCloseTo(market.asset.fair, 9)
      expect(sum(spanReturns(price, 7))).toBeCloseTo(sum(price.subarray(0, 7 * Math.floor(60 / 7))), 12)
    })
    expect(spanReturns(Float64Array.of(1, 2, 3, 4, 5), 2)).toEqual(Float64Array.of(3, 7))
    expect(listBuffers({ runs, steps })).toHaveLength(6)
    expect(listBuffers({ happened: [], steps: 1 })).toEqual([])
  })

  it('of a world are those of its first market', () => {
    const world = createDrawnWorld()
    const [{ price }] = playReturns({ kind: 'returns', document: world, from: 1, count: 1 }).runs
    const run = Simulation.create(withSeed(world, '1'))
    const before = run.places.books[0].state.price
    run.advance()
    expect(price[0]).toBeCloseTo(Math.log(run.places.books[0].state.price / before), 12)
  })
})

describe('how fat the tail is', () => {
  const tasksOf = (from: number) => ({ kind: 'returns', document: createCrowd(), from, count: 5 }) as const
  const settings = { kind: 'tails', seed: '1', side: 'falls', span: 1, over: 0.1 } as const

  async function read(workers: number, change: Partial<TailsTask> = {}) {
    const pool = inProcessPool(workers, workers)
    const answers = await performAll(pool, [1, 6, 11, 16].map(tasksOf))
    const runs = answers.flatMap((answer) => answer.runs)
    const [tails] = await performAll(pool, [{ ...settings, runs, ...change }])
    return { tails, runs }
  }

  it('does not hang on how many workers play', async () => {
    expect((await read(3)).tails).toEqual((await read(1)).tails)
  })

  it('is said of as many returns as there are, from the largest to the smallest', async () => {
    const { tails, runs } = await read(1)
    const { price } = tails
    const falls = runs.flatMap((run) => [...run.price].filter((x) => x < 0))
    expect([price.count, price.moves]).toEqual([20 * 60, falls.length])
    const shares = price.survival.map(({ share }) => share)
    expect(shares[0]).toBe(1 / 1200)
    expect(shares.at(-1)).toBe(falls.length / 1200)
    expect(price.survival[0].move * price.deviation).toBeCloseTo(-Math.min(...falls), 12)
    expect(price.pareto?.count).toBe(120)
    expect(price.pareto?.levels.map(({ once }) => once)).toEqual([1000])
    expect(price.pareto?.levels[0].seen).toBe(-falls.toSorted((a, b) => a - b)[1])
    for (const { index } of price.hill) expect(index.low).toBeLessThanOrEqual(index.high)
    // The news is normal, and forced selling is not.
    expect(tails.fair.kurtosis.value).toBeCloseTo(3, 0)
    expect(price.kurtosis.low).toBeGreaterThan(tails.fair.kurtosis.high)
  })

  it('is told apart: forced selling keeps large moves together, and its news do not', () => {
    const document = parseScenario(nightOnTheSandbox)
    const { runs } = playReturns({ kind: 'returns', document, from: 1, count: 12 })
    const { price, fair } = readTails({ ...settings, runs })
    expect(price.autocorrelation[0].low).toBeGreaterThan(0.2)
    expect(Math.abs(fair.autocorrelation[0].value)).toBeLessThan(0.02)
  })

  it('looks at one side or at both, over one step or several', async () => {
    const rises = (await read(1, { side: 'rises' })).tails.fair
    const falls = (await read(1)).tails.fair
    const both = (await read(1, { side: 'both', span: 4 })).tails.fair
    expect(rises.moves + falls.moves).toBe(1200)
    expect([both.count, both.moves]).toEqual([300, 300])
    // Independent steps: the variance of four is four times that of one.
    expect(both.deviation / falls.deviation).toBeCloseTo(2, 0)
    expect(both.pareto).toBeNull()
  })

  it('is nothing where nothing moves', () => {
    const still = { price: new Float64Array(100), fair: new Float64Array(100) }
    const { price } = readTails({ ...settings, runs: [still, still] })
    expect([price.moves, price.hill, price.pareto, price.survival]).toEqual([0, [], null, []])
    expect(price.kurtosis.value).toBeNaN()
    expect(sortMoves([still.price], 'both').sizes).toHaveLength(0)
  })
})
