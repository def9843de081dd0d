/**
 * The scenario document (docs/model.md section 10): configuration, seed and shocks. `parseScenario` validates, fills in the
 * defaults of the parameter table and returns a document that the engine may trust, but for what needs the opening
 * itself (a position below maintenance, open interest beyond the limit), which the engine checks with the same error.
 */
import * as v from 'valibot'
import { assertFairValue, assertLeverage, assertTopUp } from './agreement.ts'
import type { ValueAt } from './documentShape.ts'
import { fairValue } from './fairValue.ts'
import { object, parseWith } from './fields.ts'
import { crowd, type account, type behavior, type drawnCrowd } from './scenarioCrowd.ts'
import { shocks, type shock } from './scenarioShocks.ts'
import { fieldOf, fieldsOf, optionsOf } from './tableFields.ts'

/**
 * The shapes of the book.
 * @internal
 */
export const CURVES = optionsOf('liquidity.curve')

export const text = v.pipe(v.string('a text'), v.maxLength(256, 'at most 256 characters'))
/** Spaces at its ends are seen by nobody, so they make no other run. */
export const seed = v.pipe(text, v.trim())
const liquidity = object(fieldsOf('liquidity'))
const venue = object(fieldsOf('venue'))

/** The validator of a whole scenario, without what concerns several fields at once. */
const scenario = object({
  version: v.literal(1, 'the number 1'),
  title: v.optional(text, ''),
  seed,
  steps: fieldOf('steps'),
  stepSeconds: fieldOf('stepSeconds'),
  market: object({ ...fieldsOf('market'), fairValue }),
  liquidity: v.optional(liquidity, {}),
  venue: v.optional(venue, {}),
  crowd,
  shocks: v.optional(shocks, []),
})

export type Scenario = v.InferOutput<typeof scenario>
export type DrawnCrowd = v.InferOutput<typeof drawnCrowd>
export type ExplicitAccount = v.InferOutput<typeof account>
export type Behavior = v.InferOutput<typeof behavior>
export type Shock = v.InferOutput<typeof shock>
export type Layer = ValueAt<'venue.waterfall'>[number]
export type Curve = ValueAt<'liquidity.curve'>
export type ShareOfOpenInterest = { shareOfOpenInterest: number }

/**
 * Validates a document and fills in the defaults. The result is new; the input is not changed.
 * @throws FieldError that names the first field that is wrong
 */
export function parseScenario(input: unknown): Scenario {
  const parsed = parseWith(scenario, input)
  const { market, crowd, venue } = parsed
  assertFairValue('market', market, parsed)
  if ('traders' in crowd) assertLeverage('crowd', crowd)
  assertTopUp('crowd', crowd.behavior, venue.maintenanceMargin)
  return parsed
}
