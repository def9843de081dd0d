/**
 * The leverage at which each trader opened, and the middle of the crowd. Neither changes during a run, so they are worked
 * out once for an opening and kept as long as it is.
 */
import type { CrowdOpening } from '../schema/frame.ts'

interface Leverages {
  /** By trader; 0 for who could not open a position. */
  readonly values: Float64Array
  /** Half of the traders who opened a position did so at this or more; 0 where there are none. */
  readonly median: number
  readonly lowest: number
  readonly highest: number
}

const known = new WeakMap<CrowdOpening, Leverages>()

export function readLeverages(opening: CrowdOpening): Leverages {
  const kept = known.get(opening)
  if (kept) return kept
  const { contracts, entryPrice, deposit } = opening
  const values = new Float64Array(deposit.length)
  for (let id = 0; id < values.length; id++)
    values[id] = deposit[id] > 0 ? (Math.abs(contracts[id]) * entryPrice[id]) / deposit[id] : 0
  const sorted = values.filter((value) => value > 0).sort()
  const made = {
    values,
    median: sorted[Math.floor(sorted.length / 2)] ?? 0,
    lowest: sorted[0] ?? 0,
    highest: sorted.at(-1) ?? 0,
  }
  known.set(opening, made)
  return made
}

/** Ten classes for each factor of ten, equally wide on a logarithmic scale, with numbers that people know. */
const STEPS = [1, 1.25, 1.6, 2, 2.5, 3.2, 4, 5, 6.3, 8]
/** Whole contracts and single precision move a leverage a little off the number that was asked for. */
const SLACK = 1e-6

/** Edges of classes that hold all leverages between two; a class holds its upper edge, not its lower one. */
export function computeEdges(lowest: number, highest: number): number[] {
  const edges: number[] = []
  for (let power = Math.floor(Math.log10(Math.max(lowest, 0.01))) - 1; ; power++) {
    for (const step of STEPS) {
      const edge = Number((step * 10 ** power).toPrecision(4))
      // The last edge that lies below everyone is where the first class begins.
      if (edge < lowest * (1 - SLACK)) edges.length = 0
      edges.push(edge)
      if (edges.length > 1 && edge >= highest * (1 - SLACK)) return edges
    }
  }
}

/** The class that a leverage belongs to. */
export function findClass(edges: readonly number[], leverage: number): number {
  let at = 0
  while (at < edges.length - 2 && leverage > edges[at + 1] * (1 + SLACK)) at++
  return at
}
