/**
 * The rows that a world adds to the parameter table (docs/model.md section 11): numbers of an asset, a desk, a chain, a venue, a
 * market, a treasury, a crowd or a shock. What a venue, a market or a crowd shares with version 1 stays in parameterTable.ts.
 * A key is the kind of part and the path within it; worldFields.ts checks the ranges.
 */
import { MAX_STEPS } from './row.ts'
import { ruleRows } from './ruleRows.ts'
import { shockRows } from './shockRows.ts'
import type { WorldParameter } from './worldRow.ts'

/** Over the whole world; an account can have a leg in each. */
export const MAX_MARKETS = 64

function define<K extends string>(
  list: readonly (WorldParameter & { readonly key: K })[],
): readonly (WorldParameter & { readonly key: K })[] {
  return list
}

const steps = {
  unit: 'steps',
  integer: true,
  min: 1,
  max: MAX_STEPS,
  slider: { from: 1, to: 900, step: 1 },
} as const
const share = { unit: 'share', min: 0, max: 1 } as const
const money = {
  unit: 'dollars',
  min: 0,
  max: 1e12,
  money: true,
  slider: { from: 0, to: 10_000_000, step: 1000 },
} as const
const price = {
  unit: 'dollars a coin',
  default: 100,
  min: 1e-6,
  max: 1e9,
  slider: { from: 1, to: 100_000, step: 1, log: true },
} as const
const margin = {
  unit: 'share',
  default: 0.005,
  min: 0,
  above: true,
  max: 1,
  below: true,
  slider: { from: 0.001, to: 0.3, step: 0.001 },
} as const
const factor = { unit: 'times', min: 0, max: 1000 } as const

