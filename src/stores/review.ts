/**
 * The daily mixed review: questions that were missed the first time come back, a few a day, mixed over the lessons, at growing
 * distances until they sat a few times. Pure: the records and the day come from outside, so that a day is the same in every
 * tab, and a clock that is wrong changes nothing that is kept.
 */
import type { ProgressRecord, StepRecord } from './progressRecord.ts'

/** A day, as days since 1970 where the learner is. */
export type Day = number

export interface Missed {
  readonly lessonId: string
  readonly stepId: string
}

/**
 * Questions a day.
 * @internal
 */
export const A_DAY = 5
/** Days until a question comes back, after it was right so many times in a row. After the last it is known. */
const DISTANCES: readonly number[] = [0, 1, 3, 7]
const DAY = 86_400_000

/** @param now milliseconds since 1970, @param offset minutes that the place is behind UTC, as Date has them */
export function toDay(now: number, offset: number): Day {
  return Math.floor((now - offset * 60_000) / DAY)
}

function wasMissed({ firstCorrect, correct }: StepRecord): boolean {
  return (firstCorrect ?? correct) === false
}

/** Whether a question is asked on this day; one that was asked today is done for today. */
function isDue({ review }: StepRecord, day: Day): boolean {
  if (!review) return true
  const distance = DISTANCES.at(review.streak)
  if (distance === undefined || review.day === day) return false
  // A day in the future was written by a clock that ran ahead.
  return review.day > day || day - review.day >= Math.max(1, distance)
}

/** Everything that was missed the first time, in the order of the record; known or not. */
export function listMissed(record: ProgressRecord): (Missed & { readonly step: StepRecord })[] {
  return Object.entries(record.lessons).flatMap(([lessonId, { steps }]) =>
    Object.entries(steps).flatMap(([stepId, step]) => (wasMissed(step) ? [{ lessonId, stepId, step }] : [])),
  )
}

/**
 * What is asked on a day: mixed, so that two of one lesson stand apart where others are there, and the same at every look until
 * something is answered.
 */
export function pickReview(record: ProgressRecord, day: Day): Missed[] {
  const all = listMissed(record)
  const asked = all.filter(({ step }) => step.review?.day === day).length
  const due = all
    .filter(({ step }) => isDue(step, day))
    .map(({ lessonId, stepId }) => ({ lessonId, stepId, place: shuffle(`${day}/${lessonId}/${stepId}`) }))
    .sort((a, b) => a.place - b.place)
  // By turns: the first of every lesson, then the second of every lesson.
  const rounds = due.map((one, i) => ({
    one,
    round: due.slice(0, i).filter(({ lessonId }) => lessonId === one.lessonId).length,
  }))
  return rounds
    .sort((a, b) => a.round - b.round)
    .slice(0, Math.max(0, A_DAY - asked))
    .map(({ one: { lessonId, stepId } }) => ({ lessonId, stepId }))
}

/** What is kept of an answer: right ones grow the distance, a wrong one begins again. */
export function answerReview(
  before: StepRecord['review'],
  isRight: boolean,
  day: Day,
): NonNullable<StepRecord['review']> {
  return { day, streak: isRight ? Math.min((before?.streak ?? 0) + 1, DISTANCES.length) : 0 }
}

/** A whole number from a text, well spread (FNV-1a). */
function shuffle(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0
  return hash
}

/** How many questions of a lesson were answered, and how many rightly the first time. */
export function countFirst(steps: Readonly<Record<string, StepRecord>>): { made: number; right: number } {
  const answers = Object.values(steps).flatMap(({ firstCorrect, correct }) => firstCorrect ?? correct ?? [])
  return { made: answers.length, right: answers.filter((isRight) => isRight).length }
}
