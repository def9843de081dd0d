/**
 * One venue at its opening (docs/model.md sections 8, 10 and 11.6): its crowds, then its markets and funds, whose sizes may be shares of
 * what the crowds hold, then its treasury. Reads the program; makes state.
 */
import { ceilStar, toCents } from './arithmetic.ts'
import { createBehaviorColumns, drawTraits, type BehaviorColumns } from './behaviorColumns.ts'
import { CONTRACTS, depositAt, OPEN, type Ledger } from './ledger.ts'
import { createQueue } from './liquidationQueue.ts'
import { listMarkets } from './names.ts'
import { crowdField, crowdStream, openCrowds, type CrowdRange, type OpeningVenue } from './openCrowds.ts'
import { createBook, createLoanMarket, readInterest } from './openMarket.ts'
import type { Program } from './program.ts'
import { Stream } from './random.ts'
import type { VenueRules } from './rules.ts'
import { resolveCents, type OpeningTotals } from './shares.ts'
import {
  createTotals,
  NEVER,
  NEVER_HALTED,
  type MarketState,
  type TreasuryState,
  type VenueState,
} from './world.ts'
import type { TradedDocument, VenueDocument } from '../schema/worldVenues.ts'

export interface OpenedVenue {
  readonly markets: MarketState[]
  readonly state: VenueState
  readonly totals: OpeningTotals
}

export function openVenue(program: Program, rules: VenueRules): OpenedVenue {
  const document = program.document.venues[rules.id]
  const field = `venues.${rules.id}`
  const venue: OpeningVenue = { rules, field, markets: listOpeningMarkets(program, document) }
  const { ledger, ranges } = openCrowds(program, venue)
  const interests = venue.markets.map(({ state }, leg) =>
    readInterest(ledger, leg, state.counterparty.contracts),
  )
  const markets = venue.markets.map(({ assetId, startPrice, state }, leg) => {
    const opening = { ...state, field: `${field}.markets.${assetId}`, startPrice, ...interests[leg] }
    const traded = document as TradedDocument
    return traded.kind === 'exchange'
      ? createBook(program, traded, traded.markets[assetId], opening)
      : createLoanMarket(program, traded.markets[assetId], opening)
  })
  let depositedCents = 0
  for (let id = 0; id < ledger.count; id++) depositedCents += ledger.rows[depositAt(ledger, id)]
  const contracts = interests.map(({ openInterest }) => openInterest)
  const valueOf = (share: number) =>
    contracts.reduce((sum, n, leg) => sum + share * n * venue.markets[leg].startPrice, 0)
  const funds = openFunds(
    venue,
    document,
    contracts.reduce((sum, n) => sum + n, 0),
    valueOf,
  )
  // One literal: engines keep objects that were spread together slow to read.
  const state: VenueState = {
    fundCents: funds.fundCents,
    equityCents: funds.equityCents,
    openingFundsCents: funds.fundCents + funds.equityCents,
    openInterestContracts: funds.openInterestContracts,
    pendingCents: 0,
    haltedUntilStep: NEVER_HALTED,
    capacityPerStep: resolveCapacity(document, ranges),
    ledger,
    queue: createQueue(),
    behavior: drawBehavior(program, venue, ledger, ranges),
    arrivals: rules.crowds
      .filter(({ behavior }) => (behavior?.arrivals?.perStep ?? 0) > 0)
      .map(() => ({ averagePrice: venue.markets[0].startPrice, arrived: 0, lost: 0 })),
    totals: createTotals(depositedCents),
    treasury: openTreasury(program, rules),
    liquidatorCents: 0,
    debtsCents: rules.kind === 'lending' ? sumDebts(ledger) : 0,
    unsharedCents: 0,
    isInsolvent: false,
    wave: 0,
    insolventStep: NEVER,
    illiquidStep: NEVER,
    closedStep: NEVER,
    openingNetWorthCents: 0,
    netWorthCents: 0,
    rAheadStart: 0,
  }
  const mostContracts = Math.max(0, ...contracts)
  return {
    markets,
    state,
    totals: { field: crowdField(venue, 0), depositedCents, valueCents: valueOf(1), mostContracts },
  }
}

