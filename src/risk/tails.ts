/**
 * How fat the tail of returns is, read off many runs: kurtosis, the tail index over a range of k beside what a normal would read,
 * how long large moves stay together, and a generalized Pareto distribution over a threshold with its quantiles. Intervals by
 * drawing whole runs anew.
 */
import { bound, drawResamples, type Weights } from './bootstrap.ts'
import { gaussianHill, hillCurve } from './hill.ts'
import type { Bounded } from './intervals.ts'
import { autocorrelation, readMoments, sumLags, type Moments } from './moments.ts'
import {
  Excesses,
  FINE_FOR_INTERVALS,
  FINEST,
  paretoQuantile,
  paretoShortfall,
  type Pareto,
} from './pareto.ts'
import { spanReturns, type Returns } from './returns.ts'
import { exp, ln } from '../engine/arithmetic.ts'
import { inverseNormal } from '../engine/random.ts'

/** Which moves: down, up, or the size of either. */
export type TailSide = 'falls' | 'rises' | 'both'

export interface TailSettings {
  readonly side: TailSide
  /** Steps of one return. */
  readonly span: number
  /** The Pareto distribution stands over the largest of all moves, so large a share. */
  readonly over: number
}

export interface TailsTask extends TailSettings {
  readonly kind: 'tails'
  readonly runs: readonly Returns[]
  /** Names the random numbers of the intervals. */
  readonly seed: string
}

/** A move in standard deviations, and the share of all returns that are as large or larger. */
export interface SurvivalPoint {
  readonly move: number
  readonly share: number
}

export interface HillPoint {
  readonly k: number
  readonly index: Bounded
  /** What a normal reads at this k. */
  readonly gaussian: number
}

interface ParetoReading {
  readonly threshold: number
  /** Moves over it. */
  readonly count: number
  readonly shape: Bounded
  readonly scale: Bounded
  readonly levels: readonly ParetoLevel[]
}

/** A move that is passed once in so many returns, as a log return. */
interface ParetoLevel {
  readonly once: number
  readonly quantile: Bounded
  readonly shortfall: Bounded
  /** The one that was passed so often in these runs. */
  readonly seen: number
  /** A normal's, of the same mean and deviation. */
  readonly normal: number
}

export interface TailReading {
  /** Returns, and those of the side that was asked for. */
  readonly count: number
  readonly moves: number
  readonly deviation: number
  readonly kurtosis: Bounded
  /** The largest move first. */
  readonly survival: readonly SurvivalPoint[]
  readonly hill: readonly HillPoint[]
  /** Of absolute returns, from lag 1. */
  readonly autocorrelation: readonly Bounded[]
  /** Null where fewer than forty moves lie over the threshold. */
  readonly pareto: ParetoReading | null
}

export interface TailsAnswer {
  readonly price: TailReading
  readonly fair: TailReading
  /** What a normal would have over as many returns. */
  readonly normal: readonly SurvivalPoint[]
}

/** Of the moves of the side, for the tail index. */
const HILL_SHARES = Array.from({ length: 60 }, (_, i) => 0.0025 * (i + 1))
const LEAST_K = 8
const LAGS = 20
const SURVIVAL_POINTS = 90
const NORMAL_POINTS = 40
const LEAST_OVER = 40
const ONCE_IN = [1_000, 10_000]

export function readTails({ runs, seed, ...settings }: TailsTask): TailsAnswer {
  const resamples = drawResamples(runs.length, seed)
  const read = (of: keyof Returns) =>
    readTail(
      runs.map((run) => spanReturns(run[of], settings.span)),
      settings,
      resamples,
    )
  const price = read('price')
  return { price, fair: read('fair'), normal: normalSurvival(price.count, settings.side) }
}

function normalSurvival(count: number, side: TailSide): SurvivalPoint[] {
  const tens = ln(count) / NORMAL_POINTS
  return Array.from({ length: NORMAL_POINTS }, (_, i) => {
    const share = exp(-tens * (NORMAL_POINTS - i)) / (side === 'both' ? 1 : 2)
    return { move: normalMove(side, 0, 1, share), share }
  })
}

/** The moves of one side, the largest first, with the run of each. */
interface Moves {
  readonly sizes: Float64Array
  readonly runs: readonly number[]
}

/** @internal */
export function sortMoves(runs: readonly Float64Array[], side: TailSide): Moves {
  const found: { size: number; run: number }[] = []
  runs.forEach((returns, run) => {
    for (const x of returns) {
      const size = side === 'falls' ? -x : side === 'rises' ? x : Math.abs(x)
      if (size > 0) found.push({ size, run })
    }
  })
  found.sort((a, b) => b.size - a.size || a.run - b.run)
  return { sizes: Float64Array.from(found, ({ size }) => size), runs: found.map(({ run }) => run) }
}

