/**
 * The readings of the series that look at everyone. Taken in every step they would make a step cost the crowd, so they
 * are taken at step 0 and then at a fixed distance, which follows from the scenario alone: however a run is played, left
 * and returned to, its series has the same numbers in the same places.
 */
import { computeLeverageHeld, computeNearContracts } from '../engine/crowdReadings.ts'
import { computeSpiralProfile } from '../engine/readings.ts'
import type { Market } from '../engine/venue.ts'
import type { Scenario } from '../schema/scenario.ts'

/** A fall that sells out nobody farther away than this counts as small. */
const NEAR = 0.05
/** Looks at a trader that all samples of a run may take together: some tenths of a second. */
const MOST_LOOKS = 2_000_000

/** Steps from one sample to the next, of a crowd that opened with so many traders. */
export function chooseStride({ crowd, steps }: Scenario, traders: number): number {
  const newcomers = (crowd.behavior?.arrivals?.perStep ?? 0) * steps
  return Math.max(1, Math.ceil(((traders + newcomers) * steps) / MOST_LOOKS))
}

/** What a small fall would force out, and the leverage that everyone holds together. */
export function readHoldings(market: Market): { nearContracts: number; leverageHeld: number } {
  return { nearContracts: computeNearContracts(market, NEAR), leverageHeld: computeLeverageHeld(market) }
}

/** The columns of the series that are sampled; NaN where this step is none of the samples. */
export function readSample(market: Market, step: number, stride: number) {
  if (step % stride !== 0) return { nearContracts: NaN, leverageHeld: NaN, rAhead: NaN }
  return { ...readHoldings(market), rAhead: largest(computeSpiralProfile(market, 1).values) }
}

export function largest(values: Float64Array): number {
  let max = 0
  for (const value of values) if (value > max) max = value
  return max
}
