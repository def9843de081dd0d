/**
 * The language of checks and claims: predicates as data over a closed list of readings. A clause is about one attempt: the
 * learner's run B, the run A that it is compared with, the settings of the controls, and the answers given.
 */
import * as v from 'valibot'
import { choice, object } from '../schema/fields.ts'

/** A reading that the lesson may name (lessonReadings.ts). */
export type LessonReading = string

/** A number, or one that is read: another reading (of A or B), or where a control stands; each times a factor. */
export type Operand =
  | number
  | { readonly reading: LessonReading; readonly of?: 'a' | 'b'; readonly times?: number }
  | { readonly control: string; readonly times?: number }

/** All bounds that are given must hold. A reading that does not exist (null) meets none. */
export interface Bounds {
  readonly above?: Operand
  readonly atLeast?: Operand
  readonly below?: Operand
  readonly atMost?: Operand
}

/** A control's new value for a variation: set it, or move it from where it stands. */
export type Variation = number | string | { readonly add: number } | { readonly times: number }

/** `id` names the words that say what is unmet; without it they are made from the reading's name. */
interface Named {
  readonly id?: string
}

export type Clause = Named &
  (
    | { readonly all: readonly Clause[] }
    | { readonly any: readonly Clause[] }
    | { readonly not: Clause }
    /** A reading of the learner's run, or of A. */
    | ({ readonly reading: LessonReading; readonly of?: 'a' | 'b' } & Bounds)
    /** Reading of B − reading of A. */
    | ({ readonly difference: LessonReading } & Bounds)
    /** Reading of B ÷ reading of A. */
    | ({ readonly ratio: LessonReading } & Bounds)
    /** Where a number control stands. */
    | ({ readonly control: string } & Bounds)
    /** Which option a choice control has. */
    | { readonly option: string; readonly is: string }
    /** These controls, and no others, do not stand where they started: how many of `among` were moved. */
    | { readonly changed: readonly string[]; readonly exactly?: number; readonly atLeast?: number }
    /** The answer to a question of the lesson. */
    | ({ readonly answer: string; readonly is?: string } & Bounds)
    /** Holds in at least this share of the lesson's judging seeds. */
    | { readonly seeds: number; readonly holds: Clause }
    /** Holds if the controls stood elsewhere, everything else as it is; with B, or with A too where `both`. */
    | { readonly with: Readonly<Record<string, Variation>>; readonly both?: boolean; readonly holds: Clause }
  )

const id = v.pipe(
  v.string('a name'),
  v.regex(/^[a-z][a-z0-9-]*$/, 'a name in small letters, digits and dashes'),
)
const finite = v.pipe(v.number('a number'), v.finite('a finite number'))
export const identifier = id
export const finiteNumber = finite
export const readingId = v.pipe(
  v.string('a reading'),
  v.regex(/^[a-zA-Z][a-zA-Z0-9-]*$/, 'the name of a reading'),
)
const share = v.pipe(
  v.number('a share above 0 to 1'),
  v.check((x) => x > 0 && x <= 1, 'a share above 0 to 1'),
)
const whole = v.pipe(v.number('a whole number'), v.integer('a whole number'), v.minValue(0, 'at least 0'))

const operand = v.lazy((input) =>
  typeof input !== 'object' || input === null
    ? finite
    : 'control' in input
      ? object({ control: id, times: v.exactOptional(finite) })
      : object({
          reading: readingId,
          of: v.exactOptional(choice(['a', 'b'])),
          times: v.exactOptional(finite),
        }),
) as v.GenericSchema<unknown, Operand>

const bounds = {
  above: v.exactOptional(operand),
  atLeast: v.exactOptional(operand),
  below: v.exactOptional(operand),
  atMost: v.exactOptional(operand),
}
const variation = v.lazy((input) =>
  typeof input === 'object' && input !== null
    ? 'add' in input
      ? object({ add: finite })
      : object({ times: finite })
    : typeof input === 'string'
      ? id
      : finite,
) as v.GenericSchema<unknown, Variation>

const named = { id: v.exactOptional(id) }
const inner = v.lazy(() => clause)
const list = v.pipe(v.array(inner, 'a list of clauses'), v.minLength(1, 'at least one clause'))

const FORMS = {
  all: object({ ...named, all: list }),
  any: object({ ...named, any: list }),
  not: object({ ...named, not: inner }),
  seeds: object({ ...named, seeds: share, holds: inner }),
  with: object({
    ...named,
    with: v.record(id, variation, 'controls with values'),
    both: v.exactOptional(v.boolean('true or false')),
    holds: inner,
  }),
  changed: object({
    ...named,
    changed: v.array(id, 'a list of controls'),
    exactly: v.exactOptional(whole),
    atLeast: v.exactOptional(whole),
  }),
  answer: object({ ...named, answer: id, is: v.exactOptional(id), ...bounds }),
  option: object({ ...named, option: id, is: id }),
  control: object({ ...named, control: id, ...bounds }),
  difference: object({ ...named, difference: readingId, ...bounds }),
  ratio: object({ ...named, ratio: readingId, ...bounds }),
  reading: object({ ...named, reading: readingId, of: v.exactOptional(choice(['a', 'b'])), ...bounds }),
} as const
const KINDS = Object.keys(FORMS) as (keyof typeof FORMS)[]

/** The validator of a clause, chosen by the field that names its kind. */
export const clause: v.GenericSchema<unknown, Clause> = v.lazy((input) => {
  const kind =
    typeof input === 'object' && input !== null ? KINDS.find((k) => Object.hasOwn(input, k)) : undefined
  return (
    kind === undefined
      ? v.custom<Clause>(() => false, `a clause with one of ${KINDS.join(', ')}`)
      : FORMS[kind]
  ) as v.GenericSchema<unknown, Clause>
})
