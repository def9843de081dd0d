/** What happens in a house at a moment, beside its money: who is sold out, who waits, what was taken out. In few words. */
import type { VenueReadings } from '../../schema/frame.ts'
import { formatCount, formatNumbered, formatPart, formatShortDollars } from '../../schema/words.ts'
import type { WorldVenueReadings } from '../../schema/worldFrame.ts'
import type { House } from './houses.ts'

/** Less is not worth a word. */
const A_DOLLAR = 100

export function listNotes(
  { kind, markets }: House,
  { traders, tradersLiquidated, queue }: VenueReadings,
  { utilization, underWater, unbid, withdrawn, refused, stolen }: WorldVenueReadings,
): string[] {
  const isLender = kind === 'lending'
  const who = isLender ? 'loan' : 'trader'
  const notes: readonly (readonly [isThere: boolean, words: () => string])[] = [
    [
      markets.length > 0 && traders > 0,
      () => `${formatCount(tradersLiquidated)} of ${formatNumbered(traders, who)} sold out`,
    ],
    [queue > 0, () => `${formatCount(queue)} ${queue === 1 ? 'waits' : 'wait'}`],
    [isLender, () => `${formatPart(utilization)} lent out`],
    [underWater >= A_DOLLAR, () => `${formatShortDollars(underWater)} under water`],
    [unbid > 0, () => `nobody bids for ${formatCount(unbid)}`],
    [withdrawn >= A_DOLLAR, () => `${formatShortDollars(withdrawn)} taken out`],
    [refused >= A_DOLLAR, () => `${formatShortDollars(refused)} refused`],
    [stolen > 0, () => `${formatShortDollars(stolen)} lost at once`],
  ]
  return notes.filter(([isThere]) => isThere).map(([, words]) => words())
}
