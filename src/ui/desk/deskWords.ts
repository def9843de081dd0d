/** The desk in words: stops of rules by their unit, what decides a night, and clock times of a night. */
import {
  formatPart,
  formatPlain,
  formatShortCount,
  formatShortDollars,
  formatDuration,
} from '../../schema/words.ts'
import type { Night, Stop } from '../../nights/night.ts'
import type { NightWords, RuleText } from '../../nights/nightWords.ts'

const MINUTE = 60

type Unit = Night['rules'][string]['unit']

const SAY: Readonly<Record<Unit, (value: number, stepSeconds: number) => string>> = {
  percent: formatPart,
  share: formatPart,
  times: (value) => `${formatPlain(value)}×`,
  dollars: (value) => formatShortDollars(100 * value),
  contracts: formatShortCount,
  steps: (value, stepSeconds) => formatDuration(value * stepSeconds),
  accounts: formatShortCount,
  number: formatPlain,
  words: String,
}

interface Stopped {
  readonly unit: Unit
  readonly stops: readonly Stop[]
}

/** A stop by its own words, where it has some; else its value with its unit. */
export function sayStop({ unit, stops }: Stopped, { stops: own }: RuleText, stop: Stop, stepSeconds: number): string {
  const words = own.at(stops.findIndex(({ id }) => id === stop.id))
  if (own.length > 0 && words !== undefined) return words
  if (typeof stop.value === 'number') return SAY[unit](stop.value, stepSeconds)
  return stop.value === null ? 'no limit' : stop.id
} // prettier-ignore

/** What a proposal would change, as the night opens with it; empty where a rule sets it, which is in view, or it is no number. */
export function sayOpening({ world, venue, rules, proposals }: Night, id: string): string {
  const { rule, unit } = proposals[id]
  const houses = world['venues'] as Readonly<Record<string, Readonly<Record<string, unknown>>>>
  const value = houses[venue][rule]
  const isSet = Object.values(rules).some(({ writes }) => writes.includes(`venues.${venue}.${rule}`))
  return isSet || typeof value !== 'number' ? '' : SAY[unit](value, Number(world['stepSeconds'] ?? 1))
}

export const stepSecondsOf = ({ world }: Night): number => Number(world['stepSeconds'] ?? 1)

/**
 * A moment of the night, after "at" or "from": 0:05, 2:20; where a step is a minute or more, as its length is said, so that eleven
 * minutes are never read as eleven o’clock: 11 min, 1 h 2 min, 2 d 22 h.
 */
export function sayClock(step: number, stepSeconds: number): string {
  const seconds = Math.round(step * stepSeconds)
  if (seconds === 0) return 'the start'
  if (stepSeconds >= MINUTE) return formatDuration(seconds)
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const two = (value: number) => String(value).padStart(2, '0')
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`
}

/** Of the characters of a stop: so many fit five in a row of a phone, and more than so many only two. */
const SHORT = 4
const LONG = 12

/** In how many columns the stops of a rule stand on a phone, so that their rows are even. */
export function countColumns(stops: readonly string[]): number {
  const longest = Math.max(0, ...stops.map((said) => said.length))
  if (longest > LONG) return 2
  const most = longest <= SHORT ? 5 : 3
  return stops.length <= most ? stops.length : Math.min(4, Math.ceil(stops.length / 2))
}

export const DESK_NAMES: Readonly<Record<Night['desk'], string>> = {
  exchange: 'Exchange',
  lender: 'Lending protocol',
  clearing: 'Clearing house',
}

/** What had to hold and did not, as its night names it. */
export function nameReason({ survives, floors }: NightWords, reason: string): string {
  const all: NightWords['survives'] = { ...survives, ...floors }
  return Object.hasOwn(all, reason) ? all[reason].label : reason
}
