/** The events that the lab asks about, in plain words, as a command line writes them. */
import type { Scenario } from '../../schema/scenario.ts'
import { formatPrice } from '../../schema/words.ts'

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

/** The event in words, as the list of choices says it. */
export function eventWords(event: string): string {
  const [id, about] = event.split(':')
  const choice = EVENT_CHOICES.find((one) => one.id === id)
  if (!choice) return event
  if (choice.asks === 'price') return choice.name.replace('…', formatPrice(Number(about)))
  return choice.asks === 'trader' ? choice.name.replace('…', String(Number(about) + 1)) : choice.name
}
