/**
 * The treasury of a venue (docs/model.md sections 11.6 and 11.7): what the public left there, what is placed with others, what is
 * held, and when depositors run.
 */
import * as v from 'valibot'
import { hasField, object } from './fields.ts'
import { price } from './worldAssets.ts'
import { byId, id, worldNumber } from './worldFields.ts'

const MAX_CONDITIONS = 1_000

const CONDITIONS = {
  step: object({ step: worldNumber('treasury.run.after.step') }),
  insolvent: object({ insolvent: id }),
  illiquid: object({ illiquid: id }),
  closed: object({ closed: id }),
  below: object({ below: object({ venue: id, asset: id, price }) }),
}
const conditionWords = `an object with one of ${Object.keys(CONDITIONS).join(', ')}`
type Condition = v.InferOutput<(typeof CONDITIONS)[keyof typeof CONDITIONS]>

/** Chosen by its one field, so that the error speaks of what was written. */
const condition = v.lazy((input) => {
  const found = Object.entries(CONDITIONS).find(([name]) => hasField(input, name))
  return found ? found[1] : v.never(conditionWords)
}) as v.GenericSchema<unknown, Condition>

export const treasury = object({
  depositors: worldNumber('treasury.depositors'),
  placed: v.optional(byId(worldNumber('treasury.placed'), 'dollars placed with venues'), {}),
  holdings: v.optional(
    byId(object({ contracts: worldNumber('treasury.holdings.contracts'), soldOn: id }), 'holdings of assets'),
    {},
  ),
  run: v.exactOptional(
    object({
      perStep: worldNumber('treasury.run.perStep'),
      after: v.pipe(
        v.array(condition, 'a list of conditions'),
        v.maxLength(MAX_CONDITIONS, `at most ${MAX_CONDITIONS} conditions`),
      ),
    }),
  ),
})

export type Treasury = v.InferOutput<typeof treasury>
export type RunCondition = Condition
