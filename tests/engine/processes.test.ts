// Goal: fair value moves as its process says: the variance, the tails, the jumps, the storms and the replayed history of
// docs/model.md section 10. Method: long runs in a market without traders' trades; moments against their closed forms, with
// the standard error of the sample as the measure; the history against itself, price by price.
import { describe, expect, it } from 'vitest'
import { Simulation } from '../../src/engine/simulation.ts'
import { chiSquared, Stream } from '../../src/engine/random.ts'
import { parseScenario } from '../../src/schema/scenario.ts'

const STEPS = 40_000
const DAY = 86_400
const YEARS = DAY / 31_536_000

function create(fairValue: object, steps = STEPS, seed = 'moments'): Simulation {
  return Simulation.create(
    parseScenario({
      version: 1,
      seed,
      steps,
      stepSeconds: DAY,
      market: { startPrice: 100, fairValue },
      crowd: { accounts: [{ side: 'long', collateral: 100, leverage: 1, entry: 100 }] },
    }),
  )
}

/** Log returns of raw fair value over the run. */
function returnsOf(fairValue: object, seed?: string): number[] {
  const simulation = create(fairValue, STEPS, seed)
  const [asset] = simulation.world.assets
  const returns: number[] = []
  for (let i = 0; i < STEPS; i++) {
    const before = asset.rawFair
    simulation.advance()
    returns.push(Math.log(asset.rawFair / before))
    asset.rawFair = 100 // far from the ends of the range; what moves it next does not look at it
  }
  return returns
}

const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length
const moment = (values: readonly number[], power: number) => {
  const center = mean(values)
  return mean(values.map((x) => (x - center) ** power))
}
const variance = (values: readonly number[]) => moment(values, 2)
const kurtosis = (values: readonly number[]) => moment(values, 4) / variance(values) ** 2

describe('χ² numbers', () => {
  it.each([2.1, 5, 40])('have the mean ν and the variance 2ν, ν = %d', (nu) => {
    const stream = new Stream('s', 'x')
    const drawn = Array.from({ length: STEPS }, () => chiSquared(stream, nu))
    expect(Math.abs(mean(drawn) - nu)).toBeLessThan(4 * Math.sqrt((2 * nu) / STEPS))
    expect(variance(drawn) / (2 * nu)).toBeCloseTo(1, 1)
  })
})

describe('a process', () => {
  it('of Student-t steps keeps the volatility, and has the tails of its degrees of freedom', () => {
    const returns = returnsOf({ process: 'studentT', annualVolatility: 0.8, degreesOfFreedom: 10 })
    expect(variance(returns) / (0.64 * YEARS)).toBeCloseTo(1, 1)
    expect(kurtosis(returns)).toBeGreaterThan(3.7) // 3 + 6/(ν − 4) = 4
    expect(kurtosis(returns)).toBeLessThan(4.4)
    // P(|t₃| > 4 standard deviations) = .00614, a hundred times that of a normal number.
    const fat = returnsOf({ process: 'studentT', annualVolatility: 0.8, degreesOfFreedom: 3 })
    const far = fat.filter((r) => Math.abs(r - mean(fat)) > 4 * 0.8 * Math.sqrt(YEARS)).length / STEPS
    expect(Math.abs(far - 0.00614)).toBeLessThan(4 * Math.sqrt(0.00614 / STEPS))
  })

  it('with jumps grows at its drift in the mean, and has the variance of both', () => {
    const [sigma, mu, perYear, meanLog, sdLog] = [0.3, 1, 50, -0.06, 0.08]
    const returns = returnsOf({
      process: 'jumps',
      annualVolatility: sigma,
      annualDrift: mu,
      perYear,
      meanLog,
      sdLog,
    })
    const jumpVariance = perYear * (meanLog ** 2 + sdLog ** 2)
    expect(variance(returns) / ((sigma ** 2 + jumpVariance) * YEARS)).toBeCloseTo(1, 1)
    const growth = returns.map((r) => Math.exp(r))
    const error = Math.sqrt(variance(growth) / STEPS)
    expect(Math.abs(mean(growth) - Math.exp(mu * YEARS))).toBeLessThan(4 * error)
  })

  it('of GARCH has its long-run variance, the kurtosis of its numbers, and moves that cluster', () => {
    const [alpha, beta] = [0.15, 0.6]
    const returns = returnsOf({ process: 'garch', annualVolatility: 0.8, alpha, beta })
    expect(variance(returns) / (0.64 * YEARS)).toBeCloseTo(1, 1)
    const expected = (3 * (1 - (alpha + beta) ** 2)) / (1 - (alpha + beta) ** 2 - 2 * alpha ** 2)
    expect(Math.abs(kurtosis(returns) - expected)).toBeLessThan(0.5)
    const squares = returns.map((r) => r * r)
    const center = mean(squares)
    const lagged = mean(squares.slice(1).map((x, i) => (x - center) * (squares[i] - center)))
    // Bollerslev 1986: ρ₁ = α(1 − αβ − β²)/(1 − 2αβ − β²).
    const rho = (alpha * (1 - alpha * beta - beta ** 2)) / (1 - 2 * alpha * beta - beta ** 2)
    expect(Math.abs(lagged / variance(squares) - rho)).toBeLessThan(0.06)
  })

  it('draws a normal number and nothing else where its extras are off, so that it is the plain walk', () => {
    const walk = { annualVolatility: 0.8, annualDrift: 0.2 }
    const plain = create({ process: 'gbm', ...walk }, 50)
    const still = create({ process: 'garch', ...walk, alpha: 0, beta: 0 }, 50)
    for (let i = 0; i < 50; i++) {
      plain.advance()
      still.advance()
      expect(still.world.assets[0].fair / plain.world.assets[0].fair).toBeCloseTo(1, 12)
    }
  })
})

describe('a replayed history', () => {
  const prices = [50, 51, 49, 60, 30, 33]

  it('is scaled to the start price and holds its last price', () => {
    const simulation = create({ process: 'history', prices }, 8)
    const seen = Array.from({ length: 8 }, () => {
      simulation.advance()
      return simulation.world.assets[0].fair
    })
    expect(seen).toEqual([102, 98, 120, 60, 66, 66, 66, 66])
  })

  it('in blocks repeats its returns in their order within a block, from moments that the seed draws', () => {
    const blockSteps = 3
    const simulation = create({ process: 'history', prices, blockSteps }, 300)
    const returns = prices.slice(1).map((price, i) => price / prices[i])
    const starts = new Set<number>()
    for (let block = 0; block < 100; block++) {
      const seen = Array.from({ length: blockSteps }, () => {
        simulation.world.assets[0].rawFair = 100
        simulation.advance()
        return simulation.world.assets[0].rawFair / 100
      })
      const start = returns.findIndex((r) => Math.abs(r - seen[0]) < 1e-12)
      starts.add(start)
      seen.forEach((r, i) => {
        expect(r).toBeCloseTo(returns[(start + i) % returns.length], 12)
      })
    }
    expect(starts.size).toBe(returns.length)
  })
})
