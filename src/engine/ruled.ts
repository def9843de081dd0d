/**
 * The rules of a venue after some were set (docs/model.md section 11.8): those of its document with what was set written into it, so that a
 * mechanism reads the same fields as before. Reads the program and what was set; makes rules.
 */
import { listMarkets, listNames } from './names.ts'
import type { Program } from './program.ts'
import { createMarketRules, createVenueRules, type MarketRules, type VenueRules } from './rules.ts'
import type { Ruled } from './world.ts'
import type { TradedDocument, VenueDocument } from '../schema/worldVenues.ts'

export function createRuled(
  program: Program,
  place: number,
  ruled: Ruled,
): { readonly venue: VenueRules; readonly markets: readonly MarketRules[] } {
  const { id, markets } = program.venues[place]
  const names = listNames(program.document)
  const document = withRules(program.document.venues[id], ruled)
  return {
    venue: createVenueRules(id, document, markets[0] ?? 0, names, ruled),
    markets: listMarkets(document).map((assetId, leg) =>
      createMarketRules(document as TradedDocument, assetId, program.markets[markets[leg]], names),
    ),
  }
}

function withRules(venue: VenueDocument, ruled: Ruled): VenueDocument {
  if (venue.kind === 'institution') return venue
  const { liquidationFee = venue.liquidationFee, closeFactor = venue.liquidation.closeFactor } = ruled
  if (venue.kind === 'lending')
    return {
      ...venue,
      liquidationFee,
      liquidation: { ...venue.liquidation, closeFactor },
      markets: withWeight(venue.markets, ruled),
    }
  const { maxLeverage = venue.maxLeverage, circuitBreaker = venue.circuitBreaker } = ruled
  return {
    ...venue,
    liquidationFee,
    maxLeverage,
    circuitBreaker,
    liquidation: { ...venue.liquidation, closeFactor },
    markets: withWeight(venue.markets, ruled),
  }
}

function withWeight<M extends TradedDocument['markets'][string]>(
  markets: Record<string, M>,
  { indexWeight }: Ruled,
): Record<string, M> {
  if (indexWeight === undefined) return markets
  const changed = Object.entries(markets).map(([asset, market]) => [
    asset,
    { ...market, mark: { ...market.mark, indexWeight } },
  ])
  return Object.fromEntries(changed) as Record<string, M>
}
