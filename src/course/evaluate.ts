/**
 * Whether a clause holds for an attempt, and where it does not, what stands against what. Pure: runs come from a lookup.
 * The proofs' lookup makes a run when it is asked for, so that an undecided clause is the only one that costs; the player
 * asks first which runs there will be (`planRuns`), has them made by the worker, and then looks them up.
 */
import { toRunSpec } from './attempt.ts'
import type { Bounds, Clause, LessonReading, Operand, Variation } from './clause.ts'
import type { Lesson, Settings } from './lesson.ts'
import type { Outcome } from '../schema/outcome.ts'
import type { RunSpec } from '../schema/runSpec.ts'

export interface Attempt {
  /** Where the learner's controls stand. */
  readonly b: Settings
  /** The run that it is compared with; the lesson's start where there is none. */
  readonly a: Settings
  /** What "changed" is measured against. */
  readonly origin: Settings
  readonly answers: Settings
  readonly seed: string
  /** The hidden seeds that `seeds` clauses look at. */
  readonly judging: readonly string[]
}

/** A run by where the controls stand and its seed. Null while it is not known: what is read of it does not exist. */
export type Lookup = (settings: Settings, seed: string) => Outcome | null

export type BoundKind = keyof Bounds
export interface Verdict {
  readonly clause: Clause
  readonly met: boolean
  /** What was found: of `seeds`, the share that holds; null where it does not exist. */
  readonly value: number | string | null
  /** The bound that is not met, or the first one; of `seeds`, the share that is asked for. */
  readonly bound: { readonly kind: BoundKind; readonly value: number | null } | null
  readonly parts: readonly Verdict[]
}

const BOUNDS = ['above', 'atLeast', 'below', 'atMost'] as const
const TINY = 1e-9

interface EvaluateOptions {
  /** Stop as soon as a clause is decided; its verdict then tells `met` and no more. */
  readonly isQuick?: boolean
}

/** The verdict of a clause, with those of its parts. */
export function evaluate(
  lesson: Lesson,
  clause: Clause,
  attempt: Attempt,
  lookup: Lookup,
  options: EvaluateOptions = {},
): Verdict {
  return judge({ lesson, attempt, lookup, isQuick: options.isQuick ?? false }, clause)
}

/** Every run that the clause looks at, each once. */
export function planRuns(lesson: Lesson, clause: Clause, attempt: Attempt): RunSpec[] {
  const specs = new Map<string, RunSpec>()
  evaluate(lesson, clause, attempt, (settings, seed) => {
    const spec = toRunSpec(lesson, settings, seed)
    specs.set(keyOf(spec), spec)
    return null
  })
  return [...specs.values()]
}

/** A name of the run: equal for equal runs. */
export function keyOf(spec: RunSpec): string {
  return JSON.stringify(spec)
}

/** A lookup in runs that were made. */
export function lookupIn(lesson: Lesson, outcomes: ReadonlyMap<string, Outcome>): Lookup {
  return (settings, seed) => outcomes.get(keyOf(toRunSpec(lesson, settings, seed))) ?? null
}

/**
 * The parts of a verdict that keep it from being met: what to tell the learner, outermost named clause first.
 * @internal
 */
export function listUnmet(verdict: Verdict): Verdict[] {
  if (verdict.met) return []
  const isGroup = 'all' in verdict.clause || 'any' in verdict.clause || 'with' in verdict.clause
  if (!isGroup || verdict.clause.id !== undefined) return [verdict]
  return verdict.parts.flatMap(listUnmet)
}

interface Case {
  readonly lesson: Lesson
  readonly attempt: Attempt
  readonly lookup: Lookup
  readonly isQuick: boolean
}

