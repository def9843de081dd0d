/**
 * What a play was worth: the hidden seeds as they come in, then the untouched venue and the best known rules on the same seeds, then
 * the play without each of its rules, then plays by chance. One question of many parts, so that what is wanted first comes first.
 */
import { Asked, type CancelablePool } from '../asked.svelte.ts'
import { isEndless, seedsOf, type NightGame } from './nightGame.ts'
import { WorkerPool } from '../../worker/pool.ts'
import { playOf, stopOf, UNTOUCHED, type Play } from '../../nights/play.ts'
import { listWithout, pointOf, scoreOf, type FrontierPoint, type NightScore, type NightTask, type Tile } from '../../risk/nights/score.ts' // prettier-ignore
import type { SampleTask } from '../../risk/nights/sample.ts'
import { performAll } from '../../risk/performAll.ts'
import type { Pool, RiskAnswer, RiskTask } from '../../risk/task.ts'

/** A cloud that is seen as one, within a few seconds on two cores. */
const SAMPLES = 24
const SAMPLE_SEEDS = 10

interface SizedPool extends CancelablePool {
  /** Workers at most. */
  readonly size: number
}

/** The play without one of its parts. */
interface Without {
  /** As `listWithout` names it: `rule leverage`, `ask 0`, `alarm 1`. */
  readonly what: string
  readonly tiles: readonly Tile[]
}

interface Known {
  readonly of: NightGame
  readonly play: Play
  readonly tiles: readonly Tile[]
  /** Null until they are known. */
  readonly untouched: readonly Tile[] | null
  readonly best: readonly Tile[] | null
  readonly without: readonly Without[]
  readonly sample: readonly FrontierPoint[]
}

export const countWon = (tiles: readonly Tile[]): number => tiles.filter(({ outcome }) => outcome.won).length

export class Score {
  readonly answer: Asked<Known>
  readonly #pool: SizedPool

  constructor(pool: SizedPool = new WorkerPool<RiskTask, RiskAnswer>()) {
    this.#pool = pool
    this.answer = new Asked(pool)
  }

  get tiles(): readonly Tile[] {
    return this.answer.now?.tiles ?? []
  }

  /** Known once every hidden seed has come in. */
  readonly score: NightScore | null = $derived.by(() => {
    const { now } = this.answer
    return now && now.tiles.length === seedsOf(now.of).length ? scoreOf(now.of.night, now.tiles) : null
  })

  /** What each part of the play was worth, in seeds won: below 0 it did harm. */
  readonly worth: readonly { readonly what: string; readonly seeds: number }[] = $derived.by(() => {
    const { now } = this.answer
    if (!now) return []
    const won = countWon(now.tiles)
    return now.without.map(({ what, tiles }) => ({ what, seeds: won - countWon(tiles) }))
  })

  /** You, the untouched venue and the best known rules, as far as they are known. */
  readonly points: Readonly<Record<'you' | 'untouched' | 'best', FrontierPoint | null>> = $derived.by(() => {
    const { now } = this.answer
    const point = (tiles: readonly Tile[] | null | undefined) =>
      tiles && tiles.length > 0 ? pointOf(tiles) : null
    return { you: point(this.score && now?.tiles), untouched: point(now?.untouched), best: point(now?.best) }
  })

  /** Plays by chance, as far as they are known. */
  get sample(): readonly FrontierPoint[] {
    return this.answer.now?.sample ?? []
  }

  /**
   * Plays a play under its hidden seeds; then what it is compared with.
   * @param onscore the hidden seeds are known; what comes after is not
   */
  async ask(of: NightGame, play: Play, onscore: () => void = () => undefined): Promise<void> {
    let known: Known = { of, play, tiles: [], untouched: null, best: null, without: [], sample: [] }
    await this.answer.ask(async (pool, hear) => {
      const tell = (more: Partial<Known>) => {
        known = { ...known, ...more }
        hear(known)
      }
      await this.#play(pool, of, play, (tiles) => tell({ tiles }))
      onscore()
      tell({ untouched: await this.#play(pool, of, UNTOUCHED) })
      tell({ best: await this.#play(pool, of, playOf(of.night.best)) })
      for (const { what, play: without } of listWithout(of.night, play)) {
        // With one rule less it may be what is known already.
        const tiles = isUntouched(of, without) ? known.untouched : await this.#play(pool, of, without)
        tell({ without: [...known.without, { what, tiles: tiles ?? [] }] })
      }
      // Endless nights are judged by one night: there is no share to draw.
      while (!isEndless(of) && known.sample.length < SAMPLES)
        tell({ sample: [...known.sample, ...(await this.#playByChance(pool, of, known.sample.length))] })
      return known
    })
  }

  close(): void {
    this.answer.clear()
  }

  /** Some plays by chance, from this one on, over the first of the hidden seeds. */
  async #playByChance(pool: Pool, of: NightGame, from: number): Promise<FrontierPoint[]> {
    const seeds = seedsOf(of).slice(0, SAMPLE_SEEDS)
    const count = Math.min(this.#pool.size, SAMPLES - from)
    const tasks = Array.from({ length: count }, (_, i): SampleTask => ({ kind: 'nightSample', night: of.night, place: from + i, seeds }))
    return (await performAll(pool, tasks)).map(({ point }) => point)
  } // prettier-ignore

  /** A few seeds at a time, so that the page hears of each soon. */
  async #play(
    pool: Pool,
    { night, level, ...of }: NightGame,
    play: Play,
    hear: (tiles: readonly Tile[]) => void = () => undefined,
  ): Promise<Tile[]> {
    const seeds = seedsOf({ night, ...(level !== undefined && { level }), ...of })
    const tiles: Tile[] = []
    while (tiles.length < seeds.length) {
      const tasks = seeds.slice(tiles.length, tiles.length + this.#pool.size).map((seed): NightTask => ({
        kind: 'night',
        night,
        ...(level !== undefined && { level }),
        play,
        seeds: [seed],
      }))
      const answers = await performAll(pool, tasks)
      tiles.push(...answers.flatMap((answer) => answer.tiles))
      hear([...tiles])
    }
    return tiles
  }
}

function isUntouched({ night }: NightGame, play: Play): boolean {
  const isMoved = Object.keys(night.rules).some((rule) => stopOf(night, play, rule).id !== night.rules[rule].start)
  return !isMoved && play.asks.length + play.alarms.length === 0
} // prettier-ignore
