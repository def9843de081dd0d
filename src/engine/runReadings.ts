/**
 * One function for each row of the table of readings that only a whole run has: the largest on the way against what was at the
 * opening, and how it ended for the trader with number 0, "you". Of one market, its asset and its venue; reads the last moment
 * and what was remembered on the way.
 */
import { READ_ACCOUNT } from './accountReadings.ts'
import { cashAt, contractsAt, depositAt, LIQUIDATED } from './ledger.ts'
import type { RunLook } from './look.ts'
import { equityOf } from './margin.ts'
import { divide, read } from './readings.ts'
import type { Market } from './venue.ts'
import { readingOf, type EndReading, type FrameReading } from '../schema/readings.ts'

const YOU = 0

/** What whoever follows a run has to remember of it. */
export interface RunMemory {
  /** The market that all of it is of. */
  readonly market: Market
  readonly opening: {
    readonly depth: number
    readonly deposited: number
    /** Σ |contracts| × start price, in cents. */
    readonly notionalCents: number
    readonly you: YouAtOpening
  }
  /** The largest so far, looked at in every tenth step at least. */
  readonly peak: { nearContracts: number; openInterest: number; rAhead: number }
  /** Steps in which fair value, and the price, fell by more than the margin at the highest leverage; and where both stood last. */
  readonly breaches: { news: number; price: number; lastFair: number; lastPrice: number }
  /** The price just before the first outside sale; null while there was none. */
  salePrice: number | null
}

/** NaN where the trader could not buy a single contract. */
interface YouAtOpening {
  readonly leverage: number
  readonly liquidationPrice: number
  readonly bankruptcyPrice: number
}

/** The place of a kind that the market belongs to, for `read`. */
function placeOf(market: Market, look: RunLook, id: FrameReading): number {
  switch (readingOf(id).of) {
    case 'asset':
      return market.rules.asset
    case 'market':
      return look.markets.findIndex((at) => at.market === market)
    default:
      return market.where.venue
  }
}

/** A reading of the market, or of its asset, its venue or the run. */
export function readAt(look: RunLook, market: Market, id: FrameReading): number {
  return read(look, id, placeOf(market, look, id))
}

/** What is remembered of the opening. */
export function readOpening(look: RunLook, market: Market): RunMemory {
  const { startPrice } = look.assets[market.rules.asset]
  return {
    market,
    opening: {
      depth: readAt(look, market, 'depth'),
      deposited: readAt(look, market, 'deposited'),
      notionalCents: market.state.openContracts * startPrice,
      you: readYou(market),
    },
    peak: { nearContracts: 0, openInterest: 0, rAhead: 0 },
    breaches: { news: 0, price: 0, lastFair: market.asset.fair, lastPrice: market.state.price },
    salePrice: null,
  }
}

/** To be called after every step. */
export function countBreaches({ market, breaches }: RunMemory): void {
  const margin = 1 / (market.venue.rules.exchange?.maxLeverage ?? Infinity)
  const { fair } = market.asset
  const { price } = market.state
  if (1 - fair / breaches.lastFair > margin) breaches.news++
  if (1 - price / breaches.lastPrice > margin) breaches.price++
  breaches.lastFair = fair
  breaches.lastPrice = price
}

function readYou({ venue, leg }: Market): YouAtOpening {
  const { ledger } = venue.state
  const nobody = { leverage: NaN, liquidationPrice: NaN, bankruptcyPrice: NaN }
  if (ledger.count === 0) return nobody
  const contracts = ledger.rows[contractsAt(ledger, YOU, leg)]
  if (contracts === 0) return nobody
  const [cashCents, depositCents] = [ledger.rows[cashAt(ledger, YOU)], ledger.rows[depositAt(ledger, YOU)]]
  const look = { venue, id: YOU, leg, entered: { contracts, cashCents, depositCents } }
  return {
    leverage: READ_ACCOUNT.leverage(look),
    liquidationPrice: READ_ACCOUNT.liquidationPrice(look),
    bankruptcyPrice: READ_ACCOUNT.bankruptcyPrice(look),
  }
}

export const READ_END: Readonly<Record<EndReading, (look: RunLook, memory: RunMemory) => number>> = {
  lowestDepthShare: (look, { market, opening }) => divide(readAt(look, market, 'lowestDepth'), opening.depth),
  openInterestKept: (look, { market }) =>
    divide(readAt(look, market, 'openInterest'), readAt(look, market, 'openInterestStart')),
  newsBreaches: (_look, { breaches }) => breaches.news,
  priceBreaches: (_look, { breaches }) => breaches.price,
  openInterestPeak: (look, { market, peak }) =>
    divide(peak.openInterest, readAt(look, market, 'openInterestStart')),
  saleCost: (_look, { market, salePrice }) => {
    const { outside } = market.state
    const contracts = -outside.contracts
    if (contracts <= 0 || salePrice === null) return NaN
    return 1 - Math.max(0, outside.cashCents) / (contracts * salePrice)
  },
  rAheadPeak: (_look, { peak }) => peak.rAhead,
  nearDepthPeak: (_look, { peak, opening }) => divide(peak.nearContracts, opening.depth),

  exposure: (_look, { opening }) => divide(opening.notionalCents, opening.deposited),

  youSurvive: (_look, { market }) => (market.venue.state.ledger.state[YOU] === LIQUIDATED ? 0 : 1),
  youLeverage: (_look, { opening }) => opening.you.leverage,
  youEquityShare: (_look, { market: { venue } }) => {
    const { ledger } = venue.state
    return divide(equityOf(venue, YOU), ledger.rows[depositAt(ledger, YOU)])
  },
  youLiquidationMove: (look, memory) => moveTo(memory.opening.you.liquidationPrice, look, memory),
  youBankruptcyMove: (look, memory) => moveTo(memory.opening.you.bankruptcyPrice, look, memory),
}

/** How far a price is from the start, towards where the position is hurt. */
function moveTo(price: number, look: RunLook, { market }: RunMemory): number {
  return Math.abs(1 - price / look.assets[market.rules.asset].startPrice)
}
