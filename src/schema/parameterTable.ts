/**
 * The rows of the parameter table, in the order in which people meet them. See parameters.ts for what a row holds.
 */
import type { Parameter } from './parameters.ts'

/** Largest value of a whole-number field that counts steps. */
export const MAX_STEPS = 1_000_000

const HALF_LIFE_30_STEPS = 0.02284003156575409

function define<K extends string>(
  list: readonly (Parameter & { readonly key: K })[],
): readonly (Parameter & { readonly key: K })[] {
  return list
}

const steps = { unit: 'steps', integer: true, max: MAX_STEPS } as const
const share = { unit: 'share', min: 0, max: 1 } as const

// One row takes three lines; the usual layout would take twenty.
// prettier-ignore
export const parameters = define([
  // --- the run
  {
    key: 'steps', label: 'Length of the run', group: 'run', ...steps, default: 900, min: 1,
    slider: { from: 60, to: 3600, step: 60 }, explain: 'How many steps the run lasts.',
  },
  {
    key: 'stepSeconds', label: 'Length of a step', group: 'run', unit: 'seconds', default: 1, min: 0, above: true, max: 31_536_000,
    slider: { from: 1, to: 3600, step: 1, log: true }, explain: 'How much time one step stands for; it scales the volatility of the news.',
  },
  // --- the market
  {
    key: 'market.startPrice', label: 'Start price', group: 'market', unit: 'dollars a contract', default: 100, min: 0.01, max: 1_000_000,
    slider: { from: 1, to: 100_000, step: 1, log: true }, explain: 'The price at which the run opens.',
  },
  {
    key: 'market.fairValue.annualVolatility', label: 'Volatility of the news', group: 'market', unit: 'a year', default: 0.6, min: 0, max: 10,
    slider: { from: 0, to: 2, step: 0.05 }, explain: 'How much fair value moves by itself in a year.',
  },
  {
    key: 'market.fairValue.annualDrift', label: 'Drift of the news', group: 'market', unit: 'a year', default: 0, min: -10, max: 1000,
    slider: { from: -2, to: 2, step: 0.1 }, explain: 'How fast the expected fair value grows in a year.',
  },
  // --- liquidity
  {
    key: 'liquidity.depth', label: 'Depth', group: 'liquidity', unit: 'contracts', default: 0.03, min: 0, above: true, max: 1e15,
    slider: { from: 1_000, to: 100_000_000, step: 1000, log: true }, explain: 'How many contracts can be sold before the price moves 1 %.',
  },
  {
    key: 'liquidity.depth.shareOfOpenInterest', label: 'Depth', group: 'liquidity', unit: 'share of open interest', default: 0.03, min: 0, above: true, max: 1000,
    slider: { from: 0.005, to: 0.5, step: 0.005, log: true }, explain: 'The share of open interest that can be sold before the price moves 1 %.',
  },
  {
    key: 'liquidity.resilience', label: 'Resilience', group: 'liquidity', ...share, default: HALF_LIFE_30_STEPS,
    slider: { from: 0, to: 0.2, step: 0.005 }, explain: 'The share of the displacement that heals in each step.',
  },
  {
    key: 'liquidity.stress.sensitivity', label: 'Stress sensitivity', group: 'liquidity', unit: 'number', default: 0.01, min: 0, max: 1000,
    slider: { from: 0, to: 0.1, step: 0.005 }, explain: 'How fast the book thins out when the price swings more than on a calm day.',
  },
  {
    key: 'liquidity.stress.memorySteps', label: 'Stress memory', group: 'liquidity', ...steps, default: 30, min: 1,
    slider: { from: 1, to: 300, step: 1 }, explain: 'How long the book remembers a swing.',
  },
  {
    key: 'liquidity.stress.calmReturn', label: 'Calm return', group: 'liquidity', ...share, default: 0.0003, above: true,
    slider: { from: 0.0001, to: 0.01, step: 0.0001, log: true }, explain: 'The move in one step that counts as calm.',
  },
  {
    key: 'liquidity.makers.capital', label: 'Makers’ capital', group: 'liquidity', unit: 'dollars', default: 0, min: 0, max: 1e12, money: true,
    slider: { from: 0, to: 100_000_000, step: 1000 }, explain: 'What market makers can lose before they withdraw; 0 means that they never do.',
  },
  {
    key: 'liquidity.makers.capital.shareOfOpenInterest', label: 'Makers’ capital', group: 'liquidity', unit: 'share of open interest', default: 0.2, min: 0, max: 1000,
    slider: { from: 0.02, to: 1, step: 0.01 }, explain: 'What market makers can lose before they withdraw, as a share of open interest.',
  },
  // --- the liquidation engine
  {
    key: 'venue.maxLeverage', label: 'Max leverage', group: 'crowd', unit: 'times', default: 25, min: 0, above: true, max: 1000,
    slider: { from: 2, to: 125, step: 1, log: true }, explain: 'The highest leverage that the venue allows.',
  },
  {
    key: 'venue.maintenanceMargin', label: 'Maintenance margin', group: 'engine', ...share, default: 0.005, below: true,
    slider: { from: 0, to: 0.05, step: 0.001 }, explain: 'The share of the position below which the engine sells the trader out.',
  },
  {
    key: 'venue.liquidationFee', label: 'Liquidation fee', group: 'engine', ...share, default: 0.005,
    slider: { from: 0, to: 0.02, step: 0.0005 }, explain: 'The share of a forced order that goes to the insurance fund, if anything is left.',
  },
  {
    key: 'venue.liquidation.closeFactor', label: 'Close factor', group: 'engine', ...share, default: 1, above: true,
    slider: { from: 0.1, to: 1, step: 0.05 }, explain: 'The share of a position that one liquidation closes.',
  },
  {
    key: 'venue.liquidation.capacityPerStep', label: 'Capacity', group: 'engine', unit: 'accounts a step', default: 50, min: 0, max: 1e9, integer: true,
    slider: { from: 1, to: 1000, step: 1, log: true }, explain: 'How many liquidations the engine handles in a step.',
  },
  {
    key: 'venue.liquidation.capacityPerStep.shareOfTraders', label: 'Capacity', group: 'engine', unit: 'share of traders', default: 0.005, min: 0, above: true, max: 1,
    slider: { from: 0.0005, to: 0.1, step: 0.0005, log: true }, explain: 'The share of the traders that the engine can handle in a step.',
  },
  {
    key: 'venue.liquidation.latencySteps', label: 'Latency', group: 'engine', ...steps, default: 0, min: 0,
    slider: { from: 0, to: 120, step: 1 }, explain: 'How long an account waits in the queue before the engine may act.',
  },
  // --- the mark
  {
    key: 'venue.mark.indexWeight', label: 'Index weight', group: 'mark', ...share, default: 0,
    slider: { from: 0, to: 1, step: 0.05 }, explain: 'How much of the mark price comes from an outside index instead of the venue’s own trades.',
  },
  {
    key: 'venue.mark.lagSteps', label: 'Index lag', group: 'mark', ...steps, default: 0, min: 0,
    slider: { from: 0, to: 60, step: 1 }, explain: 'How old the index is when it arrives.',
  },
  // --- who pays
  {
    key: 'venue.insuranceFund', label: 'Insurance fund', group: 'losses', unit: 'dollars', default: 0.005, min: 0, max: 1e12, money: true,
    slider: { from: 0, to: 10_000_000, step: 1000 }, explain: 'Money set aside to pay what bankrupt traders cannot.',
  },
  {
    key: 'venue.insuranceFund.shareOfOpenInterest', label: 'Insurance fund', group: 'losses', unit: 'share of open interest', default: 0.005, min: 0, max: 1000,
    slider: { from: 0, to: 0.1, step: 0.001 }, explain: 'Money set aside to pay what bankrupt traders cannot, as a share of open interest.',
  },
  {
    key: 'venue.venueEquity', label: 'Exchange’s own money', group: 'losses', unit: 'dollars', default: 0, min: 0, max: 1e12, money: true,
    slider: { from: 0, to: 10_000_000, step: 1000 }, explain: 'What the exchange itself can pay.',
  },
  {
    key: 'venue.venueEquity.shareOfOpenInterest', label: 'Exchange’s own money', group: 'losses', unit: 'share of open interest', default: 0, min: 0, max: 1000,
    slider: { from: 0, to: 0.1, step: 0.001 }, explain: 'What the exchange itself can pay, as a share of open interest.',
  },
  // --- the circuit breaker
  {
    key: 'venue.circuitBreaker.move', label: 'Breaker move', group: 'breaker', unit: 'share', default: 0.05, min: 0, above: true, max: 1000,
    slider: { from: 0.01, to: 0.3, step: 0.005 }, explain: 'The move of the price that halts the venue.',
  },
  {
    key: 'venue.circuitBreaker.windowSteps', label: 'Breaker window', group: 'breaker', ...steps, default: 30, min: 1,
    slider: { from: 1, to: 300, step: 1 }, explain: 'How far back the breaker looks.',
  },
  {
    key: 'venue.circuitBreaker.haltSteps', label: 'Halt', group: 'breaker', ...steps, default: 60, min: 1,
    slider: { from: 1, to: 600, step: 1 }, explain: 'How long a halt lasts.',
  },
  // --- the crowd
  {
    key: 'crowd.traders', label: 'Traders', group: 'crowd', unit: 'traders', default: 10_000, min: 1, max: 2_000_000, integer: true,
    slider: { from: 100, to: 100_000, step: 100, log: true }, explain: 'How many traders open a position.',
  },
  {
    key: 'crowd.longShare', label: 'Share of longs', group: 'crowd', ...share, default: 0.6,
    slider: { from: 0, to: 1, step: 0.05 }, explain: 'The share of the traders who bet on a rise.',
  },
  {
    key: 'crowd.leverage.min', label: 'Lowest leverage', group: 'crowd', unit: 'times', default: 1.5, min: 0, above: true, max: 1000,
    slider: { from: 1, to: 50, step: 0.5, log: true }, explain: 'The lowest leverage in the crowd.',
  },
  {
    key: 'crowd.leverage.max', label: 'Highest leverage', group: 'crowd', unit: 'times', default: 25, min: 0, above: true, max: 1000,
    slider: { from: 1, to: 125, step: 1, log: true }, explain: 'The highest leverage in the crowd, if the venue allows it.',
  },
  {
    key: 'crowd.deposit.median', label: 'Median deposit', group: 'crowd', unit: 'dollars', default: 1000, min: 0.01, max: 1e10, money: true,
    slider: { from: 10, to: 100_000, step: 10, log: true }, explain: 'Half of the traders deposit less than this.',
  },
  {
    key: 'crowd.deposit.sigma', label: 'Spread of deposits', group: 'crowd', unit: 'number', default: 1, min: 0, max: 10,
    slider: { from: 0, to: 3, step: 0.1 }, explain: 'How unequal the deposits are.',
  },
  {
    key: 'crowd.entrySpread', label: 'Spread of entries', group: 'crowd', unit: 'share', default: 0.01, min: 0, max: 1, below: true,
    slider: { from: 0, to: 0.1, step: 0.005 }, explain: 'How far from the start price the traders entered.',
  },
  // --- behavior over time
  {
    key: 'crowd.behavior.topUp.share', label: 'Traders who top up', group: 'behavior', ...share, default: 0,
    slider: { from: 0, to: 1, step: 0.05 }, explain: 'The share of the traders who deposit more when they come near liquidation.',
  },
  {
    key: 'crowd.behavior.topUp.at', label: 'Top-up trigger', group: 'behavior', unit: 'times', default: 3, min: 1, above: true, max: 1e6,
    slider: { from: 1.1, to: 20, step: 0.1 }, explain: 'They act when equity falls below this many times maintenance.',
  },
  {
    key: 'crowd.behavior.topUp.amount', label: 'Top-up amount', group: 'behavior', unit: 'times', default: 0.5, min: 0, max: 10,
    slider: { from: 0, to: 2, step: 0.1 }, explain: 'How much they add, in first deposits.',
  },
  {
    key: 'crowd.behavior.topUp.delaySteps', label: 'Top-up delay', group: 'behavior', ...steps, default: 0, min: 0,
    slider: { from: 0, to: 300, step: 1 }, explain: 'How long the money is on its way.',
  },
  {
    key: 'crowd.behavior.topUp.times', label: 'Top-ups', group: 'behavior', unit: 'number', default: 1, min: 0, max: 1_000_000, integer: true,
    slider: { from: 0, to: 10, step: 1 }, explain: 'How often one trader tops up at most.',
  },
  {
    key: 'crowd.behavior.stopLoss.share', label: 'Traders with a stop', group: 'behavior', ...share, default: 0,
    slider: { from: 0, to: 1, step: 0.05 }, explain: 'The share of the traders who close by themselves at a loss.',
  },
  {
    key: 'crowd.behavior.stopLoss.loss', label: 'Stop at a loss of', group: 'behavior', unit: 'share', default: 0.5, min: 0, max: 1e6,
    slider: { from: 0.05, to: 1, step: 0.05 }, explain: 'The part of the deposit that is lost when the stop fires.',
  },
  {
    key: 'crowd.behavior.takeProfit.share', label: 'Traders who take profit', group: 'behavior', ...share, default: 0,
    slider: { from: 0, to: 1, step: 0.05 }, explain: 'The share of the traders who close by themselves at a gain.',
  },
  {
    key: 'crowd.behavior.takeProfit.gain', label: 'Take profit at a gain of', group: 'behavior', unit: 'share', default: 0.5, min: 0, max: 1e6,
    slider: { from: 0.05, to: 3, step: 0.05 }, explain: 'The gain, in deposits, at which they close.',
  },
  {
    key: 'crowd.behavior.relever.share', label: 'Traders who re-lever', group: 'behavior', ...share, default: 0,
    slider: { from: 0, to: 1, step: 0.05 }, explain: 'The share of the traders who buy more with their gains.',
  },
  {
    key: 'crowd.behavior.relever.below', label: 'Re-lever below', group: 'behavior', unit: 'share', default: 0.9, min: 0, max: 1, below: true,
    slider: { from: 0.5, to: 0.99, step: 0.01 }, explain: 'They act when leverage has fallen below this share of what it was.',
  },
  {
    key: 'crowd.behavior.turnover', label: 'Turnover', group: 'behavior', unit: 'probability a step', default: 0, min: 0, max: 1,
    slider: { from: 0, to: 0.01, step: 0.0001 }, explain: 'The probability that a trader closes for reasons of their own.',
  },
  {
    key: 'crowd.behavior.arrivals.perStep', label: 'Arrivals', group: 'behavior', unit: 'traders a step', default: 0, min: 0, max: 10_000,
    slider: { from: 0, to: 50, step: 1 }, explain: 'How many new traders come in a step, on average.',
  },
  {
    key: 'crowd.behavior.arrivals.trendFollowing', label: 'Trend following', group: 'behavior', unit: 'number', default: 0, min: -1e6, max: 1e6,
    slider: { from: -50, to: 50, step: 1 }, explain: 'How strongly newcomers bet on the direction of the trend.',
  },
  {
    key: 'crowd.behavior.arrivals.trendMemorySteps', label: 'Trend memory', group: 'behavior', ...steps, default: 60, min: 1,
    slider: { from: 1, to: 600, step: 1 }, explain: 'How long an average the newcomers compare the price with.',
  },
])