function judge(judged: Case, clause: Clause): Verdict {
  if ('all' in clause) return judgeList(judged, clause, clause.all, false)
  if ('any' in clause) return judgeList(judged, clause, clause.any, true)
  if ('not' in clause) {
    if (isAtEnd(judged.lesson, clause, judged.attempt)) return leaf(clause, true, null)
    const part = judge(judged, clause.not)
    return { ...part, clause, met: !part.met, parts: [part] }
  }
  if ('seeds' in clause) return judgeSeeds(judged, clause)
  if ('with' in clause) {
    const part = judge({ ...judged, attempt: vary(judged, clause.with, clause.both === true) }, clause.holds)
    return { ...part, clause, parts: [part] }
  }
  const { attempt } = judged
  if ('changed' in clause) return judgeChanged(judged, clause)
  if ('option' in clause)
    return leaf(clause, attempt.b[clause.option] === clause.is, attempt.b[clause.option])
  if ('answer' in clause) {
    const given = Object.hasOwn(attempt.answers, clause.answer) ? attempt.answers[clause.answer] : null
    if (clause.is !== undefined) return leaf(clause, given === clause.is, given)
    const isGiven = given !== null && given !== 'skipped'
    if (BOUNDS.every((kind) => clause[kind] === undefined)) return leaf(clause, isGiven, given)
    return bounded(judged, clause, typeof given === 'number' ? given : null)
  }
  return bounded(judged, clause, readValue(judged, clause))
}

function leaf(clause: Clause, met: boolean, value: number | string | null): Verdict {
  return { clause, met, value, bound: null, parts: [] }
}

type Measured = Extract<
  Clause,
  { reading: LessonReading } | { difference: LessonReading } | { ratio: LessonReading } | { control: string }
>

function readValue(judged: Case, clause: Measured): number | null {
  if ('control' in clause) return toNumber(judged.attempt.b[clause.control])
  if ('reading' in clause) return read(judged, clause.reading, clause.of)
  const id = 'difference' in clause ? clause.difference : clause.ratio
  const b = read(judged, id, 'b')
  const a = read(judged, id, 'a')
  if (a === null || b === null) return null
  if ('difference' in clause) return b - a
  return a === 0 ? null : b / a
}

function read({ attempt, lookup }: Case, id: LessonReading, of: 'a' | 'b' = 'b'): number | null {
  const outcome = lookup(attempt[of], attempt.seed)
  const value = outcome && Object.hasOwn(outcome, id) ? outcome[id] : null
  return value !== null && Number.isFinite(value) ? value : null
}

function toNumber(value: number | string | undefined): number | null {
  return typeof value === 'number' ? value : null
}

function resolve(judged: Case, operand: Operand): number | null {
  if (typeof operand === 'number') return operand
  const value =
    'control' in operand
      ? toNumber(judged.attempt.b[operand.control])
      : read(judged, operand.reading, operand.of)
  return value === null ? null : value * (operand.times ?? 1)
}

const HOLDS: Readonly<Record<BoundKind, (value: number, bound: number) => boolean>> = {
  above: (value, bound) => value > bound + TINY * Math.abs(bound),
  atLeast: (value, bound) => value >= bound - TINY * Math.abs(bound),
  below: (value, bound) => value < bound - TINY * Math.abs(bound),
  atMost: (value, bound) => value <= bound + TINY * Math.abs(bound),
}

/** Every bound is read even after one has failed, so that a plan of runs misses none. */
function bounded(judged: Case, clause: Clause & Bounds, value: number | null): Verdict {
  const bounds = BOUNDS.flatMap((kind) => {
    const operand = clause[kind]
    if (operand === undefined) return []
    const bound = resolve(judged, operand)
    return [{ kind, value: bound, met: value !== null && bound !== null && HOLDS[kind](value, bound) }]
  })
  const shown = bounds.find(({ met }) => !met) ?? bounds.at(0)
  return {
    clause,
    met: value !== null && bounds.every(({ met }) => met),
    value,
    bound: shown ? { kind: shown.kind, value: shown.value } : null,
    parts: [],
  }
}

