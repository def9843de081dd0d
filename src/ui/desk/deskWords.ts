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

const HOUR = 3600

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

export const stepSecondsOf = ({ world }: Night): number => Number(world['stepSeconds'] ?? 1)

/** A moment of the night as a clock has it: 0:05, 2:20, 1:02:00; where a step is an hour or more, as days and hours: 2 d 22 h. */
export function sayClock(step: number, stepSeconds: number): string {
  const seconds = Math.round(step * stepSeconds)
  if (stepSeconds >= HOUR) return seconds === 0 ? '0 h' : formatDuration(seconds)
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const two = (value: number) => String(value).padStart(2, '0')
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`
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
