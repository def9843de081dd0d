/**
 * The program of a run: what the document says, with places instead of names, and the shocks by the step in which they take
 * effect. Not state: a push changes a list here, and no account is copied. Shares of open interest are resolved at the
 * opening and stand in the state.
 */
import type { Curve, Layer } from '../schema/scenario.ts'
import type { WorldDocument } from '../schema/world.ts'
import type { WorldCrowd } from '../schema/worldCrowd.ts'
import type { MarketDocument } from '../schema/worldMarkets.ts'
import type { WorldShock } from '../schema/worldShocks.ts'
import type { ExchangeDocument } from '../schema/worldVenues.ts'

export interface Program {
  readonly document: WorldDocument
  readonly assets: readonly AssetRules[]
  readonly markets: readonly MarketRules[]
  readonly venues: readonly VenueRules[]
  /** In order of the document within a step. */
  shocks: ReadonlyMap<number, readonly WorldShock[]>
}

export interface AssetRules {
  readonly id: string
  readonly startPrice: number
  readonly fairValue: WorldDocument['assets'][string]['fairValue']
  /** Name of its random stream. */
  readonly stream: string
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
  readonly indexWeight: number
  readonly lagSteps: number
}

/** The rules of a venue, as mechanisms need them. */
export interface VenueRules {
  readonly id: string
  readonly maxLeverage: number
  readonly liquidationFee: number
  readonly closeFactor: number
  readonly latencySteps: number
  readonly surplusToFund: boolean
  readonly waterfall: readonly Layer[]
  readonly adlRanking: ExchangeDocument['adl']['ranking']
  readonly socializedBase: 'profit' | 'openInterest'
  readonly breaker: { readonly move: number; readonly haltSteps: number } | null
  /** Places of its markets among all markets. */
  readonly markets: readonly number[]
  readonly crowds: readonly WorldCrowd[]
}

/** The name of a stream: that of the first place is plain, as that of the only one is. */
function streamName(name: string, place: number, id: string): string {
  return place === 0 ? name : `${name} ${id}`
}

/** Puts places in the place of names. The document has been validated, so every name stands for something. */
export function createProgram(document: WorldDocument): Program {
  const assetIds = Object.keys(document.assets)
  const markets: MarketRules[] = []
  const venues = Object.entries(document.venues).map(([id, venue], place) => {
    const rules = createVenueRules(id, venue as ExchangeDocument, markets.length)
    Object.entries((venue as ExchangeDocument).markets).forEach(([assetId, market], leg) => {
      markets.push(createMarketRules(market, { asset: assetIds.indexOf(assetId), venue: place, leg }))
    })
    return rules
  })
  return {
    document,
    assets: assetIds.map((id, place) => {
      const { startPrice, fairValue } = document.assets[id]
      return { id, startPrice, fairValue, stream: streamName('fairValue', place, id) }
    }),
    markets,
    venues,
    shocks: byStep(document.shocks),
  }
}

/** Shocks by the step in which they take effect, in order of the document. */
export function byStep(shocks: readonly WorldShock[]): Map<number, WorldShock[]> {
  const map = new Map<number, WorldShock[]>()
  for (const shock of shocks) {
    const list = map.get(shock.step)
    if (list) list.push(shock)
    else map.set(shock.step, [shock])
  }
  return map
}

function createMarketRules(
  { liquidity, mark }: MarketDocument,
  place: Pick<MarketRules, 'asset' | 'venue' | 'leg'>,
): MarketRules {
  return {
    ...place,
    curve: liquidity.curve,
    resilience: liquidity.resilience,
    stress: liquidity.stress ?? null,
    indexWeight: mark.indexWeight,
    lagSteps: mark.lagSteps,
  }
}

function createVenueRules(id: string, venue: ExchangeDocument, firstMarket: number): VenueRules {
  return {
    id,
    maxLeverage: venue.maxLeverage,
    liquidationFee: venue.liquidationFee,
    closeFactor: venue.liquidation.closeFactor,
    latencySteps: venue.liquidation.latencySteps,
    surplusToFund: venue.liquidation.surplus === 'fund',
    waterfall: venue.waterfall,
    adlRanking: venue.adl.ranking,
    socializedBase: venue.socializedLoss.base,
    breaker: venue.circuitBreaker,
    markets: Object.keys(venue.markets).map((_, leg) => firstMarket + leg),
    crowds: venue.crowd,
  }
}
