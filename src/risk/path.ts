/** The price of one future through time, for a small picture of it: thinned, its lowest moments kept. */
import { withSeed, type RiskDocument } from './counting.ts'
import { Simulation } from '../engine/simulation.ts'

export interface PathTask {
  readonly kind: 'path'
  readonly document: RiskDocument
  readonly seed: number
  /** At most so many moments. */
  readonly moments: number
}

export interface PathAnswer {
  /** Of the first market, in dollars, each the lowest of its share of the steps; with the fair value of the same step. */
  readonly prices: readonly number[]
  readonly fair: readonly number[]
  readonly steps: number
}

export function followPath({ document, seed, moments }: PathTask): PathAnswer {
  const simulation = Simulation.create(withSeed(document, String(seed)))
  const [market] = simulation.places.books
  const { steps } = simulation.program.document
  const prices = [market.state.price]
  const fair = [market.asset.fair]
  const stride = Math.ceil(steps / moments)
  while (!simulation.isDone) {
    let lowest = Infinity
    let fairThen = 0
    for (let i = 0; i < stride && !simulation.isDone; i++) {
      simulation.advance()
      if (market.state.price >= lowest) continue
      lowest = market.state.price
      fairThen = market.asset.fair
    }
    prices.push(lowest)
    fair.push(fairThen)
  }
  return { prices, fair, steps }
}
