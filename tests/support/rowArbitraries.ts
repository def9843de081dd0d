/**
 * Arbitraries of the rows of the parameter table and of the parts of a document that they make up, for fast-check. A row that
 * is added is drawn at once, over its slider. Where chance would hardly meet what matters, OFTEN says what to draw instead.
 */
import fc from 'fast-check'
import { DRAWN_PROCESSES, PROCESS_FIELDS, type DrawnProcess } from '../../src/schema/fairValue.ts'
import { optionalParts, settings, type TableRow } from '../../src/schema/parameterTable.ts'
import { isWithin } from '../../src/schema/parameters.ts'
import type { OptionalPart, Setting } from '../../src/schema/row.ts'
import { namesIn } from '../../src/schema/tableFields.ts'

type Document = Record<string, unknown>

const oneOf = (...values: unknown[]) => fc.constantFrom(...values)
// Made anew each time, since some tests change what they get.
const shares = (...values: number[]) => oneOf(...values).map((v) => ({ shareOfOpenInterest: v }))
const someTraders = oneOf(0, 0.1, 0.5, 1)

export const leverageArbitrary: fc.Arbitrary<Document> = fc.oneof(
  fc.record({
    distribution: fc.constant('logUniform'),
    min: fc.constantFrom(1, 1.5, 5),
    max: fc.constantFrom(5, 25, 100),
  }),
  fc.record({
    distribution: fc.constant('weights'),
    values: fc.array(fc.tuple(fc.constantFrom(1, 3, 12.5, 50, 100), fc.constantFrom(0.5, 1, 3)), {
      minLength: 1,
      maxLength: 4,
    }),
  }),
)

const PROCESS_VALUES: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  annualVolatility: oneOf(0, 0.6, 2),
  annualDrift: oneOf(-2, 0, 2),
  degreesOfFreedom: oneOf(2.1, 3, 30),
  perYear: oneOf(0, 12, 30_000),
  meanLog: oneOf(-0.05, 0.1),
  sdLog: oneOf(0, 0.05),
  alpha: oneOf(0, 0.1, 0.4),
  beta: oneOf(0, 0.5, 0.59),
}

/** A process with all of its numbers. */
function processArbitrary(process: DrawnProcess): fc.Arbitrary<Document> {
  return fc.record({
    process: fc.constant(process),
    ...Object.fromEntries(PROCESS_FIELDS[process].map((name) => [name, PROCESS_VALUES[name]])),
  })
}

