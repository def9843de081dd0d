/**
 * The rules of markets and venues, as mechanisms need them: numbers of the document, with places instead of names
 * (docs/model.md sections 10 and 11). Read by every mechanism, written by none.
 */
import { toCents } from './arithmetic.ts'
import type { Names } from './names.ts'
import { createTreasuryRules, type TreasuryRules } from './treasuryRules.ts'
import type { Ruled } from './world.ts'
import type { Curve, Layer } from '../schema/scenario.ts'
import type { WorldCrowd } from '../schema/worldCrowd.ts'
import type { IndexDocument, MarketDocument } from '../schema/worldMarkets.ts'
import type {
  ExchangeDocument,
  Governance,
  LendingDocument,
  TradedDocument,
  VenueDocument,
} from '../schema/worldVenues.ts'

/** What the index of a market is made from. */
type IndexRule =
  | { readonly from: 'fair' }
  | { readonly from: 'start' }
  | { readonly from: 'asset'; readonly asset: number }
  | PriceIndex

/** An index made from the prices of exchanges. */
export interface PriceIndex {
  readonly from: 'mean' | 'median'
  readonly sources: readonly {
    readonly market: number
    readonly venue: number
    readonly weight: number
  }[]
  /** 0 where prices are taken as they are. */
  readonly clamp: number
}

export interface MarketRules {
  readonly asset: number
  readonly venue: number
  /** Place among the markets of its venue. */
  readonly leg: number
  readonly curve: Curve
  /** An exponential book without a fee, as nearly all are. */
  readonly isPlain: boolean
  readonly resilience: number
  readonly stress: {
    readonly sensitivity: number
    readonly memorySteps: number
    readonly calmReturn: number
  } | null
  /** Place of the desk that makes the market; −1 where makers of its own do. */
  readonly desk: number
  /** Whether it is a pool that quotes what it holds. */
  readonly reserves: boolean
  readonly fee: number
  readonly indexWeight: number
  readonly lagSteps: number
  readonly index: IndexRule
  readonly arbitrage: number
  /** What is hedged here: the place of a pool's market, the part of it and how often; null where nothing is. */
  readonly hedge: { readonly market: number; readonly share: number; readonly everySteps: number } | null
  /** Place of the market on whose book positions are closed: its own, but for loans. */
  readonly soldOn: number
}

/** Who pays with money. */
type Money = 'fund' | 'equity'

export interface VenueRules {
  readonly id: string
  readonly kind: VenueDocument['kind']
  readonly maxLeverage: number
  readonly liquidationFee: number
  readonly closeFactor: number
  readonly latencySteps: number
  readonly surplusToFund: boolean
  readonly waterfall: readonly Layer[]
  /** The layers of money in their order, and how many of them stand before ADL; Infinity where there is no ADL. */
  readonly money: readonly Money[]
  readonly moneyBeforeAdl: number
  /** Whether socialized loss is a layer. */
  readonly sharesLosses: boolean
  /** An exchange as its document has it, for the mechanisms that its parts belong to; null for other kinds. */
  readonly exchange: ExchangeDocument | null
  /** Of a lending protocol: what a liquidator gets beyond the debt repaid. */
  readonly bonus: number
  /** Place of the chain that it is on; −1 where it needs none. */
  readonly chain: number
  readonly governance: Governance
  readonly closesOnFailure: boolean
  /** Places of its markets among all markets. */
  readonly markets: readonly number[]
  readonly crowds: readonly WorldCrowd[]
  readonly treasury: TreasuryRules
  /** What only a rule can set: the leverage to which re-levering goes back at most, and values in cents; Infinity where none has. */
  readonly leverageCap: number
  readonly positionCapCents: number
  readonly openInterestCapCents: number
  /** The first step in which money can be withdrawn; 0 where that was never halted. */
  readonly withdrawalsFrom: number
}

export function createMarketRules(
  venue: TradedDocument,
  assetId: string,
  { asset, venue: venuePlace, leg }: Pick<MarketRules, 'asset' | 'venue' | 'leg'>,
  names: Names,
): MarketRules {
  const { mark } = venue.markets[assetId]
  const book = venue.kind === 'lending' ? LOAN_RULES : createBookRules(venue.markets[assetId], names)
  const soldOn = venue.kind === 'lending' ? venue.markets[assetId].soldOn : names.venues[venuePlace]
  return {
    asset,
    venue: venuePlace,
    leg,
    curve: book.curve,
    isPlain: book.curve === 'exponential' && book.fee === 0,
    resilience: book.resilience,
    stress: book.stress,
    desk: book.desk,
    reserves: book.reserves,
    fee: book.fee,
    indexWeight: mark.indexWeight,
    lagSteps: mark.lagSteps,
    index: createIndexRule(mark.index, assetId, names),
    arbitrage: book.arbitrage,
    hedge: createHedgeRule(venue, assetId, names),
    soldOn: names.marketOf(soldOn, assetId),
  }
}

function createHedgeRule(venue: TradedDocument, assetId: string, names: Names): MarketRules['hedge'] {
  const hedge = venue.kind === 'exchange' ? venue.markets[assetId].hedge : undefined
  if (hedge === undefined) return null
  const { pool, share, everySteps } = hedge
  return { market: names.marketOf(pool, assetId), share, everySteps }
}

