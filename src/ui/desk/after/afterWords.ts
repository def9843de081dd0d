/** What is said after a night: of each tile, of what decided it, and of what a part of the play was. */
import { nameReason, sayClock, sayStop, stepSecondsOf } from '../deskWords.ts'
import { DIALS } from '../../../dials/dialTable.ts'
import type { Night } from '../../../nights/night.ts'
import type { NightWords } from '../../../nights/nightWords.ts'
import type { Play } from '../../../nights/play.ts'
import type { Tile } from '../../../risk/nights/score.ts'
import { partOf } from '../../../stores/desk/playParts.ts'

interface Told {
  readonly night: Night
  readonly words: NightWords
}

/** Why a night was lost, with the moment; empty where it was won. */
export function tellReason({ night, words }: Told, { outcome }: Tile): string {
  const { reason, decisiveStep } = outcome
  if (reason === null) return ''
  const when = decisiveStep === null ? '' : `, lost at ${sayClock(decisiveStep, stepSecondsOf(night))}`
  return `${nameReason(words, reason)}${when}`
}

/** A tile for who does not see its color. */
export function tellTile(of: Told, tile: Tile, place: number): string {
  const storm = tile.came.length === 0 ? 'a calm night' : 'a storm'
  const result = tile.outcome.won ? 'kept' : `not kept. ${tellReason(of, tile)}`
  return `Hidden night ${place}, ${storm}: ${result}`
}

/** A part of a play, as `listWithout` names it. */
export function tellPart({ night, words }: Told, play: Play, what: string): string {
  const part = partOf(night, play, what)
  const [ruled, own] =
    part.kind === 'rule'
      ? [night.rules[part.id], words.rules[part.id]]
      : [night.proposals[part.id], words.proposals[part.id]]
  const stop = `${own.label}: ${sayStop(ruled, own, part.stop, stepSecondsOf(night))}`
  if (part.kind === 'alarm') return `${stop}, when “${DIALS[part.dial].label}” warns`
  return part.kind === 'ask' ? `${stop}, asked at ${sayClock(part.step, stepSecondsOf(night))}` : stop
}
