/**
 * The history that a margin rule was tried on, as a document for the engine: as fair value, with a crowd that puts down what the rule
 * asked for. Runs of it are played in replay.ts.
 */
import type { Backtest } from './backtest.ts'

/** Prices in a document are whole numbers of this part of the first one, so that a link can carry them. */
const FINE = 10_000
const LEAST_MARGIN = 0.002

export interface ReplayPlan {
  /** The margin that the rule asked for on its worst day, as a share of the price. */
  readonly margin: number
  /** Counted like prices: the first and the last. */
  readonly from: number
  readonly until: number
  /** The day on which the loss was furthest above the limit, or came closest to it; counted like returns. */
  readonly worstDay: number
}

/** @param most days, around the worst one */
export function planReplay({ returns, limits }: Backtest, testFrom: number, most: number): ReplayPlan {
  const beyond = Array.from(limits, (limit, i) => -returns[testFrom + i] - limit)
  const worst = beyond.indexOf(beyond.reduce((a, b) => Math.max(a, b)))
  const end = testFrom + limits.length
  const from = Math.max(testFrom, Math.min(testFrom + worst - Math.floor(most / 2), end - most))
  return {
    margin: Math.max(LEAST_MARGIN, limits[worst]),
    from,
    until: Math.min(end, from + most),
    worstDay: testFrom + worst,
  }
}

/**
 * A venue that lets nobody put down less than the margin, and sells out whoever has half of it left; a crowd that bets on a rise, borrows
 * again after gains and is joined by newcomers, so that there is always somebody near the limit. Calibrated on the engine.
 * @param stepSeconds between two prices
 */
export function describeReplay(
  prices: ArrayLike<number>,
  { margin, from, until }: ReplayPlan,
  stepSeconds: number,
): object {
  const maxLeverage = Math.max(1, Math.floor(100 / margin) / 100)
  const scaled = Array.from({ length: until - from + 1 }, (_, i) =>
    Math.max(1, Math.round((FINE * prices[from + i]) / prices[from])),
  )
  return {
    version: 1,
    title: 'A history with a crowd',
    seed: '1',
    steps: until - from,
    stepSeconds,
    market: { startPrice: 100, fairValue: { process: 'history', prices: scaled } },
    liquidity: { depth: { shareOfOpenInterest: 0.12 }, resilience: 0.5 },
    venue: {
      maxLeverage,
      maintenanceMargin: Math.round(margin * 5_000) / 10_000,
      waterfall: ['insuranceFund', 'venueEquity'],
      insuranceFund: { shareOfOpenInterest: 0.01 },
      venueEquity: { shareOfOpenInterest: 0.01 },
      liquidation: { capacityPerStep: null },
    },
    crowd: {
      traders: 1_000,
      longShare: 1,
      leverage: { distribution: 'logUniform', min: Math.max(1, maxLeverage / 10), max: maxLeverage },
      behavior: {
        relever: { share: 0.5, below: 0.8 },
        turnover: 0.02,
        arrivals: { perStep: 20, trendFollowing: 0, trendMemorySteps: 30 },
      },
    },
  }
}
