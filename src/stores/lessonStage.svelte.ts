/**
 * The picture of a lesson: run B, which the step is about, alone, with run A as a gray line, or beside A; where there is A,
 * both have one clock. It opens what it is given, plays it to the end of its story, and then goes to the end of the run, so
 * that picture and numbers say the same. A step may freeze it on the way, at the moment that decides. What is shown already
 * is not opened again.
 */
import { RunPair } from './runPair.svelte.ts'
import { Run } from './run.svelte.ts'
import type { SeriesHistory } from './seriesHistory.svelte.ts'
import { findLead, findMoment, findStills, type Moment } from './story.ts'
import { WorldRun } from './world/worldRun.svelte.ts'
import type { Scenario } from '../schema/scenario.ts'
import type { WorldDocument } from '../schema/world.ts'
import type { ChannelSwitch } from '../schema/worldChannels.ts'
import type { Lesson } from '../course/lesson.ts'
import { isWorldLesson } from '../course/lessonReadings.ts'
import type { SimulationClient } from '../worker/client.ts'

/** For a lesson on a scenario or on a world. */
export function createStage(lesson: Pick<Lesson, 'scenario'>, client: SimulationClient): AnyStage {
  return isWorldLesson(lesson)
    ? new LessonStage(new WorldRun(client), new WorldRun(client))
    : new LessonStage(new Run(client), new Run(client))
}

/** The stage where it plays worlds; else null. */
export function findTown(stage: AnyStage): LessonStage<WorldRun> | null {
  return playsWorlds(stage) ? stage : null
}

/** The stage of a lesson on a scenario, for what looks at its one market. */
export function findScene(stage: AnyStage): LessonStage<Run> {
  if (playsWorlds(stage)) throw new Error('This lesson plays worlds.')
  return stage
}

function playsWorlds(stage: AnyStage): stage is LessonStage<WorldRun> {
  return stage.b instanceof WorldRun
}

/** What is opened: a scenario, or a world with what is switched off in it. */
export interface StagedRun {
  readonly document: Scenario | WorldDocument
  readonly off: readonly ChannelSwitch[]
}

interface StageSetup {
  readonly b: StagedRun
  readonly a: StagedRun | null
  /** Both are watched side by side; else A is a gray line, known to its end. */
  readonly isPair: boolean
  /** Where the run stops once on its way; null where nowhere. */
  readonly freeze: Moment | null
}

export type AnyStage = LessonStage<Run> | LessonStage<WorldRun>

export class LessonStage<R extends Run | WorldRun = Run | WorldRun> {
  readonly pair: RunPair<R>
  /** What is open, by the documents' text; empty while nothing is. */
  #shown = ''
  #turn = 0
  isPair = $state(false)
  hasA = $state(false)
  /** Whether run B was seen to the end of its story, or to the moment that decides it. */
  isOver = $state(false)
  /** Nothing is moved by hand before a prediction is made. */
  isLocked = $state(false)
  /** The moment that decides, where the run stands at it before it goes on to its end. */
  frozen: Moment | null = $state(null)
  /** That moment, while it is ahead; null where the run has none, or was frozen already. */
  #freeze: { readonly step: number; readonly moment: Moment } | null = null
  /** Run A to its end, where it is the gray line. */
  #ghost: SeriesHistory | null = $state.raw(null)
  #stopsWhenSettled = false
  /** On its way to that moment: nothing starts the run anew meanwhile. */
  isFreezing = $state(false)
  /** Channels that are switched off in each run. */
  off: { readonly a: readonly ChannelSwitch[]; readonly b: readonly ChannelSwitch[] } = $state.raw({
    a: [],
    b: [],
  })
  #openings = $state(0)

  constructor(a: R, b: R) {
    this.pair = new RunPair(a, b)
  }

  get a(): R {
    return this.pair.a
  }

  get b(): R {
    return this.pair.b
  }

  get playing(): boolean {
    return this.hasA ? this.pair.playing : this.b.playing
  }

  get step(): number {
    return this.hasA ? this.pair.step : this.b.step
  }

  get steps(): number {
    return this.hasA ? this.pair.steps : this.b.steps
  }

  get isReady(): boolean {
    return this.#openings === 0 && (this.hasA ? this.pair.frame !== null : this.b.frame !== null)
  }

  get speed(): number {
    return this.b.stepsPerSecond
  }

  set speed(stepsPerSecond: number) {
    this.b.stepsPerSecond = this.pair.stepsPerSecond = stepsPerSecond
  }

  get shocks(): readonly { readonly step: number }[] {
    return this.b.document?.shocks ?? []
  }

  /** Whether fair value follows a path of the scenario, so that no shock tells the news. */
  get followsPath(): boolean {
    const { document } = this.b
    return document?.version === 1 && 'path' in document.market.fairValue
  }

  /** The three stills of a run that must not move; null while it is not known to its end. */
  get stills(): number[] | null {
    const { series } = this.b
    const isTold = (step: number) => this.b.isSettledAt(step)
    return series.length > this.steps ? findStills(series, this.shocks, isTold) : null
  }

