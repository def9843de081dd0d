/**
 * The shocks of a scenario document: an order from outside, a change of depth, and news. Each is written by hand, since a
 * document holds a list of them; what their numbers may be stands in the rows that a world has for the same shocks.
 */
import * as v from 'valibot'
import { numberWithin, option } from './fields.ts'
import { shockRow } from './shockRows.ts'

export const MAX_SHOCKS = 1_000

const step = numberWithin(shockRow('shocks.step'))

export const shock = v.variant(
  'kind',
  [
    option({ step, kind: v.literal('sell'), contracts: numberWithin(shockRow('shocks.contracts')) }),
    option({ step, kind: v.literal('depth'), factor: numberWithin(shockRow('shocks.factor')) }),
    option({
      step,
      kind: v.literal('fairValue'),
      change: numberWithin(shockRow('shocks.change')),
      overSteps: v.exactOptional(numberWithin(shockRow('shocks.overSteps'))),
    }),
  ],
  (issue) => (issue.expected === 'Object' ? 'a shock' : 'one of "sell", "depth", "fairValue"'),
)
export const shocks = v.pipe(
  v.array(shock, 'a list of shocks'),
  v.maxLength(MAX_SHOCKS, `at most ${MAX_SHOCKS} shocks`),
)
