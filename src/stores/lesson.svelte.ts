/**
 * A lesson as it is played: the step, where its controls stand, what was predicted, what a check found. It turns wishes into
 * runs and keeps the learner's progress; what is right is said by the lesson's clauses alone.
 */
import { enterStep, isHandsOn, startOf, toRunSpec, type StepScene } from '../course/attempt.ts'
import { evaluate, lookupIn, planRuns, type Attempt, type Verdict } from '../course/evaluate.ts'
import type { Clause } from '../course/clause.ts'
import type { Lesson, LessonStep, Settings } from '../course/lesson.ts'
import { READINGS } from '../course/readings.ts'
import { readToken } from '../course/numbers.ts'
import { formatControl } from '../course/numberWords.ts'
import type { Outcome } from '../schema/outcome.ts'
import type { RunSpec } from '../schema/runSpec.ts'
import type { Scenario } from '../schema/scenario.ts'
import { findExpert, findLeft, findMissed, findStatus, isSame } from './lessonPath.ts'
import {
  describeNumber,
  findCase,
  findRight,
  isCorrect,
  listAnswers,
  listRightClauses,
  meanDistance,
  sampleLine,
  type NumberWording,
  type PredictionResult,
} from './lessonQuestion.ts'
import type { LessonStage } from './lessonStage.svelte.ts'
import type { LessonStudy } from './lessonStudy.svelte.ts'
import type { Progress } from './progress.svelte.ts'
import type { Prediction, StepRecord } from './progressRecord.ts'

/** A control is moved: the run begins again when it rests. */
const REST_MS = 250
/** Tries that did not pass before there is a hint. */
const TRIES_BEFORE_HINTS = 2

/** A question about one of these is about what came of the run: it is asked at its end. */
const AFTER = new Set<LessonStep['panel']>(['payers', 'ledger', 'fund', 'liquidations'])

interface LessonParts {
  readonly lesson: Lesson
  readonly stage: LessonStage
  readonly study: LessonStudy
  readonly progress: Progress
  readonly reducesMotion: () => boolean
}

/** What is on the stage other than the step's own scene. */
export type Replay = 'expert' | 'missed'

