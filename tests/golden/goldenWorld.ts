/**
 * What a golden world is: a seeded document of version 2, and what its run must have met. Those that there are go through every
 * mechanism of docs/model.md section 11 together, and goldenWorlds.json holds their behavior. Pure, so that a page can play them.
 */
import type { Json } from './worldParts.ts'
import type { VenueSummary, WorldSummary } from '../../src/schema/worldResult.ts'

/** What a run must have met: a list of votes or failures that is not empty, or a number of a venue above 0. */
type Reached = 'failed' | 'votes' | readonly [venue: string, field: keyof VenueSummary]

export interface GoldenWorld {
  readonly name: string
  readonly steps: number
  readonly document: Readonly<Json>
  /** Or its hash would guard less than its name says. */
  readonly reaches: readonly Reached[]
}

export function hasReached(summary: WorldSummary, what: Reached): boolean {
  if (typeof what === 'string') return summary[what].length > 0
  const [venue, field] = what
  const value = summary.venues[venue][field]
  return value === true || Number(value) > 0
}

/** A golden world; its seed is its name. */
export function golden(name: string, steps: number, parts: Json, reaches: readonly Reached[]): GoldenWorld {
  const document = { version: 2, title: name, seed: `golden ${name}`, steps, stepSeconds: 3600, ...parts }
  return { name, steps, document, reaches }
}
