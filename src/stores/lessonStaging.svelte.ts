/**
 * How what a lesson shows comes onto the stage: the documents of its runs are asked for, opened, and played or not, and the
 * runs are made that the step's words speak of. All of it takes a while, so whatever is on its way gives way to what is
 * wanted next.
 */
import { isHandsOn, startOf, toRunSpec } from '../course/attempt.ts'
import { planRuns, type Attempt } from '../course/evaluate.ts'
import { figureOf, type Lesson, type LessonStep, type Settings } from '../course/lesson.ts'
import { isWorldLesson } from '../course/lessonReadings.ts'
import type { RunSpec } from '../schema/runSpec.ts'
import { planLive } from './liveGoals.ts'
import { planDays } from './lessonDays.ts'
import { listClauses } from './lessonQuestion.ts'
import type { LessonStage, StagedRun } from './lessonStage.svelte.ts'
import type { LessonStudy } from './lessonStudy.svelte.ts'
import type { StepRecord } from './progressRecord.ts'

/** A question about one of these is about what came of the run: it is asked at its end. */
const AFTER = new Set<LessonStep['panel']>(['payers', 'ledger', 'fund', 'liquidations'])

/** The lesson that is shown. */
interface Shown {
  readonly lesson: Lesson
  readonly stage: LessonStage
  readonly study: LessonStudy
  readonly step: LessonStep | null
  readonly record: StepRecord
  readonly seed: string
  /** What is on the stage other than the step's own setup. */
  readonly replay: 'expert' | 'missed' | null
  readonly shownSettings: Settings
  readonly againstSettings: Settings | null
  readonly attempt: Attempt
}

export class LessonStaging {
  /** Why the stage does not show what it should; null where it does. */
  error: string | null = $state(null)
  readonly #play: Shown
  readonly #reducesMotion: () => boolean
  #turn = 0

  constructor(play: Shown, reducesMotion: () => boolean) {
    this.#play = play
    this.#reducesMotion = reducesMotion
  }

  /** As the step begins: what is to be watched plays, what is told is at its end, what is asked waits. */
  open(step: LessonStep): Promise<void> {
    const plays = step.kind === 'watch' || step.kind === 'compare'
    const isTold = step.kind === 'explain' || (step.kind === 'quiz' && AFTER.has(step.panel))
    return this.present(plays ? 'play' : isTold || this.#isWhole ? 'still' : 'wait')
  }

  /** After a control was moved: it plays once more, but where a figure shows at a glance what the control did. */
  follow(): Promise<void> {
    return this.present(this.#isWhole ? 'still' : 'play')
  }

  /** Whether hands are on a figure of its own: it is shown whole. */
  get #isWhole(): boolean {
    const { step } = this.#play
    return step !== null && isHandsOn(step) && figureOf(step) !== null
  }

  /** Brings the setup onto the stage, and has the runs made that its words speak of. */
  async present(how: 'play' | 'still' | 'wait'): Promise<void> {
    const turn = ++this.#turn
    const { lesson, step, stage, study, record, shownSettings, againstSettings } = this.#play
    if (!step) return
    stage.isLocked = step.kind === 'predict' && record.prediction === undefined
    const specs = this.#listSpecs(step)
    const [b, a] = await Promise.all([
      this.#toRun(shownSettings),
      againstSettings ? this.#toRun(againstSettings) : null,
    ])
    if (turn !== this.#turn || !b) return
    // Two worlds are too much for one screen: there A is the gray line in every house.
    const comparesBoth = !isWorldLesson(lesson) && (step.kind === 'compare' || this.#play.replay === 'missed')
    const isPair = a !== null && comparesBoth
    const freeze = step.kind === 'predict' && record.correct === undefined ? (step.freeze ?? null) : null
    const isShown = await stage.show({ b, a, isPair, freeze })
    if (turn !== this.#turn) return
    if (!isShown) this.error = stage.pair.error?.message ?? 'The run could not be opened.'
    // What was seen before the class began is no answer to it.
    else if (stage.isLocked && stage.isOver) await stage.rewind()
    else if (how === 'play' && !this.#reducesMotion()) await stage.replay()
    else if (how !== 'wait') await stage.toEnd()
    if (turn === this.#turn) await study.know(specs)
  }

  /** At the end what was on the stage stays there; whoever comes straight to it sees the start. */
  async rest(): Promise<void> {
    const turn = ++this.#turn
    const { lesson, stage } = this.#play
    stage.pause()
    stage.isLocked = false
    if (stage.isReady) return
    const b = await this.#toRun(startOf(lesson))
    if (b && turn === this.#turn) await stage.show({ b, a: null, isPair: false, freeze: null })
  }

  close(): void {
    this.#turn++
  }

  #listSpecs(step: LessonStep): RunSpec[] {
    const { lesson, shownSettings, againstSettings, attempt, seed } = this.#play
    return [
      toRunSpec(lesson, shownSettings, seed),
      toRunSpec(lesson, againstSettings ?? startOf(lesson), seed),
      ...planDays(lesson, step),
      ...listClauses(step).flatMap((clause) => planRuns(lesson, clause, attempt)),
      ...(step.kind === 'check' ? planLive(lesson, step, attempt) : []),
    ]
  }

  /** Null where the model failed, which `error` then says. */
  async #toRun(settings: Settings): Promise<StagedRun | null> {
    const { lesson, study, seed } = this.#play
    try {
      return await study.stage(toRunSpec(lesson, settings, seed))
    } catch (error) {
      this.error = error instanceof Error ? error.message : String(error)
      return null
    }
  }
}
