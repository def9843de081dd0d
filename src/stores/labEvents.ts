/** The events that the lab asks about, in plain words, as a command line writes them. */
import type { Scenario } from '../schema/scenario.ts'
import { formatPrice } from '../schema/words.ts'

export interface EventChoice {
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

/** What stands beside a choice before anything is typed. */
export function startValue(asks: EventChoice['asks'], { market }: Scenario): number {
  return asks === 'price' ? Number((market.startPrice * 0.8).toPrecision(3)) : 1
}

/** @param value in dollars, or the trader's number as the page counts, from 1 */
export function toEvent({ id, asks }: EventChoice, value: number): string {
  if (asks === 'price') return `${id}:${value}`
  return asks === 'trader' ? `${id}:${value - 1}` : id
}

/** Something rare to begin with. */
export function usualRareEvent(scenario: Scenario): string {
  const [choice] = EVENT_CHOICES
  return toEvent(choice, startValue(choice.asks, scenario))
}

/** The choice that an event is one of. */
export function choiceOf(event: string): EventChoice {
  return EVENT_CHOICES.find(({ id }) => id === event.split(':')[0]) ?? EVENT_CHOICES[0]
}

/** What it is about, as the page counts: dollars, or the trader's number from 1. */
export function aboutOf(event: string): number {
  const about = Number(event.split(':').at(1))
  return choiceOf(event).asks === 'trader' ? about + 1 : about
}

/** The event in words, as the list of choices says it. */
export function eventWords(event: string): string {
  const { name, asks } = choiceOf(event)
  const about = aboutOf(event)
  return name.replace('…', asks === 'price' ? formatPrice(about) : String(about))
}
