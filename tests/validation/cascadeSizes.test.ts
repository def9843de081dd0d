// docs/validation.md row A5: with random thresholds the size of a cascade is Borel distributed.
import { describe, expect, it } from 'vitest'
import { accountsAtFalls } from '../support/cascadeDensity.ts'
import { mulberry32 } from '../support/randomNumbers.ts'
import { plainDocument, runDocument } from '../support/validationScenarios.ts'

const START_PRICE = 10_000
const CONTRACTS = 1_000
/** How far one account's sale moves log price. */
const PUSH = 4e-5
const CASCADES = 1_000

/**
 * Thresholds uniform at random over the falls (a Poisson process, drawn by its gaps), so dense that one push meets R of
 * them on average. Each step one more account's worth is sold from outside; what it sets off in that step, itself
 * included, is one cascade. The crowd beyond its end is as random as before, so the cascades of one seed are independent.
 */
function drawSizes(r: number, seed: number): number[] {
  const random = mulberry32(seed)
  // The mean of all cascades together, and six standard deviations.
  const wanted = CASCADES / (1 - r)
  const accounts = Math.ceil(wanted + 6 * Math.sqrt((CASCADES * r) / Math.pow(1 - r, 3)))
  let fall = 0
  const falls = Array.from({ length: accounts }, () => (fall -= (Math.log(1 - random()) * PUSH) / r))
  const { simulation, series } = runDocument(
    plainDocument({
      accounts: accountsAtFalls(falls, 'long', CONTRACTS, START_PRICE),
      path: [START_PRICE],
      steps: CASCADES,
      depth: (0.01 * CONTRACTS) / PUSH,
      sales: Array.from({ length: CASCADES }, (_, i) => ({ step: i + 1, contracts: CONTRACTS })),
    }),
    false,
  )
  expect(simulation.readSummary().liquidations).toBeLessThan(accounts)
  return series.map((row, i) => 1 + row.liquidations - (i === 0 ? 0 : series[i - 1].liquidations))
}

/** Probability of each size from 1: `e^(−Rn)(Rn)^(n−1)/n!`. */
function borel(r: number, n: number): number {
  let logFactorial = 0
  for (let k = 2; k <= n; k++) logFactorial += Math.log(k)
  return Math.exp(-r * n + (n - 1) * Math.log(r * n) - logFactorial)
}

describe('random thresholds', () => {
  it.each([
    // as quoted
    { r: 0.5, seeds: 20, mean: 2, variance: 4 },
    { r: 0.8, seeds: 20, mean: 5, variance: 100 },
    { r: 0.9, seeds: 40, mean: 10, variance: 900 },
    // others
    { r: 0.15, seeds: 20, mean: 1 / 0.85, variance: 0.15 / 0.614125 },
    { r: 0.65, seeds: 20, mean: 1 / 0.35, variance: 0.65 / 0.042875 },
  ])('A5 Borel: mean 1/(1−R), variance R/(1−R)³, R $r', ({ r, seeds, mean, variance }) => {
    const sizes = Array.from({ length: seeds }, (_, seed) => drawSizes(r, 1000 + seed)).flat()
    const n = sizes.length
    const sampleMean = sizes.reduce((sum, size) => sum + size, 0) / n
    const sampleVariance = sizes.reduce((sum, size) => sum + (size - sampleMean) ** 2, 0) / (n - 1)
    // Four standard errors, from the distribution's own cumulants.
    expect(Math.abs(sampleMean - mean)).toBeLessThan(4 * Math.sqrt(variance / n))
    const excessKurtosis = (1 + 8 * r + 6 * r * r) / (r * (1 - r))
    expect(Math.abs(sampleVariance / variance - 1)).toBeLessThan(4 * Math.sqrt((2 + excessKurtosis) / n))
    for (const size of [1, 2, 3, 5, 8]) {
      const p = borel(r, size)
      const share = sizes.filter((s) => s === size).length / n
      expect(Math.abs(share - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / n))
    }
  })
})
