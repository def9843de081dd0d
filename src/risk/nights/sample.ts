/** Plays by chance as points of the frontier: what can be had tonight, by whoever moves rules without a thought. */
import { playSeedsOf } from './playSeeds.ts'
import { randomPlay } from './randomPlay.ts'
import { pointOf, type FrontierPoint } from './score.ts'
import type { Night } from '../../nights/night.ts'

/** One of the plays over some seeds. */
export interface SampleTask {
  readonly kind: 'nightSample'
  readonly night: Night
  /** Which of the plays: the same number is the same play of a night. */
  readonly place: number
  readonly seeds: readonly string[]
}

export interface SampleAnswer {
  readonly point: FrontierPoint
  readonly steps: number
}

export function playSample({ night, place, seeds }: SampleTask): SampleAnswer {
  const play = randomPlay(night, `${night.id} sample ${place}`)
  const { tiles, steps } = playSeedsOf({ kind: 'night', night, play, seeds })
  return { point: pointOf(tiles), steps }
}
