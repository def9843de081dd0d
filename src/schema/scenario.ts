/**
 * The scenario document (MODEL.md section 10): configuration, seed and shocks. `parseScenario` validates, fills in the
 * defaults of the parameter table and returns a document that the engine may trust, but for what needs the opening
 * itself (a position below maintenance, open interest beyond the limit), which the engine checks with the same error.
 */
import * as v from 'valibot'
import { FieldError, toOneLine } from './fieldError.ts'
import {
  choice,
  hasField,
  number,
  numberOrShare,
  object,
  option,
  optionalNumber,
  parseWith,
} from './fields.ts'
import { parameter } from './parameters.ts'
import { MAX_STEPS } from './parameterTable.ts'
import { crowd, type account, type behavior, type drawnCrowd } from './scenarioCrowd.ts'

const LAYERS = ['insuranceFund', 'venueEquity', 'adl', 'socializedLoss'] as const
export const CURVES = ['exponential', 'squareRoot', 'constantProduct'] as const
const MAX_SHOCKS = 1_000
export const MAX_DOCUMENT_BYTES = 64 * 1024 * 1024
const MAX_CONTRACTS_ORDERED = 1e15

const price = number('market.startPrice')
const depth = numberOrShare('liquidity.depth', 'liquidity.depth.shareOfOpenInterest', 'shareOfOpenInterest')
const fund = numberOrShare(
  'venue.insuranceFund',
  'venue.insuranceFund.shareOfOpenInterest',
  'shareOfOpenInterest',
)
const equity = numberOrShare(
  'venue.venueEquity',
  'venue.venueEquity.shareOfOpenInterest',
  'shareOfOpenInterest',
)
const capital = numberOrShare(
  'liquidity.makers.capital',
  'liquidity.makers.capital.shareOfOpenInterest',
  'shareOfOpenInterest',
)
const capacity = numberOrShare(
  'venue.liquidation.capacityPerStep',
  'venue.liquidation.capacityPerStep.shareOfTraders',
  'shareOfTraders',
)

// --- market: fair value is a path or a seeded process
const path = object({
  path: v.pipe(
    v.array(price, 'a list of prices'),
    v.minLength(1, 'at least one price'),
    v.maxLength(MAX_STEPS + 1, `at most ${MAX_STEPS + 1} values`),
  ),
})
const gbm = object({
  process: choice(['gbm']),
  annualVolatility: optionalNumber('market.fairValue.annualVolatility'),
  annualDrift: optionalNumber('market.fairValue.annualDrift'),
})
const fairValue = v.lazy((input) => (hasField(input, 'process') ? gbm : path)) as v.GenericSchema<
  unknown,
  v.InferOutput<typeof path> | v.InferOutput<typeof gbm>
>

const liquidity = object({
  curve: v.optional(choice(CURVES), 'exponential'),
  depth: v.optional(depth, { shareOfOpenInterest: parameter('liquidity.depth').default }),
  resilience: optionalNumber('liquidity.resilience'),
  stress: v.exactOptional(
    object({
      sensitivity: optionalNumber('liquidity.stress.sensitivity'),
      memorySteps: optionalNumber('liquidity.stress.memorySteps'),
      calmReturn: optionalNumber('liquidity.stress.calmReturn'),
    }),
  ),
  makers: v.exactOptional(object({ capital: v.optional(capital, 0) })),
})

// --- venue
const waterfall = v.pipe(
  v.array(choice(LAYERS), `a list of layers: ${LAYERS.join(', ')}`),
  v.maxLength(LAYERS.length, 'each layer at most once'),
  v.checkItems((layer, index, list) => list.indexOf(layer) === index, 'each layer at most once'),
)
const circuitBreaker = object({
  move: optionalNumber('venue.circuitBreaker.move'),
  windowSteps: optionalNumber('venue.circuitBreaker.windowSteps'),
  haltSteps: optionalNumber('venue.circuitBreaker.haltSteps'),
})
const venue = object({
  maxLeverage: optionalNumber('venue.maxLeverage'),
  maintenanceMargin: optionalNumber('venue.maintenanceMargin'),
  liquidationFee: optionalNumber('venue.liquidationFee'),
  liquidation: v.optional(
    object({
      closeFactor: optionalNumber('venue.liquidation.closeFactor'),
      capacityPerStep: v.optional(v.nullable(capacity), {
        shareOfTraders: parameter('venue.liquidation.capacityPerStep.shareOfTraders').default,
      }),
      latencySteps: optionalNumber('venue.liquidation.latencySteps'),
      surplus: v.optional(choice(['trader', 'fund']), 'trader'),
    }),
    {},
  ),
  mark: v.optional(
    object({
      indexWeight: optionalNumber('venue.mark.indexWeight'),
      lagSteps: optionalNumber('venue.mark.lagSteps'),
    }),
    {},
  ),
  waterfall: v.optional(waterfall, ['insuranceFund', 'socializedLoss']),
  insuranceFund: v.optional(fund, { shareOfOpenInterest: parameter('venue.insuranceFund').default }),
  venueEquity: v.optional(equity, 0),
  adl: v.optional(
    object({ ranking: v.optional(choice(['profitLeverage', 'proRata']), 'profitLeverage') }),
    {},
  ),
  socializedLoss: v.optional(object({ base: v.optional(choice(['profit', 'openInterest']), 'profit') }), {}),
  circuitBreaker: v.optional(v.nullable(circuitBreaker), null),
})

