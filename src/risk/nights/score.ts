/**
 * The score of a play: in how many of the hidden seeds the night is won, with its interval; the tile of each seed; and what else is
 * asked of the same seeds: what each rule was worth, the untouched venue, the best known rules and a sample of plays. Each task is a
 * play over some seeds, so that workers share them out (playSeeds.ts); what stands here needs no engine.
 */
import type { NightOutcome } from './judge.ts'
import { wilson, type Interval } from '../intervals.ts'
import type { Night } from '../../nights/night.ts'
import { stopOf, type Play } from '../../nights/play.ts'

/** One play over some seeds. */
export interface NightTask {
  readonly kind: 'night'
  readonly night: Night
  readonly level?: number
  readonly play: Play
  readonly seeds: readonly string[]
}

/** What a tile says. */
export interface Tile {
  readonly seed: string
  readonly outcome: NightOutcome
  /** Parts of the storm that may come, and came: none are a calm night. */
  readonly came: readonly string[]
  /** Alarms that went off. */
  readonly wentOff: number
}

export interface NightAnswer {
  readonly tiles: readonly Tile[]
  readonly steps: number
}

/** Hidden seeds of an attempt: the same for everyone who has its number. */
export function hiddenSeeds({ id, seeds }: Night, attempt: number | string): string[] {
  return Array.from({ length: seeds }, (_, k) => `${id}/${attempt}/${k + 1}`)
}

/** The seed that is seen while one plays; it judges nothing. */
export function shownSeed({ id }: Night, attempt: number | string): string {
  return `${id}/${attempt}/shown`
}

export interface NightScore {
  readonly won: number
  readonly of: number
  readonly interval: Interval
  /** As many as the night needs. */
  readonly isEnough: boolean
  /** Where it went worst: lost earliest, at what comes first in order; of a night that was won everywhere, with the least business. */
  readonly worst: Tile
}

export function scoreOf({ needs }: Night, tiles: readonly Tile[]): NightScore {
  const won = tiles.filter(({ outcome }) => outcome.won).length
  const worst = tiles.reduce((a, b) => (isWorse(b, a) ? b : a))
  return { won, of: tiles.length, interval: wilson(won, tiles.length), isEnough: won >= needs, worst }
}

function isWorse({ outcome: a }: Tile, { outcome: b }: Tile): boolean {
  if (a.won !== b.won) return !a.won
  const place = ({ judged, reason }: NightOutcome) => judged.findIndex(({ id }) => id === reason)
  if (place(a) !== place(b)) return place(a) < place(b)
  const [step, other] = [a.decisiveStep ?? Infinity, b.decisiveStep ?? Infinity]
  return step === other ? a.activity < b.activity : step < other
}

/** A point of the frontier: in which share of the seeds all survived, and how much business was done on average. */
export interface FrontierPoint {
  readonly safety: number
  readonly activity: number
}

export function pointOf(tiles: readonly Tile[]): FrontierPoint {
  const safe = tiles.filter(({ outcome }) =>
    outcome.judged.every((one) => one.kind === 'floor' || one.holds),
  ).length
  const activity = tiles.reduce((sum, { outcome }) => sum + outcome.activity, 0)
  return { safety: safe / tiles.length, activity: activity / tiles.length }
}

/**
 * The same play without one of its rules, or without what it asked for: what each was worth is the difference over the same seeds.
 * Only of rules that do not stand where they start.
 */
export function listWithout(night: Night, play: Play): { readonly what: string; readonly play: Play }[] {
  const moved = Object.keys(night.rules).filter((rule) => stopOf(night, play, rule).id !== night.rules[rule].start)
  return [
    ...moved.map((rule) => ({
      what: `rule ${rule}`,
      play: { ...play, rules: Object.fromEntries(Object.entries(play.rules).filter(([name]) => name !== rule)) },
    })),
    ...play.asks.map((_, i) => ({ what: `ask ${i}`, play: { ...play, asks: play.asks.toSpliced(i, 1) } })),
    ...play.alarms.map((_, i) => ({ what: `alarm ${i}`, play: { ...play, alarms: play.alarms.toSpliced(i, 1) } })),
  ]
} // prettier-ignore
