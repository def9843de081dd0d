/**
 * The markets of a world (docs/model.md sections 11.3 and 11.5): books of exchanges with their desks, pools and arbitrage, markets
 * of lending protocols with the book that collateral is sold on, and the index in a mark.
 */
import * as v from 'valibot'
import { choice, hasField, object } from './fields.ts'
import { fieldOf, fieldsOf } from './tableFields.ts'
import { byId, id, optionalWorldNumber, worldNumber } from './worldFields.ts'

// --- the index
const INDEX_WORDS = '"fair", "start", { fairOf } or { method, of }'
const byPrices = object({
  method: choice(['mean', 'median']),
  of: v.pipe(
    byId(optionalWorldNumber('markets.mark.index.weight'), 'sources'),
    v.check((of) => Object.keys(of).length > 0, 'at least one source'),
  ),
  clamp: optionalWorldNumber('markets.mark.index.clamp'),
})
const byAsset = object({ fairOf: id })
const byName = v.picklist(['fair', 'start'], INDEX_WORDS)
export type IndexDocument =
  v.InferOutput<typeof byName> | v.InferOutput<typeof byAsset> | v.InferOutput<typeof byPrices>
/** A mean or median of prices of exchanges. */
export type PriceIndexDocument = v.InferOutput<typeof byPrices>

const index = v.optional(
  v.lazy((input) => {
    if (typeof input !== 'object' || input === null || Array.isArray(input)) return byName
    return hasField(input, 'fairOf') ? byAsset : byPrices
  }) as v.GenericSchema<unknown, IndexDocument>,
  'fair',
)
const mark = object({ ...fieldsOf('venue.mark'), index })
const loanMark = object({
  ...fieldsOf('venue.mark'),
  indexWeight: optionalWorldNumber('markets.mark.indexWeight'),
  index,
})

// --- the book
const ANCHORS = ['fair', 'reserves'] as const
const bookEntries = {
  ...fieldsOf('liquidity'),
  desk: v.exactOptional(id),
  anchor: v.optional(choice(ANCHORS), 'fair'),
  fee: optionalWorldNumber('markets.liquidity.fee'),
}
const book = object(bookEntries)
/** Where a pool is silent it is what a pool must be. */
const pool = object({
  ...bookEntries,
  curve: v.optional(fieldOf('liquidity.curve'), 'constantProduct'),
  resilience: v.optional(fieldOf('liquidity.resilience'), 0),
})
const worldLiquidity = v.lazy((input) =>
  hasField(input, 'anchor') && input['anchor'] === 'reserves' ? pool : book,
) as v.GenericSchema<unknown, v.InferOutput<typeof book>>

/** A short of a part of what a pool holds, elsewhere. */
const hedge = object({
  pool: id,
  share: optionalWorldNumber('markets.hedge.share'),
  everySteps: optionalWorldNumber('markets.hedge.everySteps'),
})

export const market = object({
  liquidity: v.optional(worldLiquidity, {}),
  mark: v.optional(mark, {}),
  maintenanceMargin: v.exactOptional(worldNumber('markets.maintenanceMargin')),
  arbitrage: optionalWorldNumber('markets.arbitrage'),
  hedge: v.exactOptional(hedge),
})
export const lendingMarket = object({
  soldOn: id,
  mark: v.optional(loanMark, {}),
  maintenanceMargin: v.exactOptional(worldNumber('markets.maintenanceMargin')),
})

export type MarketDocument = v.InferOutput<typeof market>
export type LiquidityDocument = MarketDocument['liquidity']
export type LendingMarketDocument = v.InferOutput<typeof lendingMarket>
