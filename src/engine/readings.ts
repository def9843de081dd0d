/**
 * One function for each row of the table of readings that can be read at any moment (schema/readingTable.ts, docs/model.md
 * section 7), of a look at its place. The compiler asks for each row's function, and for each function's row; where a row names
 * a total, its function follows. Computed when asked; nothing is written. Money in whole cents, but for what is not rounded by
 * its rule; NaN where there is no such number.
 */
import { computeNearContracts, NEAR } from './crowdReadings.ts'
import { lookAt, type Looks, type RunLook, type VenueLook } from './look.ts'
import { computeOpenInterest } from './market.ts'
import { isHalted, markPrice } from './venue.ts'
import {
  readingOf,
  TOTAL_NAMES,
  type FrameReading,
  type PlaceOf,
  type TotalReading,
} from '../schema/readings.ts'

type Readers = { readonly [Id in FrameReading]: (look: Looks[PlaceOf<Id>]) => number }

const COMPUTED: Omit<Readers, TotalReading> = {
  conservationError: (look) => look.invariants().conservationError,
  contractsError: (look) => look.invariants().contractsError,

  fairValue: ({ state }) => state.fair,
  lowestFairValue: ({ state }) => state.lowestFair,
  fairFall: ({ state, startPrice }) => 1 - state.lowestFair / startPrice,

  // A market of loans has no book of its own: the price is the one that they would be sold at.
  price: ({ market }) => market.soldOn.state.price,
  mark: ({ market }) => markPrice(market),
  displacement: ({ market }) => market.soldOn.state.price / market.asset.fair - 1,
  lowestPrice: ({ market }) => market.soldOn.state.lowestPrice,
  priceFall: ({ market, asset }) => 1 - market.soldOn.state.lowestPrice / asset.startPrice,
  amplification: (look) => divide(READ.priceFall(look), READ.fairFall(look.asset)),
  depth: ({ market }) => market.soldOn.state.depthContracts,
  lowestDepth: ({ market }) => market.soldOn.state.lowestDepthContracts,
  moveCost: (look) => READ.depth(look) * READ.price(look),
  openInterest: ({ market }) => computeOpenInterest(market),
  forcedContracts: ({ market }) => market.state.forcedContracts,
  forcedBuys: ({ market }) => market.state.forcedBuys,
  stopContracts: ({ market }) => market.state.stopContracts,
  rHere: (look) => look.down().values.at(0) ?? NaN,
  rAhead: (look) => look.down().peak.value,
  rAheadAccounts: (look) => look.down().peak.accounts,
  rAheadSpread: (look) => look.down().peak.spread,
  rHereUp: (look) => look.up().values.at(0) ?? NaN,
  rAheadUp: (look) => look.up().peak.value,
  // R falls as depth grows, in inverse proportion.
  feedingDepth: (look) => READ.depth(look) * READ.rAhead(look),
  nearContracts: ({ market }) => computeNearContracts(market, NEAR),

  closedAboveBankruptcy: ({ venue: { state } }) =>
    divide(state.totals.liquidations - state.totals.bankruptPositions, state.totals.liquidations),
  queue: ({ venue }) => venue.state.queue.length,
  halted: ({ venue, step }) => (isHalted(venue, step) ? 1 : 0),
  haltedShare: ({ venue, step }) => venue.state.totals.haltedSteps / Math.max(1, step),
  losses: (look) => READ.ownPaid(look) + READ.shortfall(look),
  // Of a world, clearing may have passed all of the bad debt on.
  insolvent: ({ venue }) => (venue.state.isInsolvent ? 1 : 0),
  shortfall: (look) => READ.fundPaid(look) + READ.venuePaid(look) + READ.uncovered(look),
  uncovered: (look) => READ.socializedLoss(look) + READ.badDebt(look),
  fundLeft: ({ venue }) => venue.state.fundCents,
  fundLeftShare: (look) => divide(READ.fundLeft(look), READ.fundStart(look)),
  fundStart: (look) => READ.fundLeft(look) + READ.fundPaid(look) - READ.fees(look),
  venueEquity: ({ venue }) => venue.state.equityCents,
  openInterestStart: ({ venue }) => venue.state.openInterestContracts,
  rAheadStart: ({ venue }) => venue.state.rAheadStart,
  adlShare: (look) => divide(READ.adlContracts(look), READ.openInterestStart(look)),

  traders: ({ venue }) => venue.state.ledger.count,
  longsOpen: (look) => look.crowd().longsOpen,
  shortsOpen: (look) => look.crowd().shortsOpen,
  tradersLiquidated: ({ venue: { state } }) => state.totals.longsOut + state.totals.shortsOut,
  shortsLiquidated: ({ venue }) => venue.state.totals.shortsOut,
  liquidatedShare: (look) => divide(READ.tradersLiquidated(look), READ.traders(look)),
  tradersDeleveraged: (look) => look.crowd().deleveraged,
  tradersClosed: (look) => look.crowd().closed,
  tradersStopped: (look) => look.crowd().stopped,
  solventShare: (look) => divide(look.crowd().solvent, READ.traders(look)),
  leverageHeld: (look) => look.crowd().leverageHeld,
}

/** Those whose row names a total. */
const GIVEN = Object.fromEntries(
  Object.entries(TOTAL_NAMES).map(([id, total]) => [id, ({ venue }: VenueLook) => venue.state.totals[total]]),
) as Readonly<Record<TotalReading, (look: VenueLook) => number>>

/** @internal */
export const READ: Readers = { ...GIVEN, ...COMPUTED }

/** A reading of a look, of one of the places of its kind. */
export function read(look: RunLook, id: FrameReading, place = 0): number {
  const of = readingOf(id).of as PlaceOf<FrameReading>
  return (READ[id] as (at: Looks[typeof of]) => number)(lookAt(look, of, place))
}

/** Readings by their ids, as frames hold them: of one place each. */
export function readAll<Id extends FrameReading>(
  ids: readonly Id[],
  look: RunLook,
  place = 0,
): Record<Id, number> {
  return Object.fromEntries(ids.map((id) => [id, read(look, id, place)])) as Record<Id, number>
}

/** NaN where there is nothing to divide by. */
export function divide(part: number, whole: number): number {
  return whole > 0 ? part / whole : NaN
}
