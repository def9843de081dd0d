/**
 * Goals that ask for the same in several scenes, on one axis: where the run on the stage stands in each, and the limit that all
 * share, which is a part of what the gray run comes to. Reads the clauses of a check; outcomes come from a lookup.
 */
import type { Clause, LessonReading } from '../course/clause.ts'
import { lookupIn, type Attempt, type Lookup } from '../course/evaluate.ts'
import type { Lesson, LessonStep, Settings } from '../course/lesson.ts'
import { NO_NAMES, readingRow, type Named } from '../course/lessonReadings.ts'
import { formatReading } from '../course/numberWords.ts'
import { listGoalClauses, type ControlNames } from './lessonGoals.ts'
import type { LessonStudy } from './lessonStudy.svelte.ts'

interface GoalBar {
  readonly name: string
  readonly value: number
  /** As the words write it. */
  readonly shown: string
  readonly isMet: boolean
}

export interface GoalBars {
  /** What is measured. */
  readonly label: string
  readonly bars: readonly GoalBar[]
  readonly limit: { readonly value: number; readonly shown: string }
  /** The end of the axis. */
  readonly most: number
}

interface Scene {
  readonly reading: LessonReading
  readonly share: number
  /** Choices that the goal makes in place of the learner. */
  readonly scene: Settings
}

/** The lesson that is played, at its check. */
interface Checking {
  readonly lesson: Lesson
  readonly step: LessonStep | null
  readonly study: LessonStudy
  readonly attempt: Attempt
}

export function readGoalBars(
  { lesson, step, study, attempt }: Checking,
  names: ControlNames,
): GoalBars | null {
  return step?.kind === 'check'
    ? listGoalBars(step.check, names, attempt, lookupIn(lesson, study.outcomes), lesson)
    : null
}

/**
 * Null where fewer than two goals share a limit, or while a run is not known.
 * @internal
 */
export function listGoalBars(
  check: Clause,
  names: ControlNames,
  attempt: Attempt,
  lookup: Lookup,
  lesson: Named = NO_NAMES,
): GoalBars | null {
  const scenes = listGoalClauses(check).flatMap((clause) => readScene(clause) ?? [])
  if (scenes.length < 2) return null
  const [{ reading, share }] = scenes
  if (scenes.some((one) => one.reading !== reading || one.share !== share)) return null
  const least = lookup(attempt.a, attempt.seed)?.[reading] ?? null
  if (least === null) return null
  const limit = share * least
  const bars: GoalBar[] = []
  for (const { scene } of scenes) {
    const value = lookup({ ...attempt.b, ...scene }, attempt.seed)?.[reading] ?? null
    if (value === null) return null
    const name = Object.entries(scene).map(([control, option]) => names.option(control, String(option)))
    bars.push({
      name: name.join(', '),
      value,
      shown: formatReading(reading, value, lesson),
      isMet: value <= limit,
    })
  }
  return {
    label: readingRow(lesson, reading).label,
    bars,
    limit: { value: limit, shown: formatReading(reading, limit, lesson) },
    most: Math.max(limit * 1.25, ...bars.map(({ value }) => value)),
  }
}

/** Null where the goal is another, or where the gray run changes along with it. */
function readScene(clause: Clause): Scene | null {
  if ('seeds' in clause) return readScene(clause.holds)
  if (!('with' in clause) || clause.both === true) return null
  const { holds } = clause
  if (!('ratio' in holds) || typeof holds.atMost !== 'number') return null
  const scene: Record<string, string> = {}
  for (const [id, to] of Object.entries(clause.with)) {
    if (typeof to !== 'string') return null
    scene[id] = to
  }
  return { reading: holds.ratio, share: holds.atMost, scene }
}