  /** Run A as the gray line of B's picture, where there is one. */
  get ghost(): SeriesHistory | null {
    return this.hasA ? (this.#ghost ?? this.a.series) : null
  }

  /** @returns whether this setup is on the stage now, at its first step or where it stood before */
  async show(setup: StageSetup): Promise<boolean> {
    // Until it is known where the run is to stop, nobody starts it.
    this.#openings++
    try {
      return await this.#open(setup)
    } finally {
      this.#openings--
    }
  }

  async #open(setup: StageSetup): Promise<boolean> {
    const text = JSON.stringify([setup.a, setup.b])
    const isShown = text === this.#shown
    const wasPair = this.isPair
    this.pause()
    this.isPair = setup.isPair
    this.#freeze = null
    this.frozen = null
    if (isShown && wasPair === setup.isPair) {
      await this.#findFreeze(setup, this.#turn)
      return true
    }
    const turn = ++this.#turn
    this.#shown = ''
    this.#ghost = null
    this.isOver = false
    this.hasA = setup.a !== null
    this.off = { a: setup.a?.off ?? [], b: setup.b.off }
    const open = (run: R, { document, off }: StagedRun) => run.open(document, { off })
    const opening =
      setup.a === null ? [open(this.b, setup.b)] : [open(this.b, setup.b), open(this.a, setup.a)]
    const areOpen = await Promise.all(opening)
    if (turn !== this.#turn || areOpen.includes(false)) return false
    const ghost = setup.a && !setup.isPair ? await this.a.lookAhead() : null
    if (turn !== this.#turn) return false
    this.#ghost = ghost
    await this.#findFreeze(setup, turn)
    if (turn !== this.#turn) return false
    this.#shown = text
    return true
  }

  toggle(): void {
    if (this.isLocked) return
    if (this.playing) this.pause()
    else if (this.step >= this.steps) void this.replay()
    else this.play()
  }

  play(): void {
    this.#stopsWhenSettled = !this.#isSettled
    this.frozen = null
    if (this.hasA) this.pair.play()
    else this.b.play()
  }

  pause(): void {
    this.pair.pause()
  }

  async replay(): Promise<void> {
    if (this.isLocked) return
    await this.seek(this.lead)
    this.play()
  }

  /** Where a run that is known begins to be worth watching. */
  get lead(): number {
    return findLead(this.shocks)
  }

  async stepOnce(): Promise<void> {
    if (this.isLocked) return
    this.pause()
    await this.seek(Math.min(this.steps, this.step + 1))
  }

  async seek(step: number): Promise<void> {
    this.frozen = null
    if (this.hasA) {
      this.pair.pause()
      await this.pair.seek(Math.max(0, step))
    } else {
      this.b.pause()
      await this.b.seek(step)
    }
    if (this.isReady && this.step >= this.steps) this.isOver = true
  }

  /** To before it was seen. */
  async rewind(): Promise<void> {
    await this.seek(0)
    this.isOver = false
  }

  toEnd(): Promise<void> {
    this.#freeze = null
    return this.seek(this.steps)
  }

  /** To the moment that decides, where there is one ahead; else to the end. */
  toNext(): Promise<void> {
    const isAhead = this.#freeze !== null && (this.playing || this.#freeze.step > this.step)
    return isAhead ? this.#freezeNow() : this.toEnd()
  }

  /** Time has passed on the page. */
  elapse(elapsedMs: number): void {
    if (!this.playing) return
    if (this.#freeze && this.isReady && this.step >= this.#freeze.step) return void this.#freezeNow()
    if (this.hasA) this.pair.elapse(elapsedMs)
    else this.b.elapse(elapsedMs)
    if (this.isReady && (this.step >= this.steps || (this.#stopsWhenSettled && this.#isSettled)))
      void this.toEnd()
  }

  async recover(): Promise<void> {
    if (this.hasA) await this.pair.recover()
    else await this.b.recover()
  }

  close(): void {
    this.#turn++
    void this.pair.close()
  }

  async #freezeNow(): Promise<void> {
    const ahead = this.#freeze
    if (!ahead) return
    this.#freeze = null
    this.isFreezing = true
    const turn = this.#turn
    // At a high pace the moment has passed already.
    await this.seek(ahead.step)
    this.isFreezing = false
    if (turn !== this.#turn) return
    this.frozen = ahead.moment
    this.isOver = true
  }

  async #findFreeze({ freeze }: StageSetup, turn: number): Promise<void> {
    if (freeze === null) return
    const whole = await this.b.lookAhead()
    const step = whole && findMoment(whole, this.shocks, freeze)
    if (step !== null && turn === this.#turn) this.#freeze = { step, moment: freeze }
  }

  get #isSettled(): boolean {
    const runs = this.isPair ? [this.a, this.b] : [this.b]
    return runs.every((run) => run.isSettledAt(run.step))
  }
}
