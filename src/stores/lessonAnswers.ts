/**
 * The questions of a lesson as a learner meets them: what is predicted or chosen, what then happened, and which explanation
 * fits both. The rules are pure (lessonQuestion.ts); here they meet the run on the stage, the runs that are known, and the
 * record that keeps the answers.
 */
import type { Clause } from '../course/clause.ts'
import { evaluate, lookupIn, type Attempt } from '../course/evaluate.ts'
import type { Lesson, LessonStep } from '../course/lesson.ts'
import type { Outcome } from '../schema/outcome.ts'
import {
  describeNumber,
  findCases,
  findLowestShare,
  findRight,
  isCorrect,
  listClauses,
  meanDistance,
  sampleLine,
  type NumberWording,
  type PredictionResult,
} from './lessonQuestion.ts'
import { HandCount } from './handCount.svelte.ts'
import type { LessonStage } from './lessonStage.svelte.ts'
import type { LessonStudy } from './lessonStudy.svelte.ts'
import type { Prediction, StepRecord } from './progressRecord.ts'

/** The lesson that asks. */
interface Asking {
  readonly lesson: Lesson
  readonly stage: LessonStage
  readonly study: LessonStudy
  readonly step: LessonStep | null
  readonly record: StepRecord
  readonly attempt: Attempt
  outcome(of: 'a' | 'b'): Outcome | null
  recordOf(stepId: string): StepRecord
  note(change: Partial<StepRecord>): void
}

export class LessonAnswers {
  readonly #play: Asking

  constructor(play: Asking) {
    this.#play = play
  }

  predict(prediction: Prediction): void {
    this.#play.note(prediction.kind === 'skipped' ? { prediction, done: true } : { prediction })
    this.#play.stage.isLocked = false
  }

  /** The answer to a question that says at once what is right. */
  choose(optionId: string): void {
    const { step } = this.#play
    if (step?.kind !== 'quiz' && step?.kind !== 'recall') return
    const correct = step.options.find(({ id }) => id === optionId)?.right ?? false
    this.#play.note({ answer: optionId, ...this.#judge(correct), done: true })
  }

  /** What happened, once the run was seen or was told before; null until then. */
  get result(): PredictionResult | null {
    const { step, record, stage } = this.#play
    if (step?.kind !== 'predict' || !record.prediction) return null
    const isTold = stage.isOver && !stage.playing
    const { ask } = step
    if (ask.kind === 'line') {
      if (!isTold) return null
      const values = sampleLine(ask, stage.b.series, stage.shocks[0]?.step ?? 0, stage.steps)
      const drawn = record.prediction.kind === 'line' ? record.prediction.values : null
      const lowest = findLowestShare(ask, stage.b.series, stage.steps)
      return {
        kind: 'line',
        values,
        lowest,
        distance: drawn && meanDistance(drawn, values),
        within: ask.within,
      }
    }
    if (!isTold && record.correct === undefined) return null
    if (ask.kind === 'choice')
      return this.#isKnown(step) ? { kind: 'choice', right: findRight(ask, this.#holds) } : null
    const { from, to, within, reading } = ask
    const outcome = this.#play.outcome('b')
    if (!outcome || reading === undefined) return null
    return { kind: 'number', value: outcome[reading], from, to, within }
  }

  /** How the number of this step's question is shown and typed. */
  describeAsk(): NumberWording {
    const { step, lesson } = this.#play
    return describeNumber(step?.kind === 'predict' ? step.ask : { kind: 'choice', options: [] }, lesson)
  }

  /** Keeps what came of the prediction. */
  noteResult(): void {
    const { result } = this
    const { record } = this.#play
    if (!result || !record.prediction) return
    const correct = isCorrect(record.prediction, result)
    if (record.done && (correct === null || record.correct === correct)) return
    this.#play.note(correct === null ? { done: true } : { done: true, ...this.#judge(correct) })
  }

  /** The first answer stays the first, whatever is answered later. */
  #judge(correct: boolean): Pick<StepRecord, 'correct' | 'firstCorrect'> {
    const { firstCorrect, correct: before } = this.#play.record
    return { correct, firstCorrect: firstCorrect ?? before ?? correct }
  }

  /** The cases of an explanation that fit; empty where none does, or while that is not known. */
  get explainedCases(): ReturnType<typeof findCases> {
    const { lesson, step, recordOf } = this.#play
    if (step?.kind !== 'explain' || !this.#isKnown(step)) return []
    return findCases(step, recordOf, this.#holds, (id) => new HandCount(`${lesson.id}/${id}`).said)
  }

  /** The question that an explanation speaks of: what was answered, and what turned out to be right, as ids where they are known. */
  get explainedAnswer(): {
    readonly step: string
    readonly own: string | null
    readonly right: string | null
  } | null {
    const { lesson, step, recordOf } = this.#play
    if (step?.kind !== 'explain') return null
    const asked = step.cases.find(({ prediction }) => prediction !== undefined)?.prediction
    if (asked === undefined) return null
    const { prediction, answer, correct } = recordOf(asked)
    const own = answer ?? (prediction?.kind === 'choice' ? prediction.option : null)
    const told = new HandCount(`${lesson.id}/${asked}`).said.right.at(0) ?? null
    return { step: asked, own, right: correct === true ? own : told }
  }

  /** Whether what a try asks for is there, as the controls stand; false while that is not known. */
  get isFound(): boolean {
    const { step } = this.#play
    return step?.kind === 'try' && step.found !== undefined && this.#isKnown(step) && this.#holds(step.found)
  }

  readonly #holds = (clause: Clause): boolean => {
    const { lesson, attempt, study } = this.#play
    return evaluate(lesson, clause, attempt, lookupIn(lesson, study.outcomes)).met
  }

  /** Whether every run is known that the step's words depend on. */
  #isKnown(step: LessonStep): boolean {
    const { lesson, attempt, study } = this.#play
    const lookup = lookupIn(lesson, study.outcomes)
    let isKnown = true
    for (const clause of listClauses(step))
      evaluate(lesson, clause, attempt, (settings, seed) => {
        const found = lookup(settings, seed)
        if (!found) isKnown = false
        return found
      })
    return isKnown
  }
}
