/** A play as it comes, within the budget: somebody who moves things without a thought. Drawn from a seed. */
import type { DialId } from '../../dials/dial.ts'
import { Stream } from '../../engine/random.ts'
import type { Night } from '../../nights/night.ts'
import { costOf, type Alarm, type Play } from '../../nights/play.ts'

/** In this share of the plays there is a standing order, and in this one a second. */
const ALARM = 0.5

/** Every rule at a stop by chance, drawn again until the budget is kept; then alarms, as far as it goes. */
export function randomPlay(night: Night, seed: string): Play {
  const stream = new Stream(seed, 'random play')
  const pick = <T>(list: readonly T[]): T => list[Math.floor(stream.uniform() * list.length)]
  let play: Play = { rules: {}, asks: [], alarms: [] }
  do {
    const rules = Object.entries(night.rules).map(([id, { stops }]) => [id, pick(stops).id])
    play = { ...play, rules: Object.fromEntries(rules) as Play['rules'] }
  } while (costOf(night, play) > night.budget)
  const [dials, proposals] = [Object.keys(night.dials) as DialId[], Object.keys(night.proposals)]
  while (dials.length > 0 && proposals.length > 0 && play.alarms.length < 2 && stream.uniform() < ALARM) {
    const [dial, proposal] = [pick(dials), pick(proposals)]
    const alarm: Alarm = {
      dial,
      line: pick(night.dials[dial] ?? []),
      proposal,
      stop: pick(night.proposals[proposal].stops).id,
    }
    const next = { ...play, alarms: [...play.alarms, alarm] }
    if (costOf(night, next) > night.budget) break
    play = next
  }
  return play
}
