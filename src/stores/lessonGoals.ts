/**
 * The goals of a check as a person would say them: each clause a sentence, with its bound in it. Where a goal stands is said by
 * liveGoals.ts, what a check found by lessonVerdict.ts.
 */
import type { Clause, Operand, Variation } from '../course/clause.ts'
import { seedsNeeded, type BoundKind } from '../course/evaluate.ts'
import type { Lesson } from '../course/lesson.ts'
import { readingRow } from '../course/lessonReadings.ts'
import { formatControl, formatReading } from '../course/numberWords.ts'
import { formatCount, formatFew, formatPart } from '../schema/words.ts'
import { goalWordsOf } from './goalWords.ts'

/** What the words file says about the lesson's controls. */
export interface ControlNames {
  control(id: string): string
  option(controlId: string, optionId: string): string
  /** A goal in the lesson’s own words; null where it is said from its clause. */
  aim(clause: Clause): string | null
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

/** Every clause that counts by itself: groups without a name are taken apart. */
export function listGoalClauses(clause: Clause): Clause[] {
  return 'all' in clause && clause.id === undefined ? clause.all.flatMap(listGoalClauses) : [clause]
}

export interface Speaker {
  readonly lesson: Lesson
  readonly names: ControlNames
  /** How many hidden runs judge. */
  readonly judging: number
  /** Whether they are all on the screen. */
  readonly isSeen?: boolean
}

/** A clause as a goal: one sentence. */
export function describeAim(speaker: Speaker, clause: Clause): string {
  const own = speaker.names.aim(clause)
  if (own !== null) return own
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
    return `${say(speaker, clause.holds, false)}, in ${count} ${speaker.isSeen ? '' : 'hidden '}runs`
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
  const words = goalWordsOf(id)
  const { said } = readingRow(lesson, id)
  const where = 'reading' in clause && clause.of === 'a' ? ' in A' : ''
  if (!('reading' in clause)) {
    const against = 'ratio' in clause ? bounds.map(sayShare).join(' and ') : `${text} more than in A`
    return words ? words.say(against) : `have ${said} at ${against}`
  }
  const [{ kind, operand }] = bounds
  const isNone =
    (kind === 'atMost' && operand === 0) || (kind === 'below' && operand === 1 && isWhole(lesson, id))
  const isOne = kind === 'atLeast' && operand === 1 && isWhole(lesson, id)
  if (isNone && words?.none !== undefined) return `${words.none}${where}`
  if (isOne && words?.one !== undefined) return `${words.one}${where}`
  if (words) return `${words.say(text)}${where}`
  return readingRow(lesson, id).unit === 'flag'
    ? `${isNone ? 'it must not be that ' : ''}${said}${where}`
    : `have ${said} at ${text}${where}`
}

const SHARES: Readonly<Record<number, string>> = {
  0.1: 'a tenth',
  0.2: 'a fifth',
  0.25: 'a quarter',
  0.5: 'half',
  0.75: 'three quarters',
}

/** "at most half as much as in A": run A is called what the picture and the numbers beside it call it. */
function sayShare({ kind, operand }: { kind: BoundKind; operand: Operand }): string {
  if (typeof operand !== 'number' || operand === 1)
    return kind === 'above' || kind === 'below'
      ? `${BOUND_WORDS[kind]} in A`
      : `${BOUND_WORDS[kind]} as much as in A`
  const share = SHARES[operand] ?? (operand < 1 ? formatPart(operand) : `${formatFew(operand)} times`)
  return `${BOUND_WORDS[kind]} ${share} as much as in A`
}

function isWhole(lesson: Lesson, id: string): boolean {
  return ['count', 'flag'].includes(readingRow(lesson, id).unit)
}

function showOperand(lesson: Lesson, clause: Measured, operand: Operand): string {
  if (typeof operand === 'number') return showValue(lesson, clause, operand)
  const times = operand.times === undefined || operand.times === 1 ? '' : `${formatFew(operand.times)} times `
  return 'control' in operand
    ? `${times}that control`
    : `${times}${readingRow(lesson, operand.reading).said}${operand.of === 'a' ? ' in A' : ''}`
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
    return to.times < 1
      ? `only ${SHARES[to.times] ?? formatPart(to.times)} of ${name}`
      : `${name} ${to.times === 2 ? 'twice' : `${formatFew(to.times)} times`} as high`
  return `${name} ${showSetting(lesson, id, Math.abs(to.add))} ${to.add < 0 ? 'lower' : 'higher'}`
}

export function showValue(lesson: Lesson, clause: Clause, value: number | null): string {
  if (value === null) return 'none'
  if ('reading' in clause) return formatReading(clause.reading, value, lesson)
  if ('difference' in clause) return formatReading(clause.difference, value, lesson)
  if ('ratio' in clause) return value < 1 ? formatPart(value) : `${formatFew(value)} times`
  return 'control' in clause ? showSetting(lesson, clause.control, value) : formatFew(value)
}

function showSetting(lesson: Lesson, id: string, value: number): string {
  const control = Object.hasOwn(lesson.controls, id) ? lesson.controls[id] : null
  return control?.kind === 'number' ? formatControl(control, value) : formatFew(value)
}

export function quote(text: string): string {
  return `“${text}”`
}
