/**
 * A verdict in words: one row for every clause that a learner can do something about, with what was found and what is asked
 * for. A clause's own words, where the lesson has them, come from its words file and stand above these.
 */
import type { Clause, Variation } from '../course/clause.ts'
import { seedsNeeded, type BoundKind, type Verdict } from '../course/evaluate.ts'
import type { Lesson } from '../course/lesson.ts'
import { formatControl, formatReading } from '../course/numberWords.ts'
import { readingOf } from '../schema/readings.ts'
import { formatFew } from '../schema/words.ts'

interface VerdictRow {
  /** The clause's name, under which its own words stand; null where it has none. */
  readonly id: string | null
  readonly met: boolean
  /** What is looked at. */
  readonly what: string
  /** What was found, and what is asked for; empty where words say all. */
  readonly value: string
  readonly bound: string
}

/** What the words file says about the lesson's controls. */
export interface ControlNames {
  control(id: string): string
  option(controlId: string, optionId: string): string
}

const BOUND_WORDS: Readonly<Record<BoundKind, string>> = {
  above: 'more than',
  atLeast: 'at least',
  below: 'less than',
  atMost: 'at most',
}
const KINDS = Object.keys(BOUND_WORDS) as BoundKind[]
/** What is asked for where a clause must not hold. */
const OPPOSITE: Readonly<Record<BoundKind, BoundKind>> = {
  above: 'atMost',
  atLeast: 'below',
  below: 'atLeast',
  atMost: 'above',
}

/** Every clause that counts by itself: groups without a name are taken apart. */
export function listRows(
  lesson: Lesson,
  verdict: Verdict,
  names: ControlNames,
  judging: number,
): VerdictRow[] {
  const { clause } = verdict
  if ('all' in clause && clause.id === undefined)
    return verdict.parts.flatMap((part) => listRows(lesson, part, names, judging))
  const row = { id: clause.id ?? null, met: verdict.met }
  const what = toSentence(nameClause(lesson, clause, names))
  return [{ ...row, what, ...describe(lesson, verdict, names, judging) }]
}

function describe(
  lesson: Lesson,
  verdict: Verdict,
  names: ControlNames,
  judging: number,
  isNegated = false,
): Pick<VerdictRow, 'value' | 'bound'> {
  const { clause, value, bound, parts } = verdict
  const word = (kind: BoundKind) => BOUND_WORDS[isNegated ? OPPOSITE[kind] : kind]
  if ('not' in clause || 'with' in clause) {
    const inside = 'not' in clause ? !isNegated : isNegated
    return parts.length > 0 ? describe(lesson, parts[0], names, judging, inside) : { value: '', bound: '' }
  }
  if ('seeds' in clause) {
    const passed = Math.round((typeof value === 'number' ? value : 0) * judging)
    const needed = seedsNeeded(clause.seeds, judging)
    return { value: `in ${passed} of ${judging}`, bound: `${word('atLeast')} ${needed}` }
  }
  if ('changed' in clause) {
    const least = bound?.value ?? 1
    const asked = clause.exactly === undefined ? `at least ${least}` : `exactly ${least}`
    return { value: `${value ?? 0} of ${clause.changed.length}`, bound: `${asked}, and no other control` }
  }
  if ('option' in clause)
    return {
      value: typeof value === 'string' ? names.option(clause.option, value) : '',
      bound: `${isNegated ? 'not ' : ''}${names.option(clause.option, clause.is)}`,
    }
  if ('all' in clause || 'any' in clause || 'answer' in clause) return { value: '', bound: '' }
  const show = (number: number | null) => showNumber(lesson, clause, number)
  const found = typeof value === 'string' ? value : show(value)
  return { value: found, bound: bound ? `${word(bound.kind)} ${show(bound.value)}` : '' }
}

function showNumber(lesson: Lesson, clause: Clause, value: number | null): string {
  if (value === null) return 'none'
  if ('reading' in clause) return formatReading(clause.reading, value)
  if ('difference' in clause) return formatReading(clause.difference, value)
  if ('ratio' in clause) return `${formatFew(value)}×`
  return 'control' in clause ? showSetting(lesson, clause.control, value) : formatFew(value)
}

function showSetting(lesson: Lesson, id: string, value: number): string {
  const control = Object.hasOwn(lesson.controls, id) ? lesson.controls[id] : null
  return control?.kind === 'number' ? formatControl(control, value) : formatFew(value)
}

/** What a clause is about, as it stands within a sentence. */
function nameClause(lesson: Lesson, clause: Clause, names: ControlNames): string {
  if ('reading' in clause) return `${readingOf(clause.reading).said}${clause.of === 'a' ? ' in run A' : ''}`
  if ('difference' in clause) return `${readingOf(clause.difference).said}, against run A`
  if ('ratio' in clause) return `${readingOf(clause.ratio).said}, over that of run A`
  if ('control' in clause) return names.control(clause.control)
  if ('option' in clause) return names.control(clause.option)
  if ('changed' in clause) return `moved, of ${clause.changed.map((id) => names.control(id)).join(' and ')}`
  if ('answer' in clause) return 'your answer'
  if ('not' in clause) return nameClause(lesson, clause.not, names)
  if ('seeds' in clause) return `in other markets like this one, ${nameGoal(lesson, clause.holds, names)}`
  if ('with' in clause) {
    const moved = Object.entries(clause.with).map(([id, to]) => describeMove(lesson, id, to, names))
    return `with ${moved.join(' and ')}, ${nameClause(lesson, clause.holds, names)}`
  }
  const list = 'all' in clause ? clause.all : clause.any
  const inner = [...new Set(list.map((one) => nameClause(lesson, one, names)))]
  return inner.join('all' in clause ? ' and ' : ' or ')
}

/** A clause as a goal: what it is about, and its bounds. */
function nameGoal(lesson: Lesson, clause: Clause, names: ControlNames): string {
  if ('all' in clause || 'any' in clause) {
    const list = 'all' in clause ? clause.all : clause.any
    return list.map((one) => nameGoal(lesson, one, names)).join('all' in clause ? ' and ' : ' or ')
  }
  const name = nameClause(lesson, clause, names)
  const isYesNo = 'reading' in clause && readingOf(clause.reading).unit === 'flag'
  if (isYesNo || !('reading' in clause || 'difference' in clause || 'ratio' in clause)) return name
  const bounds = KINDS.flatMap((kind) => {
    const bound = clause[kind]
    return typeof bound === 'number' ? `${BOUND_WORDS[kind]} ${showNumber(lesson, clause, bound)}` : []
  })
  return [name, bounds.join(' and ')].filter((part) => part !== '').join(' ')
}

function describeMove(lesson: Lesson, id: string, to: Variation, names: ControlNames): string {
  const name = names.control(id)
  if (typeof to === 'string') return `${name} at ${names.option(id, to)}`
  if (typeof to === 'number') return `${name} at ${showSetting(lesson, id, to)}`
  if ('times' in to) return `${formatFew(to.times)} times ${name}`
  return `${name} ${showSetting(lesson, id, Math.abs(to.add))} ${to.add < 0 ? 'lower' : 'higher'}`
}

function toSentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
