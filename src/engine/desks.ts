/**
 * Makers of several markets (docs/model.md section 11.3): one balance sheet, so that a loss in one market takes liquidity from the
 * others. Reads the makers' accounts and prices, writes nothing.
 */
import type { Places } from './derive.ts'
import type { Desk, Market } from './venue.ts'

/** The equity of a desk as a share of its capital. */
export function equityShare({ rules, state }: Desk, { markets }: Pick<Places, 'markets'>): number {
  const { capitalCents } = state
  let equity = capitalCents
  for (const place of rules.markets) {
    const { makers, price } = markets[place].state
    equity += makers.cashCents + makers.contracts * price
  }
  return equity / capitalCents
}

/** The same of the desk that makes a market; 1 where no desk does. */
export function deskShare({ rules }: Market, places: Pick<Places, 'desks' | 'markets'>): number {
  return rules.desk < 0 ? 1 : equityShare(places.desks[rules.desk], places)
}
