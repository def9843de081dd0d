/**
 * What A and B of a lesson differ in, in the lesson's own words: its controls, and what it speaks of. The numbers are those
 * of the whole runs, as in the words; a quantity that no clause of the lesson reads is left to the full table.
 */
import type { Clause, LessonReading } from '../course/clause.ts'
import type { Lesson, Settings } from '../course/lesson.ts'
import { isWorldLesson, listReadingNames, readingRow } from '../course/lessonReadings.ts'
import { formatControl, formatReading } from '../course/numberWords.ts'
import type { Outcome } from '../schema/outcome.ts'
import type { ControlNames } from './lessonGoals.ts'

interface LessonDifference {
  readonly name: string
  readonly a: string
  readonly b: string
  readonly isSame: boolean
}

const BOUNDS = ['above', 'atLeast', 'below', 'atMost'] as const
/** More would not be read. */
const MOST = 7
/** Where the lesson itself speaks of little: how far it fell, and for how many it ended. */
const LITTLE = 3
const BESIDES: readonly LessonReading[] = ['priceFall', 'tradersLiquidated']

/** The controls that stand differently. */
export function listSetDifferently(
  lesson: Lesson,
  names: ControlNames,
  a: Settings,
  b: Settings,
): LessonDifference[] {
  return Object.entries(lesson.controls)
    .filter(([id]) => a[id] !== b[id])
    .map(([id, control]) => {
      const show = (value: number | string) =>
        control.kind === 'number' && typeof value === 'number'
          ? formatControl(control, value)
          : names.option(id, String(value))
      return { name: capitalize(names.control(id)), a: show(a[id]), b: show(b[id]), isSame: false }
    })
}

/**
 * What came of both, in what the lesson speaks of.
 * @param isRisen whether a run stood above its start before it fell: then its fall from the start is no fall that anybody saw
 */
export function listCameOfIt(
  lesson: Lesson,
  stepText: string,
  a: Outcome,
  b: Outcome,
  isRisen = false,
): LessonDifference[] {
  return listReadings(lesson, stepText)
    .filter((id) => !isRisen || id !== 'priceFall')
    .flatMap((id) => {
      const [left, right] = [a[id], b[id]]
      if (left === null && right === null) return []
      // What is nothing in both runs is not part of this story.
      if (left === 0 && right === 0 && !stepText.includes(`.${id}"`)) return []
      const [shownA, shownB] = [formatReading(id, left, lesson), formatReading(id, right, lesson)]
      return {
        name: capitalize(readingRow(lesson, id).said),
        a: shownA,
        b: shownB,
        isSame: shownA === shownB,
      }
    })
    .slice(0, MOST)
}

/** Those in the step's own words first, then those of the claims. */
function listReadings(lesson: Lesson, stepText: string): LessonReading[] {
  const told = [...stepText.matchAll(/data-value="[ab]\.([\w-]+)"/g)].map(([, id]) => id)
  const claimed = lesson.claims.flatMap(({ holds }) => listClauseReadings(holds))
  const own = [...new Set([...told, ...claimed])]
  const besides = own.length < LITTLE && !isWorldLesson(lesson) ? BESIDES : []
  const names = listReadingNames(lesson)
  return [...new Set([...own, ...besides])].filter((id) => names.includes(id))
}

function listClauseReadings(clause: Clause): LessonReading[] {
  if ('all' in clause) return clause.all.flatMap(listClauseReadings)
  if ('any' in clause) return clause.any.flatMap(listClauseReadings)
  if ('not' in clause) return listClauseReadings(clause.not)
  if ('holds' in clause) return listClauseReadings(clause.holds)
  if ('reading' in clause)
    return [
      clause.reading,
      ...BOUNDS.flatMap((kind) => {
        const bound = clause[kind]
        return typeof bound === 'object' && 'reading' in bound ? [bound.reading] : []
      }),
    ]
  if ('difference' in clause) return [clause.difference]
  return 'ratio' in clause ? [clause.ratio] : []
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
