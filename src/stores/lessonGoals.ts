/**
 * The goals of a check as a person would say them, and where the run on the stage stands beside each. What is asked of many
 * hidden runs is shown live for the one on the stage: the count comes with the check. Pure: the outcome comes from a lookup.
 */
import type { Clause, Operand, Variation } from '../course/clause.ts'
import {
  evaluate,
  planRuns,
  seedsNeeded,
  type Attempt,
  type BoundKind,
  type Lookup,
} from '../course/evaluate.ts'
import type { Lesson } from '../course/lesson.ts'
import { formatControl, formatReading } from '../course/numberWords.ts'
import { readingOf, type OutcomeReading } from '../schema/readings.ts'
import type { RunSpec } from '../schema/runSpec.ts'
import { formatCount, formatFew, formatPart } from '../schema/words.ts'
import { GOAL_WORDS } from './goalWords.ts'

/** What the words file says about the lesson's controls. */
export interface ControlNames {
  control(id: string): string
  option(controlId: string, optionId: string): string
}

export interface Goal {
  /** The clause's name, under which its own words stand; null where it has none. */
  readonly id: string | null
  /** A sentence. */
  readonly aim: string
  /** Where the run on the stage stands; empty while that is not known, or where nothing can be said. */
  readonly live: string
}

const KINDS: readonly BoundKind[] = ['above', 'atLeast', 'below', 'atMost']
/** What is asked for where a clause must not hold. */
export const OPPOSITE: Readonly<Record<BoundKind, BoundKind>> = {
  above: 'atMost',
  atLeast: 'below',
  below: 'atLeast',
  atMost: 'above',
}
export const BOUND_WORDS: Readonly<Record<BoundKind, string>> = {
  above: 'more than',
  atLeast: 'at least',
  below: 'less than',
  atMost: 'at most',
}

/** Of a control, after "keep". */
const SETTING_WORDS: Readonly<Record<BoundKind, (value: string) => string>> = {
  above: (value) => `above ${value}`,
  atLeast: (value) => `at ${value} or more`,
  below: (value) => `below ${value}`,
  atMost: (value) => `at ${value} or less`,
}

/**
 * Every clause that counts by itself: groups without a name are taken apart.
 * @internal
 */
export function listGoalClauses(clause: Clause): Clause[] {
  return 'all' in clause && clause.id === undefined ? clause.all.flatMap(listGoalClauses) : [clause]
}

/** The goals of a check, in its order. */
export function listGoals(
  lesson: Lesson,
  check: Clause,
  names: ControlNames,
  attempt: Attempt,
  lookup: Lookup,
): Goal[] {
  const speaker = { lesson, names, judging: attempt.judging.length }
  return listGoalClauses(check).map((clause) => ({
    id: clause.id ?? null,
    aim: describeAim(speaker, clause),
    live: describeLive(speaker, clause, attempt, lookup),
  }))
}

/** The runs that stand live beside the goals: those of the run on the stage, never the hidden ones. */
export function planLive(lesson: Lesson, check: Clause, attempt: Attempt): RunSpec[] {
  return listGoalClauses(check).flatMap((clause) => planRuns(lesson, toLive(clause), attempt))
}

export interface Speaker {
  readonly lesson: Lesson
  readonly names: ControlNames
  /** How many hidden runs judge. */
  readonly judging: number
}

