/** The events that the lab asks about, in plain words, as a command line writes them. */
import type { Scenario } from '../../schema/scenario.ts'

interface EventChoice {
  readonly id: string
  readonly name: string
  /** What is asked for beside it. */
  readonly asks?: 'price' | 'trader'
}

export const EVENT_CHOICES: readonly EventChoice[] = [
  { id: 'priceBelow', name: 'the price falls below …', asks: 'price' },
  { id: 'insolvent', name: 'the exchange goes bankrupt' },
  { id: 'fundExhausted', name: 'the insurance fund is exhausted' },
  { id: 'adl', name: 'winners are closed early (ADL)' },
  { id: 'accountLiquidated', name: 'trader number … is sold out', asks: 'trader' },
  { id: 'fairBelow', name: 'fair value falls below …', asks: 'price' },
]

/** Something rare to begin with. */
export function startValue(asks: EventChoice['asks'], { market }: Scenario): number {
  return asks === 'price' ? Number((market.startPrice * 0.8).toPrecision(3)) : 1
}

/** @param value in dollars, or the trader's number as the page counts, from 1 */
export function toEvent({ id, asks }: EventChoice, value: number): string {
  if (asks === 'price') return `${id}:${value}`
  return asks === 'trader' ? `${id}:${value - 1}` : id
}
