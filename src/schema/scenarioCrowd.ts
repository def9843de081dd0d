/**
 * The crowd of a scenario document: accounts one by one, or a draw from distributions, and how its traders behave. Apart
 * from scenario.ts because it is a third of the document and leans on no other part of it.
 */
import * as v from 'valibot'
import { choice, hasField, number, object } from './fields.ts'
import { parameter } from './parameters.ts'
import { fieldsOf } from './tableFields.ts'

export const MAX_TRADERS = parameter('crowd.traders').max

export const behavior = object(fieldsOf('crowd.behavior'))
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
const logUniform = object({ distribution: choice(['logUniform']), ...fieldsOf('crowd.leverage') })
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
export const drawnFields = {
  ...fieldsOf('crowd'),
  leverage: v.optional(leverageDistribution, { distribution: 'logUniform' }),
}
export const drawnCrowd = object(drawnFields)
export const crowd = v.lazy((input) =>
  hasField(input, 'accounts') ? explicitCrowd : drawnCrowd,
) as v.GenericSchema<unknown, v.InferOutput<typeof explicitCrowd> | v.InferOutput<typeof drawnCrowd>>
