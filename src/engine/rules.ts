/**
 * The rules of markets and venues, as mechanisms need them: numbers of the document, with places instead of names
 * (docs/model.md sections 10 and 11). Read by every mechanism, written by none.
 */
import { toCents } from './arithmetic.ts'
import type { Names } from './names.ts'
import type { Curve, Layer } from '../schema/scenario.ts'
import type { WorldCrowd } from '../schema/worldCrowd.ts'
import type { IndexDocument, MarketDocument } from '../schema/worldMarkets.ts'
import type { RunCondition, Treasury } from '../schema/worldTreasury.ts'
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
  | {
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
  /** Place of the market on whose book positions are closed: its own, but for loans. */
  readonly soldOn: number
}

interface TreasuryRules {
  readonly placed: readonly { readonly venue: number; readonly cents: number }[]
  readonly holdings: readonly { readonly market: number; readonly contracts: number }[]
  readonly run: { readonly perStep: number; readonly after: readonly RunRule[] } | null
}

/** When depositors begin to run. */
export type RunRule =
  | { readonly when: 'step'; readonly step: number }
  | { readonly when: 'insolvent' | 'illiquid' | 'closed'; readonly venue: number }
  | { readonly when: 'below'; readonly market: number; readonly price: number }

export interface VenueRules {
  readonly id: string
  readonly kind: VenueDocument['kind']
  readonly maxLeverage: number
  readonly liquidationFee: number
  readonly closeFactor: number
  readonly latencySteps: number
  readonly surplusToFund: boolean
  readonly waterfall: readonly Layer[]
  readonly adlRanking: ExchangeDocument['adl']['ranking']
  readonly socializedBase: 'profit' | 'openInterest'
  readonly breaker: { readonly move: number; readonly haltSteps: number } | null
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
}

export function createMarketRules(
  venue: TradedDocument,
  assetId: string,
  { asset, venue: venuePlace, leg }: Pick<MarketRules, 'asset' | 'venue' | 'leg'>,
  names: Names,
): MarketRules {
  const { mark } = venue.markets[assetId]
  const book = venue.kind === 'lending' ? NO_BOOK : createBookRules(venue.markets[assetId], names)
  const soldOn = venue.kind === 'lending' ? venue.markets[assetId].soldOn : names.venues[venuePlace]
  return {
    asset,
    venue: venuePlace,
    leg,
    curve: book.curve,
    resilience: book.resilience,
    stress: book.stress,
    desk: book.desk,
    reserves: book.reserves,
    fee: book.fee,
    indexWeight: mark.indexWeight,
    lagSteps: mark.lagSteps,
    index: createIndexRule(mark.index, assetId, names),
    arbitrage: book.arbitrage,
    soldOn: names.marketOf(soldOn, assetId),
  }
}

/** A market of loans has no book: orders go to the one that it is sold on. */
const NO_BOOK = {
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
    adlRanking: kindRules.adlRanking,
    socializedBase: kindRules.socializedBase,
    breaker: kindRules.breaker,
    bonus: kindRules.bonus,
    chain: traded.chain === undefined ? -1 : names.chains.indexOf(traded.chain),
    governance: traded.governance,
    closesOnFailure: venue.onFailure === 'close',
    markets: Object.keys(traded.markets).map((_, leg) => firstMarket + leg),
    crowds: traded.crowd,
    treasury: createTreasuryRules(venue.treasury, names),
  }
}

function createExchangeRules(venue: ExchangeDocument) {
  return {
    maxLeverage: venue.maxLeverage,
    surplusToFund: venue.liquidation.surplus === 'fund',
    waterfall: venue.waterfall,
    adlRanking: venue.adl.ranking,
    socializedBase: venue.socializedLoss.base,
    breaker: venue.circuitBreaker,
    bonus: 0,
  }
}

function createLoanRules({ bonus }: LendingDocument) {
  return {
    maxLeverage: Infinity,
    surplusToFund: false,
    waterfall: FUND_THEN_EQUITY,
    adlRanking: 'profitLeverage',
    socializedBase: 'profit',
    breaker: null,
    bonus,
  } as const
}

/** An institution has neither markets nor accounts. */
const NO_TRADE = {
  maxLeverage: 0,
  surplusToFund: false,
  waterfall: FUND_THEN_EQUITY,
  adlRanking: 'profitLeverage',
  socializedBase: 'profit',
  breaker: null,
  bonus: 0,
} as const
const NO_ACCOUNTS: Pick<LendingDocument, 'liquidationFee' | 'governance' | 'crowd' | 'markets' | 'chain'> & {
  liquidation: Pick<LendingDocument['liquidation'], 'closeFactor' | 'latencySteps'>
} = {
  liquidationFee: 0,
  liquidation: { closeFactor: 1, latencySteps: 0 },
  governance: { delaySteps: 1, majority: 0.5, by: 'position' },
  markets: {},
  crowd: [],
}

function createTreasuryRules(treasury: Treasury | undefined, names: Names): TreasuryRules {
  if (treasury === undefined) return { placed: [], holdings: [], run: null }
  const { placed, holdings, run } = treasury
  return {
    placed: Object.entries(placed).map(([venue, dollars]) => ({
      venue: names.venues.indexOf(venue),
      cents: toCents(dollars),
    })),
    holdings: Object.entries(holdings).map(([asset, { contracts, soldOn }]) => ({
      market: names.marketOf(soldOn, asset),
      contracts,
    })),
    run: run
      ? { perStep: run.perStep, after: run.after.map((condition) => createRunRule(condition, names)) }
      : null,
  }
}

function createRunRule(condition: RunCondition, names: Names): RunRule {
  if ('step' in condition) return { when: 'step', step: condition.step }
  if ('below' in condition) {
    const { venue, asset, price } = condition.below
    return { when: 'below', market: names.marketOf(venue, asset), price }
  }
  const [when, venue] = Object.entries(condition)[0] as ['insolvent' | 'illiquid' | 'closed', string]
  return { when, venue: names.venues.indexOf(venue) }
}