/** Clauses that need no run come first where the rest may be spared. */
function judgeList(judged: Case, clause: Clause, list: readonly Clause[], isAny: boolean): Verdict {
  const ordered = judged.isQuick
    ? [...list].sort((x, y) => Number(needsRuns(x)) - Number(needsRuns(y)))
    : list
  const parts: Verdict[] = []
  for (const one of ordered) {
    const part = judge(judged, one)
    parts.push(part)
    if (judged.isQuick && part.met === isAny) break
  }
  const met = isAny ? parts.some((part) => part.met) : parts.every((part) => part.met)
  return { clause, met, value: null, bound: null, parts }
}

function needsRuns(clause: Clause): boolean {
  return !('control' in clause || 'option' in clause || 'changed' in clause || 'answer' in clause)
}

/** How many of the seeds must hold for the share: 95 % of 20 are 19. */
export function seedsNeeded(share: number, seeds: number): number {
  return Math.ceil(share * seeds - TINY)
}

function judgeSeeds(judged: Case, clause: Extract<Clause, { seeds: number }>): Verdict {
  const { judging } = judged.attempt
  const needed = seedsNeeded(clause.seeds, judging.length)
  const parts: Verdict[] = []
  let held = 0
  for (const seed of judging) {
    const part = judge({ ...judged, attempt: { ...judged.attempt, seed } }, clause.holds)
    parts.push(part)
    if (part.met) held++
    if (judged.isQuick && (held >= needed || parts.length - held > judging.length - needed)) break
  }
  return {
    clause,
    met: held >= needed,
    value: judging.length > 0 ? held / judging.length : null,
    bound: { kind: 'atLeast', value: clause.seeds },
    parts,
  }
}

function judgeChanged(
  { attempt, lesson }: Case,
  clause: Extract<Clause, { changed: readonly string[] }>,
): Verdict {
  const isMoved = (id: string) => attempt.b[id] !== attempt.origin[id]
  const moved = clause.changed.filter(isMoved).length
  const isElsewhere = Object.keys(lesson.controls).some((id) => !clause.changed.includes(id) && isMoved(id))
  const least = clause.exactly ?? clause.atLeast ?? 1
  const met = !isElsewhere && moved >= least && (clause.exactly === undefined || moved === clause.exactly)
  return { clause, met, value: moved, bound: { kind: 'atLeast', value: least }, parts: [] }
}

/** Whether "not with more of it" asks for a place beyond the end of a slider: where the slider ends, nothing goes further. */
export function isAtEnd(lesson: Lesson, clause: Clause, { b }: Attempt): boolean {
  if (!('not' in clause) || !('with' in clause.not)) return false
  const further = Object.entries(clause.not.with).flatMap(([id, to]) =>
    typeof to === 'object' ? [[id, to] as const] : [],
  )
  return (
    further.length > 0 &&
    further.every(([id, to]) => shift(b[id], to) !== b[id] && moveOne(lesson, id, b[id], to) === b[id])
  )
}

function vary(
  { attempt, lesson }: Case,
  variations: Readonly<Record<string, Variation>>,
  isBoth: boolean,
): Attempt {
  const move = (settings: Settings): Settings => ({
    ...settings,
    ...Object.fromEntries(
      Object.entries(variations).map(([id, variation]) => [id, moveOne(lesson, id, settings[id], variation)]),
    ),
  })
  return { ...attempt, b: move(attempt.b), a: isBoth ? move(attempt.a) : attempt.a }
}

/** Free of the dust of the sum, so that the same place has the same name. */
function shift(from: number | string | undefined, variation: Exclude<Variation, number | string>): number {
  const base = toNumber(from) ?? NaN
  return Number(('add' in variation ? base + variation.add : base * variation.times).toPrecision(12))
}

/** Never beyond what the learner can set. */
function moveOne(
  { controls }: Lesson,
  id: string,
  from: number | string | undefined,
  variation: Variation,
): number | string {
  if (typeof variation !== 'object') return variation
  const to = shift(from, variation)
  const control = controls[id]
  return control.kind === 'number' ? Math.min(control.to, Math.max(control.from, to)) : to
}
