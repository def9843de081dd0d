/**
 * Predictions against what happened, and which explanation fits. Pure: the outcome of the clauses and the series of the run
 * come from outside.
 */
import type { Clause } from '../course/clause.ts'
import type { Lesson, LessonStep, Settings } from '../course/lesson.ts'
import { NO_NAMES, readingRow, type Named } from '../course/lessonReadings.ts'
import { formatReading } from '../course/numberWords.ts'
import type { ReadingUnit } from '../schema/reading.ts'
import { formatFew } from '../schema/words.ts'
import type { Prediction, StepRecord } from './progressRecord.ts'
import { findExtremes, type SeriesReader } from './seriesReader.ts'

type PredictStep = Extract<LessonStep, { kind: 'predict' }>
type Ask = PredictStep['ask']
type ExplainStep = Extract<LessonStep, { kind: 'explain' }>
type ExplainCase = ExplainStep['cases'][number]

/** What happened, in the form of the question. */
export type PredictionResult =
  /** The option that is right; null where none is. */
  | { readonly kind: 'choice'; readonly right: string | null }
  | {
      readonly kind: 'number'
      readonly value: number | null
      readonly from: number
      readonly to: number
      readonly within: number
    }
  /** `distance` is the mean distance of the drawn line; null where none was drawn. */
  | {
      readonly kind: 'line'
      readonly values: readonly number[]
      /** The lowest of all steps, not only of those places: the number that words have. */
      readonly lowest: number
      readonly distance: number | null
      readonly within: number
    }

/** The clauses that say which option is right, which case fits, or when it is found, in their order. */
export function listClauses(step: LessonStep): Clause[] {
  if (step.kind === 'try') return step.found ? [step.found] : []
  if (step.kind === 'explain') return step.cases.flatMap(({ when }) => when ?? [])
  if (step.kind !== 'predict' || step.ask.kind !== 'choice') return []
  return step.ask.options.flatMap(({ right }) => right ?? [])
}

export function findRight(
  ask: Extract<Ask, { kind: 'choice' }>,
  holds: (clause: Clause) => boolean,
): string | null {
  return ask.options.find(({ right }) => right && holds(right))?.id ?? null
}

/** A series at the places of a drawn line, from the push to the end, as shares of its first value. */
export function sampleLine(
  { series: id, points }: Extract<Ask, { kind: 'line' }>,
  series: SeriesReader,
  pushStep: number,
  steps: number,
): number[] {
  const start = series.at(id, 0)
  return Array.from({ length: points }, (_, place) => {
    const step = Math.round(pushStep + ((steps - pushStep) * place) / Math.max(1, points - 1))
    return start > 0 ? series.at(id, Math.min(step, steps)) / start : 0
  })
}

/** The lowest value of a series up to a step, as a share of its first. */
export function findLowestShare(
  { series: id }: Extract<Ask, { kind: 'line' }>,
  series: SeriesReader,
  steps: number,
): number {
  const start = series.at(id, 0)
  const last = Math.min(steps, series.length - 1)
  return start > 0 ? findExtremes(0, last, (step) => series.at(id, step)).lowest / start : 0
}

/** Whether the prediction came true; null where there was none, or nothing to compare it with. */
export function isCorrect(prediction: Prediction, result: PredictionResult): boolean | null {
  if (prediction.kind === 'choice' && result.kind === 'choice')
    return result.right === null ? null : prediction.option === result.right
  if (prediction.kind === 'number' && result.kind === 'number')
    return result.value === null
      ? null
      : Math.abs(prediction.value - result.value) <= result.within * (1 + 1e-9)
  if (prediction.kind === 'line' && result.kind === 'line')
    return result.distance === null ? null : result.distance <= result.within
  return null
}

/** What was answered in the lesson so far, as clauses read it. */
export function listAnswers(lesson: Lesson, record: (stepId: string) => StepRecord): Settings {
  const answers: Record<string, number | string> = {}
  for (const { id } of lesson.steps) {
    const { prediction, answer } = record(id)
    if (answer !== undefined) answers[id] = answer
    else if (prediction?.kind === 'choice') answers[id] = prediction.option
    else if (prediction?.kind === 'number') answers[id] = prediction.value
    else if (prediction) answers[id] = prediction.kind === 'line' ? 'drawn' : 'skipped'
  }
  return answers
}