// --- shocks
const step = v.pipe(
  v.number(`a step from 1 to ${MAX_STEPS}`),
  v.check((s) => Number.isInteger(s) && s >= 1 && s <= MAX_STEPS, `a step from 1 to ${MAX_STEPS}`),
)
const factorWords = 'a number above 0 to 1000'
const changeWords = 'a number above -1 to 1000'
const orderWords = `a whole number of contracts, at most ${MAX_CONTRACTS_ORDERED}; below 0 buys`
const shock = v.variant(
  'kind',
  [
    option({
      step,
      kind: v.literal('sell'),
      contracts: v.pipe(
        v.number(orderWords),
        v.check((n) => Number.isInteger(n) && Math.abs(n) <= MAX_CONTRACTS_ORDERED, orderWords),
      ),
    }),
    option({
      step,
      kind: v.literal('depth'),
      factor: v.pipe(
        v.number(factorWords),
        v.check((f) => f > 0 && f <= 1000, factorWords),
      ),
    }),
    option({
      step,
      kind: v.literal('fairValue'),
      change: v.pipe(
        v.number(changeWords),
        v.check((c) => c > -1 && c <= 1000, changeWords),
      ),
    }),
  ],
  (issue) => (issue.expected === 'Object' ? 'a shock' : 'one of "sell", "depth", "fairValue"'),
)
const shocks = v.pipe(
  v.array(shock, 'a list of shocks'),
  v.maxLength(MAX_SHOCKS, `at most ${MAX_SHOCKS} shocks`),
)

const text = v.pipe(v.string('a text'), v.maxLength(256, 'at most 256 characters'))

/** The validator of a whole scenario, without what concerns several fields at once. */
const scenario = object({
  version: v.literal(1, 'the number 1'),
  title: v.optional(text, ''),
  seed: text,
  steps: number('steps'),
  stepSeconds: optionalNumber('stepSeconds'),
  market: object({ startPrice: price, fairValue }),
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
export type Layer = (typeof LAYERS)[number]
export type Curve = (typeof CURVES)[number]
export type ShareOfOpenInterest = { shareOfOpenInterest: number }

/** What concerns several fields at once. */
function assertConsistent(s: Scenario): void {
  const { fairValue: f, startPrice } = s.market
  if ('path' in f) {
    if (f.path[0] !== startPrice)
      throw new FieldError('market.fairValue.path[0]', f.path[0], `market.startPrice, ${startPrice}`)
    if (f.path.length > s.steps + 1)
      throw new FieldError('market.fairValue.path', f.path, `at most steps + 1 = ${s.steps + 1} values`)
  }
  if (
    'traders' in s.crowd &&
    s.crowd.leverage.distribution === 'logUniform' &&
    s.crowd.leverage.max < s.crowd.leverage.min
  )
    throw new FieldError(
      'crowd.leverage.max',
      s.crowd.leverage.max,
      `at least crowd.leverage.min, ${s.crowd.leverage.min}`,
    )
  const topUp = s.crowd.behavior?.topUp
  if (topUp && topUp.at * s.venue.maintenanceMargin >= 1)
    throw new FieldError(
      'crowd.behavior.topUp.at',
      topUp.at,
      `at × maintenanceMargin below 1, with ${s.venue.maintenanceMargin}`,
    )
  if (topUp && topUp.amount * topUp.times > 10)
    throw new FieldError(
      'crowd.behavior.topUp.times',
      topUp.times,
      `amount × times at most 10, with ${topUp.amount}`,
    )
}

/**
 * Validates a document and fills in the defaults. The result is new; the input is not changed.
 * @throws FieldError that names the first field that is wrong
 */
export function parseScenario(input: unknown): Scenario {
  const parsed = parseWith(scenario, input)
  assertConsistent(parsed)
  return parsed
}

/**
 * The same from JSON text of at most 64 MB.
 * @throws FieldError, also where the text is not JSON
 */
export function parseScenarioText(json: string): Scenario {
  if (json.length > MAX_DOCUMENT_BYTES) throw new FieldError('', json, `at most ${MAX_DOCUMENT_BYTES} bytes`)
  let input: unknown
  try {
    input = JSON.parse(json.replace(/^\uFEFF/, ''))
  } catch (error) {
    // A text nested deeply enough overflows the parser's stack: also only a document that is wrong.
    const why = error instanceof SyntaxError ? toOneLine(error.message) : 'it is nested too deeply'
    throw new FieldError('', json, `JSON (${why})`)
  }
  return parseScenario(input)
}
