/**
 * Traders as they are drawn (docs/model.md sections 8 and 10): the same number of draws for every trader whatever the parameters,
 * so that changing one leaves every other trait of every trader alone. Reads a crowd of the document; draws from its stream.
 */
import { exp, ln, MAX_EXACT, toCents } from './arithmetic.ts'
import type { Stream } from './random.ts'
import { FieldError } from '../schema/fieldError.ts'
import type { DrawnCrowd } from '../schema/scenario.ts'

/** A drawn position starts with at least this many times its maintenance margin. */
const OPENING_CUSHION = 1.5

export interface DrawnTrader {
  side: number
  cents: number
  leverage: number
  /** Entry price over the price of the moment. */
  entryFactor: number
}

/** Draws one trader: four draws, always in this order. */
export function drawTrader(
  stream: Stream,
  crowd: Pick<DrawnCrowd, 'deposit' | 'leverage' | 'entrySpread'>,
  maxLeverage: number,
  longShare: number,
  out: DrawnTrader,
): void {
  out.side = stream.uniform() < longShare ? 1 : -1
  out.cents = Math.max(1, toCents(crowd.deposit.median * exp(crowd.deposit.sigma * stream.normal())))
  out.leverage = drawLeverage(crowd.leverage, maxLeverage, stream.uniform())
  out.entryFactor = 1 + crowd.entrySpread * (2 * stream.uniform() - 1)
}

/** Leverage from one uniform number; the upper end is the smaller of the distribution's and the venue's. */
function drawLeverage(leverage: DrawnCrowd['leverage'], maxLeverage: number, u: number): number {
  if (leverage.distribution === 'logUniform') {
    if (maxLeverage <= leverage.min) return maxLeverage
    const top = Math.min(leverage.max, maxLeverage)
    return Math.min(top, leverage.min * exp(u * ln(top / leverage.min)))
  }
  let total = 0
  for (const [, weight] of leverage.values) total += weight
  let left = u * total
  let chosen = 0
  for (const [value, weight] of leverage.values) {
    if (weight === 0) continue
    chosen = value
    left -= weight
    if (left < 0) break
  }
  return Math.min(chosen, maxLeverage)
}

/** A position that is about to open: cents behind it, and the prices in dollars. */
export interface Wish {
  readonly side: number
  readonly cents: number
  readonly entry: number
  readonly price: number
  readonly maintenanceMargin: number
}

/**
 * The most contracts, up to n, whose equity at the start is at least 1.5 times maintenance.
 * @throws FieldError where n passes what can be counted exactly
 */
export function cushioned(n: number, wish: Wish): number {
  if (n > MAX_EXACT) throw new FieldError('crowd', n, `positions of at most ${MAX_EXACT} contracts`)
  if (n === 0 || !isThin(n, wish)) return n
  const { side, cents, entry, price, maintenanceMargin } = wish
  // Equity falls in n by about this much a contract; from the estimate a few steps lead to the exact bound.
  const lossPerContract = side * (entry - price) + OPENING_CUSHION * maintenanceMargin * price
  let m = Math.max(0, Math.min(n - 1, Math.ceil((cents + 0.5) / lossPerContract) + 1))
  while (m > 0 && isThin(m, wish)) m--
  return m
}

/** Whether a position of m contracts would start below 1.5 times its maintenance margin. */
function isThin(m: number, { side, cents, entry, price, maintenanceMargin }: Wish): boolean {
  const equity = cents - side * Math.floor(m * entry + 0.5) + side * m * price
  return equity < OPENING_CUSHION * maintenanceMargin * m * price
}
