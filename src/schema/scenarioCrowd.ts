/**
 * The crowd of a scenario document: accounts one by one, or a draw from distributions, and how its traders behave. Apart
 * from scenario.ts because it is a third of the document and leans on no other part of it.
 */
import * as v from 'valibot'
import { choice, hasField, number, object, optionalNumber } from './fields.ts'
import { parameter } from './parameters.ts'

const MAX_TRADERS = parameter('crowd.traders').max

export const behavior = object({
  topUp: v.exactOptional(
    object({
      share: optionalNumber('crowd.behavior.topUp.share'),
      at: optionalNumber('crowd.behavior.topUp.at'),
      amount: optionalNumber('crowd.behavior.topUp.amount'),
      delaySteps: optionalNumber('crowd.behavior.topUp.delaySteps'),
      times: number('crowd.behavior.topUp.times'),
    }),
  ),
  stopLoss: v.exactOptional(
    object({
      share: optionalNumber('crowd.behavior.stopLoss.share'),
      loss: optionalNumber('crowd.behavior.stopLoss.loss'),
    }),
  ),
  takeProfit: v.exactOptional(
    object({
      share: optionalNumber('crowd.behavior.takeProfit.share'),
      gain: optionalNumber('crowd.behavior.takeProfit.gain'),
    }),
  ),
  relever: v.exactOptional(
    object({
      share: optionalNumber('crowd.behavior.relever.share'),
      below: optionalNumber('crowd.behavior.relever.below'),
    }),
  ),
  turnover: optionalNumber('crowd.behavior.turnover'),
  arrivals: v.exactOptional(
    object({
      perStep: optionalNumber('crowd.behavior.arrivals.perStep'),
      trendFollowing: optionalNumber('crowd.behavior.arrivals.trendFollowing'),
      trendMemorySteps: optionalNumber('crowd.behavior.arrivals.trendMemorySteps'),
    }),
  ),
})
const leverage = number('crowd.leverage.max')
export const account = object({
  side: choice(['long', 'short']),
  collateral: number('crowd.deposit.median'),
  leverage,
  entry: number('market.startPrice'),
})
const explicitCrowd = object({
  accounts: v.pipe(
    v.array(account, 'a list of accounts'),
    v.minLength(1, 'at least one account'),
    v.maxLength(MAX_TRADERS, `at most ${MAX_TRADERS} accounts`),
  ),
  behavior: v.exactOptional(behavior),
})
const logUniform = object({
  distribution: choice(['logUniform']),
  min: optionalNumber('crowd.leverage.min'),
  max: optionalNumber('crowd.leverage.max'),
})
const weight = v.pipe(
  v.number('a weight from 0'),
  v.finite('a weight from 0'),
  v.minValue(0, 'a weight from 0'),
)
const weights = object({
  distribution: choice(['weights']),
  values: v.pipe(
    v.array(
      v.strictTuple([leverage, weight], 'a pair [leverage, weight]'),
      'a list of pairs [leverage, weight]',
    ),
    v.minLength(1, 'at least one pair [leverage, weight]'),
    v.maxLength(1_000, 'at most 1000 pairs'),
    v.check((list) => list.some(([, w]) => w > 0), 'at least one weight above 0'),
  ),
})
const leverageDistribution = v.lazy((input) => {
  const name = hasField(input, 'distribution') ? input['distribution'] : undefined
  return name === 'weights'
    ? weights
    : name === 'logUniform'
      ? logUniform
      : object({ distribution: choice(['logUniform', 'weights']) })
}) as v.GenericSchema<unknown, v.InferOutput<typeof logUniform> | v.InferOutput<typeof weights>>
export const drawnCrowd = object({
  traders: optionalNumber('crowd.traders'),
  longShare: optionalNumber('crowd.longShare'),
  leverage: v.optional(leverageDistribution, { distribution: 'logUniform' }),
  deposit: v.optional(
    object({ median: optionalNumber('crowd.deposit.median'), sigma: optionalNumber('crowd.deposit.sigma') }),
    {},
  ),
  entrySpread: optionalNumber('crowd.entrySpread'),
  behavior: v.exactOptional(behavior),
})
export const crowd = v.lazy((input) =>
  hasField(input, 'accounts') ? explicitCrowd : drawnCrowd,
) as v.GenericSchema<unknown, v.InferOutput<typeof explicitCrowd> | v.InferOutput<typeof drawnCrowd>>
