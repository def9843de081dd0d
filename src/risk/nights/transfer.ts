/**
 * A play of one night in another one: where the names of rules, dials and proposals fit, at the stops and lines that are nearest; what
 * does not fit, or does not fit into the budget, stays away. So it can be asked whether yesterday's rules win today.
 */
import type { DialId } from '../../dials/dial.ts'
import type { Night, Stop } from '../../nights/night.ts'
import { costOf, dialsOf, type Alarm, type Play } from '../../nights/play.ts'

/** @param from where the play was meant for */
export function transfer(play: Play, from: Night, to: Night): Play {
  const rules = Object.entries(play.rules).flatMap(([rule, stop]) =>
    Object.hasOwn(to.rules, rule)
      ? [[rule, nearest(from.rules[rule].stops, stop, to.rules[rule].stops).id] as const]
      : [],
  )
  let moved: Play = { rules: {}, asks: [], alarms: [] }
  const keep = (next: Play) => {
    if (costOf(to, next) <= to.budget && dialsOf(next).length <= to.choose) moved = next
  }
  for (const [rule, stop] of rules) keep({ ...moved, rules: { ...moved.rules, [rule]: stop } })
  const { steps } = to.world as { steps: number }
  for (const ask of play.asks) {
    const asked = askedIn(ask, from, to)
    if (asked) keep({ ...moved, asks: [...moved.asks, { ...asked, step: Math.min(ask.step, steps - 1) }] })
  }
  for (const alarm of play.alarms) {
    const asked = askedIn(alarm, from, to)
    const line = lineIn(alarm, to)
    if (asked && line !== null) keep({ ...moved, alarms: [...moved.alarms, { dial: alarm.dial, line, ...asked }] })
  }
  return moved
} // prettier-ignore

function askedIn({ proposal, stop }: Pick<Alarm, 'proposal' | 'stop'>, from: Night, to: Night) {
  if (!Object.hasOwn(to.proposals, proposal)) return null
  return { proposal, stop: nearest(from.proposals[proposal].stops, stop, to.proposals[proposal].stops).id }
}

function lineIn({ dial, line }: { readonly dial: DialId; readonly line: number }, to: Night): number | null {
  const lines = to.dials[dial] ?? []
  if (lines.length === 0) return null
  return lines.reduce((a, b) => (Math.abs(b - line) < Math.abs(a - line) ? b : a))
}

/** By its name, else by its value where that is a number, else by its place. */
function nearest(from: readonly Stop[], id: string, to: readonly Stop[]): Stop {
  const same = to.find((stop) => stop.id === id)
  if (same) return same
  const place = from.findIndex((stop) => stop.id === id)
  const { value } = from[place]
  const numbers = to.filter((stop) => typeof stop.value === 'number')
  if (typeof value !== 'number' || numbers.length === 0) return to[Math.min(place, to.length - 1)]
  const far = (stop: Stop) => Math.abs((stop.value as number) - value)
  return numbers.reduce((a, b) => (far(b) < far(a) ? b : a))
}