function readTail(
  runs: readonly Float64Array[],
  { side, over }: TailSettings,
  resamples: readonly Weights[],
): TailReading {
  const moments = readMoments(runs)
  const moves = sortMoves(runs, side)
  const sums = sumLags(runs, Math.min(LAGS, Math.max(0, runs[0].length - 2)))
  const lags = sums[0].pairs.slice(1).map((_, i) => i + 1)
  return {
    count: moments.count,
    moves: moves.sizes.length,
    deviation: moments.deviation,
    kurtosis: bound(
      moments.kurtosis,
      resamples.map((weights) => readMoments(runs, weights).kurtosis),
    ),
    survival: readSurvival(moves, moments.count, moments.deviation),
    hill: readHill(moves, resamples),
    autocorrelation: lags.map((lag) =>
      bound(
        autocorrelation(sums, lag),
        resamples.map((weights) => autocorrelation(sums, lag, weights)),
      ),
    ),
    pareto: readPareto(
      moves,
      runs.map((run) => run.length),
      { side, over, ...moments },
      resamples,
    ),
  }
}

/** Thinned so that points are even on a scale of tens. */
function readSurvival({ sizes }: Moves, count: number, deviation: number): SurvivalPoint[] {
  const points: SurvivalPoint[] = []
  let next = 1
  for (let rank = 1; rank <= sizes.length; rank++) {
    if (rank < next && rank < sizes.length) continue
    points.push({ move: sizes[rank - 1] / deviation, share: rank / count })
    next = Math.max(rank + 1, rank * (1 + 10 / SURVIVAL_POINTS))
  }
  return points
}

function readHill({ sizes, runs }: Moves, resamples: readonly Weights[]): HillPoint[] {
  const ks = [...new Set(HILL_SHARES.map((share) => Math.floor(share * sizes.length)))].filter(
    (k) => k >= LEAST_K,
  )
  const logs = sizes.map(ln)
  const curve = hillCurve(logs, ks)
  const again = resamples.map((weights) => hillCurve(logs, ks, (i) => weights[runs[i]]))
  const gaussian = gaussianHill(sizes.length, ks)
  return ks.map((k, at) => ({
    k,
    index: bound(
      curve[at],
      again.map((one) => one[at]),
    ),
    gaussian: gaussian[at],
  }))
}

function readPareto(
  { sizes, runs: runOf }: Moves,
  lengths: readonly number[],
  { side, over, count, mean, deviation }: Pick<TailSettings, 'side' | 'over'> & Moments,
  resamples: readonly Weights[],
): ParetoReading | null {
  const most = Math.min(sizes.length - 1, Math.floor(over * count))
  if (most < LEAST_OVER || sizes[0] === sizes[most]) return null
  const threshold = sizes[most]
  const byRun = lengths.map((): number[] => [])
  for (let i = 0; i < most; i++) byRun[runOf[i]].push(sizes[i] - threshold)
  const excesses = new Excesses(byRun)
  const fit = (weights: Weights, finest: number): Fit => ({
    ...excesses.fit(weights, finest),
    over: excesses.count(weights) / lengths.reduce((sum, length, r) => sum + weights[r] * length, 0),
  })
  const found = fit(
    lengths.map(() => 1),
    FINEST,
  )
  const again = resamples
    .filter((weights) => excesses.count(weights) >= LEAST_OVER / 2)
    .map((weights) => fit(weights, FINE_FOR_INTERVALS))
  const boundOf = (read: (fit: Fit) => number) => bound(read(found), again.map(read))
  return {
    threshold,
    count: most,
    shape: boundOf(({ shape }) => shape),
    scale: boundOf(({ scale }) => scale),
    levels: ONCE_IN.filter((once) => once * over > 1 && once < count).map((once) => {
      const quantile = (one: Fit) => paretoQuantile(one, threshold, one.over, 1 / once)
      return {
        once,
        quantile: boundOf(quantile),
        shortfall: boundOf((one) => paretoShortfall(one, threshold, quantile(one))),
        seen: sizes[Math.floor(count / once)],
        normal: normalMove(side, mean, deviation, 1 / once),
      }
    }),
  }
}

/** With the share of all returns over the threshold. */
type Fit = Pareto & { readonly over: number }

/** The move that a normal passes with this probability. */
function normalMove(side: TailSide, mean: number, deviation: number, beyond: number): number {
  if (side === 'both') return -inverseNormal(beyond / 2) * deviation
  return -inverseNormal(beyond) * deviation + (side === 'falls' ? -mean : mean)
}
