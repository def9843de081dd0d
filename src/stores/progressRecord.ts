/**
 * What is kept of a learner's progress, as data: keyed by the ids of lessons and steps, never by their position, so that
 * lessons can be reordered and steps added. Whatever comes in, from the store, a file or another tab, is validated here
 * before it is used, and two records are merged so that nothing that was reached is lost.
 */
import * as v from 'valibot'
import { FieldError } from '../schema/fieldError.ts'
import { choice, object, parseWith } from '../schema/fields.ts'
import { createDesk, deskShape, keepDeskAfter, mergeDesks } from './deskRecord.ts'

/**
 * The first form kept a status and the steps that were done, by lesson; nothing of what was answered. The second knew no risk desk,
 * and is else the same.
 */
const PROGRESS_VERSION = 3
export const MAX_PROGRESS_BYTES = 1_000_000

/** From least to most. */
const STATUSES = ['begun', 'seen', 'solved'] as const
export type Status = 'new' | (typeof STATUSES)[number]

const MOST_ENTRIES = 200
const name = v.pipe(
  v.string('a name in small letters, digits and dashes'),
  v.regex(/^[a-z][a-z0-9-]{0,63}$/, 'a name in small letters, digits and dashes'),
)
const finite = v.pipe(v.number('a number'), v.finite('a finite number'))
const count = v.pipe(finite, v.integer('a whole number'), v.minValue(0, 'at least 0'))
const moment = v.pipe(count, v.maxValue(8.64e15, 'a moment in milliseconds'))
const yesOrNo = v.boolean('true or false')

function named<S extends v.GenericSchema>(inner: S, words: string) {
  return v.pipe(
    v.record(name, inner, words),
    v.check((all) => Object.keys(all).length <= MOST_ENTRIES, `at most ${MOST_ENTRIES} of them`),
  )
}

const line = v.pipe(v.array(finite, 'a list of numbers'), v.maxLength(100, 'at most 100 numbers'))
const prediction = v.variant('kind', [
  v.strictObject({ kind: v.literal('choice'), option: name }),
  v.strictObject({ kind: v.literal('number'), value: finite }),
  v.strictObject({ kind: v.literal('line'), values: line }),
  v.strictObject({ kind: v.literal('skipped') }),
])

/** Of a control that holds several options at once, their names joined. */
const names = v.pipe(
  v.string('names'),
  v.regex(
    /^[a-z][a-z0-9-]{0,63}(\+[a-z][a-z0-9-]{0,63}){0,31}$/,
    'names in small letters, digits and dashes',
  ),
)
const settings = named(v.union([finite, names], 'a number or names'), 'controls with values')

const step = object({
  done: v.optional(yesOrNo, false),
  prediction: v.exactOptional(prediction),
  /** Whether the prediction or the answer was right; absent while that is not known. */
  correct: v.exactOptional(yesOrNo),
  /** Whether the first answer was right, whatever came after it; absent in records of before it was kept. */
  firstCorrect: v.exactOptional(yesOrNo),
  /** The option that was chosen in a quiz or recall. */
  answer: v.exactOptional(name),
  /** Where the learner left the controls. */
  settings: v.exactOptional(settings),
  /** Where they stood at the last try that did not pass. */
  missed: v.exactOptional(settings),
  tries: v.optional(count, 0),
  hints: v.optional(count, 0),
  passed: v.optional(yesOrNo, false),
  shown: v.optional(yesOrNo, false),
  /** When the daily review asked it last, in days since 1970, and how often in a row it was right there. */
  review: v.exactOptional(object({ day: count, streak: count })),
  at: v.optional(moment, 0),
})

const lesson = object({
  status: choice(STATUSES),
  /** The step to go on with. */
  step: v.exactOptional(name),
  steps: v.optional(named(step, 'steps by name'), {}),
  at: v.optional(moment, 0),
})

const record = object({
  version: v.pipe(
    v.picklist([2, PROGRESS_VERSION], `${PROGRESS_VERSION}`),
    v.transform(() => PROGRESS_VERSION),
  ),
  /** Everything up to this moment was reset: another tab must not bring it back. */
  resetAt: v.optional(moment, 0),
  lessons: v.optional(named(lesson, 'lessons by name'), {}),
  desk: v.optional(deskShape, createDesk),
})