/** A market of loans has no book: orders go to the one that it is sold on. */
const LOAN_RULES = {
  curve: 'exponential',
  resilience: 0,
  stress: null,
  desk: -1,
  reserves: false,
  fee: 0,
  arbitrage: 0,
} as const

function createBookRules({ liquidity, arbitrage }: MarketDocument, names: Names) {
  return {
    curve: liquidity.curve,
    resilience: liquidity.resilience,
    stress: liquidity.stress ?? null,
    desk: liquidity.desk === undefined ? -1 : names.desks.indexOf(liquidity.desk),
    reserves: liquidity.anchor === 'reserves',
    fee: liquidity.fee,
    arbitrage,
  }
}

function createIndexRule(index: IndexDocument, assetId: string, names: Names): IndexRule {
  if (index === 'fair' || index === 'start') return { from: index }
  if ('fairOf' in index) return { from: 'asset', asset: names.assets.indexOf(index.fairOf) }
  return {
    from: index.method,
    sources: Object.entries(index.of).map(([venue, weight]) => ({
      market: names.marketOf(venue, assetId),
      venue: names.venues.indexOf(venue),
      weight,
    })),
    clamp: index.clamp ?? 0,
  }
}

/** The money of a venue without a waterfall of its own: fund, then equity, always. */
const FUND_THEN_EQUITY: readonly Layer[] = ['insuranceFund', 'venueEquity']

export function createVenueRules(
  id: string,
  venue: VenueDocument,
  firstMarket: number,
  names: Names,
  ruled: Ruled = {},
): VenueRules {
  const kindRules =
    venue.kind === 'exchange'
      ? createExchangeRules(venue)
      : venue.kind === 'lending'
        ? createLoanRules(venue)
        : NO_TRADE
  const traded = venue.kind === 'institution' ? NO_ACCOUNTS : venue
  // One literal: objects that were spread together are slow to read, and these are read in every liquidation.
  return {
    id,
    kind: venue.kind,
    maxLeverage: kindRules.maxLeverage,
    liquidationFee: traded.liquidationFee,
    closeFactor: traded.liquidation.closeFactor,
    latencySteps: traded.liquidation.latencySteps,
    surplusToFund: kindRules.surplusToFund,
    waterfall: kindRules.waterfall,
    money: listMoney(kindRules.waterfall),
    moneyBeforeAdl: countMoneyBeforeAdl(kindRules.waterfall),
    sharesLosses: kindRules.waterfall.includes('socializedLoss'),
    exchange: venue.kind === 'exchange' ? venue : null,
    bonus: kindRules.bonus,
    chain: traded.chain === undefined ? -1 : names.chains.indexOf(traded.chain),
    governance: traded.governance,
    closesOnFailure: venue.onFailure === 'close',
    markets: Object.keys(traded.markets).map((_, leg) => firstMarket + leg),
    crowds: traded.crowd,
    treasury: createTreasuryRules(venue.treasury, names),
    leverageCap: ruled.maxLeverage ?? Infinity,
    positionCapCents: toCapCents(ruled.positionCap),
    openInterestCapCents: toCapCents(ruled.openInterestCap),
    withdrawalsFrom: ruled.withdrawalsFrom ?? 0,
  }
}

function toCapCents(dollars: number | null | undefined): number {
  return typeof dollars === 'number' ? toCents(dollars) : Infinity
}

/** In names of this file's own, since engines compare what a document writes letter by letter. */
function listMoney(waterfall: readonly Layer[]): Money[] {
  return waterfall.flatMap((layer): Money[] => {
    if (layer === 'insuranceFund') return ['fund']
    return layer === 'venueEquity' ? ['equity'] : []
  })
}

function countMoneyBeforeAdl(waterfall: readonly Layer[]): number {
  const adl = waterfall.indexOf('adl')
  return adl < 0 ? Infinity : listMoney(waterfall.slice(0, adl)).length
}

function createExchangeRules(venue: ExchangeDocument) {
  return {
    maxLeverage: venue.maxLeverage,
    surplusToFund: venue.liquidation.surplus === 'fund',
    waterfall: venue.waterfall,
    bonus: 0,
  }
}

function createLoanRules({ bonus }: LendingDocument) {
  return { maxLeverage: Infinity, surplusToFund: false, waterfall: FUND_THEN_EQUITY, bonus }
}

/** An institution has neither markets nor accounts. */
const NO_TRADE = { maxLeverage: 0, surplusToFund: false, waterfall: FUND_THEN_EQUITY, bonus: 0 }
const NO_ACCOUNTS: Pick<LendingDocument, 'liquidationFee' | 'governance' | 'crowd' | 'markets' | 'chain'> & {
  liquidation: Pick<LendingDocument['liquidation'], 'closeFactor' | 'latencySteps'>
} = {
  liquidationFee: 0,
  liquidation: { closeFactor: 1, latencySteps: 0 },
  governance: { delaySteps: 1, majority: 0.5, by: 'position' },
  markets: {},
  crowd: [],
}
