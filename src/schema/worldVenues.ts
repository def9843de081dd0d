/**
 * The three kinds of venue of a world (docs/model.md section 11): exchanges with the rules of docs/model.md section 10, lending protocols, and
 * institutions that have neither markets nor a crowd.
 */
import * as v from 'valibot'
import { choice, hasField, object } from './fields.ts'
import { fieldsOf } from './tableFields.ts'
import { exchangeCrowd, lendingCrowd, type WorldCrowd } from './worldCrowd.ts'
import { byId, id, type Id, optionalWorldNumber, without, worldNumber } from './worldFields.ts'
import { lendingMarket, market } from './worldMarkets.ts'
import { worldParameter } from './worldTable.ts'
import { treasury } from './worldTreasury.ts'

const KINDS = ['exchange', 'lending', 'institution'] as const
const rules = without(fieldsOf('venue'), 'mark')
const lendingLiquidation = without(fieldsOf('venue.liquidation'), 'surplus')

const maintenanceMargin = optionalWorldNumber('venues.maintenanceMargin')
const onFailure = v.optional(choice(['carryOn', 'close']), 'carryOn')
const governance = v.optional(
  object({
    delaySteps: optionalWorldNumber('venues.governance.delaySteps'),
    majority: optionalWorldNumber('venues.governance.majority'),
    by: v.optional(choice(['position', 'equity']), 'position'),
  }),
  {},
)
const fundDefault = worldParameter('venues.fund').default

const exchange = object({
  kind: v.literal('exchange'),
  ...rules,
  maintenanceMargin,
  chain: v.exactOptional(id),
  governance,
  onFailure,
  markets: byId(market, 'markets'),
  crowd: exchangeCrowd,
  treasury: v.exactOptional(treasury),
})
const lending = object({
  kind: v.literal('lending'),
  maintenanceMargin,
  bonus: worldNumber('venues.bonus'),
  liquidationFee: rules.liquidationFee,
  liquidation: v.optional(object(lendingLiquidation), {}),
  insuranceFund: v.optional(rules.insuranceFund, fundDefault),
  venueEquity: rules.venueEquity,
  chain: v.exactOptional(id),
  governance,
  onFailure,
  markets: byId(lendingMarket, 'markets'),
  crowd: lendingCrowd,
  treasury,
})
const institution = object({
  kind: v.literal('institution'),
  insuranceFund: optionalWorldNumber('venues.fund'),
  venueEquity: optionalWorldNumber('venues.fund'),
  onFailure,
  treasury,
})

type WithCrowds<T> = Omit<T, 'crowd'> & { crowd: WorldCrowd[] }
export type ExchangeDocument = WithCrowds<v.InferOutput<typeof exchange>>
export type LendingDocument = WithCrowds<v.InferOutput<typeof lending>>
type InstitutionDocument = v.InferOutput<typeof institution>
export type VenueDocument = ExchangeDocument | LendingDocument | InstitutionDocument
/** A venue with accounts. */
export type TradedDocument = ExchangeDocument | LendingDocument
export type Governance = ExchangeDocument['governance']

const unknownKind = object({ kind: choice(KINDS) })
const kinds = { exchange, lending, institution }

/** Drawn crowds get the venue's first market where they name none. */
function fillAssets<T extends { crowd: object[]; markets: Record<Id, unknown> }>(venue: T): T {
  const [first] = Object.keys(venue.markets)
  const fill = (crowd: object) =>
    'traders' in crowd ? { assets: first === undefined ? [] : [first], ...crowd } : crowd
  return { ...venue, crowd: venue.crowd.map(fill) }
}

/** Chosen by its kind, so that the error speaks of what was written. */
export const venue = v.pipe(
  v.lazy((input) => {
    const kind = hasField(input, 'kind') ? input['kind'] : undefined
    return KINDS.includes(kind as (typeof KINDS)[number]) ? kinds[kind as keyof typeof kinds] : unknownKind
  }) as v.GenericSchema<unknown, v.InferOutput<(typeof kinds)[keyof typeof kinds]>>,
  v.transform((parsed) => (parsed.kind === 'institution' ? parsed : fillAssets(parsed)) as VenueDocument),
)
