/**
 * The readings of the series that look at everyone. Taken in every step they would make a step cost the crowd, so they
 * are taken at step 0 and then at a fixed distance, which follows from the scenario alone: however a run is played, left
 * and returned to, its series has the same numbers in the same places.
 */
import { listCrowds } from '../schema/crowds.ts'
import type { Scenario } from '../schema/scenario.ts'
import type { WorldDocument } from '../schema/world.ts'

/** Looks at a trader that all samples of a run may take together: some tenths of a second. */
const MOST_LOOKS = 2_000_000

/** Steps from one sample to the next, of a run that opened with so many accounts at all its venues. */
export function chooseStride(document: Scenario | WorldDocument, traders: number): number {
  const { steps } = document
  const newcomers = listCrowds(document).reduce(
    (sum, { behavior }) => sum + (behavior && 'arrivals' in behavior ? (behavior.arrivals?.perStep ?? 0) : 0),
    0,
  )
  return Math.max(1, Math.ceil(((traders + newcomers * steps) * steps) / MOST_LOOKS))
}
