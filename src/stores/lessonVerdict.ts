/**
 * A verdict in words: one row for every clause that a learner can do something about, with what was found and what is asked
 * for. A clause's own words, where the lesson has them, come from its words file and stand above these.
 */
import type { Clause, Variation } from '../course/clause.ts'
import { seedsNeeded, type BoundKind, type Verdict } from '../course/evaluate.ts'
import type { Lesson } from '../course/lesson.ts'
import { formatControl, formatPlain, formatReading } from '../course/numberWords.ts'
import { READINGS } from '../course/readings.ts'

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
  if ('seeds' in clause) {
    const held = Math.round((typeof verdict.value === 'number' ? verdict.value : 0) * judging)
    const needed = seedsNeeded(clause.seeds, judging)
    const what = `In other markets like this one, ${nameClause(lesson, clause.holds, names)}`
    return [{ ...row, what, value: `in ${held} of ${judging}`, bound: `at least ${needed}` }]
  }
  return [
    { ...row, what: toSentence(nameClause(lesson, clause, names)), ...describe(lesson, verdict, names) },
  ]
}

function describe(
  lesson: Lesson,
  verdict: Verdict,
  names: ControlNames,
): Pick<VerdictRow, 'value' | 'bound'> {
  const { clause, value, bound, parts } = verdict
  if ('not' in clause || 'with' in clause) {
    const inner = parts.length > 0 ? describe(lesson, parts[0], names) : { value: '', bound: '' }
    return 'not' in clause && inner.bound !== '' ? { ...inner, bound: `not ${inner.bound}` } : inner
  }
  if ('option' in clause)
    return {
      value: typeof value === 'string' ? names.option(clause.option, value) : '',
      bound: names.option(clause.option, clause.is),
    }
  if ('all' in clause || 'any' in clause || 'answer' in clause) return { value: '', bound: '' }
  const show = (number: number | null) => showNumber(lesson, clause, number)
  const found = typeof value === 'string' ? value : show(value)
  return { value: found, bound: bound ? `${BOUND_WORDS[bound.kind]} ${show(bound.value)}` : '' }
}

function showNumber(lesson: Lesson, clause: Clause, value: number | null): string {
  if (value === null) return 'none'
  if ('reading' in clause) return formatReading(clause.reading, value)
  if ('difference' in clause) return formatReading(clause.difference, value)
  if ('ratio' in clause) return `${formatPlain(value)}×`
  return 'control' in clause ? showSetting(lesson, clause.control, value) : formatPlain(value)
}

function showSetting(lesson: Lesson, id: string, value: number): string {
  const control = Object.hasOwn(lesson.controls, id) ? lesson.controls[id] : null
  return control?.kind === 'number' ? formatControl(control, value) : formatPlain(value)
}

/** What a clause is about, as it stands within a sentence. */
function nameClause(lesson: Lesson, clause: Clause, names: ControlNames): string {
  if ('reading' in clause) return `${READINGS[clause.reading].label}${clause.of === 'a' ? ' in run A' : ''}`
  if ('difference' in clause) return `${READINGS[clause.difference].label}, against run A`
  if ('ratio' in clause) return `${READINGS[clause.ratio].label}, over that of run A`
  if ('control' in clause) return names.control(clause.control)
  if ('option' in clause) return names.control(clause.option)
  if ('changed' in clause) return 'how many of the controls that count were moved, and no others'
  if ('answer' in clause) return 'your answer'
  if ('not' in clause) return nameClause(lesson, clause.not, names)
  if ('seeds' in clause) return nameClause(lesson, clause.holds, names)
  if ('with' in clause) {
    const moved = Object.entries(clause.with).map(([id, to]) => describeMove(lesson, id, to, names))
    return `with ${moved.join(' and ')}, ${nameClause(lesson, clause.holds, names)}`
  }
  const list = 'all' in clause ? clause.all : clause.any
  const inner = [...new Set(list.map((one) => nameClause(lesson, one, names)))]
  return inner.join('all' in clause ? ' and ' : ' or ')
}

function describeMove(lesson: Lesson, id: string, to: Variation, names: ControlNames): string {
  const name = names.control(id)
  if (typeof to === 'string') return `${name} at ${names.option(id, to)}`
  if (typeof to === 'number') return `${name} at ${showSetting(lesson, id, to)}`
  if ('times' in to) return `${formatPlain(to.times)} times ${name}`
  return `${name} ${showSetting(lesson, id, Math.abs(to.add))} ${to.add < 0 ? 'lower' : 'higher'}`
}

function toSentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
