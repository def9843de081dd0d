/**
 * Whether an event has happened in a run: read after a step, with nothing written. An event is looked for once a step; once it has
 * happened it stays (docs/model.md section 12).
 */
import type { RiskEvent } from './event.ts'
import type { Places } from '../engine/derive.ts'
import { LIQUIDATED } from '../engine/ledger.ts'
import type { Run } from '../engine/run.ts'
import type { Asset, Venue } from '../engine/venue.ts'
import { NEVER } from '../engine/world.ts'

/** Whether it has happened up to the end of the step that has just been taken. */
export function hasHappened(event: RiskEvent, { places, world }: Run): boolean {
  const { venues } = places
  switch (event.kind) {
    case 'insolvent':
      return event.venues.some((place) => venues[place].state.insolventStep !== NEVER)
    case 'illiquid':
      return event.venues.some((place) => venues[place].state.illiquidStep !== NEVER)
    case 'fundExhausted':
      return event.venues.some((place) => isFundExhausted(venues[place]))
    case 'adl':
      return venues.some(({ state }) => state.totals.adlContracts > 0)
    case 'failures':
      return world.failed.length >= event.count
    case 'priceBelow':
      return places.books[0].state.lowestPrice < event.price
    case 'fairBelow':
      return firstAsset(places).state.lowestFair < event.price
    case 'accountLiquidated':
      return venues[event.venue].state.ledger.state[event.id] === LIQUIDATED
  }
}

/** That of the first market with a book; the first one where there is no book. */
export function firstAsset({ books, assets }: Places): Asset {
  return assets[books.length > 0 ? books[0].rules.asset : 0]
}

/**
 * A deficit that the insurance fund could not pay in full: something came to whoever stands behind it in the waterfall, or it is
 * empty. Fees may fill it again, but it was exhausted.
 */
export function isFundExhausted({ state: { totals, fundCents }, rules: { waterfall } }: Venue): boolean {
  const at = waterfall.indexOf('insuranceFund')
  if (at < 0) return false
  if (totals.badDebtCents > 0 || (totals.fundPaidCents > 0 && fundCents === 0)) return true
  const behind = waterfall.slice(at + 1)
  return (
    (totals.venuePaidCents > 0 && behind.includes('venueEquity')) ||
    (totals.adlContracts > 0 && behind.includes('adl')) ||
    (totals.socializedCents > 0 && behind.includes('socializedLoss'))
  )
}
