/**
 * A push as a person types it (a kind, a size in a unit, a step) and as a shock of the scenario, and back into words. Limits
 * are those of the scenario's validator, said in the unit that was typed.
 */
import type { Shock } from '../../schema/scenario.ts'
import {
  formatChange,
  formatCount,
  formatNumbered,
  formatPercent,
  formatShortDollars,
} from '../../schema/words.ts'

export type PushKind = 'news' | 'sale' | 'purchase' | 'liquidity'
export type SizeUnit = '%' | '% of normal' | 'dollars' | 'contracts'

interface KindOfPush {
  readonly name: string
  /** What the size is, as the label of its field. */
  readonly size: string
  readonly units: readonly SizeUnit[]
  /** What the field holds at first. */
  readonly usual: number
}

export const PUSH_KINDS: Readonly<Record<PushKind, KindOfPush>> = {
  news: { name: 'News: fair value changes', size: 'Change', units: ['%'], usual: -4 },
  sale: { name: 'Someone sells', size: 'Amount', units: ['dollars', 'contracts'], usual: 1_000_000 },
  purchase: { name: 'Someone buys', size: 'Amount', units: ['dollars', 'contracts'], usual: 1_000_000 },
  liquidity: { name: 'Liquidity changes', size: 'To', units: ['% of normal'], usual: 30 },
}

export interface PushEntry {
  readonly kind: PushKind
  /** What was typed; a sentence where it is no number. */
  readonly size: number | string
  readonly unit: SizeUnit
  readonly step: number | string
}

/** What an entry needs to know of the run. */
interface EntryContext {
  readonly steps: number
  /** Dollars a contract; an amount in dollars is turned into contracts here. */
  readonly startPrice: number
}

const MAX_CONTRACTS = 1e15
const MAX_PERCENT = 100_000

/** The shock, or what is wrong in words. */
export function toShock(entry: PushEntry, { steps, startPrice }: EntryContext): Shock | string {
  const { kind, size, unit, step } = entry
  if (typeof step === 'string') return `At step: ${step}`
  if (typeof size === 'string') return size
  if (!Number.isFinite(size)) return 'The size is a number.'
  if (!Number.isInteger(step) || step < 1 || step > steps)
    return `The step is a whole number from 1 to ${formatCount(steps)}.`
  if (kind === 'news') {
    if (size <= -100 || size > MAX_PERCENT || size === 0)
      return `Fair value changes by more than −100%, by at most ${formatCount(MAX_PERCENT)}%, and not by 0.`
    return { step, kind: 'fairValue', change: toFraction(size) }
  }
  if (kind === 'liquidity') {
    if (size <= 0 || size > MAX_PERCENT)
      return `Liquidity is above 0% and at most ${formatCount(MAX_PERCENT)}%.`
    return { step, kind: 'depth', factor: toFraction(size) }
  }
  // One contract is worth as many cents as its price has dollars.
  const contracts = Math.round(unit === 'dollars' ? (size * 100) / startPrice : size)
  if (contracts < 1 || contracts > MAX_CONTRACTS) return 'An order is at least one contract, at most 10¹⁵.'
  return { step, kind: 'sell', contracts: kind === 'sale' ? contracts : -contracts }
}

/** What a push does, in a few words. */
export function describeShock(shock: Shock, startPrice: number): string {
  if (shock.kind === 'fairValue')
    return `News: ${formatChange(shock.change)}${shock.overSteps ? `, over ${formatNumbered(shock.overSteps, 'step')}` : ''}`
  if (shock.kind === 'depth') return `Liquidity at ${formatPercent(shock.factor, 0)} of normal`
  const contracts = Math.abs(shock.contracts)
  const worth = formatShortDollars(contracts * startPrice)
  return `${shock.contracts < 0 ? 'Someone buys' : 'Someone sells'} ${worth}`
}

/** Percent as a fraction, without the noise of binary fractions. */
function toFraction(percent: number): number {
  return Number((percent / 100).toPrecision(12))
}
