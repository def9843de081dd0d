/**
 * The index in a mark: fair value, a price that never moves, another asset's, or the prices of other venues (docs/model.md section
 * 11.3). It looks at prices of the step before, since no price of this step is there yet. Reads prices; writes indexes.
 */
import { newestValue, oldestValue, pushValue } from './history.ts'
import type { Places } from './derive.ts'
import type { PriceIndex } from './rules.ts'
import type { Market } from './venue.ts'
import { NEVER } from './world.ts'

/** The index of the step. The mark sees it when it has lagged. */
export function advanceIndex(market: Market, places: Places): void {
  const { state } = market
  pushValue(state.index, computeIndex(market, places))
  state.arrivedIndex = oldestValue(state.index)
}

/** In phase 1, before the index of the step is there: the one that arrives now, if it lags, else still the last one. */
export function arriveIndex({ state }: Market): void {
  const { index } = state
  const isFull = index.length === index.values.length && index.length > 1
  state.arrivedIndex = isFull ? index.values[(index.head + 1) % index.length] : oldestValue(index)
}

function computeIndex({ rules, state, asset }: Market, places: Places): number {
  const { index } = rules
  const { assets } = places
  const { startPrice } = assets[rules.asset].rules
  switch (index.from) {
    case 'fair':
      return asset.fair
    case 'start':
      return startPrice
    case 'asset': {
      const other = assets[index.asset]
      return (startPrice * other.state.fair) / other.rules.startPrice
    }
    case 'mean':
      return meanOf(index, places) ?? newestValue(state.index)
    case 'median':
      return medianOf(listPrices(index, places)) ?? newestValue(state.index)
  }
}

/** Venues that have closed are left out. */
function listPrices({ sources }: PriceIndex, { markets, venues }: Places): number[] {
  const prices: number[] = []
  for (const { venue, market } of sources)
    if (venues[venue].state.closedStep === NEVER) prices.push(markets[market].state.price)
  return prices
}

/** Weighted; each price is first brought to within a share of the median, where there is a clamp. Null where all have closed. */
function meanOf(index: PriceIndex, places: Places): number | null {
  const { sources, clamp } = index
  const middle = clamp > 0 ? (medianOf(listPrices(index, places)) ?? 0) : 0
  let sum = 0
  let weights = 0
  for (const { venue, market, weight } of sources) {
    if (places.venues[venue].state.closedStep !== NEVER) continue
    const { price } = places.markets[market].state
    const counted = clamp > 0 ? Math.min(middle * (1 + clamp), Math.max(middle * (1 - clamp), price)) : price
    sum += weight * counted
    weights += weight
  }
  return weights === 0 ? null : sum / weights
}

/** The middle value, or the mean of the middle two; null where there is none. */
function medianOf(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
