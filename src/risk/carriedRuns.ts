/**
 * A world with one of its channels off, under many seeds, and what was lost then at each of its venues (docs/model.md section
 * 12.11): what carried.ts puts together.
 */
import { withSeed } from './counting.ts'
import { createDepthOf } from '../engine/openedDepth.ts'
import { Simulation } from '../engine/simulation.ts'
import { FieldError } from '../schema/fieldError.ts'
import type { WorldDocument } from '../schema/world.ts'
import { switchOff, type ChannelId } from '../schema/worldChannels.ts'

/** Seeds from `from`, so many of them, with one channel off, or none. */
export interface CarriedTask {
  readonly kind: 'carried'
  readonly document: WorldDocument
  readonly off: ChannelId | null
  readonly from: number
  readonly count: number
}

/** What was lost at one venue in one run, in whole cents, by who lost it. */
interface VenueLosses {
  /** Its depositors, lenders and traders who were not sold out: bad debt that is left, and losses that were shared. */
  readonly customers: number
  /** Deposits of those who were sold out. */
  readonly traders: number
  /** Its insurance fund and its own money. */
  readonly house: number
}

export interface SeedLosses {
  /** Places of the insolvent, in order of the document. */
  readonly failed: readonly number[]
  readonly venues: readonly VenueLosses[]
}

export interface CarriedAnswer {
  /** Of each seed, in order. */
  readonly seeds: readonly SeedLosses[]
  readonly steps: number
  /** Why it cannot be opened so; null where it can. */
  readonly problem: string | null
}

export function playCarried({ document, off, from, count }: CarriedTask): CarriedAnswer {
  const seeds: SeedLosses[] = []
  let steps = 0
  try {
    for (let seed = from; seed < from + count; seed++) {
      const seeded = withSeed(document, String(seed))
      const simulation = Simulation.create(
        off === null ? seeded : switchOff(seeded, off, createDepthOf(seeded)),
      )
      simulation.advance(seeded.steps)
      steps += simulation.step
      seeds.push(readLosses(simulation))
    }
  } catch (error) {
    if (!(error instanceof FieldError)) throw error
    return { seeds, steps, problem: error.message }
  }
  return { seeds, steps, problem: null }
}

function readLosses({ world, places }: Simulation): SeedLosses {
  return {
    failed: world.failed.map(({ venue }) => venue).sort((a, b) => a - b),
    venues: places.venues.map(({ state: { totals } }) => ({
      customers: totals.badDebtCents + totals.socializedCents,
      traders: totals.ownPaidCents,
      house: totals.fundPaidCents + totals.venuePaidCents,
    })),
  }
}
