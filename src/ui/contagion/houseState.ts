/**
 * How a house stands, in words: what it can still do, and since when it cannot. The worst holds: who is closed was insolvent or
 * illiquid before. Reads the readings of a moment.
 */
import type { VenueReadings } from '../../schema/frame.ts'
import { formatDuration } from '../../schema/words.ts'
import type { WorldVenueReadings } from '../../schema/worldFrame.ts'

type HouseState = 'open' | 'halted' | 'illiquid' | 'insolvent' | 'closed'

export interface Standing {
  readonly state: HouseState
  /** Within a sentence, or on the house. */
  readonly words: string
  /** Which failed first, which second; null where it has not failed. */
  readonly place: number | null
}

/** Of the venue's own readings, and of those that it has in a world; a step that never came is NaN. */
export function readStanding(
  venue: Pick<VenueReadings, 'halted'>,
  { insolventStep, illiquidStep, closedStep, failurePlace }: WorldVenueReadings,
  stepSeconds: number,
): Standing {
  const since = (step: number) => formatDuration(step * stepSeconds)
  const place = Number.isNaN(failurePlace) ? null : failurePlace
  if (!Number.isNaN(closedStep)) {
    const why = Number.isNaN(insolventStep) ? 'could not pay' : 'insolvent'
    return { state: 'closed', words: `${why}, closed at ${since(closedStep)}`, place }
  }
  if (!Number.isNaN(insolventStep))
    return { state: 'insolvent', words: `insolvent at ${since(insolventStep)}`, place }
  if (!Number.isNaN(illiquidStep))
    return { state: 'illiquid', words: `cannot pay since ${since(illiquidStep)}`, place }
  if (venue.halted === 1) return { state: 'halted', words: 'trading halted', place }
  return { state: 'open', words: 'stands', place }
}

/** What it has set aside for losses: insurance fund and own money. */
export interface Cushion {
  readonly fundCents: number
  readonly ownCents: number
  readonly startCents: number
}

export function readCushion(
  now: Pick<VenueReadings, 'fundLeft' | 'venueEquity'>,
  start: Pick<VenueReadings, 'fundLeft' | 'venueEquity'>,
): Cushion {
  return {
    fundCents: now.fundLeft,
    ownCents: now.venueEquity,
    startCents: start.fundLeft + start.venueEquity,
  }
}
