/** Moments of returns, and how long large moves stay together. Arithmetic alone, over runs that may count more than once. */
import type { Weights } from './bootstrap.ts'

export interface Moments {
  readonly count: number
  readonly mean: number
  readonly deviation: number
  /** Fourth central moment ÷ square of the second: 3 of a normal; NaN where nothing moves. */
  readonly kurtosis: number
}

export function readMoments(runs: readonly Float64Array[], weights?: Weights): Moments {
  let count = 0
  let sum = 0
  runs.forEach((run, r) => {
    const weight = weights ? weights[r] : 1
    count += weight * run.length
    for (const x of run) sum += weight * x
  })
  const mean = sum / count
  let second = 0
  let fourth = 0
  runs.forEach((run, r) => {
    const weight = weights ? weights[r] : 1
    for (const x of run) {
      const square = (x - mean) * (x - mean)
      second += weight * square
      fourth += weight * square * square
    }
  })
  const variance = second / count
  return { count, mean, deviation: Math.sqrt(variance), kurtosis: fourth / count / (variance * variance) }
}

/** Of one run: sums of products of what lies so many returns apart, from lag 0 on, and how many there are of each. */
interface LagSums {
  readonly products: readonly number[]
  readonly pairs: readonly number[]
}

/** Sums for the autocorrelation of absolute returns about their mean over all runs, up to so many lags. */
export function sumLags(runs: readonly Float64Array[], lags: number): LagSums[] {
  const sizes = runs.map((run) => run.map(Math.abs))
  const { mean } = readMoments(sizes)
  return sizes.map((run) => {
    const products: number[] = []
    for (let lag = 0; lag <= lags; lag++) {
      let sum = 0
      for (let i = lag; i < run.length; i++) sum += (run[i] - mean) * (run[i - lag] - mean)
      products.push(sum)
    }
    return { products, pairs: products.map((_, lag) => Math.max(0, run.length - lag)) }
  })
}

/** Mean product of what lies so many returns apart in one run ÷ mean square; NaN where nothing varies. */
export function autocorrelation(sums: readonly LagSums[], lag: number, weights?: Weights): number {
  const mean = (at: number) => {
    let product = 0
    let pairs = 0
    sums.forEach((run, r) => {
      const weight = weights ? weights[r] : 1
      product += weight * run.products[at]
      pairs += weight * run.pairs[at]
    })
    return product / pairs
  }
  return mean(lag) / mean(0)
}
