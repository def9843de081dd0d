/**
 * What venues of a world share (docs/model.md section 11): assets with their fair values, desks of makers, chains with their
 * block space.
 */
import * as v from 'valibot'
import { fairValue } from './fairValue.ts'
import { object } from './fields.ts'
import { id, optionalWorldNumber, worldNumber } from './worldFields.ts'

export const price = worldNumber('assets.startPrice')

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
export type DeskDocument = v.InferOutput<typeof desk>
export type ChainDocument = v.InferOutput<typeof chain>
