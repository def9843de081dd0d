/**
 * The readings of the series that look at everyone. Taken in every step they would make a step cost the crowd, so they
 * are taken at step 0 and then at a fixed distance, which follows from the scenario alone: however a run is played, left
 * and returned to, its series has the same numbers in the same places.
 */
import type { Scenario } from '../schema/scenario.ts'

/** Looks at a trader that all samples of a run may take together: some tenths of a second. */
const MOST_LOOKS = 2_000_000

/** Steps from one sample to the next, of a crowd that opened with so many traders. */
export function chooseStride({ crowd, steps }: Scenario, traders: number): number {
  const newcomers = (crowd.behavior?.arrivals?.perStep ?? 0) * steps
  return Math.max(1, Math.ceil(((traders + newcomers) * steps) / MOST_LOOKS))
}
