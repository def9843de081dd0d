/**
 * Log returns of many futures, a number a step: of the price that was traded and of the news behind it, so that both can be held
 * against a normal. Compact, since a few dozen futures have tens of thousands of them.
 */
import { withSeed, type RiskDocument } from './counting.ts'
import { firstAsset } from './happened.ts'
import { ln } from '../engine/arithmetic.ts'
import { Simulation } from '../engine/simulation.ts'

/** Seeds from `from`, so many of them. */
export interface ReturnsTask {
  readonly kind: 'returns'
  readonly document: RiskDocument
  readonly from: number
  readonly count: number
}

/** Of one future, ln(end ÷ beginning) of each step. */
export interface Returns {
  /** Of the first market; of fair value where there is no market. */
  readonly price: Float64Array
  /** Of the fair value of that market's asset. */
  readonly fair: Float64Array
}

export interface ReturnsAnswer {
  /** In order of the seeds. */
  readonly runs: readonly Returns[]
  readonly steps: number
}

export function playReturns({ document, from, count }: ReturnsTask): ReturnsAnswer {
  const runs: Returns[] = []
  let steps = 0
  for (let seed = from; seed < from + count; seed++) {
    const simulation = Simulation.create(withSeed(document, String(seed)))
    runs.push(followReturns(simulation))
    steps += simulation.step
  }
  return { runs, steps }
}

function followReturns(simulation: Simulation): Returns {
  const { state: asset } = firstAsset(simulation.places)
  const market = simulation.places.books.at(0)?.state
  const readPrice = () => market?.price ?? asset.fair
  const { steps } = simulation.program.document
  const price = new Float64Array(steps)
  const fair = new Float64Array(steps)
  for (let step = 0; step < steps; step++) {
    const before = { price: readPrice(), fair: asset.fair }
    simulation.advance()
    price[step] = ln(readPrice() / before.price)
    fair[step] = ln(asset.fair / before.fair)
  }
  return { price, fair }
}

/** Returns over so many steps each, without overlap; what is left at the end of a run is left out. */
export function spanReturns(returns: Float64Array, span: number): Float64Array {
  if (span === 1) return returns
  const spans = new Float64Array(Math.floor(returns.length / span))
  for (let i = 0; i < spans.length; i++) {
    let sum = 0
    for (let step = i * span; step < (i + 1) * span; step++) sum += returns[step]
    spans[i] = sum
  }
  return spans
}
