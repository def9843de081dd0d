/**
 * Which rows of the parameter table belong together: those of an optional part, and a quantity with the same as a share.
 * Links, switches and the holding of shares follow from it.
 */
import type { NameIn, ValueAt } from './documentShape.ts'
import { optionalParts, parameters, type ParameterKey, type PartKey } from './parameterTable.ts'
import type { Parameter } from './row.ts'

/** A quantity that a document may hold in either of two units: as it is, or as a share. */
export type PairKey = { [K in ParameterKey]: [NameIn<K>] extends [never] ? never : K }[ParameterKey]

export interface Pair {
  readonly key: PairKey
  readonly shareKey: ParameterKey
  /** The field of the share in the document. */
  readonly field: keyof Extract<ValueAt<PairKey>, object>
  readonly plain: Parameter
  readonly share: Parameter
}

export const pairs: readonly Pair[] = parameters.flatMap((plain) => {
  const share = parameters.find((row) => row.key.startsWith(`${plain.key}.`))
  if (!share) return []
  const field = share.key.slice(plain.key.length + 1) as Pair['field']
  return [{ key: plain.key as PairKey, shareKey: share.key, field, plain, share }]
})

/** The optional part that a key belongs to: the innermost, where there are several. */
export function findPart(key: string): PartKey | undefined {
  const around = optionalParts.filter((part) => key.startsWith(`${part.key}.`))
  return around.at(-1)?.key
}

/** How a document says that it does without a part. */
export function offValue(part: PartKey): null | undefined {
  return optionalParts.find(({ key }) => key === part)?.off === 'null' ? null : undefined
}