/** A clause as a goal: one sentence. */
export function describeAim(speaker: Speaker, clause: Clause): string {
  const text = say(speaker, clause, false)
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

function say(speaker: Speaker, clause: Clause, isNegated: boolean): string {
  const { names, judging } = speaker
  if ('not' in clause) return say(speaker, clause.not, !isNegated)
  if ('all' in clause || 'any' in clause) {
    const list = 'all' in clause ? clause.all : clause.any
    const joint = 'all' in clause !== isNegated ? ' and ' : ' or '
    return list.map((one) => say(speaker, one, isNegated)).join(joint)
  }
  if ('seeds' in clause) {
    const needed = seedsNeeded(clause.seeds, judging)
    const count = isNegated
      ? `fewer than ${needed} of ${judging}`
      : needed === judging
        ? `all ${judging}`
        : `at least ${needed} of ${judging}`
    return `${say(speaker, clause.holds, false)}, in ${count} hidden runs`
  }
  if ('with' in clause) {
    const moved = Object.entries(clause.with).map(([id, to]) => sayMove(speaker, id, to))
    return `with ${moved.join(' and ')}, ${say(speaker, clause.holds, isNegated)}`
  }
  if ('changed' in clause) return sayChanged(speaker, clause)
  if ('option' in clause) {
    const [control, option] = [names.control(clause.option), names.option(clause.option, clause.is)].map(
      quote,
    )
    return isNegated ? `do not set ${control} to ${option}` : `keep ${control} at ${option}`
  }
  if ('answer' in clause)
    return clause.is === undefined
      ? 'answer the question before'
      : 'give the right answer to the question before'
  return sayBounds(speaker, clause, isNegated)
}

type Measured = Extract<
  Clause,
  { reading: unknown } | { difference: unknown } | { ratio: unknown } | { control: unknown }
>

/** "the sale costs at most 1.5%", and what it is measured against. */
function sayBounds({ lesson, names }: Speaker, clause: Measured, isNegated: boolean): string {
  const bounds = KINDS.flatMap((kind) => {
    const operand = clause[kind]
    return operand === undefined ? [] : [{ kind: isNegated ? OPPOSITE[kind] : kind, operand }]
  })
  if ('control' in clause) {
    const setting = bounds.map(({ kind, operand }) =>
      SETTING_WORDS[kind](showOperand(lesson, clause, operand)),
    )
    return `keep ${quote(names.control(clause.control))} ${setting.join(isNegated ? ' or ' : ' and ')}`
  }
  const text = bounds
    .map(({ kind, operand }) => `${BOUND_WORDS[kind]} ${showOperand(lesson, clause, operand)}`)
    .join(isNegated ? ' or ' : ' and ')
  const id = 'reading' in clause ? clause.reading : 'difference' in clause ? clause.difference : clause.ratio
  const words = GOAL_WORDS[id]
  const { said } = readingOf(id)
  const where = 'reading' in clause && clause.of === 'a' ? ', in the gray run' : ''
  if (!('reading' in clause)) {
    const against = 'ratio' in clause ? ' of what it is in the gray run' : ' more than in the gray run'
    return words ? `${words.say(`${text}${against}`)}` : `have ${said} at ${text}${against}`
  }
  const [{ kind, operand }] = bounds
  const isNone = (kind === 'atMost' && operand === 0) || (kind === 'below' && operand === 1 && isWhole(id))
  const isOne = kind === 'atLeast' && operand === 1 && isWhole(id)
  if (isNone && words?.none !== undefined) return `${words.none}${where}`
  if (isOne && words?.one !== undefined) return `${words.one}${where}`
  if (words) return `${words.say(text)}${where}`
  return readingOf(id).unit === 'flag'
    ? `${isNone ? 'it must not be that ' : ''}${said}${where}`
    : `have ${said} at ${text}${where}`
}

function isWhole(id: OutcomeReading): boolean {
  return ['count', 'flag'].includes(readingOf(id).unit)
}

function showOperand(lesson: Lesson, clause: Measured, operand: Operand): string {
  if (typeof operand === 'number') return showValue(lesson, clause, operand)
  const times = operand.times === undefined || operand.times === 1 ? '' : `${formatFew(operand.times)} times `
  return 'control' in operand
    ? `${times}that control`
    : `${times}${readingOf(operand.reading).said}${operand.of === 'a' ? ' in the gray run' : ''}`
}

function sayChanged(
  { names }: Speaker,
  { changed, exactly, atLeast }: Extract<Clause, { changed: readonly string[] }>,
): string {
  const list = changed.map((id) => quote(names.control(id)))
  const least = exactly ?? atLeast ?? 1
  if (list.length === 1) return least === 0 ? 'move nothing' : `move only ${list[0]}, and nothing else`
  if (list.length === least) return `move ${list.join(' and ')}, and nothing else`
  const count = least === 1 ? 'one' : formatCount(least)
  return `move ${exactly === undefined ? `at least ${count}` : `only ${count}`} of ${list.join(' and ')}, and nothing else`
}

function sayMove({ lesson, names }: Speaker, id: string, to: Variation): string {
  const name = quote(names.control(id))
  if (typeof to === 'string') return quote(names.option(id, to))
  if (typeof to === 'number') return `${name} at ${showSetting(lesson, id, to)}`
  if ('times' in to)
    return to.times < 1 ? `only ${formatPart(to.times)} of ${name}` : `${formatFew(to.times)} times ${name}`
  return `${name} ${showSetting(lesson, id, Math.abs(to.add))} ${to.add < 0 ? 'lower' : 'higher'}`
}

// --- where the run on the stage stands

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
  if ('changed' in clause) {
    const moved = Object.keys(lesson.controls).filter((id) => attempt.b[id] !== attempt.origin[id])
    return moved.length === 0
      ? 'nothing is moved'
      : `${moved.map((id) => quote(names.control(id))).join(' and ')} moved`
  }
  const live = toLive(clause)
  const inner = innermost(live)
  if ('all' in inner || 'any' in inner) {
    const list = 'all' in inner ? inner.all : inner.any
    return list
      .flatMap((one) => nameLive(describeLive(speaker, one, attempt, lookup), innermost(one)))
      .join(', ')
  }
  const { value } = evaluate(lesson, live, attempt, lookup)
  if (value === null || 'answer' in inner) return ''
  if (typeof value === 'string') return 'option' in inner ? names.option(inner.option, value) : ''
  return showValue(lesson, inner, value)
}

/** With two or three words of what it is, where several stand in a row. */
function nameLive(shown: string, clause: Clause): string[] {
  if (shown === '') return []
  if (!('reading' in clause)) return [shown]
  const name = GOAL_WORDS[clause.reading]?.short ?? readingOf(clause.reading).said
  return [`${name}: ${shown}`]
}

function innermost(clause: Clause): Clause {
  if ('not' in clause) return innermost(clause.not)
  return 'with' in clause ? innermost(clause.holds) : clause
}

export function showValue(lesson: Lesson, clause: Clause, value: number | null): string {
  if (value === null) return 'none'
  if ('reading' in clause) return formatReading(clause.reading, value)
  if ('difference' in clause) return formatReading(clause.difference, value)
  if ('ratio' in clause) return value <= 2 ? formatPart(value) : `${formatFew(value)}×`
  return 'control' in clause ? showSetting(lesson, clause.control, value) : formatFew(value)
}

function showSetting(lesson: Lesson, id: string, value: number): string {
  const control = Object.hasOwn(lesson.controls, id) ? lesson.controls[id] : null
  return control?.kind === 'number' ? formatControl(control, value) : formatFew(value)
}

function quote(text: string): string {
  return `“${text}”`
}
