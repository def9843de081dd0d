/**
 * What the small live figures show, in closed form: the rules of the model for one position, one order or one loss. The
 * tests play the same through the engine. Prices in dollars, falls and shares as fractions.
 */
import type { Curve } from '../../schema/scenario.ts'

// --- one long position on one deposit

/** Price at which nothing is left of the deposit of a long. */
export function bankruptcyPrice(entry: number, leverage: number): number {
  return entry * (1 - 1 / leverage)
}

/** Price at which the equity of a long is just the maintenance margin. */
export function liquidationPrice(entry: number, leverage: number, maintenance: number): number {
  return bankruptcyPrice(entry, leverage) / (1 - maintenance)
}

/** What is left of the deposit after a fall, and what must be, for a position of this value at entry. */
export function marginAfterFall(
  value: number,
  leverage: number,
  maintenance: number,
  fall: number,
): { deposit: number; equity: number; needed: number } {
  const deposit = value / leverage
  return { deposit, equity: deposit - value * fall, needed: maintenance * value * (1 - fall) }
}

// --- one order

/**
 * Log price below its start after a sale of `orders` times the depth.
 * @internal
 */
export function displacementOf(curve: Curve, orders: number): number {
  if (curve === 'exponential') return 0.01 * orders
  if (curve === 'squareRoot') return 0.01 * Math.sqrt(orders)
  return 2 * Math.log(1 + orders * (Math.exp(0.005) - 1))
}

/** Shares of the price before the sale at which its last unit, and its units on average, are filled. */
export function fillsOf(curve: Curve, orders: number): { last: number; average: number } {
  const x = displacementOf(curve, orders)
  const last = Math.exp(-x)
  if (orders === 0) return { last: 1, average: 1 }
  if (curve === 'exponential') return { last, average: (1 - last) / x }
  if (curve === 'squareRoot') return { last, average: (2 * (1 - (1 + x) * last)) / (x * x) }
  // A pool of constant product fills on average at the root of first times last.
  return { last, average: Math.exp(-x / 2) }
}

/** What is left of a push after so many steps. */
export function pushLeft(push: number, resilience: number, steps: number): number {
  return push * (1 - resilience) ** steps
}

/** Steps until half of a push is gone; none where nothing heals. */
export function halfLife(resilience: number): number | null {
  return resilience > 0 ? Math.log(0.5) / Math.log(1 - resilience) : null
}

// --- the loop

/** The falls that each round of forced selling adds, the push first. */
export function roundsOf(push: number, r: number, rounds: number): number[] {
  return Array.from({ length: rounds }, (_, round) => push * r ** round)
}

/** Where the loop ends in an even crowd under linear impact; null where it has no end. */
export function totalFall(push: number, r: number): number | null {
  return r < 1 ? push / (1 - r) : null
}

// --- marks and pauses

export function markPrice(index: number, last: number, weight: number): number {
  return weight * index + (1 - weight) * last
}

/** Steps in which the venue is halted, for the price at each step while no order moves it. */
export function haltedSteps(
  prices: readonly number[],
  move: number,
  windowSteps: number,
  haltSteps: number,
): number[] {
  const halted: number[] = []
  let history = [prices[0]]
  let until = 0
  for (let t = 1; t < prices.length; t++) {
    if (t < until) halted.push(t)
    else {
      // After a halt the breaker's memory begins afresh.
      if (t === until) history = [prices[t]]
      const from = history[Math.max(0, history.length - windowSteps)]
      if (Math.abs(prices[t] / from - 1) >= move) {
        halted.push(t)
        until = t + haltSteps
      }
    }
    history.push(prices[t])
  }
  return halted
}

// --- a pool

/** Value of a pool's share beside just holding, less one, when the price is `ratio` times what it was. */
export function impermanentLoss(ratio: number, fees = 0): number {
  return ((2 * Math.sqrt(ratio)) / (1 + ratio)) * (1 + fees) - 1
}
