/** The parts of a play one by one, as `listWithout` (src/risk/nights/score.ts) names them: `rule leverage`, `ask 0`, `alarm 1`. */
import type { DialId } from '../../dials/dial.ts'
import type { Night, Stop } from '../../nights/night.ts'
import { proposedStop, stopOf, type Play } from '../../nights/play.ts'

export type PlayPart =
  | { readonly kind: 'rule'; readonly id: string; readonly stop: Stop }
  | { readonly kind: 'ask'; readonly id: string; readonly stop: Stop; readonly step: number }
  | { readonly kind: 'alarm'; readonly id: string; readonly stop: Stop; readonly dial: DialId }

export function partOf(night: Night, play: Play, what: string): PlayPart {
  const [kind, which] = what.split(' ')
  if (kind === 'rule') return { kind, id: which, stop: stopOf(night, play, which) }
  if (kind === 'ask') {
    const ask = play.asks[Number(which)]
    return { kind, id: ask.proposal, stop: proposedStop(night, ask), step: ask.step }
  }
  const alarm = play.alarms[Number(which)]
  return { kind: 'alarm', id: alarm.proposal, stop: proposedStop(night, alarm), dial: alarm.dial }
}

/** The names of all that a play sets or asks for. */
export function listParts({ rules, asks, alarms }: Play): string[] {
  return [
    ...Object.keys(rules).map((rule) => `rule ${rule}`),
    ...asks.map((_, i) => `ask ${i}`),
    ...alarms.map((_, i) => `alarm ${i}`),
  ]
}
