/**
 * Depositors of a venue run from the next step on. A run is no shock but a condition of the treasury, so the world is opened again
 * with one more, on the same seed: up to the present moment everything is as it was.
 */
import type { Contagion } from './contagion.svelte.ts'
import type { WorldDocument } from '../../schema/world.ts'
import { sayVenue } from '../../schema/worldTitles.ts'

/** Of the depositors that are left, in each step, where the world does not say it. */
const USUAL_RUN = 0.02

function withRun(world: WorldDocument, id: string, step: number): WorldDocument {
  const venue = world.venues[id]
  const { treasury } = venue
  if (!treasury) return world
  const { perStep = USUAL_RUN, after = [] } = treasury.run ?? {}
  const changed = { ...venue, treasury: { ...treasury, run: { perStep, after: [...after, { step }] } } }
  return { ...world, venues: { ...world.venues, [id]: changed as typeof venue } }
}

export async function startRun(place: Contagion, id: string): Promise<void> {
  const { step } = place.run
  const what = `a run on ${sayVenue(id)}`
  place.wish.change(what, ({ off, ...world }) => ({ ...withRun(world, id, step + 1), off }), true)
  await place.restart(what, step)
}
