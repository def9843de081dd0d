/**
 * A verdict in words: one row for every goal, with the goal itself, what was found and what is asked for. A clause's own words,
 * where the lesson has them, come from its words file and stand above these.
 */
import type { Clause } from '../course/clause.ts'
import { seedsNeeded, type BoundKind, type Verdict } from '../course/evaluate.ts'
import type { Lesson } from '../course/lesson.ts'
import {
  BOUND_WORDS,
  describeAim,
  OPPOSITE,
  showValue,
  type ControlNames,
  type Speaker,
} from './lessonGoals.ts'

interface VerdictRow {
  /** The clause's name, under which its own words stand; null where it has none. */
  readonly id: string | null
  readonly met: boolean
  /** It says that a little more would be too much, and what it measures against is not reached yet: it proves nothing so far. */
  readonly waits: boolean
  /** The goal, as a sentence. */
  readonly what: string
  /** What was found, and what is asked for; empty where words say all. */
  readonly value: string
  readonly bound: string
}

/** "And no more than it takes": the clause holds as soon as a variation of the settings fails, also where all of them fail. */
function isEdge(clause: Clause): boolean {
  if ('not' in clause) return 'with' in clause.not || isEdge(clause.not)
  if ('all' in clause) return clause.all.some(isEdge)
  return 'any' in clause && clause.any.some(isEdge)
}

/** Every clause that counts by itself: groups without a name are taken apart. */
export function listRows(
  lesson: Lesson,
  verdict: Verdict,
  names: ControlNames,
  judging: number,
): VerdictRow[] {
  const rows = listAll(lesson, verdict, names, judging)
  const isReached = rows.every(({ met, isAtEdge }) => met || isAtEdge)
  return rows.map(({ isAtEdge, ...row }) => ({ ...row, waits: isAtEdge && row.met && !isReached }))
}

function listAll(
  lesson: Lesson,
  verdict: Verdict,
  names: ControlNames,
  judging: number,
): (Omit<VerdictRow, 'waits'> & { isAtEdge: boolean })[] {
  const { clause } = verdict
  if ('all' in clause && clause.id === undefined)
    return verdict.parts.flatMap((part) => listAll(lesson, part, names, judging))
  const speaker = { lesson, names, judging }
  const row = {
    id: clause.id ?? null,
    met: verdict.met,
    isAtEdge: isEdge(clause),
    what: describeAim(speaker, clause),
  }
  return [{ ...row, ...describe(speaker, verdict, false) }]
}

function describe(
  speaker: Speaker,
  verdict: Verdict,
  isNegated: boolean,
): Pick<VerdictRow, 'value' | 'bound'> {
  const { lesson, names, judging } = speaker
  const { clause, value, bound, parts } = verdict
  const word = (kind: BoundKind) => BOUND_WORDS[isNegated ? OPPOSITE[kind] : kind]
  if ('not' in clause || 'with' in clause) {
    const inside = 'not' in clause ? !isNegated : isNegated
    return parts.length > 0 ? describe(speaker, parts[0], inside) : { value: '', bound: '' }
  }
  if ('seeds' in clause) {
    const passed = Math.round((typeof value === 'number' ? value : 0) * judging)
    const needed = seedsNeeded(clause.seeds, judging)
    return { value: `in ${passed} of ${judging}`, bound: `${word('atLeast')} ${needed}` }
  }
  if ('changed' in clause) return { value: `${value ?? 0} of ${clause.changed.length}`, bound: '' }
  if ('option' in clause)
    return {
      value: typeof value === 'string' ? names.option(clause.option, value) : '',
      bound: `${isNegated ? 'not ' : ''}${names.option(clause.option, clause.is)}`,
    }
  if ('all' in clause || 'any' in clause || 'answer' in clause) return { value: '', bound: '' }
  const found = typeof value === 'string' ? value : showValue(lesson, clause, value)
  return { value: found, bound: bound ? `${word(bound.kind)} ${showValue(lesson, clause, bound.value)}` : '' }
}
