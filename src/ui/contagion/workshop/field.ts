/**
 * What the form of a part is made of, as data: each field says what stands there, and gives the world with another value. Rows
 * of the parameter tables become fields by themselves. Reads and makes documents; knows no store.
 */
import { isTree, readAt, writeAt } from '../../../schema/documentPath.ts'
import { table, type PartKey } from '../../../schema/parameterTable.ts'
import { findPart, offValue, pairs, type Pair } from '../../../schema/parts.ts'
import type { GroupId } from '../../../schema/row.ts'
import type { Layer } from '../../../schema/scenario.ts'
import type { WorldDocument } from '../../../schema/world.ts'
import { createPart } from '../../../stores/optionalParts.ts'
import type { NumberRow } from '../../controls/rowScale.ts'

export type Options = readonly (readonly [value: string, name: string])[]

interface Common<V> {
  /** Where it stands in the document; an error that names this place, or one beneath, is shown here. */
  readonly path: string
  readonly label: string
  /** The world with another value. */
  readonly apply: (world: WorldDocument, value: V) => WorldDocument
}

export interface NumberField extends Common<number> {
  readonly kind: 'number'
  readonly row: NumberRow
  readonly value: number
}
export interface PairField extends Common<unknown> {
  readonly kind: 'pair'
  readonly pair: Pair
  readonly written: unknown
}
export interface ChoiceField extends Common<string> {
  readonly kind: 'choice'
  readonly explain: string
  readonly value: string
  readonly options: Options
}
export interface SwitchField extends Common<boolean> {
  readonly kind: 'switch'
  readonly isOn: boolean
}
interface LayersField extends Common<Layer[]> {
  readonly kind: 'layers'
  readonly value: readonly Layer[]
}
export interface TextField extends Common<string> {
  readonly kind: 'text'
  readonly explain: string
  readonly value: string
}
export type WorkshopField = NumberField | PairField | ChoiceField | SwitchField | LayersField | TextField

/** A button of a group: what it says, and the world afterwards. */
export interface GroupAct {
  readonly label: string
  readonly apply: (world: WorldDocument) => WorldDocument
}

export interface FieldGroup {
  readonly title: string
  /** One sentence, where the title does not say it all. */
  readonly note?: string
  readonly fields: readonly WorkshopField[]
  readonly acts?: readonly GroupAct[]
}

export function numberAt(
  world: WorldDocument,
  path: string,
  row: NumberRow,
  label: string = row.label,
): NumberField {
  const value = readAt(world, path)
  return {
    kind: 'number',
    path,
    label,
    row: label === row.label ? row : { ...row, label },
    value: typeof value === 'number' ? value : row.default,
    apply: (before, next) => writeAt(before, path, next),
  }
}

/** One of some names; an empty one stands for a field that is left out. */
export function choiceAt(
  world: WorldDocument,
  path: string,
  words: { readonly label: string; readonly explain: string },
  options: Options,
): ChoiceField {
  const value = readAt(world, path)
  return {
    kind: 'choice',
    path,
    ...words,
    options,
    value: typeof value === 'string' ? value : '',
    apply: (before, next) => writeAt(before, path, next === '' ? undefined : next),
  }
}

/** Whether something stands at a path; switched on, what `create` gives. */
export function switchAt(
  world: WorldDocument,
  path: string,
  label: string,
  create: () => unknown,
  off: null | undefined = undefined,
): SwitchField {
  const value = readAt(world, path)
  return {
    kind: 'switch',
    path,
    label,
    isOn: value !== undefined && value !== null,
    apply: (before, isOn) => writeAt(before, path, isOn ? create() : off),
  }
}

/** Ids as the names of a choice, after what an empty one means. */
export function idOptions(ids: readonly string[], none?: string): Options {
  const named = ids.map((id) => [id, id] as const)
  return none === undefined ? named : [['', none], ...named]
}

interface RowsOf {
  /** What the keys of the rows begin with. */
  readonly prefix: string
  /** Where that stands in the world. */
  readonly at: string
  readonly group?: GroupId
  /** Keys, or what they begin with, that the part does without. */
  readonly without?: readonly string[]
}

/** Fields of the rows of the parameter table beneath a key, in its order. Rows of a part that is off are left out. */
export function fieldsOfRows(
  world: WorldDocument,
  { prefix, at, group, without = [] }: RowsOf,
): WorkshopField[] {
  const pathOf = (key: string) => at + key.slice(prefix.length)
  const isOff = (key: string) => {
    const part = table.find((row) => row.kind === 'part' && row.label && key.startsWith(`${row.key}.`))
    return part !== undefined && !isTree(readAt(world, pathOf(part.key)))
  }
  const rows = table.filter(
    ({ key, group: own }) =>
      key.startsWith(`${prefix}.`) &&
      (group === undefined || own === group) &&
      !without.some((name) => key === name || key.startsWith(`${name}.`)) &&
      !isOff(key),
  )
  return rows.flatMap((row) => fieldsOfRow(world, row, pathOf))
}

type TableRow = (typeof table)[number]

function fieldsOfRow(world: WorldDocument, row: TableRow, pathOf: (key: string) => string): WorkshopField[] {
  const path = pathOf(row.key)
  switch (row.kind) {
    case 'part': {
      const { key, label } = row
      return label
        ? [switchAt(world, path, label, () => createPart(key as PartKey), offValue(key as PartKey))]
        : []
    }
    case 'choice':
      return [choiceAt(world, path, row, row.options)]
    case 'layers': {
      const value = readAt(world, path) as Layer[]
      const apply: LayersField['apply'] = (before, next) => writeAt(before, path, next)
      return [{ kind: 'layers', path, label: row.label, value, apply }]
    }
  }
  if (pairs.some(({ shareKey }) => shareKey === row.key)) return []
  const pair = pairs.find(({ key }) => key === row.key)
  if (pair) return pairAt(world, path, pair)
  const apply: NumberField['apply'] = (before, next) => writeRow(before, row, pathOf, next)
  return [{ ...numberAt(world, path, row), apply }]
}

/** Writes a number, with the part that it belongs to where that was absent. */
function writeRow(
  world: WorldDocument,
  { key }: TableRow,
  pathOf: (key: string) => string,
  value: number,
): WorldDocument {
  const part = findPart(key)
  const isThere = part === undefined || isTree(readAt(world, pathOf(part)))
  return writeAt(isThere ? world : writeAt(world, pathOf(part), createPart(part)), pathOf(key), value)
}

function pairAt(world: WorldDocument, path: string, pair: Pair): WorkshopField[] {
  const { plain, share, field } = pair
  const written = readAt(world, path)
  const own: PairField = {
    kind: 'pair',
    path,
    label: plain.label,
    pair,
    written,
    apply: (before, next) => writeAt(before, path, next),
  }
  if (!plain.orNull) return [own]
  const limit: SwitchField = {
    kind: 'switch',
    path: `${path}.limit`,
    label: `${plain.label} without a limit`,
    isOn: written === null,
    apply: (before, isOn) => writeAt(before, path, isOn ? null : { [field]: share.default }),
  }
  return written === null ? [limit] : [limit, own]
}