const first = object({
  version: v.literal(1, '1'),
  lessons: named(
    object({ status: choice(STATUSES), done: v.optional(v.array(name, 'a list of steps'), []) }),
    'lessons by name',
  ),
})

export type Prediction = v.InferOutput<typeof prediction>
export type StepRecord = v.InferOutput<typeof step>
export type LessonRecord = v.InferOutput<typeof lesson>
export type ProgressRecord = v.InferOutput<typeof record>

export function createRecord(): ProgressRecord {
  return { version: PROGRESS_VERSION, resetAt: 0, lessons: {}, desk: createDesk() }
}

/**
 * @param value what JSON gave
 * @throws FieldError that names the field; for a record of a newer version, its version
 */
export function readRecord(value: unknown): ProgressRecord {
  const version =
    typeof value === 'object' && value !== null ? (value as { version?: unknown }).version : null
  if (typeof version === 'number' && version > PROGRESS_VERSION)
    throw new FieldError(
      'version',
      version,
      `at most ${PROGRESS_VERSION}: a newer version of this site wrote it`,
    )
  if (version === 1) return migrateFirst(parseWith(first, value))
  return parseWith(record, value)
}

function migrateFirst({ lessons }: v.InferOutput<typeof first>): ProgressRecord {
  const migrated: Record<string, LessonRecord> = {}
  for (const [id, { status, done }] of Object.entries(lessons)) {
    const steps = Object.fromEntries(done.map((stepId) => [stepId, { ...createStep(), done: true }]))
    migrated[id] = { status, steps, at: 0 }
  }
  return { ...createRecord(), lessons: migrated }
}

export function createStep(): StepRecord {
  return { done: false, tries: 0, hints: 0, passed: false, shown: false, at: 0 }
}

function rank(status: Status): number {
  return (STATUSES as readonly string[]).indexOf(status)
}

export function toBetter(a: Status, b: Status): Status {
  return rank(a) >= rank(b) ? a : b
}

/** Both, without loss: the better status, all steps, and of what was answered the later. */
export function mergeRecords(a: ProgressRecord, b: ProgressRecord): ProgressRecord {
  const resetAt = Math.max(a.resetAt, b.resetAt)
  const lessons: Record<string, LessonRecord> = {}
  for (const id of new Set([...Object.keys(a.lessons), ...Object.keys(b.lessons)])) {
    const kept = [keepAfter(a, id, resetAt), keepAfter(b, id, resetAt)].filter((one) => one !== null)
    if (kept.length > 0) lessons[id] = kept.reduce(mergeLessons)
  }
  const [here, there] = [a, b].map((one) =>
    one.resetAt === resetAt ? one.desk : keepDeskAfter(one.desk, resetAt),
  )
  return { version: PROGRESS_VERSION, resetAt, lessons, desk: mergeDesks(here, there) }
}

/** A lesson of a record, or null where a reset that the record did not know of yet took it away. */
function keepAfter({ lessons, resetAt }: ProgressRecord, id: string, reset: number): LessonRecord | null {
  const found = Object.hasOwn(lessons, id) ? lessons[id] : null
  return found && (resetAt === reset || found.at > reset) ? found : null
}

function mergeLessons(a: LessonRecord, b: LessonRecord): LessonRecord {
  const later = b.at >= a.at ? b : a
  const steps: Record<string, StepRecord> = { ...a.steps }
  for (const [id, one] of Object.entries(b.steps))
    steps[id] = Object.hasOwn(steps, id) ? mergeSteps(steps[id], one) : one
  return { ...later, status: toBetter(a.status, b.status) as LessonRecord['status'], steps }
}

function mergeSteps(a: StepRecord, b: StepRecord): StepRecord {
  const [earlier, later] = b.at >= a.at ? [a, b] : [b, a]
  return {
    ...earlier,
    ...later,
    ...(earlier.firstCorrect === undefined ? {} : { firstCorrect: earlier.firstCorrect }),
    done: a.done || b.done,
    passed: a.passed || b.passed,
    shown: a.shown || b.shown,
    tries: Math.max(a.tries, b.tries),
    hints: Math.max(a.hints, b.hints),
  }
}
