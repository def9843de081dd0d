/**
 * Conservation (docs/model.md sections 1 and 11.7): how many cents and contracts of a world are missing.
 * Part of an oracle that shares no code with the engine.
 */
import { sum } from './exact.ts'
import type { World } from './world.ts'

export function missingCents(world: World): number {
  const held = world.venues.map((venue) => {
    const { depositors, fund, equity, liquidatorCash, totals } = venue
    const accounts = sum(venue.accounts.map((account) => account.cash))
    const others = venue.markets.map(({ counterparty, book, bookVenue }) =>
      bookVenue === venue
        ? counterparty.cash + book.makers.cash + book.outside.cash + book.arbitrageur.cash + book.hedger.cash
        : counterparty.cash,
    )
    const bookValues = sum(venue.holdings.map((holding) => holding.bookValue))
    return accounts + sum(others) + liquidatorCash + depositors + fund + equity - bookValues - totals.badDebt
  })
  const chains = sum(world.chains.map((chain) => chain.cash))
  const gone = sum(world.venues.map(({ totals }) => totals.withdrawn + totals.stolen))
  return sum(held) + chains - (world.moneyIn - gone)
}

/** The largest imbalance of any asset. */
export function missingContracts(world: World): number {
  const missing = world.assets.map((asset) => {
    const markets = world.venues.flatMap((v) => v.markets).filter((market) => market.asset === asset)
    const held = markets.map(({ venue, place, counterparty, book, bookVenue }) => {
      const accounts = sum(venue.accounts.map((account) => account.contracts[place]))
      const { makers, outside, arbitrageur, hedger } = book
      const onBook = makers.contracts + outside.contracts + arbitrageur.contracts + hedger.contracts
      return accounts + counterparty.contracts + (bookVenue === venue ? onBook : 0)
    })
    return Math.abs(sum(held) - asset.soldByTreasuries)
  })
  return Math.max(0, ...missing)
}
