/**
 * Builds the state of a world at its opening (docs/model.md sections 10 and 11). Resolves shares of open interest and of traders
 * once, from the crowds that opened.
 */
import { createBehaviorColumns, drawTraits, type BehaviorColumns } from './behaviorColumns.ts'
import { createHistory } from './history.ts'
import { depositAt, type Ledger } from './ledger.ts'
import { createQueue } from './liquidationQueue.ts'
import { crowdField, crowdStream, openCrowds, type CrowdRange, type OpeningVenue } from './openCrowds.ts'
import type { Program, VenueRules } from './program.ts'
import { Stream } from './random.ts'
import { assertTotals, resolveCents, resolveContracts } from './shares.ts'
import { createTotals, NEVER_HALTED, type MarketState, type VenueState, type World } from './world.ts'
import type { MarketDocument } from '../schema/worldMarkets.ts'
import type { ExchangeDocument } from '../schema/worldVenues.ts'

/**
 * Opens every position of the document.
 * @throws FieldError where the opening itself shows that the document is wrong
 */
export function openWorld(program: Program): World {
  const assets = program.assets.map(({ startPrice }) => ({
    rawFair: startPrice,
    shockFactor: 1,
    fair: startPrice,
    lowestFair: startPrice,
  }))
  const opened = program.venues.map((rules) => openVenue(program, rules))
  assertTotals(opened.map(({ totals }) => totals))
  return {
    step: 0,
    assets,
    markets: opened.flatMap(({ markets }) => markets),
    venues: opened.map(({ state }) => state),
  }
}

function openVenue(program: Program, rules: VenueRules) {
  const document = program.document.venues[rules.id] as ExchangeDocument
  const field = `venues.${rules.id}`
  const listed = Object.entries(document.markets)
  const counters = listed.map(([assetId, market]) => ({
    assetId,
    startPrice: program.document.assets[assetId].startPrice,
    state: {
      counterparty: { contracts: 0, cashCents: 0 },
      maintenanceMargin: market.maintenanceMargin ?? document.maintenanceMargin,
    },
  }))
  const venue: OpeningVenue = { rules, field, markets: counters }
  const { ledger, ranges } = openCrowds(program, venue)
  const interests = counters.map(({ state }, leg) => readInterest(ledger, leg, state.counterparty.contracts))
  const markets = listed.map(([assetId, market], leg) =>
    createMarket(program, document, market, {
      field: `${field}.markets.${assetId}.liquidity`,
      startPrice: counters[leg].startPrice,
      openInterest: interests[leg].contracts,
      openContracts: interests[leg].openContracts,
      ...counters[leg].state,
    }),
  )
  const valueOf = (share: number) =>
    interests.reduce((sum, { contracts }, leg) => sum + share * contracts * counters[leg].startPrice, 0)
  let depositedCents = 0
  for (let id = 0; id < ledger.count; id++) depositedCents += ledger.rows[depositAt(ledger, id)]
  const state = createVenue(program, venue, document, { ledger, ranges, valueOf, depositedCents, interests })
  const mostContracts = Math.max(0, ...interests.map(({ contracts }) => contracts))
  const totals = { field: crowdField(venue, 0), depositedCents, valueCents: valueOf(1), mostContracts }
  return { markets, state, totals }
}

/** Open interest of one market in contracts: all longs, the counterparty's included; and what the accounts hold in all. */
interface Interest {
  readonly contracts: number
  readonly openContracts: number
}

function readInterest(ledger: Ledger, leg: number, counterpartyContracts: number): Interest {
  let long = 0
  let short = 0
  for (let id = 0, at = 3 + leg; id < ledger.count; id++, at += ledger.stride) {
    const q = ledger.rows[at]
    if (q > 0) long += q
    else short -= q
  }
  return {
    contracts: long + Math.max(0, counterpartyContracts),
    openContracts: long + short,
  }
}

