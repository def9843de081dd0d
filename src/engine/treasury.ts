/**
 * What a venue has and what it is worth (docs/model.md section 11.6), in whole cents. Computed when asked: reads funds, claims, holdings
 * and prices, writes nothing.
 */
import { equityOf } from './margin.ts'
import { OPEN } from './ledger.ts'
import type { Places } from './derive.ts'
import type { Run } from './run.ts'
import { markPrice, type Venue } from './venue.ts'

/** What the others owe to each other and to this one: claims on this venue. */
function owedToOthers({ where }: Venue, { venues }: Places): number {
  return venues.reduce((sum, { state }) => sum + state.treasury.claimsCents[where.venue], 0)
}

/** Money that a venue has at hand: what was left with it, less what is placed, held, lent or lost. */
export function atHand(venue: Venue, places: Places): number {
  const { fundCents, equityCents, totals, treasury, debtsCents } = venue.state
  const placed = treasury.claimsCents.reduce((sum, cents) => sum + cents, 0)
  return (
    treasury.depositorsCents +
    fundCents +
    equityCents +
    owedToOthers(venue, places) -
    placed -
    sumBook(venue) -
    totals.badDebtCents -
    debtsCents
  )
}

/** What the holdings cost at the opening. */
export function sumBook({ state }: Venue): number {
  return state.treasury.holdings.reduce((sum, { bookCents }) => sum + bookCents, 0)
}

/** Own money, less bad debt, with holdings at the prices of the books that they would be sold on. */
export function netWorth({ rules, state }: Venue, { markets }: Places): number {
  const { fundCents, equityCents, totals, treasury } = state
  return treasury.holdings.reduce(
    (sum, { contracts, bookCents }, i) => {
      const { price } = markets[rules.treasury.holdings[i].market].state
      return sum + Math.floor(contracts * price + 0.5) - bookCents
    },
    fundCents + equityCents - totals.badDebtCents,
  )
}

/** Of its holdings, in the places of the document, at the prices of the books that they would be sold on. */
function valuesOf({ rules, state }: Venue, { markets }: Places): number[] {
  return state.treasury.holdings.map(({ contracts }, i) => {
    return Math.floor(contracts * markets[rules.treasury.holdings[i].market].state.price + 0.5)
  })
}

/** All that a venue has, its holdings at the prices of the books that they would be sold on. */
export function assetsHeld(venue: Venue, places: Places): number {
  const { treasury, debtsCents } = venue.state
  const placed = treasury.claimsCents.reduce((sum, cents) => sum + cents, 0)
  const held = valuesOf(venue, places).reduce((sum, cents) => sum + cents, 0)
  return atHand(venue, places) + placed + debtsCents + held
}

/** Of all that a venue has, what it holds of a token whose fair value moves with its own net worth. */
export function ownTokenHeld(venue: Venue, { program: { assets }, places }: Run): number {
  const { holdings } = venue.rules.treasury
  return valuesOf(venue, places).reduce((sum, cents, i) => {
    const { asset } = places.markets[holdings[i].market].rules
    return assets[asset].tokenOf === venue.where.venue ? sum + cents : sum
  }, 0)
}

/** What is owed to customers: depositors, and at an exchange everyone with an account there. Looks at everyone. */
export function owedToCustomers(venue: Venue): number {
  const { rules, state, markets } = venue
  let owed = state.treasury.depositorsCents
  if (rules.kind !== 'exchange') return owed
  const { ledger } = state
  for (let id = 0; id < ledger.count; id++)
    if (ledger.state[id] === OPEN) owed += Math.max(0, Math.floor(equityOf(venue, id)))
  for (const market of markets) {
    const mark = markPrice(market)
    const { counterparty, makers, outside, arbitrage, hedge } = market.state
    for (const { contracts, cashCents } of [counterparty, makers, outside, arbitrage, hedge])
      owed += Math.max(0, Math.floor(cashCents + contracts * mark))
  }
  return owed
}
