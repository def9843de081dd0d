/**
 * Validators from the parameter table: the field of each row, nested by key, with the defaults, the optional parts and the
 * quantities that may be written as a share. What the table cannot say (variants by shape, lists of accounts and of
 * shocks) is written by hand in the scenario*.ts files, over these fields or beside them.
 */
import * as v from 'valibot'
import type { LeftOutKey, NameIn, ValueAt } from './documentShape.ts'
import { choice, number, object } from './fields.ts'
import { parameters, table, type ChoiceKey, type ParameterKey } from './parameterTable.ts'
import type { Choice, Layers, Row } from './row.ts'

type Field<P extends string> = P extends LeftOutKey
  ? v.ExactOptionalSchema<v.GenericSchema<unknown, ValueAt<P>>, undefined>
  : v.GenericSchema<unknown, ValueAt<P>>
/** The validators of the fields beneath a path, by name, in the order of the table. */
export type Fields<P extends string> = { [N in NameIn<P>]: Field<`${P}.${N}`> }

const byKey = new Map<string, Row>(table.map((row) => [row.key, row]))

/**
 * The fields beneath a path, to be made into an object: alone, with others beside them, or with one of them replaced.
 */
export function fieldsOf<P extends string>(path: P): Fields<P> {
  return Object.fromEntries(namesIn(path).map((name) => [name, fieldOf(`${path}.${name}`)])) as Fields<P>
}

/**
 * The names beneath a path, in the order of the table.
 * @internal
 */
export function namesIn(path: string): string[] {
  const beneath = table.filter(({ key }) => key.startsWith(`${path}.`))
  return [...new Set(beneath.map(({ key }) => key.slice(path.length + 1).split('.')[0]))]
}

/** The field at a path: that of its row, or an object of the fields beneath. */
export function fieldOf<P extends string>(path: P): Field<P> {
  return createField(path) as Field<P>
}

function createField(path: string): v.GenericSchema {
  const row = byKey.get(path)
  const inner = namesIn(path).length > 0 ? object(fieldsOf(path) as v.ObjectEntries) : null
  if (row === undefined) return v.optional(inner as v.GenericSchema, {})
  switch (row.kind) {
    case 'part':
      return row.off === 'null'
        ? v.optional(v.nullable(inner as v.GenericSchema), null)
        : (v.exactOptional(inner as v.GenericSchema) as v.GenericSchema)
    case 'choice':
      return v.optional(choice(namesOf(row)), row.default)
    case 'layers':
      return v.optional(list(row), [...row.default])
  }
  const plain = number(row.key as ParameterKey)
  // Chosen by shape, so that the error speaks of what was written.
  const either: v.GenericSchema = inner
    ? v.lazy((input) => (typeof input === 'object' && input !== null ? inner : plain))
    : plain
  const whole = row.orNull ? v.nullable(either) : either
  return row.required || isShare(path) ? whole : v.optional(whole, silentValue(path, row.default))
}

/** Whether the row is another one's quantity as a share. */
function isShare(path: string): boolean {
  const parent = byKey.get(path.slice(0, path.lastIndexOf('.')))
  return parent !== undefined && parent.kind === undefined
}

function silentValue(path: string, own: number): unknown {
  const share = parameters.find((row) => row.whenSilent && row.key.startsWith(`${path}.`))
  return share ? { [share.key.slice(path.length + 1)]: share.default } : own
}

/** The names of a choice, in the order of the table. */
export function optionsOf<K extends ChoiceKey>(key: K): ValueAt<K>[] {
  return namesOf(byKey.get(key) as Choice) as string[] as ValueAt<K>[]
}

function namesOf({ options }: Choice | Layers): [string, ...string[]] {
  return options.map(([name]) => name) as [string, ...string[]]
}

function list(row: Layers) {
  const names = namesOf(row)
  return v.pipe(
    v.array(choice(names), `a list of layers: ${names.join(', ')}`),
    v.maxLength(names.length, 'each layer at most once'),
    v.checkItems((layer, index, all) => all.indexOf(layer) === index, 'each layer at most once'),
  )
}