interface MarketOpening {
  readonly field: string
  readonly startPrice: number
  readonly openInterest: number
  readonly openContracts: number
  readonly counterparty: MarketState['counterparty']
  readonly maintenanceMargin: number
}

function createMarket(
  program: Program,
  { circuitBreaker }: ExchangeDocument,
  { liquidity, mark }: MarketDocument,
  opening: MarketOpening,
): MarketState {
  const { steps } = program.document
  const { field, startPrice, openInterest } = opening
  const depth = resolveContracts(`${field}.depth`, liquidity.depth, openInterest)
  const calm = liquidity.stress?.calmReturn ?? 0
  return {
    baseDepthContracts: depth,
    makersCapitalCents: resolveCents(
      `${field}.makers.capital`,
      liquidity.makers?.capital ?? 0,
      openInterest,
      (share) => share * openInterest * startPrice,
    ),
    makers: { contracts: 0, cashCents: 0 },
    outside: { contracts: 0, cashCents: 0 },
    counterparty: opening.counterparty,
    displacement: 0,
    discount: 1,
    price: startPrice,
    previousPrice: startPrice,
    lowestPrice: startPrice,
    depthShockFactor: 1,
    depthContracts: depth,
    lowestDepthContracts: depth,
    variance: calm * calm,
    index: createHistory(Math.min(mark.lagSteps, steps) + 1, startPrice),
    priceHistory: circuitBreaker
      ? createHistory(Math.min(circuitBreaker.windowSteps, steps + 1), startPrice)
      : null,
    maintenanceMargin: opening.maintenanceMargin,
    openContracts: opening.openContracts,
    forcedContracts: 0,
    stopContracts: 0,
  }
}

interface VenueOpening {
  readonly ledger: Ledger
  readonly ranges: readonly CrowdRange[]
  /** A share of open interest at the start prices, in cents. */
  readonly valueOf: (share: number) => number
  readonly depositedCents: number
  readonly interests: readonly Interest[]
}

function createVenue(
  program: Program,
  venue: OpeningVenue,
  document: ExchangeDocument,
  { ledger, ranges, valueOf, depositedCents, interests }: VenueOpening,
): VenueState {
  const { field } = venue
  const openInterestContracts = interests.reduce((sum, { contracts }) => sum + contracts, 0)
  const toMoney = (name: 'insuranceFund' | 'venueEquity') =>
    resolveCents(`${field}.${name}`, document[name], openInterestContracts, valueOf)
  const fundCents = toMoney('insuranceFund')
  const equityCents = toMoney('venueEquity')
  const { capacityPerStep } = document.liquidation
  return {
    fundCents,
    equityCents,
    openingFundsCents: fundCents + equityCents,
    pendingCents: 0,
    haltedUntilStep: NEVER_HALTED,
    capacityPerStep:
      capacityPerStep === null
        ? Infinity
        : typeof capacityPerStep === 'number'
          ? capacityPerStep
          : Math.ceil(capacityPerStep.shareOfTraders * ledger.count),
    openInterestContracts,
    ledger,
    queue: createQueue(),
    behavior: drawBehavior(program, venue, ledger, ranges),
    arrivals: venue.rules.crowds
      .filter(({ behavior }) => (behavior?.arrivals?.perStep ?? 0) > 0)
      .map(() => ({ averagePrice: venue.markets[0].startPrice, arrived: 0, lost: 0 })),
    totals: createTotals(depositedCents),
    rAheadStart: 0,
  }
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
    for (let id = ranges[crowd].from; id < ranges[crowd].to; id++) {
      const legs = legsOf(ledger, id)
      if (legs.length <= 1) drawTraits(columns, ledger, id, { crowd, leg: legs[0] ?? 0, rules }, stream, 0)
    }
  })
  return columns
}

function legsOf(ledger: Ledger, id: number): number[] {
  const open: number[] = []
  for (let leg = 0; leg < ledger.legs; leg++)
    if (ledger.rows[ledger.stride * id + 3 + leg] !== 0) open.push(leg)
  return open
}
