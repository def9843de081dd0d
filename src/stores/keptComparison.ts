/**
 * The comparison that is on the page, kept for the tab, so that a reload in class ends nothing: as the link that would restore
 * it. Reads both runs and the moment they stand at; writes and reads the tab's shelf. What cannot travel as a link is not kept.
 */
import type { Comparison } from './comparison.svelte.ts'
import { findTabShelf, readStored, toStorageKey, writeStored } from './storage.ts'

const PLACE = '/'
const key = () => toStorageKey('comparison')

/** The hash that restores it; null where there is none. */
export function readComparison(): string | null {
  const { value } = readStored(findTabShelf(), key())
  return typeof value === 'string' ? value : null
}

export function forgetComparison(): void {
  if (readComparison() !== null) writeStored(findTabShelf(), key(), null)
}

export async function keepComparison({ pair }: Comparison): Promise<void> {
  const [document, compared] = [pair.a.document, pair.b.document]
  const engineVersion = pair.a.opened?.engineVersion
  if (!document || !compared || engineVersion === undefined) return
  const { step } = pair
  const { toLink } = await import('../schema/link.ts')
  const link = toLink({ document, compared, place: PLACE, step, engineVersion })
  // The one before is of other runs.
  writeStored(findTabShelf(), key(), typeof link === 'string' ? link : null)
}