/** The first case that fits, or null where none does. */
function findCase(
  { cases }: ExplainStep,
  record: (stepId: string) => StepRecord,
  holds: (clause: Clause) => boolean,
): string | null {
  const fits = ({ prediction, answered, when }: ExplainCase) =>
    (prediction === undefined || isAnswered(record(prediction), answered)) &&
    (when === undefined || holds(when))
  return cases.find(fits)?.id ?? null
}

/** What a class said to a question by its hands. */
export interface Said {
  /** Answers with hands, most of them first. */
  readonly answers: readonly string[]
  /** What turned out to be right; empty while the class was not told. */
  readonly right: readonly string[]
}

/** A case of an explanation that fits, and which of a class's counted answers it belongs to. */
interface FoundCase {
  readonly id: string
  /** Empty where one learner answered, or nobody did. */
  readonly said: readonly { readonly step: string; readonly option: string }[]
}

/**
 * The cases that fit: one; but where a class was counted instead of answering, one for each answer that was wrong, and that of
 * the right one where nobody was wrong.
 */
export function findCases(
  step: ExplainStep,
  record: (stepId: string) => StepRecord,
  holds: (clause: Clause) => boolean,
  hear: (stepId: string) => Said,
): FoundCase[] {
  const asked = step.cases.find(({ prediction }) => prediction !== undefined)?.prediction
  const said = asked !== undefined && record(asked).prediction?.kind === 'skipped' ? hear(asked) : null
  const wrong = said?.answers.filter((answer) => !said.right.includes(answer)) ?? []
  const heard = !said || said.right.length === 0 ? [] : wrong.length > 0 ? wrong : said.answers
  if (asked === undefined || heard.length === 0) {
    const id = findCase(step, record, holds)
    return id === null ? [] : [{ id, said: [] }]
  }
  const found = heard.flatMap((option) => {
    const correct = said?.right.includes(option) ?? false
    const recordSaid = (stepId: string): StepRecord => {
      const own = record(stepId)
      return stepId === asked ? { ...own, prediction: { kind: 'choice', option }, correct } : own
    }
    const id = findCase(step, recordSaid, holds)
    return id === null ? [] : [{ id, said: { step: asked, option } }]
  })
  const ids = [...new Set(found.map(({ id }) => id))]
  return ids.map((id) => ({ id, said: found.filter((one) => one.id === id).map((one) => one.said) }))
}

function isAnswered({ prediction, answer, correct }: StepRecord, answered: string | undefined): boolean {
  const isSkipped = answer === undefined && (prediction === undefined || prediction.kind === 'skipped')
  if (answered === undefined) return !isSkipped
  if (answered === 'skipped') return isSkipped
  if (isSkipped) return false
  if (answered === 'right') return correct === true
  if (answered === 'wrong') return correct === false
  return answer === answered || (prediction?.kind === 'choice' && prediction.option === answered)
}

/** How the number that is asked for is shown and typed. */
export interface NumberWording {
  readonly show: (value: number) => string
  /** What is typed is this much larger than the value. */
  readonly typedScale: number
  readonly typedUnit: string
}

const TYPED: Readonly<Partial<Record<ReadingUnit, readonly [scale: number, unit: string]>>> = {
  share: [100, '%'],
  cents: [0.01, '$'],
  dollars: [1, '$'],
  times: [1, '×'],
}

export function describeNumber(ask: Ask, lesson: Named = NO_NAMES): NumberWording {
  const reading = ask.kind === 'number' ? ask.reading : undefined
  if (reading === undefined) return { show: formatFew, typedScale: 1, typedUnit: '' }
  const [typedScale, typedUnit] = TYPED[readingRow(lesson, reading).unit] ?? [1, '']
  return { show: (value) => formatReading(reading, value, lesson), typedScale, typedUnit }
}

/** How far apart two lines are, on average. */
export function meanDistance(a: readonly number[], b: readonly number[]): number {
  const length = Math.min(a.length, b.length)
  return a.slice(0, length).reduce((sum, value, at) => sum + Math.abs(value - b[at]), 0) / Math.max(1, length)
}
