/**
 * What venues of a world share (docs/model.md section 11): assets with their fair values, desks of makers, chains with their
 * block space.
 */
import * as v from 'valibot'
import { hasField, object } from './fields.ts'
import { MAX_STEPS } from './row.ts'
import { gbm } from './scenario.ts'
import { id, optionalWorldNumber, worldNumber } from './worldFields.ts'

export const price = worldNumber('assets.startPrice')

const path = object({
  path: v.pipe(
    v.array(price, 'a list of prices'),
    v.minLength(1, 'at least one price'),
    v.maxLength(MAX_STEPS + 1, `at most ${MAX_STEPS + 1} values`),
  ),
})
const fairValue = v.lazy((input) => (hasField(input, 'process') ? gbm : path)) as v.GenericSchema<
  unknown,
  v.InferOutput<typeof path> | v.InferOutput<typeof gbm>
>

export const asset = object({
  startPrice: price,
  fairValue,
  loading: optionalWorldNumber('assets.loading'),
  tokenOf: v.exactOptional(id),
})
export const desk = object({ capital: worldNumber('desks.capital') })
export const chain = object({
  slotsPerStep: v.nullable(worldNumber('chains.slotsPerStep')),
  gas: worldNumber('chains.gas'),
})

export type AssetDocument = v.InferOutput<typeof asset>
export type FairValueDocument = AssetDocument['fairValue']
export type DeskDocument = v.InferOutput<typeof desk>
export type ChainDocument = v.InferOutput<typeof chain>