function listOpeningMarkets({ document }: Program, venue: VenueDocument): OpeningVenue['markets'] {
  return listMarkets(venue).map((assetId) => {
    const traded = venue as TradedDocument
    return {
      assetId,
      startPrice: document.assets[assetId].startPrice,
      state: {
        counterparty: { contracts: 0, cashCents: 0 },
        maintenanceMargin: traded.markets[assetId].maintenanceMargin ?? traded.maintenanceMargin,
      },
    }
  })
}

function openFunds(
  { field }: OpeningVenue,
  document: VenueDocument,
  openInterestContracts: number,
  valueOf: (share: number) => number,
) {
  const toMoney = (name: 'insuranceFund' | 'venueEquity') =>
    resolveCents(`${field}.${name}`, document[name], openInterestContracts, valueOf)
  const fundCents = toMoney('insuranceFund')
  const equityCents = toMoney('venueEquity')
  return { fundCents, equityCents, openInterestContracts }
}

/** Every claim is whole. */
function openTreasury(program: Program, rules: VenueRules): TreasuryState {
  const { treasury } = program.document.venues[rules.id]
  const placedCents = program.venues.map(() => 0)
  for (const { venue, cents } of rules.treasury.placed) placedCents[venue] = cents
  const holdings = rules.treasury.holdings.map(({ market, contracts }) => ({
    contracts,
    bookCents: ceilStar(contracts * program.assets[program.markets[market].asset].startPrice),
  }))
  const depositorsCents = treasury === undefined ? 0 : toCents(treasury.depositors)
  return {
    depositorsCents,
    openingDepositorsCents: depositorsCents,
    claimsCents: [...placedCents],
    placedCents,
    holdings,
    openingBookCents: holdings.reduce((sum, { bookCents }) => sum + bookCents, 0),
    isRunning: false,
    withdrawnCents: 0,
    refusedCents: 0,
    stolenCents: 0,
    claimsLostCents: 0,
  }
}

function sumDebts(ledger: Ledger): number {
  let cents = 0
  for (let id = 0; id < ledger.count; id++)
    if (ledger.state[id] === OPEN) cents += Math.max(0, -ledger.rows[ledger.stride * id])
  return cents
}

/** A share counts traders, not those who hedge them. */
function resolveCapacity(document: VenueDocument, ranges: readonly CrowdRange[]): number {
  if (document.kind === 'institution') return 0
  const { capacityPerStep } = document.liquidation
  if (capacityPerStep === null) return Infinity
  if (typeof capacityPerStep === 'number') return capacityPerStep
  const traders = ranges.reduce((sum, { from, hedgersFrom }) => sum + hedgersFrom - from, 0)
  return ceilStar(capacityPerStep.shareOfTraders * traders)
}

/** What each trader does by itself: for accounts that opened with one leg. Null where no crowd does anything. */
function drawBehavior(
  program: Program,
  { rules: venue }: OpeningVenue,
  ledger: Ledger,
  ranges: readonly CrowdRange[],
): BehaviorColumns | null {
  if (venue.crowds.every(({ behavior }) => behavior === undefined)) return null
  const columns = createBehaviorColumns(ledger.count)
  venue.crowds.forEach(({ behavior: rules }, crowd) => {
    if (rules === undefined) return
    const stream = new Stream(program.document.seed, crowdStream(program, venue, crowd, 'behavior'))
    for (let id = ranges[crowd].from; id < ranges[crowd].hedgersFrom; id++)
      if (ledger.crossed[id] === 0)
        drawTraits(columns, ledger, id, { crowd, leg: firstLeg(ledger, id), rules }, stream, 0)
  })
  return columns
}

/** The market of an account with one leg; the first one where it has none. */
function firstLeg(ledger: Ledger, id: number): number {
  for (let leg = 0; leg < ledger.legs; leg++)
    if (ledger.rows[ledger.stride * id + CONTRACTS + leg] !== 0) return leg
  return 0
}
