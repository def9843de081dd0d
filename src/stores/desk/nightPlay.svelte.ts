/**
 * A night as it goes on: the run, what is published of it, alarms, and what is asked for. The run is the very one that is judged: what
 * is published, and which standing orders go off, a worker has found out by playing it; here it is only told when its time has come.
 */
import { StoryPlayer } from '../storyPlayer.ts'
import { toFlowSource, type FlowSource } from '../world/flow.ts'
import { toMeasuredRun } from '../world/measuredRun.ts'
import { findWorldMarks } from '../world/worldStory.ts'
import { Asked, type CancelablePool } from '../asked.svelte.ts'
import type { Mark } from '../story.ts'
import type { NightRun } from './nightRun.svelte.ts'
import { seedOf, type NightGame } from './nightGame.ts'
import { listProposals, type Proposed } from './proposals.ts'
import type { DialId } from '../../dials/dial.ts'
import { DIALS } from '../../dials/dialTable.ts'
import { listAlarms } from '../../dials/readDials.ts'
import type { Alarm, Ask, Play } from '../../nights/play.ts'
import { toShock } from '../../risk/nights/nightWorld.ts'
import type { Figure } from '../../risk/nights/panel.ts'
import type { ShownNight, ShownTask } from '../../risk/nights/playNight.ts'
import { performAll } from '../../risk/performAll.ts'
import { measure } from '../../situations/measure.ts'
import type { WorldDocument } from '../../schema/world.ts'

/** A dial that began to warn. */
export interface Warned {
  readonly dial: DialId
  readonly line: number
  readonly figure: Figure
  /** What it asked for by itself. */
  readonly order: Alarm | null
  /** Beyond its line in the very first figure: no news, but how the house stands. */
  readonly isFromStart: boolean
}

interface Watched {
  readonly dials: readonly DialId[]
  readonly line: (dial: DialId) => number
}

export class NightPlay extends StoryPlayer {
  override readonly run: NightRun
  readonly isSettled = false
  readonly #shown: Asked<ShownNight>
  #of: NightGame | null = $state.raw(null)
  #seed = $state('')
  #play: Play = $state.raw({ rules: {}, asks: [], alarms: [] })
  #watched: Watched = $state.raw({ dials: [], line: () => NaN })
  /** Standing orders that were put to the run. */
  #ordered = 0
  /** Whether one may go back in time: after the night. */
  isReview = $state(false)

  constructor(run: NightRun, pool?: CancelablePool) {
    super()
    this.run = run
    this.#shown = new Asked<ShownNight>(pool)
  }

  get game(): NightGame | null {
    return this.#of
  }

  /** With what was asked for so far. */
  get asked(): Play {
    return this.#play
  }

  /** The seed that is seen. */
  get seed(): string {
    return this.#seed
  }

  /** What a worker found out of the whole night; what of it may be told depends on the moment. */
  get whole(): ShownNight | null {
    return this.#shown.now
  }

  get problem(): string | null {
    return this.#shown.problem
  }

  readonly source: FlowSource | null = $derived.by(() => toFlowSource(this.run))

  get marks(): readonly Mark[] {
    const { source } = this
    if (!source || !this.isReview) return []
    return findWorldMarks(source, []).filter(({ step }) => step > 0)
  }

