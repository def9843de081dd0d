/** What is said after a night: of each tile, of what decided it, and of what a part of the play was. */
import { nameReason, sayClock, sayStop, stepSecondsOf } from '../deskWords.ts'
import { DIALS } from '../../../dials/dialTable.ts'
import type { Night } from '../../../nights/night.ts'
import type { NightWords } from '../../../nights/nightWords.ts'
import type { Play } from '../../../nights/play.ts'
import type { Tile } from '../../../risk/nights/score.ts'
import { formatNumbered, formatPercent, formatShortDollars } from '../../../schema/words.ts'
import { capital } from '../../../schema/worldTitles.ts'
import type { NightDesk } from '../../../stores/desk/nightDesk.svelte.ts'
import { isEndless } from '../../../stores/desk/nightGame.ts'
import { partOf } from '../../../stores/desk/playParts.ts'

interface Told {
  readonly night: Night
  readonly words: NightWords
}

/** What did not hold, and from when on; empty where all held. */
export function tellReason({ night, words }: Told, { outcome }: Pick<Tile, 'outcome'>): string {
  const { reason, decisiveStep } = outcome
  if (reason === null) return ''
  const when = decisiveStep === null ? '' : `, from ${sayClock(decisiveStep, stepSecondsOf(night))} on`
  return `this did not hold: ${nameReason(words, reason)}${when}`
}

/** A tile for who does not see its color. */
export function tellTile(of: Told, tile: Tile, place: number): string {
  const storm = tile.came.length === 0 ? 'a calm night' : 'a storm'
  const result = tile.outcome.won ? 'everything held' : tellReason(of, tile)
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

const quote = (said: readonly string[]) => said.map((one) => `“${one}”`).join(', ')

/** Of the parts of a play without which as many nights are won: together, since the same is to be said of each. */
export function tellIdle(of: Told, play: Play, parts: readonly string[]): string {
  if (parts.length === 0) return ''
  const without = parts.length === 1 ? '' : ' any one of'
  return `As many nights are won without${without} ${quote(parts.map((what) => tellPart(of, play, what)))}.`
}

/** What might have mattered: where the best known play sets, or asks for, something else. */
export function tellOtherwise(of: Told, play: Play, best: Play): string {
  const { night, words } = of
  const say = (id: string, one: Play) => sayStop(night.rules[id], words.rules[id], partOf(night, one, `rule ${id}`).stop, stepSecondsOf(night))
  const rules = Object.keys(night.rules)
    .filter((id) => say(id, best) !== say(id, play))
    .map((id) => `${words.rules[id].label}: ${say(id, best)}, not ${say(id, play)}`)
  const [asks, own] = [best, play].map((one) => one.asks.map((_, i) => tellPart(of, one, `ask ${i}`)))
  const said = [...rules, ...asks.filter((one) => !own.includes(one))]
  return said.length === 0 ? '' : `The best rules we know differ: ${quote(said)}.`
} // prettier-ignore

interface VerdictWords {
  readonly headline: string
  readonly detail: string
  /** What others paid, and how long trading was halted. */
  readonly others: string
  /** What broke, and how often; empty where everything held or one night is all there is. */
  readonly why: string
}

/** What the hidden nights say, as far as they are in. */
export function tellVerdict({ game, score, hasWon }: Pick<NightDesk, 'game' | 'score' | 'hasWon'>): VerdictWords {
  const { tiles, score: known } = score
  const others = tellOthers(tiles)
  if (!known) {
    const won = tiles.filter(({ outcome }) => outcome.won).length
    const headline = tiles.length === 0 ? 'The hidden nights are played …' : `Stood in ${won} of ${tiles.length} so far`
    return { headline, detail: isEndless(game) ? '' : `Tonight needs ${game.night.needs} of ${game.night.seeds}.`, others, why: '' }
  }
  if (isEndless(game)) {
    const stood = (game.level ?? 0) + (hasWon ? 1 : 0)
    const row = stood === 0 ? '' : `${formatNumbered(stood, 'night')} in a row. `
    const detail = row + (hasWon ? 'The next storm is larger.' : `${capital(tellReason(game, known.worst))}.`)
    return { headline: hasWon ? 'The desk stands.' : 'The desk has fallen.', detail, others, why: '' }
  }
  const { low, high } = known.interval
  const range = `Over all such nights that is ${formatPercent(low, 0)} to ${formatPercent(high, 0)}.`
  const detail = `Tonight needs ${game.night.needs}: ${known.isEnough ? 'enough' : 'not enough'}. ${range}`
  return { headline: `Stood in ${known.won} of ${known.of}`, detail, others, why: tellReasons(game, tiles) }
} // prettier-ignore

/** Of the nights that were lost, what decided each: the most frequent first. */
function tellReasons({ words }: Told, tiles: readonly Tile[]): string {
  const counts = new Map<string, number>()
  for (const { outcome } of tiles)
    if (outcome.reason !== null) counts.set(outcome.reason, (counts.get(outcome.reason) ?? 0) + 1)
  const said = [...counts]
    .toSorted((a, b) => b[1] - a[1])
    .map(([reason, count]) => `“${nameReason(words, reason)}” in ${count}`)
  return said.length === 0 ? '' : `What did not hold: ${said.join(', ')}.`
}

function tellOthers(tiles: readonly Tile[]): string {
  if (tiles.length === 0) return ''
  const mean = (read: (outcome: Tile['outcome']) => number) =>
    tiles.reduce((sum, { outcome }) => sum + read(outcome), 0) / tiles.length
  const paid = formatShortDollars(mean(({ bill }) => bill.shared + bill.unpaid))
  const halted = mean(({ haltedShare }) => haltedShare)
  const pause = halted >= 0.005 ? `, and trading was halted ${formatPercent(halted, 0)} of the time` : ''
  return `Others paid ${paid}${tiles.length > 1 ? ' a night' : ''}${pause}. Profit does not count.`
}
