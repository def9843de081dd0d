/**
 * The shape of a scenario document as types, from the keys of the parameter table: what stands at a path, what it holds
 * beneath, and what may be left out. A new row is a new field of the type; tableFields.ts builds the validators.
 */
import type { ParameterKey, TableRow } from './parameterTable.ts'

type RowKey = TableRow['key']
type RowAt<P extends string> = Extract<TableRow, { key: P }>

/** The first name of a key beneath a path: `liquidation` for `venue.liquidation.closeFactor` beneath `venue`. */
type NameBeneath<P extends string, K extends string> = K extends `${P}.${infer Rest}`
  ? Rest extends `${infer Name}.${string}`
    ? Name
    : Rest
  : never
export type NameIn<P extends string> = NameBeneath<P, RowKey>

export type LeftOutKey = Extract<TableRow, { kind: 'part'; off: 'left out' }>['key']
type NullKey = Extract<TableRow, { off: 'null' } | { orNull: true }>['key']

type NameOf<R> = R extends { options: readonly (readonly [infer N, string])[] } ? N : never
type ListOf<R> = R extends { kind: 'layers' } ? NameOf<R>[] : never

/** What the row itself says: a number, a name, a list of names, or null. */
type OwnValue<P extends string> =
  | (P extends ParameterKey ? number : never)
  | NameOf<Extract<RowAt<P>, { kind: 'choice' }>>
  | ListOf<Extract<RowAt<P>, { kind: 'layers' }>>
  | (P extends NullKey ? null : never)

type Simplify<T> = { [K in keyof T]: T[K] }
type Nested<P extends string> = Simplify<
  {
    [N in NameIn<P> as `${P}.${N}` extends LeftOutKey ? never : N]: ValueAt<`${P}.${N}`>
  } & {
    [N in NameIn<P> as `${P}.${N}` extends LeftOutKey ? N : never]?: ValueAt<`${P}.${N}`>
  }
>

/** What a valid document, with its defaults filled in, holds at the path. */
export type ValueAt<P extends string> = OwnValue<P> | ([NameIn<P>] extends [never] ? never : Nested<P>)
