/**
 * Building blocks of the world document's validators, beside those of fields.ts: ids, parts held by id, and numbers that a
 * row of the world's table describes. Ids may be names that every object inherits (`constructor`, `toString`): read parts
 * by `Object.entries`, or by an id that the checks have found to be there.
 */
import * as v from 'valibot'
import { numberWithin } from './fields.ts'
import { worldParameter, type WorldParameterKey } from './worldTable.ts'

export type Id = string

const ID = /^[a-z][A-Za-z0-9]{0,23}$/
const ID_WORDS = 'an id: a small letter, then at most 23 letters and digits'

/** Whether a part can have this id. */
export function isId(text: string): boolean {
  return ID.test(text)
}

/** The id of a part. Whether there is such a part is a check of the whole world. */
export const id = v.pipe(v.string(ID_WORDS), v.regex(ID, ID_WORDS))

/** A required number within its row of the world's table. */
export function worldNumber(key: WorldParameterKey) {
  return numberWithin(worldParameter(key))
}

/** A number within its row of the world's table; its default where the document is silent. */
export function optionalWorldNumber(key: WorldParameterKey) {
  return v.optional(worldNumber(key), worldParameter(key).default)
}

/** The fields of an object without one of them. */
export function without<F extends object, N extends keyof F & string>(fields: F, name: N): Omit<F, N> {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name)) as Omit<F, N>
}

/**
 * Parts by id, in the order of the document. `v.record` is not used since it drops names such as `constructor` in silence.
 */
export function byId<T>(part: v.GenericSchema<unknown, T>, what: string, max = Infinity) {
  const words = `an object that holds ${what} by id`
  return v.pipe(
    v.custom<Record<string, unknown>>(
      (input) => typeof input === 'object' && input !== null && !Array.isArray(input),
      words,
    ),
    v.check((input) => Object.keys(input).length <= max, `at most ${max} ${what}`),
    v.rawTransform<Record<string, unknown>, Record<Id, T>>(({ dataset, addIssue, NEVER }) => {
      const input = dataset.value
      const output: Record<Id, T> = {}
      for (const [key, value] of Object.entries(input)) {
        const item = { type: 'object', origin: 'value', input, key, value } as const
        if (!ID.test(key)) {
          addIssue({ message: ID_WORDS, input: key, path: [item] })
          return NEVER
        }
        const result = v.safeParse(part, value, { abortEarly: true })
        if (!result.success) {
          const [issue] = result.issues
          addIssue({ message: issue.message, input: issue.input, path: [item, ...(issue.path ?? [])] })
          return NEVER
        }
        output[key] = result.output
      }
      return output
    }),
  )
}
