/**
 * Changes of a world that add, rename, duplicate or remove whole parts. References stay valid: what names a part follows its
 * name, and what named a part that went goes with it and is said. Nothing is changed in place.
 */
import { readAt, writeAt } from '../../schema/documentPath.ts'
import { FieldError, orFieldError } from '../../schema/fieldError.ts'
import { parseWorld } from '../../schema/parseDocument.ts'
import type { WorldDocument } from '../../schema/world.ts'
import { isId } from '../../schema/worldFields.ts'
import { copyVenue, mend, renameId, type NamedKind } from './workshopReferences.ts'
import { listParts, type WorkshopPart } from './workshopParts.ts'

export interface Edit {
  readonly world: WorldDocument
  /** The part to look at afterwards. */
  readonly path: string
  /** What was done, as "undo" names it. */
  readonly what: string
  /** What went with it, a sentence each. */
  readonly lost: readonly string[]
}

const KINDS: readonly string[] = ['assets', 'venues', 'desks', 'chains'] satisfies NamedKind[]

/** The part that a path names itself: of the four kinds that have an id of their own. */
export function readNamed(path: string): { readonly kind: NamedKind; readonly id: string } | null {
  const [kind, id, ...rest] = path.split('.')
  return KINDS.includes(kind) && rest.length === 0 ? { kind: kind as NamedKind, id } : null
}

/** What is wrong with the world; null where it can be opened, as far as a document says. */
export function findProblem(world: WorldDocument): FieldError | null {
  return orFieldError(() => {
    return findEmptyShare(parseWorld(world))
  })
}

/**
 * A share of what traders hold, where nobody trades. The model would refuse it too, but only once the world is run, and without the
 * field in sight.
 */
function findEmptyShare({ venues }: WorldDocument): FieldError | null {
  for (const [id, venue] of Object.entries(venues)) {
    if (venue.kind !== 'exchange' || venue.crowd.length > 0) continue
    const shared: [path: string, value: unknown][] = [
      ['insuranceFund', venue.insuranceFund],
      ['venueEquity', venue.venueEquity],
      ...Object.entries(venue.markets).map(([asset, { liquidity }]): [string, unknown] => [
        `markets.${asset}.liquidity.depth`,
        liquidity.depth,
      ]),
    ]
    for (const [field, value] of shared) {
      if (typeof value !== 'object' || value === null || !('shareOfOpenInterest' in value)) continue
      const share = value.shareOfOpenInterest
      if (share === 0) continue
      const wanted = 'an amount, since nobody trades here: there is nothing to take a share of'
      return new FieldError(`venues.${id}.${field}`, share, wanted)
    }
  }
  return null
}

/** The path of an error as documentPath.ts writes it: a place of a list is a name like any other. */
export function toPlainPath(path: string): string {
  return path.replace(/\[(\d+)\]/g, '.$1')
}

/** Whether a path is the other one, or beneath it. */
export function isWithinPath(path: string, outer: string): boolean {
  return outer === '' || path === outer || path.startsWith(`${outer}.`)
}

/** The part that a path belongs to: the innermost. */
export function partOf(world: WorldDocument, path: string): WorkshopPart {
  return listParts(world)
    .filter((part) => isWithinPath(path, part.path))
    .reduce((best, part) => (part.path.length > best.path.length ? part : best))
}

/** Whether the part can go: the world itself cannot, and only an exchange can be without a treasury. */
export function canRemove(world: WorldDocument, { kind, path }: WorkshopPart): boolean {
  if (kind === 'treasury') return world.venues[path.split('.')[1]].kind === 'exchange'
  return kind !== 'world'
}

/** Whether there can be two of it: a market is the one of its asset, a treasury the one of its venue. */
export function canDuplicate({ kind }: WorkshopPart): boolean {
  return !['world', 'market', 'treasury'].includes(kind)
}

export function removePart(world: WorldDocument, part: WorkshopPart): Edit {
  const { world: mended, lost } = mend(writeAt(world, part.path, undefined))
  const outer = part.isInner ? part.path.split('.').slice(0, 2).join('.') : ''
  return { world: mended, path: outer, what: `${part.name} removed`, lost }
}

/** An id that nothing of this kind has, the wanted one or the next that is free. */
export function freeId(world: WorldDocument, kind: NamedKind, ...wanted: string[]): string {
  const isFree = (id: string) => !Object.hasOwn(world[kind], id)
  const found = wanted.find(isFree)
  if (found !== undefined) return found
  const stem = (wanted.at(-1) ?? 'part').replace(/\d+$/, '').slice(0, 20)
  let n = 2
  while (!isFree(`${stem}${n}`)) n++
  return `${stem}${n}`
}

/** Why a part cannot be called that, in a sentence; null where it can. */
export function refuseId(world: WorldDocument, path: string, id: string): string | null {
  const named = readNamed(path)
  if (!named || id === named.id) return null
  if (!isId(id)) return 'A name begins with a small letter and has at most 24 letters and digits.'
  return Object.hasOwn(world[named.kind], id) ? `There is a part with the name ${id} already.` : null
}

/** The part under another name, wherever it is named. Where it cannot have that name, nothing changes. */
export function renamePart(world: WorldDocument, path: string, id: string): Edit {
  const named = readNamed(path)
  const same: Edit = { world, path, what: 'a name', lost: [] }
  if (!named || id === named.id || refuseId(world, path, id) !== null) return same
  return {
    ...same,
    world: renameId(world, { kind: named.kind, from: named.id, to: id }),
    path: `${named.kind}.${id}`,
  }
}

/** A second part like it, after it; what the first said of itself the second says of itself. */
export function duplicatePart(world: WorldDocument, part: WorkshopPart): Edit {
  const what = `a second ${part.name}`
  const named = readNamed(part.path)
  if (!named) {
    const list = part.path.slice(0, part.path.lastIndexOf('.'))
    const items = readAt(world, list) as readonly unknown[]
    const changed = writeAt(world, list, [...items, readAt(world, part.path)])
    return { world: changed, path: `${list}.${items.length}`, what, lost: [] }
  }
  const { kind, id } = named
  const copy = freeId(world, kind, id)
  const made = kind === 'venues' ? copyVenue(world, id, copy) : world[kind][id]
  const entries = Object.entries<unknown>(world[kind]).flatMap(([key, value]) =>
    key === id
      ? [
          [key, value],
          [copy, made],
        ]
      : [[key, value]],
  )
  return {
    world: { ...world, [kind]: Object.fromEntries(entries) as object },
    path: `${kind}.${copy}`,
    what,
    lost: [],
  }
}
