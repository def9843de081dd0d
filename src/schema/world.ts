/**
 * The world document, version 2 (docs/model.md section 11): the engine's own form, with every default filled in. Version 1 is
 * read as the world of one market (version1.ts); parseDocument.ts reads both. Ids may be names that every object inherits:
 * read parts by `Object.entries`, or by an id that the checks have found to be there.
 */
import * as v from 'valibot'
import { object } from './fields.ts'
import { seed, text } from './scenario.ts'
import { fieldOf } from './tableFields.ts'
import { asset, chain, desk } from './worldAssets.ts'
import { byId } from './worldFields.ts'
import { shocks } from './worldShocks.ts'
import { venue } from './worldVenues.ts'

const MAX_ASSETS = 16
const MAX_VENUES = 16
const MAX_SHARED = 64

/** The validator of a whole world, without what concerns several parts at once. */
export const world = object({
  version: v.literal(2, 'the number 2'),
  title: v.optional(text, ''),
  seed,
  steps: fieldOf('steps'),
  stepSeconds: fieldOf('stepSeconds'),
  assets: byId(asset, 'assets', MAX_ASSETS),
  desks: v.optional(byId(desk, 'desks', MAX_SHARED), {}),
  chains: v.optional(byId(chain, 'chains', MAX_SHARED), {}),
  venues: byId(venue, 'venues', MAX_VENUES),
  shocks: v.optional(shocks, []),
})

export type WorldDocument = v.InferOutput<typeof world>
