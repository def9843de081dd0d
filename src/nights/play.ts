/**
 * A play of a night as data: where each rule stands, what was asked for and when, and standing orders. What it costs, and whether it
 * may be played. The whole of it goes into a link (playLink.ts) and gives the same score wherever it is opened.
 */
import type { DialId } from '../dials/dial.ts'
import type { Night, Script, Stop } from './night.ts'
import { FieldError } from '../schema/fieldError.ts'

/** Asked for at the end of this step: the proposal is made in the next one. */
export interface Ask {
  readonly proposal: string
  readonly stop: string
  readonly step: number
}

/** A standing order: when the published dial passes its line, the proposal is made in the next step, once. */
export interface Alarm {
  readonly dial: DialId
  readonly line: number
  readonly proposal: string
  readonly stop: string
}

export interface Play {
  /** By rule, the name of its stop. A rule that is not named stands where it starts. */
  readonly rules: Readonly<Record<string, string>>
  readonly asks: readonly Ask[]
  readonly alarms: readonly Alarm[]
}

export const UNTOUCHED: Play = { rules: {}, asks: [], alarms: [] }

export function playOf({ rules, asks, alarms }: Script): Play {
  return { rules, asks, alarms }
}

const namesOf = (stops: readonly Stop[]) => stops.map(({ id }) => id).join(', ')

/** @throws FieldError where there is no such stop */
function findStop(field: string, stops: readonly Stop[], id: string): Stop {
  const found = stops.find((stop) => stop.id === id)
  if (!found) throw new FieldError(field, id, `one of ${namesOf(stops)}`)
  return found
}

function own<T>(field: string, parts: Readonly<Record<string, T>>, id: string): T {
  if (!Object.hasOwn(parts, id))
    throw new FieldError(field, id, `one of ${Object.keys(parts).join(', ') || 'none'}`)
  return parts[id]
}

/** Where a rule stands in a play. */
export function stopOf(night: Night, play: Play, rule: string): Stop {
  const { stops, start } = own('rules', night.rules, rule)
  return findStop(`rules.${rule}`, stops, Object.hasOwn(play.rules, rule) ? play.rules[rule] : start)
}

/** What is asked for. */
export function proposedStop(night: Night, { proposal, stop }: Pick<Ask, 'proposal' | 'stop'>): Stop {
  return findStop(`proposals.${proposal}`, own('proposal', night.proposals, proposal).stops, stop)
}

/** What of the budget a play takes. A standing order is paid for whether it comes to it or not. */
export function costOf(night: Night, play: Play): number {
  const rules = Object.keys(night.rules).reduce((sum, rule) => sum + stopOf(night, play, rule).cost, 0)
  return [...play.asks, ...play.alarms].reduce((sum, one) => sum + proposedStop(night, one).cost, rules)
}

/** Dials that a play looks at. */
export function dialsOf({ alarms }: Play): DialId[] {
  return [...new Set(alarms.map(({ dial }) => dial))]
}

const MOST_ASKS = 12

/**
 * That a play names what is there, and is within the budget unless it may go over it.
 * @throws FieldError
 */
export function checkPlay(night: Night, play: Play, { overBudget = false } = {}): void {
  for (const rule of Object.keys(play.rules)) own('rules', night.rules, rule)
  if (play.asks.length > MOST_ASKS)
    throw new FieldError('asks', play.asks.length, `at most ${MOST_ASKS} asks`)
  if (play.alarms.length > MOST_ASKS)
    throw new FieldError('alarms', play.alarms.length, `at most ${MOST_ASKS} alarms`)
  const { steps } = night.world as { steps: number }
  play.asks.forEach(({ step }, i) => {
    if (!(Number.isInteger(step) && step >= 0 && step < steps))
      throw new FieldError(`asks[${i}].step`, step, `a whole number from 0 to ${steps - 1}`)
  })
  play.alarms.forEach(({ dial, line }, i) => {
    const lines = own(`alarms[${i}].dial`, night.dials as Readonly<Record<string, number[]>>, dial)
    if (!lines.includes(line)) throw new FieldError(`alarms[${i}].line`, line, `one of ${lines.join(', ')}`)
  })
  if (dialsOf(play).length > night.choose)
    throw new FieldError('alarms', dialsOf(play).length, `at most ${night.choose} dials`)
  const cost = costOf(night, play)
  if (!overBudget && cost > night.budget)
    throw new FieldError('rules', cost, `at most ${night.budget} of the budget`)
}
