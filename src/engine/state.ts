/**
 * Snapshots of the whole state (docs/model.md section 9). A snapshot is plain data: it can be cloned, transferred and stored.
 * Indexes are not part of it, they follow from the accounts; nor is the program. What is here continues exactly as the run it
 * was taken from.
 */
import { copyBehaviorColumns } from './behaviorColumns.ts'
import { copyColumns, fromColumns, type LedgerColumns } from './ledger.ts'
import { copyQueue } from './liquidationQueue.ts'
import type { StreamState } from './random.ts'
import type { VenueState, World } from './world.ts'
import { ENGINE_VERSION } from '../schema/version.ts'

/**
 * The state of a venue with its ledger by columns, so that what did not change between two snapshots is one array.
 * @internal
 */
export type VenueSnapshot = Omit<VenueState, 'ledger'> & { ledger: LedgerColumns }

export type WorldSnapshot = Omit<World, 'venues'> & {
  engineVersion: string
  /** The seed that the streams come from: the document's, with the names of branches where there are any. */
  streamSeed: string
  streams: Record<string, StreamState>
  venues: VenueSnapshot[]
}

/** A copy of everything that the rest of the run depends on, beside the program. */
export function copyWorld(
  world: World,
  streamSeed: string,
  streams: Record<string, StreamState>,
): WorldSnapshot {
  const { venues, ...rest } = world
  return {
    engineVersion: ENGINE_VERSION,
    streamSeed,
    streams,
    ...copyPlain(rest),
    venues: venues.map(({ ledger, queue, behavior, ...venue }) => ({
      ...copyPlain(venue),
      ledger: copyColumns(ledger),
      queue: copyQueue(queue),
      behavior: behavior && copyBehaviorColumns(behavior, ledger.count),
    })),
  }
}

/** The state of a snapshot, as a world that can go on; the snapshot is not changed. */
export function worldOf(snapshot: WorldSnapshot): World {
  const { step, assets, markets, desks, chains, rulesDue, failed, votes, ruled, venues } = snapshot
  return {
    ...copyPlain({ step, assets, markets, desks, chains, rulesDue, failed, votes, ...(ruled && { ruled }) }),
    venues: venues.map(({ ledger, ...venue }) => ({ ...copyPlain(venue), ledger: fromColumns(ledger) })),
  }
}

/** A deep copy of plain data and typed arrays, without the host's `structuredClone`. */
function copyPlain<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  if (ArrayBuffer.isView(value)) return (value as unknown as Float64Array).slice() as T
  if (Array.isArray(value)) return value.map(copyPlain) as T
  // The shape is copied at once, then what lies deeper: a run that is split is copied ten thousand times a second.
  const copy: Record<string, unknown> = { ...(value as Record<string, unknown>) }
  for (const key of Object.keys(copy)) {
    const field = copy[key]
    if (typeof field === 'object' && field !== null) copy[key] = copyPlain(field)
  }
  return copy as T
}
