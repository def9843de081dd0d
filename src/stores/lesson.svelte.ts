/**
 * A lesson as it is played: the step, where its controls stand, what a check found. It turns wishes into runs and keeps the
 * learner's progress; what is right is said by the lesson's clauses alone. Questions have a part of their own
 * (lessonAnswers.ts), and so has the way onto the stage (lessonStaging.svelte.ts).
 */
import { enterStep, isHandsOn, startOf, toRunSpec, type StepSetup } from '../course/attempt.ts'
import { evaluate, lookupIn, planRuns, type Attempt, type Verdict } from '../course/evaluate.ts'
import { figureOf, type FigurePanel, type Lesson, type LessonStep, type Settings } from '../course/lesson.ts'
import { readToken } from '../course/numbers.ts'
import type { Outcome } from '../schema/outcome.ts'
import type { RunSpec } from '../schema/runSpec.ts'
import { LessonAnswers } from './lessonAnswers.ts'
import { readNeeds } from './lessonDays.ts'
import { createLessonDrag } from './lessonDrag.ts'
import { showNumbers } from './lessonControls.ts'
import type { ControlNames } from './lessonGoals.ts'
import { listGoals, type Goal } from './liveGoals.ts'
import { findBeginning, findExpert, findLeft, findMissed, findStatus, isSame } from './lessonPath.ts'
import { listAnswers } from './lessonQuestion.ts'
import type { AnyStage } from './lessonStage.svelte.ts'
import { LessonStaging } from './lessonStaging.svelte.ts'
import type { LessonStudy } from './lessonStudy.svelte.ts'
import type { Progress } from './progress.svelte.ts'
import type { StepRecord } from './progressRecord.ts'
import { Rest } from './rest.ts'

/** Tries that did not pass before there is a hint. */
const TRIES_BEFORE_HINTS = 2

interface LessonParts {
  readonly lesson: Lesson
  readonly stage: AnyStage
  readonly study: LessonStudy
  readonly progress: () => Progress
  readonly reducesMotion: () => boolean
}

/** What is on the stage other than the step's own setup. */
type Replay = 'expert' | 'missed'

