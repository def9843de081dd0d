/**
 * What more volatile news does to a probability: the same seeds under news whose every move is so many times as large. The slope
 * is taken where the scenario is, over pairs of the same seed: what a seed does anyway is in both and drops out.
 */
import type { RiskDocument } from './counting.ts'
import type { Future } from './futures.ts'
import { pairedDifference, wilson, type Bounded, type Interval } from './intervals.ts'
import { exp, ln } from '../engine/arithmetic.ts'
import type { FairValueDocument } from '../schema/fairValue.ts'

/** One is the scenario as it is; the slope is between its neighbors. */
export const VOLATILITY_MULTIPLES = [0.5, 0.75, 1, 1.25, 1.5, 2] as const
const AROUND = [0.75, 1.25] as const
/** What the slope is said for: so much more volatility. */
const SLOPE_PER = 0.1

/** Fates that both have a probability, read off the same futures. */
const VOLATILITY_EVENTS = {
  insolvent: ({ insolventStep }: Future) => insolventStep !== null,
  exhausted: ({ isFundExhausted }: Future) => isFundExhausted,
} as const
export type VolatilityEvent = keyof typeof VOLATILITY_EVENTS

export interface VolatilityPoint extends Interval {
  readonly multiple: number
  readonly hits: number
  readonly runs: number
  readonly share: number
}

export interface VolatilityCurve {
  readonly points: readonly VolatilityPoint[]
  /** How the probability grows by each further tenth of volatility; null where a neighbor is missing. */
  readonly slope: Bounded | null
}

/**
 * The same document, each move of its news so many times as large in log price, but for its drift: volatility and jumps of what is
 * drawn, the steps of a history.
 * @returns null where no news is drawn or replayed, or a number would leave its limits
 */
export function scaleVolatility(document: RiskDocument, multiple: number): RiskDocument | null {
  if (document.version !== 2) {
    const { market } = document
    const fairValue = scaleNews(market.fairValue, multiple)
    return fairValue && { ...document, market: { ...market, fairValue } }
  }
  const assets = Object.entries(document.assets).map(([id, asset]) => {
    const fairValue = scaleNews(asset.fairValue, multiple)
    return [id, { ...asset, fairValue: fairValue ?? asset.fairValue }, fairValue !== null] as const
  })
  if (!assets.some(([, , isScaled]) => isScaled)) return null
  return { ...document, assets: Object.fromEntries(assets.map(([id, asset]) => [id, asset])) }
}

/** The largest of what the table of parameters lets be asked for. */
const LIMITS = { annualVolatility: 10, jump: 5, price: 1e9 }

function scaleNews(news: FairValueDocument, multiple: number): FairValueDocument | null {
  if ('path' in news) return null
  if (multiple === 1) return news
  if (news.process === 'history') {
    const [first] = news.prices
    const prices = news.prices.map((price) => first * exp(multiple * ln(price / first)))
    return prices.every((price) => price > 0 && price <= LIMITS.price) ? { ...news, prices } : null
  }
  const annualVolatility = news.annualVolatility * multiple
  if (annualVolatility > LIMITS.annualVolatility) return null
  if (news.process !== 'jumps') return { ...news, annualVolatility }
  const [meanLog, sdLog] = [news.meanLog * multiple, news.sdLog * multiple]
  if (Math.abs(meanLog) > LIMITS.jump || sdLog > LIMITS.jump) return null
  return { ...news, annualVolatility, meanLog, sdLog }
}

/** Futures of the same seeds, in order, under one multiple. */
export interface ScaledFutures {
  readonly multiple: number
  readonly futures: readonly Future[]
}

export function readVolatility(scaled: readonly ScaledFutures[], event: VolatilityEvent): VolatilityCurve {
  const happened = VOLATILITY_EVENTS[event]
  const points = scaled.map(({ multiple, futures }) => {
    const runs = futures.length
    const hits = futures.filter(happened).length
    return { multiple, hits, runs, share: hits / runs, ...wilson(hits, runs) }
  })
  const [below, above] = AROUND.map((at) =>
    scaled.find(({ multiple }) => multiple === at)?.futures.map(happened),
  )
  if (!below || !above) return { points, slope: null }
  const { value, low, high } = pairedDifference(below, above)
  const per = SLOPE_PER / (AROUND[1] - AROUND[0])
  return { points, slope: { value: value * per, low: low * per, high: high * per } }
}
