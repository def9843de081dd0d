/**
 * The history that a margin rule was tried on, as fair value through the engine, with a crowd that puts down what the rule asked for. What
 * the backtest cannot see is that forced sales come on top: the history's own prices had another crowd, with another margin.
 */
import { withSeed } from '../counting.ts'
import { RunLook } from '../../engine/look.ts'
import { read } from '../../engine/readings.ts'
import { Simulation } from '../../engine/simulation.ts'
import type { Scenario } from '../../schema/scenario.ts'

export interface ReplayTask {
  readonly kind: 'replay'
  readonly document: Scenario
  readonly margin: number
  readonly from: number
  readonly count: number
}

/** One crowd on the history. Falls are shares of the price; money in cents. */
export interface Replay {
  readonly seed: number
  /** By step, the first of them the opening. */
  readonly prices: readonly number[]
  /** The worst step of the price. */
  readonly worstFall: number
  /** Steps on which the price fell by more than the margin. */
  readonly breaches: number
  readonly liquidations: number
  readonly badDebt: number
  readonly fundPaid: number
  /** The largest R ahead. */
  readonly rAhead: number
}

/** Seeds from `from`, so many of them. */
export function playReplays({ document, margin, from, count }: ReplayTask): Replay[] {
  return Array.from({ length: count }, (_, i) => play(document, margin, from + i))
}

function play(document: Scenario, margin: number, seed: number): Replay {
  const simulation = Simulation.create(withSeed(document, String(seed)))
  const [market] = simulation.places.books
  const prices = [market.state.price]
  let rAhead = read(new RunLook(simulation), 'rAhead')
  while (!simulation.isDone) {
    simulation.advance()
    prices.push(market.state.price)
    rAhead = Math.max(rAhead, read(new RunLook(simulation), 'rAhead'))
  }
  const falls = prices.slice(1).map((price, i) => 1 - price / prices[i])
  const { totals } = simulation.places.venues[0].state
  return {
    seed,
    prices,
    worstFall: Math.max(0, ...falls),
    breaches: falls.filter((fall) => fall > margin).length,
    liquidations: totals.longsOut + totals.shortsOut,
    badDebt: totals.badDebtCents,
    fundPaid: totals.fundPaidCents,
    rAhead,
  }
}
