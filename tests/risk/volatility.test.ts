/**
 * Goal: volatility is moved and nothing else, and a slope and its interval are those of pairs of the same seed.
 * Method: news of one seed under several multiples, move by move; published intervals; a curve by hand.
 */
import { describe, expect, it } from 'vitest'
import { createCrowd, createDrawnWorld, createWalk } from '../support/riskDocuments.ts'
import { playFutures, type Future } from '../../src/risk/futures.ts'
import { pairedDifference } from '../../src/risk/intervals.ts'
import { playReturns } from '../../src/risk/returns.ts'
import { readVolatility, scaleVolatility, VOLATILITY_MULTIPLES } from '../../src/risk/volatility.ts'
import { nightOnTheSandbox } from '../../src/schema/labPresets.ts'
import { parseScenario, type Scenario } from '../../src/schema/scenario.ts'

const walk = createWalk({ steps: 40 })

function withNews(fairValue: unknown): Scenario {
  return parseScenario({ ...walk, market: { startPrice: 100, fairValue } })
}

function newsOf(document: ReturnType<typeof scaleVolatility>): Float64Array {
  if (document === null) throw new Error('not scaled')
  return playReturns({ kind: 'returns', document, from: 7, count: 1 }).runs[0].fair
}

describe('news of so many times the volatility', () => {
  it.each([
    { process: 'gbm', annualVolatility: 0.6 },
    { process: 'studentT', annualVolatility: 0.6, degreesOfFreedom: 4 },
    { process: 'jumps', annualVolatility: 0.3, perYear: 2000, meanLog: -0.02, sdLog: 0.01 },
    { process: 'history', prices: [100, 110, 99, 120, 90], blockSteps: 2 },
  ])('has moves so many times as large, but for a drift: $process', (fairValue) => {
    const document = withNews(fairValue)
    const [one, three] = [1, 1.75].map((multiple) => newsOf(scaleVolatility(document, multiple)))
    expect(one).toEqual(newsOf(document))
    // The same in every step: what the mean of the price takes back.
    const drifts = one.map((move, step) => three[step] - 1.75 * move)
    expect(Math.max(...drifts) - Math.min(...drifts)).toBeLessThan(1e-12)
    expect(Math.max(...one)).toBeGreaterThan(0.001)
  })

  it('with a memory keeps its memory', () => {
    const garch = { process: 'garch', annualVolatility: 0.6, alpha: 0.1, beta: 0.8 }
    expect(scaleVolatility(withNews(garch), 2)).toEqual(withNews({ ...garch, annualVolatility: 1.2 }))
  })

  it('of a world is moved in every asset, and nothing else is', () => {
    const world = createDrawnWorld()
    const scaled = scaleVolatility(world, 2)
    if (world.version !== 2 || scaled?.version !== 2) throw new Error('no world')
    expect({ ...scaled, assets: world.assets }).toEqual(world)
    expect(scaled.assets['btc'].fairValue).toEqual({ process: 'gbm', annualVolatility: 6, annualDrift: 0 })
  })

  it('is not had where nothing is drawn or a number would leave its limits', () => {
    expect(scaleVolatility(withNews({ path: [100, 96] }), 2)).toBeNull()
    expect(scaleVolatility(withNews({ process: 'gbm', annualVolatility: 6 }), 2)).toBeNull()
    const jumps = { process: 'jumps', annualVolatility: 1, perYear: 10, meanLog: 0, sdLog: 3 }
    expect(scaleVolatility(withNews(jumps), 2)).toBeNull()
    expect(scaleVolatility(withNews({ ...jumps, sdLog: 1, meanLog: -3 }), 2)).toBeNull()
    expect(scaleVolatility(withNews({ process: 'history', prices: [1, 1e8] }), 2)).toBeNull()
  })
})

describe('a difference of pairs', () => {
  /** So many pairs of yes and yes, yes and no, no and yes, no and no. */
  function pairs(...counts: number[]): { first: boolean[]; second: boolean[] } {
    const kinds = counts.flatMap((count, kind) => Array.from({ length: count }, () => kind))
    return { first: kinds.map((kind) => kind < 2), second: kinds.map((kind) => kind % 2 === 0) }
  }

  it.each([
    { counts: [36, 12, 2, 0], low: -0.3404, high: -0.0569 },
    { counts: [1, 1, 7, 12], low: 0.0256, high: 0.5069 },
    { counts: [54, 0, 0, 0], low: -0.0664, high: 0.0664 },
  ])('has Newcombe’s interval: $counts', ({ counts, low, high }) => {
    const { first, second } = pairs(...counts)
    const found = pairedDifference(first, second)
    const runs = first.length
    expect(found.value).toBeCloseTo((counts[2] - counts[1]) / runs, 12)
    expect(found.low).toBeCloseTo(low, 4)
    expect(found.high).toBeCloseTo(high, 4)
  })
})

describe('the curve over volatility', () => {
  const [calm] = playFutures({ kind: 'futures', document: walk, from: 1, count: 1 }).futures
  const broken: Future = { ...calm, insolventStep: 3 }
  const list = (hits: number) => Array.from({ length: 40 }, (_, i) => (i < hits ? broken : calm))

  it('has a share at each multiple, and per tenth a fifth of the difference between the neighbors', () => {
    const scaled = VOLATILITY_MULTIPLES.map((multiple, i) => ({ multiple, futures: list(4 * i) }))
    const { points, slope } = readVolatility(scaled, 'insolvent')
    expect(points.map(({ multiple, share }) => [multiple, share])).toEqual(
      VOLATILITY_MULTIPLES.map((multiple, i) => [multiple, (4 * i) / 40]),
    )
    expect(slope?.value).toBeCloseTo((0.3 - 0.1) / 5, 12)
    expect(slope?.low).toBeGreaterThan(0)
    expect(readVolatility(scaled, 'exhausted').points.every(({ hits }) => hits === 0)).toBe(true)
    expect(readVolatility(scaled.slice(0, 3), 'insolvent').slope).toBeNull()
  })

  it('rises where news makes a crowd fail', () => {
    const document = createCrowd()
    const scaled = ([0.75, 1.25] as const).map((multiple) => {
      const news = scaleVolatility(document, multiple)
      if (news === null) throw new Error('not scaled')
      return {
        multiple,
        futures: playFutures({ kind: 'futures', document: news, from: 1, count: 60 }).futures,
      }
    })
    expect(readVolatility(scaled, 'exhausted').slope?.low).toBeGreaterThan(0)
    expect(scaleVolatility(parseScenario(nightOnTheSandbox), 1)).toEqual(parseScenario(nightOnTheSandbox))
  })
})
