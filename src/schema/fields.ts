/**
 * Building blocks of the validators: a number that a row of the parameter table describes, a choice, an object
 * without unknown fields. Every message says what was expected; `toFieldError` adds the path and the value.
 */
import * as v from 'valibot'
import { FieldError, toPath } from './fieldError.ts'
import { describeRange, isWithin, parameter, type Range } from './parameters.ts'
import type { ParameterKey } from './parameterTable.ts'

/** A required number within a range. */
export function numberWithin(range: Range) {
  const words = describeRange(range)
  return v.pipe(
    v.number(words),
    v.check((value) => isWithin(range, value), words),
  )
}

/** A required number within its row of the table. */
export function number(key: ParameterKey) {
  return numberWithin(parameter(key))
}

/** One of a list of names. */
export function choice<const T extends readonly string[]>(names: T) {
  return v.picklist(names, `one of ${names.map((n) => `"${n}"`).join(', ')}`)
}

/** Words for what is wrong with an object: a field too many, or a required one that is missing. */
function describeFields(entries: v.ObjectEntries) {
  return (issue: v.StrictObjectIssue): string =>
    issue.expected === 'never'
      ? `no such field; known are ${Object.keys(entries).join(', ')}`
      : 'this required field'
}

/** An object with these fields and no others, not yet guarded against lists: for the options of a variant. */
export function option<const E extends v.ObjectEntries>(entries: E) {
  return v.strictObject(entries, describeFields(entries))
}

/** An object with these fields and no others. A list is not an object, although the language says so. */
export function object<const E extends v.ObjectEntries>(entries: E) {
  const words = `an object with ${Object.keys(entries).join(', ')}`
  return v.pipe(
    v.custom<Record<string, unknown>>(
      (input) => typeof input === 'object' && input !== null && !Array.isArray(input),
      words,
    ),
    option(entries),
  )
}

/** Whether it is an object that has this field itself: for validators that choose by shape. */
export function hasField(input: unknown, name: string): input is Record<string, unknown> {
  return typeof input === 'object' && input !== null && Object.hasOwn(input, name)
}

const MAX_NESTING = 12

/**
 * Refuses names that every object inherits (`__proto__`, `constructor`, …) and deep nesting before any validator looks,
 * since both can slip past a check by `in`. Where names are the author's (`areNamesFree`), only the nesting is looked at.
 * @throws FieldError that names the field
 */
function assertPlain(value: unknown, areNamesFree: boolean, keys: (string | number)[] = []): void {
  if (typeof value !== 'object' || value === null) return
  if (keys.length >= MAX_NESTING)
    throw new FieldError(toPath(keys), value, `at most ${MAX_NESTING} levels of nesting`)
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      if (typeof value[i] !== 'object') continue
      keys.push(i)
      assertPlain(value[i], areNamesFree, keys)
      keys.pop()
    }
    return
  }
  for (const key of Object.keys(value)) {
    keys.push(key)
    if (!areNamesFree && key in Object.prototype)
      throw new FieldError(toPath(keys), (value as Record<string, unknown>)[key], 'no such field')
    assertPlain((value as Record<string, unknown>)[key], areNamesFree, keys)
    keys.pop()
  }
}

/** The first issue of a validator as an error that names the field, the value and what was expected. */
function toFieldError(issue: v.BaseIssue<unknown>): FieldError {
  const path = toPath((issue.path ?? []).map((item) => item.key))
  return new FieldError(path, issue.input, issue.message)
}

/**
 * Validates and fills in defaults.
 * @throws FieldError for the first thing that is wrong
 */
export function parseWith<S extends v.GenericSchema>(
  schema: S,
  input: unknown,
  areNamesFree = false,
): v.InferOutput<S> {
  assertPlain(input, areNamesFree)
  const result = v.safeParse(schema, input, { abortEarly: true })
  if (!result.success) throw toFieldError(result.issues[0])
  return result.output
}