// One row takes three lines; the usual layout would take twenty.
// prettier-ignore
export const worldParameters = define([
  // --- an asset
  { key: 'assets.startPrice', of: 'asset', label: 'Start price', ...price, explain: 'The price at which the run opens, on every venue.' },
  {
    key: 'assets.loading', of: 'asset', label: 'Loading on the common factor', unit: 'number', default: 0, min: -1, max: 1,
    slider: { from: -1, to: 1, step: 0.05 }, explain: 'How much of the news is shared with other assets: two of them correlate by the product of their loadings.',
  },
  // --- a desk
  {
    key: 'desks.capital', of: 'desk', label: 'Desk’s capital', ...money, default: 1_000_000, above: true,
    explain: 'What the makers of several markets can lose together before they withdraw from all of them.',
  },
  // --- a chain
  {
    key: 'chains.slotsPerStep', of: 'chain', label: 'Block space', unit: 'liquidations a step', default: 10, min: 0, max: 1e9,
    slider: { from: 0, to: 100, step: 1 }, explain: 'How many liquidations the chain can carry in a step, for all venues on it together.',
  },
  {
    key: 'chains.gas', of: 'chain', label: 'Gas', ...money, unit: 'dollars a liquidation', default: 5,
    slider: { from: 0, to: 1000, step: 1 }, explain: 'What a liquidator pays to the chain for one liquidation; small loans stop being worth it.',
  },
  // --- a venue
  {
    key: 'venues.maintenanceMargin', of: 'venue', label: 'Maintenance margin', ...margin,
    explain: 'The share of a position below which the account is sold out; of a loan, 1 less the liquidation threshold.',
  },
  { key: 'venues.fund', of: 'venue', label: 'Insurance fund', ...money, default: 0, explain: 'Money set aside by a lending protocol or an institution; it pays first.' },
  {
    key: 'venues.bonus', of: 'venue', label: 'Liquidation bonus', unit: 'share', default: 0.05, min: 0, max: 10,
    slider: { from: 0, to: 0.2, step: 0.005 }, explain: 'How much more collateral than debt a liquidator gets.',
  },
  {
    key: 'venues.governance.delaySteps', of: 'venue', label: 'Delay of a vote', ...steps, default: 1,
    explain: 'How long after the vote a new rule takes effect.',
  },
  {
    key: 'venues.governance.majority', of: 'venue', label: 'Majority', ...share, below: true, default: 0.5,
    slider: { from: 0, to: 0.95, step: 0.05 }, explain: 'The share of the votes that a proposal must pass.',
  },
  // --- a market
  {
    key: 'markets.maintenanceMargin', of: 'market', label: 'Maintenance margin of the market', ...margin,
    explain: 'The maintenance margin of this market, where it is not that of the venue.',
  },
  {
    key: 'markets.liquidity.fee', of: 'market', label: 'Pool’s fee', ...share, below: true, default: 0,
    slider: { from: 0, to: 0.05, step: 0.001 }, explain: 'The share of every trade with a pool that its makers keep; arbitrage stops at it.',
  },
  {
    key: 'markets.arbitrage', of: 'market', label: 'Arbitrage', ...share, default: 0,
    slider: { from: 0, to: 1, step: 0.05 }, explain: 'The share of its gap to the other venues’ prices that arbitrageurs close in a step.',
  },
  {
    key: 'markets.hedge.share', of: 'market', label: 'Part hedged', ...share, default: 1,
    slider: { from: 0, to: 1, step: 0.05 }, explain: 'The part of what a pool holds that its providers sell short here.',
  },
  {
    key: 'markets.hedge.everySteps', of: 'market', label: 'Steps between adjustments', ...steps, default: 60,
    explain: 'How often the short is brought back to its part of what the pool holds; every order costs its impact.',
  },
  {
    key: 'markets.mark.indexWeight', of: 'market', label: 'Index weight of a lending market', ...share, default: 1,
    slider: { from: 0, to: 1, step: 0.05 }, explain: 'How much of a loan’s mark comes from the oracle instead of the book that it is sold on.',
  },
  {
    key: 'markets.mark.index.weight', of: 'market', label: 'Weight of a source', unit: 'number', default: 1, min: 0, above: true, max: 1e9,
    slider: { from: 0.1, to: 10, step: 0.1 }, explain: 'How much one venue’s price counts in the mean.',
  },
  {
    key: 'markets.mark.index.clamp', of: 'market', label: 'Clamp', ...share, below: true, default: 0,
    slider: { from: 0, to: 0.2, step: 0.005 }, explain: 'How far from the median of the sources a price may be before it is cut; 0 cuts nothing.',
  },
  // --- a treasury
  { key: 'treasury.depositors', of: 'treasury', label: 'Depositors’ money', ...money, default: 0, explain: 'What the public left with the venue and can ask back.' },
  { key: 'treasury.placed', of: 'treasury', label: 'Placed', ...money, default: 0, explain: 'What the venue lent to another one, which now owes it.' },
  {
    key: 'treasury.holdings.contracts', of: 'treasury', label: 'Holdings', unit: 'contracts', integer: true, default: 0, min: 0, max: 1e15,
    slider: { from: 0, to: 1_000_000, step: 1000 }, explain: 'What the venue bought with its money and sells when depositors ask for theirs.',
  },
  {
    key: 'treasury.run.perStep', of: 'treasury', label: 'Speed of the run', ...share, above: true, default: 0.05,
    slider: { from: 0.01, to: 1, step: 0.01 }, explain: 'The share of what is still there that depositors ask for in each step of a run.',
  },
  { key: 'treasury.run.after.step', of: 'treasury', label: 'Run from step', ...steps, min: 0, default: 1, explain: 'The step in which the run begins.' },
  { key: 'treasury.run.after.below', of: 'treasury', label: 'Run below a price of', ...price, explain: 'The price below which the run begins.' },
  // --- a shock
  ...shockRows,
  {
    key: 'shocks.slots', of: 'shock', label: 'Factor of the block space', ...factor, default: 1,
    slider: { from: 0, to: 2, step: 0.05 }, explain: 'What the block space is multiplied by; at 0 nothing is liquidated on the chain.',
  },
  {
    key: 'shocks.gas', of: 'shock', label: 'Factor of gas', ...factor, default: 1,
    slider: { from: 0, to: 100, step: 1 }, explain: 'What the price of gas is multiplied by.',
  },
  { key: 'shocks.amount', of: 'shock', label: 'Loss', ...money, default: 0, explain: 'What is stolen from the venue, at most what it has.' },
  {
    key: 'shocks.maintenanceMargin', of: 'shock', label: 'New maintenance margin', ...margin,
    explain: 'The maintenance margin that is set, or voted on, for all markets of the venue.',
  },
  ...ruleRows,
])

export type WorldParameterKey = (typeof worldParameters)[number]['key']

const byKey = new Map<string, WorldParameter>(worldParameters.map((row) => [row.key, row]))

/** The row of the world's table with this key. */
export function worldParameter(key: WorldParameterKey): WorldParameter {
  return byKey.get(key) as WorldParameter
}
