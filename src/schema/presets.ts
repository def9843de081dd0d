/**
 * Prepared set-ups, as data: a situation is the sandbox's starting point with some fields changed; a venue style changes
 * only who pays, and in which order. Styles name the rules that they follow (docs/validation.md section B).
 */
import type { Layer, Scenario } from './scenario.ts'
import { writeAt } from './documentPath.ts'
import { bullMarket, marginArrives } from './livingPresets.ts'

type Change = readonly [path: string, value: unknown]

interface Situation {
  readonly id: string
  readonly name: string
  /** One sentence: what to look for. */
  readonly sentence: string
  readonly changes: readonly Change[]
  /** Instead of the sandbox’s starting point: a set-up that is calibrated as a whole, its crowd’s size included. */
  readonly document?: object
}

interface VenueStyle {
  readonly id: string
  readonly name: string
  readonly sentence: string
  /** Whose rules it follows, and where they are written. */
  readonly source: string
  readonly waterfall: readonly Layer[]
  readonly ranking: Scenario['venue']['adl']['ranking']
  readonly base: Scenario['venue']['socializedLoss']['base']
}

/** Two seconds at the usual speed: long enough to see the calm. */
const PUSH_STEP = 16
/** Slow enough that the liquidation engine is not what decides how far the price falls. */
const NEWS_STEPS = 20
const news = (change: number): Change => [
  'shocks',
  [{ step: PUSH_STEP, kind: 'fairValue', change, overSteps: NEWS_STEPS }],
]

/** One hedger to so many traders: who is hedged elsewhere, and holds what the crowd is net long. */
const TRADERS_PER_HEDGER = 100

export const SITUATIONS: readonly Situation[] = [
  {
    id: 'spiral',
    name: 'The spiral',
    sentence: 'News of −4%: forced sales push the price much further.',
    changes: [news(-0.04)],
  },
  {
    id: 'calm',
    name: 'Calm',
    sentence: 'The same crowd without news. Give it a push yourself.',
    changes: [],
  },
  {
    id: 'thin-book',
    name: 'Thin book',
    sentence: 'Two thirds of the liquidity: even news of −3% ends worse than −4% did.',
    changes: [news(-0.03), ['liquidity.depth', { shareOfOpenInterest: 0.045 }]],
  },
  {
    id: 'index-mark',
    name: 'Index mark',
    sentence: 'An outside index decides who is sold out, so forced sales do not force more.',
    changes: [news(-0.04), ['venue.mark.indexWeight', 1]],
  },
  {
    id: 'circuit-breaker',
    name: 'Circuit breaker',
    sentence: 'A move of 5% in 30 seconds halts trading for a minute.',
    changes: [news(-0.04), ['venue.circuitBreaker', {}]],
  },
  {
    id: 'slow-engine',
    name: 'Slow engine',
    sentence: 'The exchange sells out a tenth as many traders in a second: a milder fall, and a longer one.',
    changes: [
      news(-0.04),
      ['venue.liquidation.capacityPerStep', { shareOfTraders: 0.002 }],
      ['venue.liquidation.latencySteps', 5],
    ],
  },
  {
    id: 'makers-under-fire',
    name: 'Makers under fire',
    sentence: 'Market makers lose money on the way down and withdraw, so the book thins out.',
    changes: [news(-0.04), ['liquidity.makers', { capital: { shareOfOpenInterest: 0.1 } }]],
  },
  {
    id: 'bull-market',
    name: 'Bull market',
    sentence: 'A calm rise of 200 hours in which winners borrow more and more. Then news of −4%.',
    changes: [],
    document: bullMarket,
  },
  {
    id: 'margin-arrives',
    name: 'Margin arrives',
    sentence:
      'Traders send more money, which takes half a minute. A halt of a minute lets it arrive in time.',
    changes: [],
    document: marginArrives,
  },
]

export const VENUE_STYLES: readonly VenueStyle[] = [
  {
    id: 'ranked-adl',
    name: 'Ranked ADL at the bankruptcy price',
    sentence:
      'Behind the fund, the winners with most profit on what they bought, and most leverage, are closed early.',
    source: 'After the worked examples in BitMEX’s documentation of auto-deleveraging.',
    waterfall: ['insuranceFund', 'adl'],
    ranking: 'entryValue',
    base: 'profit',
  },
  {
    id: 'pro-rata',
    name: 'Pro rata over profits',
    sentence: 'Behind the fund, all winners pay in proportion to their profit.',
    source: 'After the worked example in Crypto.com’s rules: a fund 10,000 short, shared over profits.',
    waterfall: ['insuranceFund', 'socializedLoss'],
    ranking: 'proRata',
    base: 'profit',
  },
  {
    id: 'open-interest',
    name: 'Socialized over open interest',
    sentence: 'Behind the fund, everyone with an open position pays by its size, winners and losers.',
    source: 'After the socialized-loss cases in the tests of the Drift protocol.',
    waterfall: ['insuranceFund', 'socializedLoss'],
    ranking: 'profitLeverage',
    base: 'openInterest',
  },
]

export const FIRST_SITUATION = SITUATIONS[0].id

/**
 * A situation's document. What it does not say has the default of the parameter table; the model fills it in. What the
 * sandbox's starting point shows, is measured in docs/starting-point.md.
 */
export function createSituation(id: string, traders: number): object {
  const situation = SITUATIONS.find((one) => one.id === id) ?? SITUATIONS[0]
  const start = situation.document ?? {
    version: 1,
    title: situation.name,
    seed: 'spiral',
    steps: 420,
    market: { startPrice: 100, fairValue: { process: 'gbm' } },
    // Calibrated so that selling, and not the engine's capacity, decides: tests/engine/showcase.test.ts holds what it shows.
    liquidity: { depth: { shareOfOpenInterest: 0.07 } },
    venue: {
      maintenanceMargin: 0.015,
      liquidation: { capacityPerStep: { shareOfTraders: 0.02 } },
      insuranceFund: { shareOfOpenInterest: 0.003 },
    },
    crowd: {
      traders,
      hedgers: { count: Math.max(1, Math.round(traders / TRADERS_PER_HEDGER)), leverage: 2 },
    },
  }
  return situation.changes.reduce<object>((document, [path, value]) => writeAt(document, path, value), start)
}

/** The document with a style's waterfall. */
export function applyStyle(document: Scenario, style: VenueStyle): Scenario {
  const layered = writeAt(document, 'venue.waterfall', [...style.waterfall])
  const ranked = writeAt(layered, 'venue.adl.ranking', style.ranking)
  return writeAt(ranked, 'venue.socializedLoss.base', style.base)
}

/** The style that a document follows, or null where it is nobody's. */
export function findStyle({ venue }: Scenario): VenueStyle | null {
  const layers = venue.waterfall.join()
  return (
    VENUE_STYLES.find(
      (style) =>
        style.waterfall.join() === layers &&
        (!venue.waterfall.includes('adl') || style.ranking === venue.adl.ranking) &&
        (!venue.waterfall.includes('socializedLoss') || style.base === venue.socializedLoss.base),
    ) ?? null
  )
}
