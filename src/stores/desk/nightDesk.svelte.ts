/**
 * A game of the risk desk from its rules to its score: before the night, the night, and after it. It turns wishes into requests in the
 * right order, and says when there is something to keep; components only say what was wanted.
 */
import type { CancelablePool } from '../asked.svelte.ts'
import type { DeskResult } from '../deskRecord.ts'
import { isEndless, toPlayText, type NightGame } from './nightGame.ts'
import { NightPlay } from './nightPlay.svelte.ts'
import type { NightRun } from './nightRun.svelte.ts'
import { NightSetup } from './nightSetup.svelte.ts'
import { countWon, Score } from './nightScore.svelte.ts'
import { Poll } from './poll.svelte.ts'
import { Rehearsal } from './rehearsal.svelte.ts'
import type { Play } from '../../nights/play.ts'
import type { Tile } from '../../risk/nights/score.ts'

/** Whoever went to the end as fast as it goes watches the rest in peace. */
const WATCHED_SPEED = 8

type Phase = 'before' | 'night' | 'after'

interface Pools {
  readonly shown?: CancelablePool
  readonly score?: CancelablePool & { readonly size: number }
  readonly side?: CancelablePool
}

/** The night that was seen, or a hidden one by its seed. */
type Watched = 'yours' | { readonly seed: string }

export class NightDesk {
  readonly night: NightPlay
  readonly score: Score
  readonly poll: Poll
  /** The same change at other moments, after the night. */
  readonly later: Poll
  readonly rehearsal: Rehearsal
  phase: Phase = $state('before')
  game: NightGame = $state.raw() as NightGame
  setup: NightSetup = $state.raw() as NightSetup
  /** What the score is of. */
  played: Play | null = $state.raw(null)
  watched: Watched = $state.raw('yours')
  isOpening = $state(false)
  /** Whether what is shown after the night is somebody else’s play, out of a link. */
  isFromLink = $state(false)
  readonly #onscore: (game: NightGame, result: DeskResult) => void
  #isAsking = false

  constructor(
    game: NightGame,
    run: NightRun,
    onscore: (game: NightGame, result: DeskResult) => void,
    { shown, score, side }: Pools = {},
  ) {
    this.night = new NightPlay(run, shown)
    this.score = new Score(score)
    this.poll = new Poll(side)
    this.later = new Poll(side)
    this.rehearsal = new Rehearsal(side)
    this.#onscore = onscore
    this.take(game)
  }

  /** Another game, or the same on other seeds: rules stand where they stood in the same night. */
  take(game: NightGame, rules: Play | null = null): void {
    this.game = game
    this.setup = new NightSetup(game.night)
    if (rules) this.setup.takeIn(rules)
    this.phase = 'before'
    this.isFromLink = false
    this.played = null
    this.score.close()
    this.#forgetPolls()
    this.night.run.pause()
    this.rehearse()
  }

  /** What the rules do to the business, as they stand. */
  rehearse(): void {
    this.rehearsal.ask(this.game, this.setup.play)
  }

  /** Opens for business. */
  async open(isPlaying: boolean): Promise<void> {
    if (this.setup.left < 0 || this.isOpening) return
    this.isOpening = true
    this.rehearsal.close()
    this.#forgetPolls()
    this.setup.asks = []
    const isOpen = await this.night.begin(this.game, this.setup.play, this.setup)
    this.isOpening = false
    if (!isOpen) return
    this.watched = 'yours'
    this.phase = 'night'
    if (isPlaying) this.night.run.play()
  }

  /** Begins the same night anew, with nothing asked for. */
  async startAgain(isPlaying: boolean): Promise<void> {
    this.phase = 'before'
    await this.open(isPlaying)
  }

  /** Back to the rules, before anything was scored. */
  toRules(): void {
    this.night.run.pause()
    this.setup.asks = []
    this.phase = 'before'
    this.rehearse()
  }

  /** While one is put in, a second asks for nothing: a double tap is one wish. */
  async propose(proposal: string, stop: string): Promise<void> {
    if (this.#isAsking) return
    const before = this.setup.asks
    const ask = { proposal, stop, step: this.night.run.step }
    this.setup.asks = [...before, ask]
    if (this.setup.left < 0) {
      this.setup.asks = before
      return
    }
    this.#isAsking = true
    await this.night.ask(proposal, stop).finally(() => (this.#isAsking = false))
  }

  /** Polls all that can be asked for, as of the newest figures. */
  askAround(): void {
    const { night } = this.game
    const step = this.night.publishedStep ?? 0
    const asks = Object.entries(night.proposals).flatMap(([proposal, { stops, byHouse }]) =>
      byHouse ? [] : stops.map(({ id: stop }) => ({ proposal, stop, step })),
    )
    void this.poll.ask(this.game, this.night.asked, asks)
  }

  elapse(elapsedMs: number): void {
    this.night.elapse(elapsedMs)
    if (this.phase === 'night' && this.night.run.atEnd) void this.finish()
  }

  /** The night is over: from now on one may look at any moment of it, and the hidden seeds are played. */
  async finish(): Promise<void> {
    this.phase = 'after'
    this.night.run.pause()
    this.night.run.stepsPerSecond = WATCHED_SPEED
    this.night.review()
    await this.judge(this.setup.play)
  }

  /** A play out of a link, with its own number of hidden seeds: its score is found anew. */
  async openPlay(play: Play): Promise<void> {
    this.setup.takeIn(play, { asks: play.asks })
    this.isFromLink = true
    this.phase = 'after'
    const isOpen = this.night.begin(this.game, play, this.setup, { isReview: true })
    await Promise.all([isOpen, this.judge(play)])
  }

  /** Scores a play; once all hidden seeds are known, there is something to keep. */
  async judge(play: Play): Promise<void> {
    const { game } = this
    this.played = play
    let isTold = false
    const tell = () => {
      const { score } = this.score
      if (isTold || !score || game !== this.game || this.isFromLink) return
      isTold = true
      this.#onscore(game, {
        solvent: score.won,
        seeds: score.of,
        won: isEndless(game) ? score.won === score.of : score.isEnough,
        play: toPlayText(game, play),
      })
    }
    await this.score.ask(game, play, tell)
  }

  /** After the night: the one that was seen, or a hidden one, from a moment before the one that decided it. */
  async watch(watched: Watched, step = 0): Promise<void> {
    const play = this.played
    if (!play) return
    this.watched = watched
    const more = watched === 'yours' ? {} : { seed: watched.seed }
    const isOpen = await this.night.begin(this.game, play, this.setup, { ...more, isReview: true })
    if (isOpen) await this.night.run.seek(step)
  }

  /** The hidden seed that is watched; null for the night that was seen. */
  readonly watchedTile: Tile | null = $derived.by(() => {
    const { watched } = this
    if (watched === 'yours') return null
    return this.score.tiles.find(({ seed }) => seed === watched.seed) ?? null
  })

  get hasWon(): boolean {
    const { score } = this.score
    return score !== null && (isEndless(this.game) ? countWon(this.score.tiles) === score.of : score.isEnough)
  }

  /** What was asked of another moment answers nothing here. */
  #forgetPolls(): void {
    this.poll.close()
    this.later.close()
  }

  close(): void {
    this.rehearsal.close()
    this.#forgetPolls()
    this.score.close()
    void this.night.close()
  }
}
