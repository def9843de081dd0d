/**
 * The shocks of a scenario document: an order from outside, a change of depth, and news. Each is written by hand and not
 * from the parameter table, since a document holds a list of them.
 */
import * as v from 'valibot'
import { option } from './fields.ts'
import { MAX_STEPS } from './row.ts'

const MAX_SHOCKS = 1_000
const MAX_CONTRACTS_ORDERED = 1e15

const orderWords = `a whole number of contracts, at most ${MAX_CONTRACTS_ORDERED}; below 0 buys`
const factorWords = 'a number above 0 to 1000'
const changeWords = 'a number above -1 to 1000'

export const shockStep = v.pipe(
  v.number(`a step from 1 to ${MAX_STEPS}`),
  v.check((s) => Number.isInteger(s) && s >= 1 && s <= MAX_STEPS, `a step from 1 to ${MAX_STEPS}`),
)
/** Sold at once; below 0 bought. */
export const orderedContracts = v.pipe(
  v.number(orderWords),
  v.check((n) => Number.isInteger(n) && Math.abs(n) <= MAX_CONTRACTS_ORDERED, orderWords),
)
/** Of the depth at the opening. */
export const depthFactor = v.pipe(
  v.number(factorWords),
  v.check((f) => f > 0 && f <= 1000, factorWords),
)
/** Of fair value. */
export const fairValueChange = v.pipe(
  v.number(changeWords),
  v.check((c) => c > -1 && c <= 1000, changeWords),
)

export const shock = v.variant(
  'kind',
  [
    option({ step: shockStep, kind: v.literal('sell'), contracts: orderedContracts }),
    option({ step: shockStep, kind: v.literal('depth'), factor: depthFactor }),
    option({ step: shockStep, kind: v.literal('fairValue'), change: fairValueChange }),
  ],
  (issue) => (issue.expected === 'Object' ? 'a shock' : 'one of "sell", "depth", "fairValue"'),
)
export const shocks = v.pipe(
  v.array(shock, 'a list of shocks'),
  v.maxLength(MAX_SHOCKS, `at most ${MAX_SHOCKS} shocks`),
)