export class LessonPlay {
  readonly lesson: Lesson
  readonly stage: AnyStage
  readonly study: LessonStudy
  readonly #progress: () => Progress
  readonly answers: LessonAnswers
  readonly staging: LessonStaging
  stepId: string = $state('')
  /** Where the learner's controls stand. */
  settings: Settings = $state.raw({})
  #setup: StepSetup | null = $state.raw(null)
  verdict: Verdict | null = $state.raw(null)
  /** Whether the controls were moved since the last check. */
  isVerdictOld = $state(false)
  replay: Replay | null = $state(null)
  readonly #rest = new Rest()
  readonly drag = createLessonDrag(this, this.#rest)

  constructor(parts: LessonParts) {
    this.lesson = parts.lesson
    this.stage = parts.stage
    this.study = parts.study
    this.#progress = parts.progress
    this.answers = new LessonAnswers(this)
    this.staging = new LessonStaging(this, parts.reducesMotion)
  }

  get progress(): Progress {
    return this.#progress()
  }

  /** Null at the end of the lesson. */
  get step(): LessonStep | null {
    return this.lesson.steps.find(({ id }) => id === this.stepId) ?? null
  }

  /** What the step shows in place of the stage; null where it shows the stage. */
  get figure(): FigurePanel | null {
    return figureOf(this.step)
  }

  get index(): number {
    return this.lesson.steps.findIndex(({ id }) => id === this.stepId)
  }

  get record(): StepRecord {
    return this.progress.step(this.lesson.id, this.stepId)
  }

  get seed(): string {
    return this.lesson.scenario.seeds[0]
  }

  get judging(): readonly string[] {
    return this.lesson.scenario.seeds.slice(1)
  }

  /** The runs of the hidden seeds with the controls at these settings. */
  listHidden(settings: Settings | null): RunSpec[] {
    return settings === null ? [] : this.judging.map((seed) => toRunSpec(this.lesson, settings, seed))
  }

  /** Where the controls stand on the stage: the learner's, or those of what is replayed. */
  get shownSettings(): Settings {
    if (this.replay === 'expert') return this.expertSettings
    if (this.replay === 'missed') return this.missed ?? this.settings
    return this.settings
  }

  /** The settings of run A, or null where there is one run alone. */
  get againstSettings(): Settings | null {
    return this.replay === null ? (this.#setup?.a ?? null) : findBeginning(this.lesson, this.index)
  }

  /** The last try of this step's check, or of the nearest one before it, that did not pass. */
  get missed(): Settings | null {
    return findMissed(this.lesson, this.index, this.recordOf)
  }

  get expertSettings(): Settings {
    return findExpert(this.lesson, this.index)
  }

  /** Whether a control is shown at this step. */
  isShown(controlId: string): boolean {
    const { state, opens } = this.lesson.controls[controlId]
    if (state === 'hidden') return false
    if (opens === undefined) return true
    return this.index >= this.lesson.steps.findIndex(({ id }) => id === opens)
  }

  /** Goes to a step. An unknown one is the end of the lesson. */
  async enter(stepId: string): Promise<void> {
    // A control may have been moved just before: where it stands belongs to the step that is left.
    if (this.#rest.end()) this.note({ settings: { ...this.settings } })
    this.study.cancel()
    this.stepId = stepId
    this.verdict = null
    this.isVerdictOld = false
    this.replay = null
    this.staging.error = null
    const { step } = this
    if (!step) return this.staging.rest()
    this.progress.enter(this.lesson.id, stepId)
    this.#setup = enterStep(this.lesson, step, findLeft(this.lesson, this.index, this.recordOf))
    const kept = isHandsOn(step) ? this.record.settings : undefined
    this.settings = kept ? { ...this.#setup.b, ...kept } : this.#setup.b
    await this.staging.open(step)
  }

  /** A step that asks for nothing is done when it is left. */
  leave(): void {
    const { step } = this
    // Whoever goes on without comparing has still predicted.
    this.answers.noteResult()
    if (!step || this.record.done) return
    if (['watch', 'compare', 'explain', 'try'].includes(step.kind)) this.note({ done: true })
  }

  /** The lesson was gone through to its end. */
  finish(): void {
    const status = findStatus(this.lesson, this.recordOf)
    if (status) this.progress.raise(this.lesson.id, status)
  }

  // --- controls

  set(controlId: string, value: number | string): void {
    if (this.replay !== null) return
    this.settings = { ...this.settings, [controlId]: value }
    this.#touch()
  }

  /** Whether a control stands elsewhere than where the step began. */
  get isMoved(): boolean {
    const origin = this.#setup?.origin
    return origin !== undefined && !isSame(this.settings, origin)
  }

  /** Back to where the step began; answers and what was reached stay. */
  resetControls(): void {
    if (!this.#setup) return
    this.settings = this.#setup.origin
    this.#touch()
  }

  #touch(): void {
    this.isVerdictOld = true
    this.drag.touch('')
  }

  // --- checks

  get canHint(): boolean {
    const { step, record } = this
    if (step?.kind !== 'check' || record.passed) return false
    return record.tries >= TRIES_BEFORE_HINTS && record.hints < step.hints
  }

  hint(): void {
    if (this.canHint) this.note({ hints: this.record.hints + 1 })
  }

  /** @returns the verdict; null where the check was given up or failed */
  async check(): Promise<Verdict | null> {
    const { step } = this
    if (step?.kind !== 'check' || this.study.progress !== null) return null
    // A control may have been moved just before: what is judged is also what is seen.
    const shown = this.#rest.end() ? this.staging.present('still') : null
    const { settings, attempt } = this
    if (!(await this.study.check(planRuns(this.lesson, step.check, attempt))) || this.step !== step)
      return null
    const verdict = evaluate(this.lesson, step.check, attempt, lookupIn(this.lesson, this.study.outcomes))
    this.verdict = verdict
    this.isVerdictOld = this.settings !== settings
    const tries = this.record.tries + 1
    if (!verdict.met) this.note({ tries, settings: { ...settings }, missed: { ...settings } })
    // What was shown and only confirmed is seen, not solved.
    else if (this.record.shown && isSame(settings, this.expertSettings)) this.note({ tries, done: true })
    else this.note({ tries, settings: { ...settings }, passed: true, done: true })
    this.finish()
    // What was judged is also on the stage, to its end.
    if (this.replay === null && !this.isVerdictOld) void (shown ?? this.stage.toEnd())
    return verdict
  }

  /** Plays another run than the step's own; null goes back. */
  async show(replay: Replay | null): Promise<void> {
    this.replay = replay
    if (replay === 'expert') {
      this.note({ shown: true })
      this.progress.raise(this.lesson.id, 'seen')
    }
    await this.staging.present(replay === null ? 'still' : 'play')
  }

  // --- what is kept and what is known

  note(change: Partial<StepRecord>): void {
    this.progress.note(this.lesson.id, this.stepId, change)
  }

  readonly recordOf = (stepId: string): StepRecord => this.progress.step(this.lesson.id, stepId)

  /** What clauses are judged on. */
  get attempt(): Attempt {
    const start = startOf(this.lesson)
    return {
      b: this.settings,
      a: this.#setup?.a ?? start,
      origin: this.#setup?.origin ?? start,
      answers: listAnswers(this.lesson, this.recordOf),
      seed: this.seed,
      judging: this.judging,
    }
  }

  /** What came of run A or B, once it is known. */
  outcome(of: 'a' | 'b'): Outcome | null {
    const settings = of === 'b' ? this.shownSettings : (this.againstSettings ?? startOf(this.lesson))
    return lookupIn(this.lesson, this.study.outcomes)(settings, this.seed)
  }

  /** A live placeholder's text, as in `b.priceFall`; null while it is not known. */
  readLive(name: string): string | null {
    const controls = showNumbers(this.lesson, this.shownSettings)
    return readToken(name, { a: this.outcome('a'), b: this.outcome('b'), controls }, this.lesson)
  }

  /** What each of the step's days needs; null while they are not known, or where it shows none. */
  get needs(): number[] | null {
    const { lesson, step, stage } = this
    const { document } = stage.b
    if (!step?.days || document?.version !== 1) return null
    return readNeeds(lesson, step, document.market.startPrice, lookupIn(lesson, this.study.outcomes))
  }

  /** The goals of a check, and where they stand. */
  goals(names: ControlNames): Goal[] {
    const { lesson, step, attempt, study } = this
    if (step?.kind !== 'check') return []
    return listGoals(lesson, step, names, attempt, lookupIn(lesson, study.outcomes))
  }

  /** After a failure of the model. */
  async recover(): Promise<void> {
    this.staging.error = null
    await this.stage.recover()
    await this.enter(this.stepId)
  }

  close(): void {
    this.staging.close()
    this.#rest.end()
    this.study.close()
    this.stage.close()
  }
}
