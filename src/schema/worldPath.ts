/**
 * Which row of the two tables of parameters a path of a world document belongs to: the names of parts and the places of lists are
 * left out of it, as in `venues.lend.bonus` and `venues.alpha.crowd.0.leverage.max`.
 */
import { parameters } from './parameterTable.ts'
import type { Parameter } from './row.ts'
import type { WorldParameter } from './worldRow.ts'
import { worldParameters } from './worldTable.ts'

type PathRow = Pick<Parameter, 'label' | 'explain' | 'integer' | 'money' | 'slider'> & {
  readonly unit: WorldParameter['unit']
}

const rows = new Map<string, PathRow>(
  [...parameters, ...worldParameters].map((row) => [row.key as string, row as PathRow]),
)

/** Beginnings of paths, with `*` for a name, and what stands for them in the keys of either table. */
const BEGINNINGS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^assets\.\w+\./, ['assets.', 'market.']],
  [/^(desks|chains)\.\w+\./, ['$1.']],
  [/^shocks\.\d+\./, ['shocks.']],
  [/^venues\.\w+\.markets\.\w+\./, ['markets.', 'venue.', '']],
  [/^venues\.\w+\.treasury\.placed\.\w+$/, ['treasury.placed']],
  [/^venues\.\w+\.treasury\.holdings\.\w+\./, ['treasury.holdings.']],
  [/^venues\.\w+\.treasury\.run\.after\.\d+\./, ['treasury.run.after.']],
  [/^venues\.\w+\.treasury\./, ['treasury.']],
  [/^venues\.\w+\.crowd\.(\d+\.)?/, ['crowd.']],
  [/^venues\.\w+\./, ['venues.', 'venue.']],
]

/** The row behind a path of a document of either version; undefined where it is none of a number. */
export function rowAtPath(path: string): PathRow | undefined {
  const own = rows.get(path)
  if (own) return own
  const [begins, keys] = BEGINNINGS.find(([form]) => form.test(path)) ?? []
  if (begins === undefined || keys === undefined) return undefined
  return keys.map((key) => rows.get(path.replace(begins, key))).find((row) => row !== undefined)
}
