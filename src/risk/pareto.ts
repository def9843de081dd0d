/**
 * The generalized Pareto distribution over a threshold (Pickands 1975; Balkema and de Haan 1974), by maximum likelihood along one
 * parameter (Grimshaw 1993): what lies beyond a high threshold has nearly this shape, whatever the whole has. A shape above 0 is a
 * tail that falls like a power, size^(−1/shape); 0 is exponential, as a normal's nearly is.
 */
import type { Weights } from './bootstrap.ts'
import { exp, ln } from '../engine/arithmetic.ts'

export interface Pareto {
  readonly shape: number
  /** In the units of the excesses. */
  readonly scale: number
}

/** Below this the estimate is not regular (Smith 1985), and the likelihood has no largest value. */
const LEAST_SHAPE = -0.5
/** θ = shape ÷ scale is searched where ln(1 + θ·largest) is within these, in steps that are halved around the best one. */
const SEARCH = { from: -5, to: 14, step: 0.5 }
const NEARLY_EXPONENTIAL = 1e-6
/** As fine as the likelihood can tell, and as fine as an interval needs. */
export const FINEST = 1 / (1 << 20)
export const FINE_FOR_INTERVALS = 1 / (1 << 7)

/** Excesses over a threshold from many runs; each run may count more than once, or not at all. */
export class Excesses {
  readonly #byRun: readonly (readonly number[])[]
  readonly #sums: readonly number[]
  readonly #largest: number
  /** By place of the search, of each run: sums that every fit shares. */
  readonly #logs = new Map<number, readonly number[]>()

  /** @param byRun of each run, 0 or above */
  constructor(byRun: readonly (readonly number[])[]) {
    this.#byRun = byRun
    this.#sums = byRun.map((excesses) => excesses.reduce((sum, excess) => sum + excess, 0))
    this.#largest = byRun.reduce((most, excesses) => excesses.reduce((a, b) => Math.max(a, b), most), 0)
  }

  count(weights: Weights): number {
    return this.#byRun.reduce((sum, excesses, r) => sum + weights[r] * excesses.length, 0)
  }

  /**
   * @param finest of the search: the place of the best pair is known to this
   * @throws RangeError where nothing that counts is above 0
   */
  fit(weights: Weights, finest: number): Pareto {
    const count = this.count(weights)
    const mean = weigh(this.#sums, weights) / count
    if (!(mean > 0)) throw new RangeError('excesses: none above 0')
    /** The best pair on the ray θ. */
    const at = (place: number): Pareto => {
      if (Math.abs(place) < NEARLY_EXPONENTIAL) return { shape: 0, scale: mean }
      const shape = weigh(this.#logsAt(place), weights) / count
      return { shape, scale: (shape * this.#largest) / (exp(place) - 1) }
    }
    /** Mean negative log-likelihood there. */
    const costAt = (place: number): number => {
      const { shape, scale } = at(place)
      return shape < LEAST_SHAPE ? Infinity : ln(scale) + shape + 1
    }
    return at(findLeast(costAt, finest))
  }

  #logsAt(place: number): readonly number[] {
    let logs = this.#logs.get(place)
    if (logs === undefined) {
      const theta = (exp(place) - 1) / this.#largest
      logs = this.#byRun.map((excesses) => excesses.reduce((sum, x) => sum + ln(1 + theta * x), 0))
      this.#logs.set(place, logs)
    }
    return logs
  }
}

function weigh(sums: readonly number[], weights: Weights): number {
  return sums.reduce((sum, one, r) => sum + weights[r] * one, 0)
}

/** Where it is least: the best of a coarse row of places, then of its neighbors, closer and closer. */
function findLeast(cost: (place: number) => number, finest: number): number {
  let best = SEARCH.from
  let least = Infinity
  const look = (place: number) => {
    const found = cost(place)
    if (found < least) [best, least] = [place, found]
  }
  for (let place = SEARCH.from; place <= SEARCH.to; place += SEARCH.step) look(place)
  for (let step = SEARCH.step / 2; step >= finest; step /= 2) {
    const center = best
    look(center - step)
    look(center + step)
  }
  return best
}

/** Beyond it lies the share `beyond` of all, of which the share `over` lies over the threshold; never below the threshold. */
export function paretoQuantile(
  { shape, scale }: Pareto,
  threshold: number,
  over: number,
  beyond: number,
): number {
  const log = ln(over / beyond)
  const excess =
    Math.abs(shape * log) < NEARLY_EXPONENTIAL ? scale * log : (scale * (exp(shape * log) - 1)) / shape
  return threshold + Math.max(0, excess)
}

/** Mean of what lies beyond a quantile (expected shortfall); without end where the shape is 1 or more. */
export function paretoShortfall({ shape, scale }: Pareto, threshold: number, quantile: number): number {
  return shape >= 1 ? Infinity : (quantile + scale - shape * threshold) / (1 - shape)
}
