/**
 * Many days of a lesson, one run each: how much money would have to be set aside so that all of a day's losses are covered, as
 * a share of its open interest. The days have seeds of their own: those that judge are not shown. Pure: runs come from a lookup.
 */
import { startOf, toRunSpec } from '../course/attempt.ts'
import type { Lookup } from '../course/evaluate.ts'
import type { Lesson, LessonStep, Settings } from '../course/lesson.ts'
import type { RunSpec } from '../schema/runSpec.ts'

const toSeed = ({ scenario }: Lesson, day: number) => `${scenario.seeds[0]}/days/${day}`

/** The step's scene with the line at its low end: what is not covered then is what a day needs. */
function settingsOf(lesson: Lesson, { set }: LessonStep, line: string): Settings {
  const control = lesson.controls[line]
  return { ...startOf(lesson), ...set, ...(control.kind === 'number' ? { [line]: control.from } : {}) }
}

/** The runs of the step's days; none where it shows none. */
export function planDays(lesson: Lesson, step: LessonStep): RunSpec[] {
  const { days } = step
  if (!days) return []
  const settings = settingsOf(lesson, step, days.line)
  return Array.from({ length: days.count }, (_, day) => toRunSpec(lesson, settings, toSeed(lesson, day)))
}

/**
 * What each day needs, as a share of its open interest at the start; null while not all are known.
 * @param startPrice in dollars, which is what a hundred contracts are worth in hundreds of cents
 */
export function readNeeds(
  lesson: Lesson,
  step: LessonStep,
  startPrice: number,
  lookup: Lookup,
): number[] | null {
  const { days } = step
  if (!days) return null
  const settings = settingsOf(lesson, step, days.line)
  const needs: number[] = []
  for (let day = 0; day < days.count; day++) {
    const outcome = lookup(settings, toSeed(lesson, day))
    if (!outcome || outcome.uncovered === null || outcome.openInterestStart === null) return null
    needs.push(outcome.uncovered / (outcome.openInterestStart * startPrice))
  }
  return needs
}

/** Days on which so much was not enough. A rounding of cents is none. */
export function countBeyond(needs: readonly number[], fund: number): number {
  return needs.filter((need) => need > fund + 1e-6).length
}
