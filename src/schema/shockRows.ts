/**
 * The rows of the shocks that both versions of a document have (docs/model.md sections 10 and 11). They stand apart from
 * worldTable.ts, so that a page that reads version 1 alone does not carry what else can happen to a world.
 */
import { MAX_STEPS } from './row.ts'
import type { WorldParameter } from './worldRow.ts'

/** Longer news is a slide, which volatility and drift describe. */
const MAX_NEWS_STEPS = 1000

// One row takes three lines; the usual layout would take twenty.
// prettier-ignore
export const shockRows = [
  {
    key: 'shocks.step', of: 'shock', label: 'Step', unit: 'steps', integer: true, min: 1, max: MAX_STEPS, default: 1,
    slider: { from: 1, to: 900, step: 1 }, explain: 'The step in which it happens.',
  },
  {
    key: 'shocks.contracts', of: 'shock', label: 'Contracts sold', unit: 'contracts', integer: true, default: 0, min: -1e15, max: 1e15,
    slider: { from: -1_000_000, to: 1_000_000, step: 1000 }, explain: 'How much outsiders sell at once; below 0 they buy.',
  },
  {
    key: 'shocks.factor', of: 'shock', label: 'Depth factor', unit: 'times', min: 0, max: 1000, above: true, default: 1,
    slider: { from: 0.05, to: 2, step: 0.05 }, explain: 'What the depth of the market is multiplied by.',
  },
  {
    key: 'shocks.change', of: 'shock', label: 'Change of fair value', unit: 'share', default: 0, min: -1, above: true, max: 1000,
    slider: { from: -0.5, to: 0.5, step: 0.01 }, explain: 'How far the news moves fair value, for good.',
  },
  {
    key: 'shocks.overSteps', of: 'shock', label: 'Arrives over', unit: 'steps', integer: true, default: 1, min: 1, max: MAX_NEWS_STEPS,
    slider: { from: 1, to: 60, step: 1 }, explain: 'Over how many steps the news arrives, an equal part of it in each.',
  },
] as const satisfies readonly WorldParameter[]

type ShockKey = (typeof shockRows)[number]['key']

/** The row with this key. */
export function shockRow(key: ShockKey): WorldParameter {
  return shockRows.find((row) => row.key === key) as WorldParameter
}
