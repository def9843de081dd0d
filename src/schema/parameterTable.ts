/**
 * The parameter table: all rows in the order of a scenario document, which is that in which people meet them. Validators,
 * their types, defaults, links, switches, sliders and the random documents of the tests follow from it, so that a limit is
 * written once. Defaults are what a silent document means, and what links and files leave out; they stay as they are.
 */
import { crowdRows } from './crowdRows.ts'
import { marketRows } from './marketRows.ts'
import type { Choice, Layers, OptionalPart, Parameter, Row, Setting, Unit } from './row.ts'
import { venueRows } from './venueRows.ts'

const rows = [...marketRows, ...venueRows, ...crowdRows] as const

/** The rows as they are written, with every key and name as a type: documentShape.ts reads them. */
export type TableRow = (typeof rows)[number]
export type ParameterKey = Extract<TableRow, { unit: Unit }>['key']
export type ChoiceKey = Extract<TableRow, { kind: 'choice' }>['key']
export type PartKey = Extract<TableRow, { kind: 'part' }>['key']
export type SettingKey = Exclude<TableRow['key'], PartKey>

type Keyed<R, K> = R & { readonly key: K }

export const table: readonly Keyed<Row, TableRow['key']>[] = rows
/** What a document sets: all rows but the optional parts. */
export const settings = table.filter((row): row is Keyed<Setting, SettingKey> => row.kind !== 'part')
export const parameters = table.filter((row): row is Keyed<Parameter, ParameterKey> => row.kind === undefined)
export const choices: readonly Choice[] = settings.filter((row) => row.kind === 'choice')
export const layers: readonly Layers[] = settings.filter((row) => row.kind === 'layers')
export const optionalParts = table.filter((row): row is Keyed<OptionalPart, PartKey> => row.kind === 'part')
