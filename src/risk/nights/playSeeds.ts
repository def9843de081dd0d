/** A play over some seeds, as a worker plays them. A number depends on its play and its seed alone. */
import { measureUntouched, playNight } from './playNight.ts'
import type { NightAnswer, NightTask, Tile } from './score.ts'

/** @throws FieldError */
export function playSeedsOf({ night, level, play, seeds }: NightTask): NightAnswer {
  let steps = 0
  const tiles = seeds.map((seed): Tile => {
    const at = { night, ...(level !== undefined && { level }) }
    const played = playNight(at, play, seed, { bases: measureUntouched(at, seed) })
    steps += 2 * played.steps
    return { seed, outcome: played.outcome, came: played.came, wentOff: played.wentOff.length }
  })
  return { tiles, steps }
}
