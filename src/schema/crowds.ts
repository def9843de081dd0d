/** The crowds of a document of either version: one, or those of all venues. */
import type { Scenario } from './scenario.ts'
import type { WorldDocument } from './world.ts'
import type { WorldCrowd } from './worldCrowd.ts'

export function listCrowds(document: Scenario | WorldDocument): (Scenario['crowd'] | WorldCrowd)[] {
  if (document.version === 1) return [document.crowd]
  return Object.values(document.venues).flatMap((venue) => (venue.kind === 'institution' ? [] : venue.crowd))
}

/** Traders at the opening, without those who hedge. */
export function countOpening(document: Scenario | WorldDocument): number {
  return listCrowds(document).reduce(
    (sum, crowd) => sum + ('accounts' in crowd ? crowd.accounts.length : crowd.traders),
    0,
  )
}
