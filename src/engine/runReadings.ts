/**
 * One function for each row of the table of readings that only a whole run has: the largest on the way against what was at the
 * opening, and how it ended for the trader with number 0, "you". Of the first market and its venue; reads the last moment and
 * what was remembered on the way.
 */
import { READ_ACCOUNT } from './accountReadings.ts'
import { cashAt, contractsAt, depositAt, LIQUIDATED } from './ledger.ts'
import type { RunLook } from './look.ts'
import { equityOf } from './margin.ts'
import { divide, read } from './readings.ts'
import type { Venue } from './venue.ts'
import type { EndReading } from '../schema/readings.ts'

const YOU = 0

/** What whoever follows a run has to remember of it. */
export interface RunMemory {
  readonly opening: {
    readonly depth: number
    readonly deposited: number
    /** Σ |contracts| × start price, in cents. */
    readonly notionalCents: number
    readonly you: YouAtOpening
  }
  /** The largest so far, looked at in every tenth step at least. */
  readonly peak: { nearContracts: number; openInterest: number; rAhead: number }
  /** The price just before the first outside sale; null while there was none. */
  salePrice: number | null
}

/** NaN where the trader could not buy a single contract. */
interface YouAtOpening {
  readonly leverage: number
  readonly liquidationPrice: number
  readonly bankruptcyPrice: number
}

/** What is remembered of the opening. */
export function readOpening(look: RunLook): RunMemory {
  const [{ market, asset }] = look.markets
  return {
    opening: {
      depth: read(look, 'depth'),
      deposited: read(look, 'deposited'),
      notionalCents: market.state.openContracts * asset.startPrice,
      you: readYou(market.venue),
    },
    peak: { nearContracts: 0, openInterest: 0, rAhead: 0 },
    salePrice: null,
  }
}

function readYou(venue: Venue): YouAtOpening {
  const { ledger } = venue.state
  const contracts = ledger.rows[contractsAt(ledger, YOU, 0)]
  if (contracts === 0) return { leverage: NaN, liquidationPrice: NaN, bankruptcyPrice: NaN }
  const [cashCents, depositCents] = [ledger.rows[cashAt(ledger, YOU)], ledger.rows[depositAt(ledger, YOU)]]
  const look = { venue, id: YOU, leg: 0, entered: { contracts, cashCents, depositCents } }
  return {
    leverage: READ_ACCOUNT.leverage(look),
    liquidationPrice: READ_ACCOUNT.liquidationPrice(look),
    bankruptcyPrice: READ_ACCOUNT.bankruptcyPrice(look),
  }
}

export const READ_END: Readonly<Record<EndReading, (look: RunLook, memory: RunMemory) => number>> = {
  lowestDepthShare: (look, { opening }) => divide(read(look, 'lowestDepth'), opening.depth),
  openInterestKept: (look) => divide(read(look, 'openInterest'), read(look, 'openInterestStart')),
  openInterestPeak: (look, { peak }) => divide(peak.openInterest, read(look, 'openInterestStart')),
  saleCost: (look, { salePrice }) => {
    const { outside } = look.markets[0].market.state
    const contracts = -outside.contracts
    if (contracts <= 0 || salePrice === null) return NaN
    return 1 - Math.max(0, outside.cashCents) / (contracts * salePrice)
  },
  rAheadPeak: (_look, { peak }) => peak.rAhead,
  nearDepthPeak: (_look, { peak, opening }) => divide(peak.nearContracts, opening.depth),

  exposure: (_look, { opening }) => divide(opening.notionalCents, opening.deposited),

  youSurvive: (look) => (look.venues[0].venue.state.ledger.state[YOU] === LIQUIDATED ? 0 : 1),
  youLeverage: (_look, { opening }) => opening.you.leverage,
  youEquityShare: (look) => {
    const [{ venue }] = look.venues
    const { ledger } = venue.state
    return divide(equityOf(venue, YOU), ledger.rows[depositAt(ledger, YOU)])
  },
  youLiquidationMove: (look, { opening }) => moveTo(opening.you.liquidationPrice, look),
  youBankruptcyMove: (look, { opening }) => moveTo(opening.you.bankruptcyPrice, look),
}

/** How far a price is from the start, towards where the position is hurt. */
function moveTo(price: number, look: RunLook): number {
  return Math.abs(1 - price / look.markets[0].asset.startPrice)
}
