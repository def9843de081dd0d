/**
 * Where the goals of a check stand while the controls are moved. What is asked of many hidden runs is shown for the crowd on the
 * stage, and said to be that: the count comes with the check. Where the step's figure shows all runs that judge, they are
 * counted at once. Pure: outcomes come from a lookup.
 */
import type { Clause } from '../course/clause.ts'
import { evaluate, isAtEnd, planRuns, type Attempt, type Lookup } from '../course/evaluate.ts'
import type { Lesson, LessonStep } from '../course/lesson.ts'
import { readingRow } from '../course/lessonReadings.ts'
import type { RunSpec } from '../schema/runSpec.ts'
import { formatCount } from '../schema/words.ts'
import { goalWordsOf } from './goalWords.ts'
import {
  describeAim,
  listGoalClauses,
  quote,
  showValue,
  type ControlNames,
  type Speaker,
} from './lessonGoals.ts'

const AT_END = 'this is the end of the slider'

export interface Goal {
  /** The clause's name, under which its own words stand; null where it has none. */
  readonly id: string | null
  /** A sentence. */
  readonly aim: string
  /** Where it stands; empty while that is not known, or where nothing can be said. */
  readonly live: string
  /** Of what that is said. */
  readonly of: string
}

type CheckStep = Extract<LessonStep, { kind: 'check' }>

/** Whether the step's figure shows every run that judges. */
const showsAll = ({ panel }: CheckStep) => panel === 'months'

/** The goals of a check, in its order. */
export function listGoals(
  lesson: Lesson,
  step: CheckStep,
  names: ControlNames,
  attempt: Attempt,
  lookup: Lookup,
): Goal[] {
  const isSeen = showsAll(step)
  const speaker = { lesson, names, judging: attempt.judging.length, isSeen }
  return listGoalClauses(step.check).map((clause) => {
    const seeds = isSeen ? findSeeds(clause) : null
    const live = seeds
      ? countLive(lesson, clause, attempt, lookup)
      : describeLive(speaker, clause, attempt, lookup)
    return {
      id: clause.id ?? null,
      aim: describeAim(speaker, clause),
      live,
      of: seeds || live === AT_END ? 'Now' : nameRun(clause),
    }
  })
}

/** The runs that stand live beside the goals: of the crowd on the stage, and of those that judge only where the figure shows all. */
export function planLive(lesson: Lesson, step: CheckStep, attempt: Attempt): RunSpec[] {
  const toPlan = (clause: Clause) => (showsAll(step) && findSeeds(clause) ? clause : toLive(clause))
  return listGoalClauses(step.check).flatMap((clause) => planRuns(lesson, toPlan(clause), attempt))
}

/** The part of a goal that is asked of many runs; null where none is. */
function findSeeds(clause: Clause): Extract<Clause, { seeds: number }> | null {
  if ('seeds' in clause) return clause
  if ('not' in clause) return findSeeds(clause.not)
  return 'with' in clause ? findSeeds(clause.holds) : null
}

/** What a number beside a goal belongs to: where many runs judge, it is that of one of them, and a mark may say otherwise. */
function nameRun(clause: Clause): string {
  const isChanged = 'with' in ('not' in clause ? clause.not : clause)
  const shown = hasSeeds(clause) ? 'In the run shown' : 'Now'
  return [shown, ...(isChanged ? ['with that change'] : []), ...nameUnsaid(clause)].join(', ')
}

/** What a number is of, where the goal itself says only that there must be none of it. */
function nameUnsaid(clause: Clause): string[] {
  const inner = innermost(toLive(clause))
  if (!('reading' in inner) || inner.atMost !== 0) return []
  const words = goalWordsOf(inner.reading)
  return words?.none === undefined ? [] : [words.short]
}

function hasSeeds(clause: Clause): boolean {
  if ('all' in clause) return clause.all.some(hasSeeds)
  return 'any' in clause ? clause.any.some(hasSeeds) : findSeeds(clause) !== null
}

/** In how many of all that judge it holds now; empty while one of them is not known. */
function countLive(lesson: Lesson, clause: Clause, attempt: Attempt, lookup: Lookup): string {
  let isKnown = true
  const { value } = evaluate(lesson, clause, attempt, (settings, seed) => {
    const outcome = lookup(settings, seed)
    isKnown &&= outcome !== null
    return outcome
  })
  const judging = attempt.judging.length
  if (!isKnown || typeof value !== 'number') return ''
  return `${formatCount(Math.round(value * judging))} of ${formatCount(judging)}`
}

/** The same for one run: what is asked of many is looked at in the one on the stage. */
function toLive(clause: Clause): Clause {
  if ('seeds' in clause) return toLive(clause.holds)
  if ('not' in clause) return { not: toLive(clause.not) }
  if ('with' in clause) return { ...clause, holds: toLive(clause.holds) }
  if ('all' in clause) return { all: clause.all.map(toLive) }
  return 'any' in clause ? { any: clause.any.map(toLive) } : clause
}

function describeLive(speaker: Speaker, clause: Clause, attempt: Attempt, lookup: Lookup): string {
  const { lesson, names } = speaker
  if (isAtEnd(lesson, clause, attempt)) return AT_END
  if ('changed' in clause) {
    const moved = Object.keys(lesson.controls).filter((id) => attempt.b[id] !== attempt.origin[id])
    return moved.length === 0
      ? 'nothing is moved'
      : `${moved.map((id) => quote(names.control(id))).join(' and ')} moved`
  }
  const live = toLive(clause)
  const inner = innermost(live)
  if ('all' in inner || 'any' in inner) {
    const guard = findGuard(inner)
    if (guard !== null && attempt.b[guard] === attempt.origin[guard])
      return `${quote(names.control(guard))} is not moved`
    const list = 'all' in inner ? inner.all : guard === null ? inner.any : inner.any.slice(1)
    return list
      .flatMap((one) => nameLive(speaker.lesson, describeLive(speaker, one, attempt, lookup), innermost(one)))
      .join(', ')
  }
  const { value } = evaluate(lesson, live, attempt, lookup)
  if (value === null || 'answer' in inner) return ''
  if (typeof value === 'string') return 'option' in inner ? names.option(inner.option, value) : ''
  const shown = showValue(lesson, inner, value)
  return 'ratio' in inner ? sayRatio(shown) : shown
}

/** "1 times as much" and "0% as much" are what nobody says. */
function sayRatio(shown: string): string {
  if (/^1(\.0+)?(×| times)$/.test(shown)) return 'just as much'
  return shown === '0%' ? 'nothing' : `${shown} as much`
}

/** The control that a goal is only asked of where it is moved: "not moved, or …"; null where it is always asked. */
function findGuard(clause: Clause): string | null {
  const [first] = 'any' in clause ? clause.any : []
  if (first === undefined || !('not' in first) || !('changed' in first.not)) return null
  return first.not.changed[0] ?? null
}

/** With two or three words of what it is, where several stand in a row. */
function nameLive(lesson: Lesson, shown: string, clause: Clause): string[] {
  if (shown === '') return []
  if (!('reading' in clause) || shown === AT_END) return [shown]
  const name = goalWordsOf(clause.reading)?.short ?? readingRow(lesson, clause.reading).said
  return [`${name}: ${shown}`]
}

function innermost(clause: Clause): Clause {
  if ('not' in clause) return innermost(clause.not)
  return 'with' in clause ? innermost(clause.holds) : clause
}
