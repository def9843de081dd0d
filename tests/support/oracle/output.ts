/**
 * What the oracle prints: the shapes of docs/model.md sections 10 and 11.10.
 * Part of an oracle that shares no code with the engine.
 */
import { equityAt } from './accounts.ts'
import { sum } from './exact.ts'
import { fairOf, isOpen, makersLeft, priceOf } from './market.ts'
import { nearLongs, spiralNumbers } from './readings.ts'
import { assetsHeld, atHand, holdingsWorth, netWorth } from './treasury.ts'
import type { Account, Venue, World } from './world.ts'

type Row = Record<string, number | boolean | null>

export interface AccountRow {
  id: number
  contracts: Record<string, number>
  cash: number
  state: Account['state']
  haircut: number
}

export interface WorldRun {
  summary: {
    conservationError: number
    contractsError: number
    failed: World['failed']
    votes: World['votes']
    venues: Record<string, unknown>
  }
  accounts: Record<string, AccountRow[]>
}

export interface VersionOneRun {
  summary: Row
  accounts: { id: number; contracts: number; cash: number; state: Account['state']; haircut: number }[]
  series: Row[]
}

export function worldSummary(world: World): Pick<WorldRun['summary'], 'failed' | 'votes' | 'venues'> {
  const { failed, votes } = world
  const venues = Object.fromEntries(world.venues.map((venue) => [venue.id, venueSummary(world, venue)]))
  return { failed, votes, venues }
}

function venueSummary(world: World, venue: Venue): object {
  const books = venue.markets.filter((market) => market.bookVenue === venue)
  return {
    ...sectionTen(venue),
    insolventStep: venue.insolventStep,
    illiquidStep: venue.illiquidStep,
    closedStep: venue.closedStep,
    depositors: venue.depositors,
    atHand: atHand(world, venue),
    netWorth: netWorth(venue),
    assetsHeld: assetsHeld(world, venue),
    ownTokenHeld: holdingsWorth(venue, true),
    liquidatorCash: venue.liquidatorCash,
    underWater: underWater(venue),
    unbid: venue.accounts.filter((account) => account.everUnbid).length,
    claims: Object.fromEntries(venue.claims.map(({ on, cents }) => [on.id, cents])),
    markets: Object.fromEntries(
      books.map((market) => [
        market.asset.id,
        {
          finalPrice: priceOf(market),
          minPrice: market.book.lowestPrice,
          makersContracts: market.book.makers.contracts,
          makersCash: market.book.makers.cash,
          arbitrageContracts: market.book.arbitrageur.contracts,
          arbitrageCash: market.book.arbitrageur.cash,
          hedgeContracts: market.book.hedger.contracts,
          hedgeCash: market.book.hedger.cash,
          makersLeft: makersLeft(world, market),
        },
      ]),
    ),
  }
}

/** What the summary of a venue has in both versions. */
function sectionTen(venue: Venue): Row {
  return {
    ...venue.totals,
    adlAccounts: venue.adlGivers.size,
    queueLeft: venue.queue.length,
    insuranceFund: venue.fund,
    venueEquity: venue.equity,
  }
}

/** What will be lost if nothing rises again, at the prices of the books that would be sold on. */
function underWater(venue: Venue): number {
  const open = venue.accounts.filter((account) => account.state === 'open')
  return sum(open.map((account) => Math.max(0, -Math.floor(equityAt(venue, account, priceOf)))))
}

export function worldAccounts(world: World): Record<string, AccountRow[]> {
  return Object.fromEntries(
    world.venues.map((venue) => [
      venue.id,
      venue.accounts.map(({ id, contracts, cash, state, haircut }) => ({
        id,
        contracts: Object.fromEntries(venue.markets.map(({ asset, place }) => [asset.id, contracts[place]])),
        cash,
        state,
        haircut,
      })),
    ]),
  )
}

/** Totals that a version 1 document has no place for. */
const OF_TREASURIES = ['claimsLost', 'withdrawn', 'refused', 'stolen']

export function versionOneSummary(world: World): Row {
  const venue = world.venues[0]
  const market = venue.markets[0]
  const { startPrice, fairs } = market.asset
  const { ownPaid, fundPaid, venuePaid, socializedLoss, badDebt } = venue.totals
  const lowestFairValue = Math.min(...fairs)
  const priceFall = 1 - market.book.lowestPrice / startPrice
  const counted = Object.entries(sectionTen(venue)).filter(([name]) => !OF_TREASURIES.includes(name))
  return {
    ...Object.fromEntries(counted),
    finalPrice: priceOf(market),
    minPrice: market.book.lowestPrice,
    insolvent: badDebt > 0,
    openInterest: venue.openInterest,
    amplification: lowestFairValue < startPrice ? priceFall / (1 - lowestFairValue / startPrice) : null,
    lowestFairValue,
    ...spiralNumbers(world, market),
    losses: ownPaid + fundPaid + venuePaid + socializedLoss + badDebt,
  }
}

export function versionOneAccounts(world: World): VersionOneRun['accounts'] {
  return world.venues[0].accounts.map(({ id, contracts, cash, state, haircut }) => ({
    id,
    contracts: contracts[0],
    cash,
    state,
    haircut,
  }))
}

export function seriesRow(world: World): Row {
  const venue = world.venues[0]
  const market = venue.markets[0]
  return {
    step: world.step,
    price: priceOf(market),
    fair: fairOf(market),
    fund: venue.fund,
    badDebt: venue.totals.badDebt,
    liquidations: venue.totals.liquidations,
    queue: venue.queue.length,
    halted: !isOpen(world, venue),
    depth: market.book.depth,
    nearLongs: nearLongs(world, market),
  }
}