  /** What was asked for so far, and what came of it. */
  readonly proposals: readonly Proposed[] = $derived.by(() => {
    const { source } = this
    if (!source || !this.#of) return []
    const orders = this.whole?.wentOff.map(({ alarm, step }) => ({ ...this.#play.alarms[alarm], step })) ?? []
    const asked = [...this.#play.asks, ...orders].toSorted((a, b) => a.step - b.step)
    return listProposals(this.#of.night, asked, source, this.run.step)
  })

  /** The warnings up to the present moment, the newest last. */
  readonly warnings: readonly Warned[] = $derived.by(() => {
    const { step } = this.run
    const found = this.#watched.dials.flatMap((dial) => {
      const figures = this.#figures(dial).filter(({ outAt }) => outAt <= step)
      const line = this.#watched.line(dial)
      const values = { steps: figures.map((_, i) => i), values: figures.map(({ value }) => value) }
      const order = this.#play.alarms.find((one) => one.dial === dial) ?? null
      return listAlarms(DIALS[dial], values, line).map((i) => ({
        dial,
        line,
        figure: figures[i],
        order,
        isFromStart: i === 0,
      }))
    })
    return found.toSorted((a, b) => a.figure.outAt - b.figure.outAt)
  })

  /** The step of the newest figures that are out; null before the first. */
  readonly publishedStep: number | null = $derived.by(() => {
    const { published } = this.#of?.night ?? {}
    if (!published || this.run.step < published.old) return null
    const latest = this.run.step - published.old
    return latest - (latest % published.every)
  })

  #figures(dial: DialId): readonly Figure[] {
    return this.whole?.panel[dial] ?? []
  }

  /** The newest figure that is out. */
  newest(dial: DialId): Figure | null {
    return this.#figures(dial).findLast(({ outAt }) => outAt <= this.run.step) ?? null
  }

  /** All that are out, the oldest first. */
  published(dial: DialId): readonly Figure[] {
    return this.#figures(dial).filter(({ outAt }) => outAt <= this.run.step)
  }

  /** By floor: how much of the untouched venue's business until then is done, as far as it is published; null before. */
  readonly floors: readonly (number | null)[] = $derived.by(() => {
    const { night } = this.#of ?? {}
    const { whole } = this
    if (!night || !whole) return []
    const { document, series } = this.run
    const at = this.isReview ? this.run.step : (this.publishedStep ?? 0)
    const bases = whole.basesSoFar[at]
    const seen = this.run.seenAt(at)
    const run = seen && toMeasuredRun({ frame: seen.frame, document, series, step: seen.frame.step })
    return night.floors.map(({ measure: of }, i) => (run ? measure(run, of) / bases[i] : null))
  })

  /** Opens a night under a seed, with all that the play asks for; false where it could not be opened. */
  async begin(
    of: NightGame,
    play: Play,
    watched: Watched,
    { seed = seedOf(of), isReview = false }: { seed?: string; isReview?: boolean } = {},
  ): Promise<boolean> {
    this.#of = of
    this.#seed = seed
    this.#play = play
    this.#watched = watched
    this.isReview = isReview
    this.#ordered = isReview ? Infinity : 0
    this.run.everySteps = of.night.published.every
    await this.#find(false)
    const whole = this.#shown.now
    if (!whole) return false
    this.run.stops = whole.wentOff.map(({ step }) => step)
    return this.run.open(isReview ? whole.document : withoutOrders(whole))
  }

  /** Asks for a change at the present moment: the vote is held in the next step. */
  async ask(proposal: string, stop: string): Promise<void> {
    const { night } = this.#of ?? {}
    if (!night || this.run.atEnd || this.isReview) return
    const { step } = this.run
    const ask: Ask = { proposal, stop, step }
    this.#play = { ...this.#play, asks: [...this.#play.asks, ask] }
    await this.#push(ask)
    await this.#find(true)
    this.run.stops = this.whole?.wentOff.map((one) => one.step) ?? []
  }

  /** Time has passed on the page. */
  elapse(elapsedMs: number): void {
    if (!this.isReview && this.#isOrderDue()) return void this.#order()
    this.run.elapse(elapsedMs)
  }

  replay(): Promise<void> {
    this.#ordered = this.isReview ? Infinity : 0
    return this.run.replay().then(() => undefined)
  }

  /** From this moment on one may look at any moment, and nothing more can be asked for. */
  review(): void {
    this.isReview = true
  }

  close(): Promise<void> {
    this.#shown.clear()
    return this.run.close()
  }

  #isOrderDue(): boolean {
    const next = this.whole?.wentOff.at(this.#ordered)
    return next !== undefined && next.step === this.run.step && !this.run.busy
  }

  async #order(): Promise<void> {
    const next = this.whole?.wentOff.at(this.#ordered)
    if (!next) return
    this.#ordered++
    await this.#push({ ...this.#play.alarms[next.alarm], step: next.step })
  }

  async #push(ask: Ask): Promise<void> {
    const { night } = this.#of ?? {}
    if (!night) return
    const wasPlaying = this.run.playing
    await this.run.push(toShock(night, ask))
    if (wasPlaying) this.run.play()
  }

  /** What is known stays until the new is there: up to now both are the same. */
  #find(isSame: boolean): Promise<void> {
    const of = this.#of
    if (!of) return Promise.resolve()
    const task: ShownTask = {
      kind: 'nightShown',
      night: of.night,
      ...(of.level !== undefined && { level: of.level }),
      play: this.#play,
      seed: this.#seed,
      dials: Object.keys(of.night.dials) as DialId[],
    }
    return this.#shown.ask(async (pool) => (await performAll(pool, [task]))[0], isSame)
  }
}

/** Standing orders come by themselves, when their time has come; they are the last of the shocks. */
function withoutOrders({ document, wentOff }: ShownNight): WorldDocument {
  return { ...document, shocks: document.shocks.slice(0, document.shocks.length - wentOff.length) }
}
