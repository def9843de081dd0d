/**
 * The crowd of a venue of a world (docs/model.md section 11): accounts with legs in several markets, or a draw as in version 1
 * over one or more assets. A lending protocol has borrowers only: nobody is short there, and without a book of its own
 * nobody can close, re-lever or arrive by themselves.
 */
import * as v from 'valibot'
import { choice, hasField, number, object } from './fields.ts'
import { behavior, drawnFields, MAX_TRADERS } from './scenarioCrowd.ts'
import { fieldOf } from './tableFields.ts'
import { id } from './worldFields.ts'
import { price } from './worldAssets.ts'
import { MAX_MARKETS } from './worldTable.ts'

const MAX_CROWDS = 1_000
const NO_SHORTS = 'in a lending protocol, where nobody is short'

const legEntries = { asset: id, leverage: number('crowd.leverage.max'), entry: price }
const leg = object({ ...legEntries, side: choice(['long', 'short']) })
const loan = object({ ...legEntries, side: v.picklist(['long'], `"long" ${NO_SHORTS}`) })

const accounts = <L>(part: v.GenericSchema<unknown, L>) => {
  const legs = v.pipe(
    v.array(part, 'a list of legs'),
    v.minLength(1, 'at least one leg'),
    v.maxLength(MAX_MARKETS, `at most ${MAX_MARKETS} legs`),
  )
  return v.pipe(
    v.array(object({ collateral: number('crowd.deposit.median'), legs }), 'a list of accounts'),
    v.maxLength(MAX_TRADERS, `at most ${MAX_TRADERS} accounts`),
  )
}

const assets = v.pipe(
  v.array(id, 'a list of assets'),
  v.minLength(1, 'at least one asset'),
  v.maxLength(MAX_MARKETS, `at most ${MAX_MARKETS} assets`),
  v.checkItems((item, index, list) => list.indexOf(item) === index, 'each asset at most once'),
)
// Nobody hedges loans: there is no short to hold.
const { hedgers, ...loanFields } = drawnFields

const explicit = object({ accounts: accounts(leg), behavior: v.exactOptional(behavior) })
const drawn = object({
  ...loanFields,
  hedgers,
  assets: v.exactOptional(assets),
})

// Only what needs no order: money on its way to a loan.
const lendingBehavior = object({
  topUp: fieldOf('crowd.behavior.topUp'),
  turnover: v.optional(v.literal(0, '0 in a lending protocol, which has no book to close on'), 0),
})
const borrowers = object({ accounts: accounts(loan), behavior: v.exactOptional(lendingBehavior) })
const drawnBorrowers = object({
  ...loanFields,
  longShare: v.optional(v.literal(1, `1 ${NO_SHORTS}`), 1),
  behavior: v.exactOptional(lendingBehavior),
  assets: v.exactOptional(assets),
})

type Drawn = v.InferOutput<typeof drawn>
export type ExplicitWorldCrowd = v.InferOutput<typeof explicit>
/** `assets` are those of the document, else the first market of the venue. */
export type DrawnWorldCrowd = Omit<Drawn, 'assets'> & { assets: string[] }
export type WorldCrowd = ExplicitWorldCrowd | DrawnWorldCrowd
export type LeggedAccount = ExplicitWorldCrowd['accounts'][number]
export type Hedgers = NonNullable<Drawn['hedgers']>

/** A crowd or a list of them; always a list afterwards, where the document is silent an empty one. */
const listOf = (accounts: v.GenericSchema, traders: v.GenericSchema) => {
  const one = v.lazy((input) => (hasField(input, 'accounts') ? accounts : traders))
  const list = v.pipe(v.array(one), v.maxLength(MAX_CROWDS, `at most ${MAX_CROWDS} crowds`))
  return v.optional(
    v.pipe(
      v.lazy((input) => (Array.isArray(input) ? list : one)),
      v.transform((crowd) => (Array.isArray(crowd) ? crowd : [crowd])),
    ),
    [],
  ) as v.OptionalSchema<v.GenericSchema<unknown, (ExplicitWorldCrowd | Drawn)[]>, never[]>
}
export const exchangeCrowd = listOf(explicit, drawn)
export const lendingCrowd = listOf(borrowers, drawnBorrowers)
