/**
 * Traders as they are drawn (docs/model.md sections 8 and 10): the same number of draws for every trader whatever the parameters,
 * so that changing one leaves every other trait of every trader alone. Reads a crowd of the document; draws from its stream.
 */
import { exp, ln, MAX_EXACT, toCents } from './arithmetic.ts'
import type { Stream } from './random.ts'
import { FieldError } from '../schema/fieldError.ts'
import type { DrawnCrowd } from '../schema/scenario.ts'

/** A drawn position starts with at least this many times its maintenance margin. */
export const OPENING_CUSHION = 1.5

export interface DrawnTrader {
  side: number
  cents: number
  leverage: number
  /** Entry price over the price of the moment. */
  entryFactor: number
}

/** What traders are drawn by; what is the same for all of them is worked out once. */
export interface DrawnTraits {
  readonly medianDeposit: number
  readonly sigma: number
  readonly entrySpread: number
  readonly leverage: DrawnCrowd['leverage']
  /** The smaller of the distribution's upper end and the venue's. */
  readonly topLeverage: number
  /** ln(upper ÷ lower end) of a log-uniform leverage; 0 where the venue allows the lower end at most. */
  readonly leverageRange: number
}

export function readTraits(
  { deposit, leverage, entrySpread }: Pick<DrawnCrowd, 'deposit' | 'leverage' | 'entrySpread'>,
  maxLeverage: number,
): DrawnTraits {
  const topLeverage =
    leverage.distribution === 'logUniform' ? Math.min(leverage.max, maxLeverage) : maxLeverage
  const isOpen = leverage.distribution === 'logUniform' && maxLeverage > leverage.min
  return {
    medianDeposit: deposit.median,
    sigma: deposit.sigma,
    entrySpread,
    leverage,
    topLeverage,
    leverageRange: isOpen ? ln(topLeverage / leverage.min) : 0,
  }
}

/** Draws one trader: four draws, always in this order. */
export function drawTrader(stream: Stream, traits: DrawnTraits, longShare: number, out: DrawnTrader): void {
  out.side = stream.uniform() < longShare ? 1 : -1
  out.cents = Math.max(1, toCents(traits.medianDeposit * exp(traits.sigma * stream.normal())))
  out.leverage = drawLeverage(traits, stream.uniform())
  out.entryFactor = 1 + traits.entrySpread * (2 * stream.uniform() - 1)
}

/** Leverage from one uniform number. */
function drawLeverage({ leverage, topLeverage, leverageRange }: DrawnTraits, u: number): number {
  if (leverage.distribution === 'logUniform')
    return Math.min(topLeverage, leverage.min * exp(u * leverageRange))
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
  return Math.min(chosen, topLeverage)
}

/** A position that is about to open: cents behind it, and the prices in dollars. */
export interface Wish {
  side: number
  cents: number
  entry: number
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