export class LessonPlay {
  readonly lesson: Lesson
  readonly stage: LessonStage
  readonly study: LessonStudy
  readonly progress: Progress
  readonly #parts: LessonParts
  stepId: string = $state('')
  /** Where the learner's controls stand. */
  settings: Settings = $state.raw({})
  #scene: StepScene | null = $state.raw(null)
  verdict: Verdict | null = $state.raw(null)
  /** Whether the controls were moved since the last check. */
  isVerdictOld = $state(false)
  replay: Replay | null = $state(null)
  error: string | null = $state(null)
  #turn = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(parts: LessonParts) {
    this.#parts = parts
    this.lesson = parts.lesson
    this.stage = parts.stage
    this.study = parts.study
    this.progress = parts.progress
  }

  /** Null at the end of the lesson. */
  get step(): LessonStep | null {
    return this.lesson.steps.find(({ id }) => id === this.stepId) ?? null
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

  /** Where the controls stand on the stage: the learner's, or those of what is replayed. */
  get shownSettings(): Settings {
    if (this.replay === 'expert') return this.expertSettings
    if (this.replay === 'missed') return this.missed ?? this.settings
    return this.settings
  }

  /** The settings of run A, or null where there is one run alone. */
  get againstSettings(): Settings | null {
    return this.replay === null ? (this.#scene?.a ?? null) : startOf(this.lesson)
  }

  /** The last try of this step's check, or of the nearest one before it, that did not pass. */
  get missed(): Settings | null {
    return findMissed(this.lesson, this.index, this.#read)
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
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.study.cancel()
    this.stepId = stepId
    this.verdict = null
    this.isVerdictOld = false
    this.replay = null
    this.error = null
    const { step } = this
    if (!step) return this.#rest()
    this.progress.enter(this.lesson.id, stepId)
    this.#scene = enterStep(this.lesson, step, findLeft(this.lesson, this.index, this.#read))
    const kept = isHandsOn(step) ? this.record.settings : undefined
    this.settings = kept ? { ...this.#scene.b, ...kept } : this.#scene.b
    const plays = step.kind === 'watch' || step.kind === 'compare'
    const isTold = step.kind === 'explain' || (step.kind === 'quiz' && AFTER.has(step.panel))
    await this.#present(plays ? 'play' : isTold ? 'still' : 'wait')
  }

  /** At the end what was on the stage stays there; whoever comes straight to it sees the start. */
  async #rest(): Promise<void> {
    this.stage.pause()
    this.stage.isLocked = false
    if (this.stage.isReady) return
    const b = await this.#toDocument(startOf(this.lesson))
    if (b && this.step === null) await this.stage.show({ b, a: null, isPair: false })
  }

  /** A step that asks for nothing is done when it is left. */
  leave(): void {
    const { step } = this
    // Whoever goes on without comparing has still predicted.
    this.noteResult()
    if (!step || this.record.done) return
    if (step.kind === 'watch' || step.kind === 'compare' || step.kind === 'explain' || step.kind === 'try')
      this.#note({ done: true })
  }

  /** The lesson was gone through to its end. */
  finish(): void {
    const status = findStatus(this.lesson, this.#read)
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
    const origin = this.#scene?.origin
    return origin !== undefined && !isSame(this.settings, origin)
  }

  /** Back to where the step began; answers and what was reached stay. */
  resetControls(): void {
    if (!this.#scene) return
    this.settings = this.#scene.origin
    this.#touch()
  }

  #touch(): void {
    this.isVerdictOld = true
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#note({ settings: { ...this.settings } })
      void this.#present('play')
    }, REST_MS)
  }

  // --- questions

  predict(prediction: Prediction): void {
    this.#note(prediction.kind === 'skipped' ? { prediction, done: true } : { prediction })
    this.stage.isLocked = false
  }

  answer(optionId: string): void {
    const { step } = this
    if (step?.kind !== 'quiz' && step?.kind !== 'recall') return
    const correct = step.options.find(({ id }) => id === optionId)?.right ?? false
    this.#note({ answer: optionId, correct, done: true })
  }

  /** What happened, once the run was seen or was told before; null until then. */
  get result(): PredictionResult | null {
    const { step, record, stage } = this
    if (step?.kind !== 'predict' || !record.prediction) return null
    const isTold = stage.isOver && !stage.playing
    const { ask } = step
    if (ask.kind === 'line') {
      if (!isTold) return null
      const values = sampleLine(ask, stage.b.series, stage.shocks[0]?.step ?? 0, stage.steps)
      const drawn = record.prediction.kind === 'line' ? record.prediction.values : null
      return { kind: 'line', values, distance: drawn && meanDistance(drawn, values), within: ask.within }
    }
    if (!isTold && record.correct === undefined) return null
    if (ask.kind === 'choice') {
      const clauses = listRightClauses(ask)
      return this.#areKnown(clauses) ? { kind: 'choice', right: findRight(ask, this.#holds) } : null
    }
    const { from, to, within, reading } = ask
    const outcome = this.outcome('b')
    if (!outcome || reading === undefined) return null
    return { kind: 'number', value: READINGS[reading].compute(outcome), from, to, within }
  }

  /** How the number of this step's question is shown and typed. */
  describeAsk(): NumberWording {
    const { step } = this
    return describeNumber(step?.kind === 'predict' ? step.ask : { kind: 'choice', options: [] })
  }

  /** Keeps what came of the prediction. */
  noteResult(): void {
    const { result, record } = this
    if (!result || !record.prediction) return
    const correct = isCorrect(record.prediction, result)
    if (record.done && (correct === null || record.correct === correct)) return
    this.#note(correct === null ? { done: true } : { done: true, correct })
  }

  /** The case of an explanation that fits; null where none does, or it is not known yet. */
  get explainedCase(): string | null {
    const { step } = this
    if (step?.kind !== 'explain') return null
    if (!this.#areKnown(step.cases.flatMap(({ when }) => when ?? []))) return null
    return findCase(step, this.#read, this.#holds)
  }

  // --- checks

  get canHint(): boolean {
    const { step, record } = this
    if (step?.kind !== 'check' || record.passed) return false
    return record.tries >= TRIES_BEFORE_HINTS && record.hints < step.hints
  }

  hint(): void {
    if (this.canHint) this.#note({ hints: this.record.hints + 1 })
  }

  /** @returns the verdict; null where the check was given up or failed */
  async check(): Promise<Verdict | null> {
    const { step } = this
    if (step?.kind !== 'check' || this.study.progress !== null) return null
    // A control may have been moved just before: what is judged is also what is seen.
    const shown = this.#timer === undefined ? null : this.#present('still')
    clearTimeout(this.#timer)
    this.#timer = undefined
    const { settings } = this
    const attempt = this.#attempt
    const isWhole = await this.study.check(planRuns(this.lesson, step.check, attempt))
    if (!isWhole || this.step !== step) return null
    const verdict = evaluate(this.lesson, step.check, attempt, lookupIn(this.lesson, this.study.outcomes))
    this.verdict = verdict
    this.isVerdictOld = this.settings !== settings
    const tries = this.record.tries + 1
    if (!verdict.met) this.#note({ tries, settings: { ...settings }, missed: { ...settings } })
    // What was shown and only confirmed is seen, not solved.
    else if (this.record.shown && isSame(settings, this.expertSettings)) this.#note({ tries, done: true })
    else this.#note({ tries, settings: { ...settings }, passed: true, done: true })
    this.finish()
    // What was judged is also on the stage, to its end.
    if (this.replay === null && !this.isVerdictOld) void (shown ?? this.stage.toEnd())
    return verdict
  }

  /** Plays another run than the step's own; null goes back. */
  async show(replay: Replay | null): Promise<void> {
    this.replay = replay
    if (replay === 'expert') {
      this.#note({ shown: true })
      this.progress.raise(this.lesson.id, 'seen')
    }
    await this.#present(replay === null ? 'still' : 'play')
  }

  // --- words

  /** A live placeholder's text, as in `b.priceFall`; null while it is not known. */
  readLive(name: string): string | null {
    const controls = Object.entries(this.lesson.controls).flatMap(([id, control]) => {
      const value = this.shownSettings[id]
      return control.kind === 'number' && typeof value === 'number'
        ? [[id, formatControl(control, value)] as const]
        : []
    })
    return readToken(name, {
      a: this.outcome('a'),
      b: this.outcome('b'),
      controls: Object.fromEntries(controls),
    })
  }

  /** After a failure of the model. */
  async recover(): Promise<void> {
    this.error = null
    await this.stage.recover()
    await this.enter(this.stepId)
  }

  close(): void {
    this.#turn++
    clearTimeout(this.#timer)
    this.study.close()
    this.stage.close()
  }

  // --- inside

  #note(change: Partial<StepRecord>): void {
    this.progress.note(this.lesson.id, this.stepId, change)
  }

  readonly #read = (stepId: string): StepRecord => this.progress.step(this.lesson.id, stepId)

  get #attempt(): Attempt {
    const start = startOf(this.lesson)
    return {
      b: this.settings,
      a: this.#scene?.a ?? start,
      origin: this.#scene?.origin ?? start,
      answers: listAnswers(this.lesson, this.#read),
      seed: this.seed,
      judging: this.judging,
    }
  }

  readonly #holds = (clause: Clause): boolean =>
    evaluate(this.lesson, clause, this.#attempt, lookupIn(this.lesson, this.study.outcomes)).met

  #areKnown(clauses: readonly Clause[]): boolean {
    const lookup = lookupIn(this.lesson, this.study.outcomes)
    let isKnown = true
    for (const clause of clauses)
      evaluate(this.lesson, clause, this.#attempt, (settings, seed) => {
        const found = lookup(settings, seed)
        if (!found) isKnown = false
        return found
      })
    return isKnown
  }

  /** What came of run A or B, once it is known. */
  outcome(of: 'a' | 'b'): Outcome | null {
    const settings = of === 'b' ? this.shownSettings : (this.againstSettings ?? startOf(this.lesson))
    return lookupIn(this.lesson, this.study.outcomes)(settings, this.seed)
  }

  /** Brings the scene onto the stage, and has the runs made that its words speak of. */
  async #present(how: 'play' | 'still' | 'wait'): Promise<void> {
    const turn = ++this.#turn
    const { step, stage } = this
    if (!step) return
    stage.isLocked = step.kind === 'predict' && this.record.prediction === undefined
    const specs = this.#listSpecs(step)
    const [b, a] = await Promise.all([
      this.#toDocument(this.shownSettings),
      this.againstSettings ? this.#toDocument(this.againstSettings) : null,
    ])
    if (turn !== this.#turn || !b) return
    const isPair = a !== null && (step.kind === 'compare' || this.replay === 'missed')
    const isShown = await stage.show({ b, a, isPair })
    if (turn !== this.#turn) return
    if (!isShown) this.error = stage.pair.error?.message ?? 'The run could not be opened.'
    else if (how === 'play' && !this.#parts.reducesMotion()) await stage.replay()
    else if (how !== 'wait') await stage.toEnd()
    if (turn === this.#turn) await this.study.know(specs)
  }

  #listSpecs(step: LessonStep): RunSpec[] {
    const clauses =
      step.kind === 'predict'
        ? listRightClauses(step.ask)
        : step.kind === 'explain'
          ? step.cases.flatMap(({ when }) => when ?? [])
          : []
    return [
      toRunSpec(this.lesson, this.shownSettings, this.seed),
      toRunSpec(this.lesson, this.againstSettings ?? startOf(this.lesson), this.seed),
      ...clauses.flatMap((clause) => planRuns(this.lesson, clause, this.#attempt)),
    ]
  }

  /** Null where the model failed, which `error` then says. */
  async #toDocument(settings: Settings): Promise<Scenario | null> {
    try {
      return await this.study.toDocument(toRunSpec(this.lesson, settings, this.seed))
    } catch (error) {
      this.error = error instanceof Error ? error.message : String(error)
      return null
    }
  }
}