/** Small crowds in thin books, rules that bite within a few steps, and the ends of each range. */
const OFTEN: Partial<Record<TableRow['key'] | 'market.fairValue' | 'crowd.leverage', fc.Arbitrary<unknown>>> =
  {
    'market.startPrice': oneOf(3, 100, 250.5),
    'market.fairValue': fc.oneof(...DRAWN_PROCESSES.map(processArbitrary)),
    'liquidity.depth': shares(0.005, 0.03, 0.3),
    'liquidity.resilience': oneOf(0, 0.02, 0.2, 1),
    'liquidity.stress.sensitivity': oneOf(0, 0.1, 1),
    'liquidity.stress.memorySteps': oneOf(1, 20),
    'liquidity.stress.calmReturn': oneOf(0.0003, 0.002),
    'liquidity.makers.capital': fc.oneof(shares(0, 0.01, 0.3), oneOf(0, 1234.56)),
    'venue.maxLeverage': oneOf(4, 25, 100),
    'venue.maintenanceMargin': oneOf(0, 0.005, 0.03),
    'venue.liquidationFee': oneOf(0, 0.005, 0.02),
    'venue.liquidation.closeFactor': oneOf(0.2, 0.5, 1),
    'venue.liquidation.capacityPerStep': oneOf(
      null,
      0,
      1,
      7,
      { shareOfTraders: 0.03 },
      { shareOfTraders: 0.1 },
    ),
    'venue.liquidation.latencySteps': fc.nat(2),
    'venue.mark.indexWeight': oneOf(0, 0.5, 1),
    'venue.mark.lagSteps': fc.nat(3),
    'venue.insuranceFund': shares(0, 0.0005, 0.01),
    'venue.venueEquity': shares(0, 0.0005, 0.01),
    'venue.circuitBreaker.move': oneOf(0.02, 0.06),
    'venue.circuitBreaker.windowSteps': oneOf(1, 3, 50),
    'venue.circuitBreaker.haltSteps': oneOf(1, 4),
    'crowd.traders': fc.integer({ min: 20, max: 160 }),
    'crowd.longShare': oneOf(0.1, 0.5, 0.6, 0.95),
    'crowd.leverage': leverageArbitrary,
    'crowd.deposit.median': oneOf(100, 1000, 1000.01),
    'crowd.deposit.sigma': oneOf(0, 0.5, 1.5),
    'crowd.entrySpread': oneOf(0, 0.01, 0.05),
    'crowd.hedgers.count': oneOf(1, 3, 40),
    'crowd.hedgers.leverage': oneOf(1, 2.5, 10),
    'crowd.behavior.topUp.share': someTraders,
    'crowd.behavior.topUp.at': oneOf(1.5, 3, 8),
    'crowd.behavior.topUp.amount': oneOf(0.1, 0.5, 1.337),
    'crowd.behavior.topUp.delaySteps': fc.nat(3),
    'crowd.behavior.topUp.times': fc.nat(3),
    'crowd.behavior.stopLoss.share': someTraders,
    'crowd.behavior.stopLoss.loss': oneOf(0.1, 0.4, 0.9),
    'crowd.behavior.takeProfit.share': someTraders,
    'crowd.behavior.takeProfit.gain': oneOf(0.05, 0.3, 1),
    'crowd.behavior.relever.share': someTraders,
    'crowd.behavior.relever.below': oneOf(0.3, 0.8, 0.97),
    'crowd.behavior.turnover': oneOf(0, 0.002, 0.05, 1),
    'crowd.behavior.arrivals.perStep': oneOf(0, 0.3, 4),
    'crowd.behavior.arrivals.trendFollowing': oneOf(-20, 0, 8),
    'crowd.behavior.arrivals.trendMemorySteps': oneOf(1, 10),
  }

/** Any value over the slider of a number, its ends more often; any option of a choice; any layers in any order. */
export function overSlider(row: Setting): fc.Arbitrary<unknown> {
  if (row.kind === 'choice') return oneOf(...row.options.map(([name]) => name))
  if (row.kind === 'layers') return fc.shuffledSubarray(row.options.map(([name]) => name))
  const { from, to, step } = row.slider
  const onGrid = fc.nat(Math.round((to - from) / step)).map((places) => Math.min(to, from + places * step))
  const number = fc.oneof(fc.constantFrom(from, to), onGrid).filter((value) => isWithin(row, value))
  return row.orNull ? fc.option(number) : number
}

/** What may stand at a path: a row's value, or an object of what is beneath; of a quantity, either unit. */
export function valueArbitrary(path: string): fc.Arbitrary<unknown> {
  const often = OFTEN[path as keyof typeof OFTEN]
  if (often) return often
  const row = settings.find(({ key }) => key === path)
  if (namesIn(path).length === 0) return overSlider(row as Setting)
  const inner = partArbitrary(path)
  if (row) return fc.oneof(overSlider(row), inner)
  return findPart(path)?.off === 'null' ? fc.option(inner) : inner
}

/**
 * An object with what is beneath a path.
 * @param required these names are there, and any of the others; without it, all of them, but of a part that holds parts any
 */
export function partArbitrary(path: string, required?: readonly string[]): fc.Arbitrary<Document> {
  const names = namesIn(path)
  const isOfParts = names.some((name) => findPart(`${path}.${name}`))
  return fc.record(Object.fromEntries(names.map((name) => [name, valueArbitrary(`${path}.${name}`)])), {
    requiredKeys: [...(required ?? (isOfParts ? [] : names))],
  })
}

function findPart(path: string): OptionalPart | undefined {
  return optionalParts.find(({ key }) => key === path)
}
