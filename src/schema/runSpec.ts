/**
 * A run as data: a document that is opened and whose shares are held (holding.ts), and what is written into it then. So the
 * course can say which runs it needs without an engine, and whoever has one can make them.
 */
import type { Committee } from './committee.ts'
import { readAt, writeAt } from './documentPath.ts'
import type { PlacedReadings } from './placedReading.ts'
import type { ChannelId } from './worldChannels.ts'
import { rowAtPath } from './worldPath.ts'

/** One write; `timesHeld` multiplies what the held document says there, `timesWritten` what stands there by then. */
export interface Write {
  readonly path: string
  readonly value: unknown
  readonly timesHeld?: boolean
  readonly timesWritten?: boolean
}

/** A run as data: what is opened and held, and what is then written. */
export interface RunSpec {
  readonly base: object
  readonly writes: readonly Write[]
  /** Of a document of version 2: what is switched off once all is written, and what the run is asked for. */
  readonly world?: {
    readonly off: readonly ChannelLink[]
    readonly reads: PlacedReadings
    /** Who watches it and proposes rules; left out where nobody does. */
    readonly committee?: Committee
  }
}

/** A channel of a world, or one of its links. */
export interface ChannelLink {
  readonly channel: ChannelId
  readonly link?: string
}

/** The held document with the writes. The result still has to be validated. */
export function applyWrites(held: object, writes: readonly Write[]): object {
  return writes.reduce((document, { path, value, timesHeld, timesWritten }) => {
    if (typeof value !== 'number') return writeAt(document, path, value)
    const before = timesHeld ? readAt(held, path) : timesWritten ? readAt(document, path) : 1
    return writeAt(document, path, typeof before === 'number' ? toValid(path, value * before) : undefined)
  }, held)
}

/** As exact as the field is: whole where it counts, cents where it is money, and free of the dust of a multiplication. */
function toValid(path: string, value: number): number {
  const row = rowAtPath(path)
  if (row?.integer || /^shocks\.\d+\.(contracts|step)$/.test(path)) return Math.round(value)
  if (row?.money) return Math.round(value * 100) / 100
  return Number(value.toPrecision(12))
}
