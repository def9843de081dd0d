/**
 * Rows of the parameter table: the crowd and what it does over time, in the order of the document.
 * See row.ts for what a row holds; parameterTable.ts puts all rows into one table.
 */
import { share, steps, VISITS_PER_EVENT, type Row } from './row.ts'

// One row takes a few lines; the usual layout would take twenty.
// prettier-ignore
export const crowdRows = [
  // --- the crowd
  {
    key: 'crowd.traders', label: 'Traders', group: 'crowd', unit: 'traders', default: 10_000, min: 1, max: 2_000_000, integer: true,
    link: 'nt', makesWork: true, slider: { from: 100, to: 100_000, step: 100, log: true },
    explain: 'How many traders open a position.',
  },
  {
    key: 'crowd.longShare', label: 'Share of longs', group: 'crowd', ...share, default: 0.6,
    link: 'ls', makesWork: false, slider: { from: 0, to: 1, step: 0.05 },
    explain: 'The share of the traders who bet on a rise.',
  },
  {
    key: 'crowd.leverage.min', label: 'Lowest leverage', group: 'crowd', unit: 'times', default: 1.5, min: 0, above: true, max: 1000,
    link: 'le', makesWork: false, slider: { from: 1, to: 50, step: 0.5, log: true },
    explain: 'The lowest leverage in the crowd.',
  },
  {
    key: 'crowd.leverage.max', label: 'Highest leverage', group: 'crowd', unit: 'times', default: 25, min: 0, above: true, max: 1000,
    link: 'le', makesWork: false, slider: { from: 1, to: 125, step: 1, log: true },
    explain: 'The highest leverage in the crowd, if the venue allows it.',
  },
  {
    key: 'crowd.deposit.median', label: 'Median deposit', group: 'crowd', unit: 'dollars', default: 1000, min: 0.01, max: 1e10, money: true,
    link: 'dm', makesWork: false, slider: { from: 10, to: 100_000, step: 10, log: true },
    explain: 'Half of the traders deposit less than this.',
  },
  {
    key: 'crowd.deposit.sigma', label: 'Spread of deposits', group: 'crowd', unit: 'number', default: 1, min: 0, max: 10,
    link: 'ds', makesWork: false, slider: { from: 0, to: 3, step: 0.1 },
    explain: 'How unequal the deposits are.',
  },
  {
    key: 'crowd.entrySpread', label: 'Spread of entries', group: 'crowd', unit: 'share', default: 0.01, min: 0, max: 1, below: true,
    link: 'es', makesWork: false, slider: { from: 0, to: 0.1, step: 0.005 },
    explain: 'How far from the start price the traders entered.',
  },
  // --- who holds the other side
  { kind: 'part', key: 'crowd.hedgers', label: 'Hedgers hold the other side', group: 'crowd', off: 'left out' },
  {
    key: 'crowd.hedgers.count', label: 'Hedgers', group: 'crowd', unit: 'traders', default: 100, min: 1, max: 2_000_000, integer: true,
    link: 'hg', makesWork: true, slider: { from: 1, to: 1000, step: 1, log: true },
    explain: 'How many accounts hold the other side of what the traders are net long or short, instead of a counterparty without margin.',
  },
  {
    key: 'crowd.hedgers.leverage', label: 'Hedgers’ leverage', group: 'crowd', unit: 'times', default: 2, min: 0, above: true, max: 1000,
    link: 'hg', makesWork: false, slider: { from: 1, to: 20, step: 0.5 },
    explain: 'The leverage with which hedgers hold their side.',
  },
  // --- behavior over time
  { kind: 'part', key: 'crowd.behavior', group: 'behavior', off: 'left out' },
  { kind: 'part', key: 'crowd.behavior.topUp', group: 'behavior', off: 'left out' },
  {
    key: 'crowd.behavior.topUp.share', label: 'Traders who top up', group: 'behavior', ...share, default: 0,
    link: 'tu', makesWork: true, slider: { from: 0, to: 1, step: 0.05 },
    explain: 'The share of the traders who deposit more when they come near liquidation.',
  },
  {
    key: 'crowd.behavior.topUp.at', label: 'Top-up trigger', group: 'behavior', unit: 'times', default: 3, min: 1, above: true, max: 1e6,
    link: 'tu', makesWork: false, slider: { from: 1.1, to: 20, step: 0.1 },
    explain: 'They act when equity falls below this many times maintenance.',
  },
  {
    key: 'crowd.behavior.topUp.amount', label: 'Top-up amount', group: 'behavior', unit: 'times', default: 0.5, min: 0, max: 10,
    link: 'tu', makesWork: false, slider: { from: 0, to: 2, step: 0.1 },
    explain: 'How much they add, in first deposits.',
  },
  {
    key: 'crowd.behavior.topUp.delaySteps', label: 'Top-up delay', group: 'behavior', ...steps, default: 0, min: 0,
    link: 'tu', makesWork: false, slider: { from: 0, to: 300, step: 1 },
    explain: 'How long the money is on its way.',
  },
  {
    key: 'crowd.behavior.topUp.times', label: 'Top-ups', group: 'behavior', unit: 'number', default: 1, min: 0, max: 1_000_000, integer: true,
    link: 'tu', makesWork: true, required: true, slider: { from: 0, to: 10, step: 1 },
    explain: 'How often one trader tops up at most.',
  },
  { kind: 'part', key: 'crowd.behavior.stopLoss', group: 'behavior', off: 'left out' },
  {
    key: 'crowd.behavior.stopLoss.share', label: 'Traders with a stop', group: 'behavior', ...share, default: 0,
    link: 'sl', makesWork: false, slider: { from: 0, to: 1, step: 0.05 },
    explain: 'The share of the traders who close by themselves at a loss.',
  },
  {
    key: 'crowd.behavior.stopLoss.loss', label: 'Stop at a loss of', group: 'behavior', unit: 'share', default: 0.5, min: 0, max: 1e6,
    link: 'sl', makesWork: false, slider: { from: 0.05, to: 1, step: 0.05 },
    explain: 'The part of the deposit that is lost when the stop fires.',
  },
  { kind: 'part', key: 'crowd.behavior.takeProfit', group: 'behavior', off: 'left out' },
  {
    key: 'crowd.behavior.takeProfit.share', label: 'Traders who take profit', group: 'behavior', ...share, default: 0,
    link: 'tp', makesWork: false, slider: { from: 0, to: 1, step: 0.05 },
    explain: 'The share of the traders who close by themselves at a gain.',
  },
  {
    key: 'crowd.behavior.takeProfit.gain', label: 'Take profit at a gain of', group: 'behavior', unit: 'share', default: 0.5, min: 0, max: 1e6,
    link: 'tp', makesWork: false, slider: { from: 0.05, to: 3, step: 0.05 },
    explain: 'The gain, in deposits, at which they close.',
  },
  { kind: 'part', key: 'crowd.behavior.relever', group: 'behavior', off: 'left out' },
  {
    key: 'crowd.behavior.relever.share', label: 'Traders who re-lever', group: 'behavior', ...share, default: 0,
    link: 'rl', makesWork: (value, ofSteps) => value * ofSteps * VISITS_PER_EVENT, slider: { from: 0, to: 1, step: 0.05 },
    explain: 'The share of the traders who buy more with their gains.',
  },
  {
    key: 'crowd.behavior.relever.below', label: 'Re-lever below', group: 'behavior', unit: 'share', default: 0.9, min: 0, max: 1, below: true,
    link: 'rl', makesWork: false, slider: { from: 0.5, to: 0.99, step: 0.01 },
    explain: 'They act when leverage has fallen below this share of what it was.',
  },
  {
    key: 'crowd.behavior.turnover', label: 'Turnover', group: 'behavior', unit: 'probability a step', default: 0, min: 0, max: 1,
    link: 'to', makesWork: false, slider: { from: 0, to: 0.01, step: 0.0001 },
    explain: 'The probability that a trader closes for reasons of their own.',
  },
  { kind: 'part', key: 'crowd.behavior.arrivals', group: 'behavior', off: 'left out' },
  {
    key: 'crowd.behavior.arrivals.perStep', label: 'Arrivals', group: 'behavior', unit: 'traders a step', default: 0, min: 0, max: 10_000,
    link: 'av', makesWork: true, slider: { from: 0, to: 50, step: 1 },
    explain: 'How many new traders come in a step, on average.',
  },
  {
    key: 'crowd.behavior.arrivals.trendFollowing', label: 'Trend following', group: 'behavior', unit: 'number', default: 0, min: -1e6, max: 1e6,
    link: 'av', makesWork: false, slider: { from: -50, to: 50, step: 1 },
    explain: 'How strongly newcomers bet on the direction of the trend.',
  },
  {
    key: 'crowd.behavior.arrivals.trendMemorySteps', label: 'Trend memory', group: 'behavior', ...steps, default: 60, min: 1,
    link: 'av', makesWork: false, slider: { from: 1, to: 600, step: 1 },
    explain: 'How long an average the newcomers compare the price with.',
  },
] as const satisfies readonly Row[]
