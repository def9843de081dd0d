/**
 * The rows of what a rule or a proposal can set while a run goes on (docs/model.md section 11.8), beside the maintenance margin. Where a
 * venue's document has the number too, the range is the same.
 */
import { share, steps } from './row.ts'
import type { WorldParameter } from './worldRow.ts'

const cap = {
  unit: 'dollars',
  default: 1_000_000,
  min: 0,
  max: 1e12,
  money: true,
  slider: { from: 0, to: 10_000_000, step: 1000 },
} as const

// One row takes three lines; the usual layout would take twenty.
// prettier-ignore
export const ruleRows = [
  {
    key: 'shocks.set.liquidationFee', of: 'shock', label: 'New liquidation fee', ...share, default: 0.005,
    slider: { from: 0, to: 0.02, step: 0.0005 }, explain: 'The share of a forced order that goes to the insurance fund from then on.',
  },
  {
    key: 'shocks.set.closeFactor', of: 'shock', label: 'New close factor', ...share, default: 1, above: true,
    slider: { from: 0.1, to: 1, step: 0.05 }, explain: 'The share of a position, or of a debt, that one liquidation closes from then on.',
  },
  {
    key: 'shocks.set.capacityPerStep', of: 'shock', label: 'New capacity', unit: 'accounts a step', integer: true, default: 50, min: 0, max: 1e9,
    slider: { from: 0, to: 1000, step: 1 }, explain: 'How many liquidations the engine handles in a step from then on.',
  },
  {
    key: 'shocks.set.maxLeverage', of: 'shock', label: 'New max leverage', unit: 'times', default: 25, min: 0, above: true, max: 1000,
    slider: { from: 2, to: 125, step: 1, log: true }, explain: 'The highest leverage that newcomers get, and that re-levering goes back to.',
  },
  {
    key: 'shocks.set.positionCap', of: 'shock', label: 'Cap on a position', ...cap,
    explain: 'The value up to which one account’s position in a market may be opened or added to; larger ones stay.',
  },
  {
    key: 'shocks.set.openInterestCap', of: 'shock', label: 'Cap on open interest', ...cap,
    explain: 'The value of a market’s open interest up to which positions may be opened or added to.',
  },
  {
    key: 'shocks.set.indexWeight', of: 'shock', label: 'New index weight', ...share, default: 0.5,
    slider: { from: 0, to: 1, step: 0.05 }, explain: 'How much of every mark of the venue comes from the index from then on.',
  },
  {
    key: 'shocks.set.circuitBreaker.move', of: 'shock', label: 'New breaker move', unit: 'share', default: 0.05, min: 0, above: true, max: 1000,
    slider: { from: 0.01, to: 0.3, step: 0.005 }, explain: 'The move of a price that halts the venue from then on.',
  },
  {
    key: 'shocks.set.circuitBreaker.windowSteps', of: 'shock', label: 'New breaker window', ...steps, default: 30, min: 1,
    slider: { from: 1, to: 300, step: 1 }, explain: 'How far back the new breaker looks; its history begins when it is set.',
  },
  {
    key: 'shocks.set.circuitBreaker.haltSteps', of: 'shock', label: 'New halt', ...steps, default: 60, min: 1,
    slider: { from: 1, to: 600, step: 1 }, explain: 'How long a halt by the new breaker lasts.',
  },
  {
    key: 'shocks.set.haltWithdrawals', of: 'shock', label: 'Halt of withdrawals', ...steps, default: 60, min: 0,
    slider: { from: 0, to: 600, step: 1 }, explain: 'For how many steps depositors and other venues get no money out; 0 ends a halt.',
  },
] as const satisfies readonly WorldParameter[]
