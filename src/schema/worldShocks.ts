/**
 * Shocks of a world (docs/model.md section 11): those of version 1 with the place named, and what can happen to a chain, to a
 * venue's money or to its rules.
 */
import * as v from 'valibot'
import { option } from './fields.ts'
import { MAX_SHOCKS } from './scenarioShocks.ts'
import { id, worldNumber } from './worldFields.ts'
import { ruleFields } from './worldRules.ts'

const KINDS = ['sell', 'depth', 'fairValue', 'chain', 'loss', 'rule', 'proposal'] as const

const step = worldNumber('shocks.step')

const shock = v.variant(
  'kind',
  [
    option({
      step,
      kind: v.literal('sell'),
      venue: id,
      asset: id,
      contracts: worldNumber('shocks.contracts'),
    }),
    option({ step, kind: v.literal('depth'), venue: id, asset: id, factor: worldNumber('shocks.factor') }),
    option({
      step,
      kind: v.literal('fairValue'),
      asset: id,
      change: worldNumber('shocks.change'),
      overSteps: v.exactOptional(worldNumber('shocks.overSteps')),
    }),
    option({
      step,
      kind: v.literal('chain'),
      chain: id,
      slots: v.exactOptional(worldNumber('shocks.slots')),
      gas: v.exactOptional(worldNumber('shocks.gas')),
    }),
    option({ step, kind: v.literal('loss'), venue: id, amount: worldNumber('shocks.amount') }),
    option({ step, kind: v.literal('rule'), venue: id, ...ruleFields }),
    option({ step, kind: v.literal('proposal'), venue: id, ...ruleFields }),
  ],
  (issue) =>
    issue.expected === 'Object' ? 'a shock' : `one of ${KINDS.map((kind) => `"${kind}"`).join(', ')}`,
)
export const shocks = v.pipe(
  v.array(shock, 'a list of shocks'),
  v.maxLength(MAX_SHOCKS, `at most ${MAX_SHOCKS} shocks`),
)

export type WorldShock = v.InferOutput<typeof shock>
