/**
 * Random settings of the controls: any rows of the parameter table, on the sliders' grid or typed to the last digit, with
 * pushes and names. What the rows say together may be invalid; `parseOrSkip` leaves such a set out.
 */
import fc from 'fast-check'
import { FieldError } from '../../src/schema/fieldError.ts'
import { isWithin } from '../../src/schema/parameters.ts'
import { choices as choiceRows, layers, parameters } from '../../src/schema/parameterTable.ts'
import type { Parameter } from '../../src/schema/row.ts'
import { parseScenario, type Scenario, type Shock } from '../../src/schema/scenario.ts'
import { writeAt } from '../../src/schema/documentPath.ts'
import { overSlider } from './rowArbitraries.ts'

type Setting = readonly [key: string, value: number]

function typedValue({ min, max, integer, money }: Parameter): fc.Arbitrary<number> {
  if (integer) return fc.integer({ min, max })
  const double = fc.double({ min, max, noNaN: true })
  return money ? double.map((value) => Math.round(value * 100) / 100) : double
}

function valueOf(row: Parameter): fc.Arbitrary<number> {
  const { from, to, step } = row.slider
  const onGrid = fc.nat(Math.round((to - from) / step)).map((places) => Math.min(to, from + places * step))
  // A whole number beyond all steps would only make the run long.
  const typed = row.key === 'steps' ? fc.integer({ min: 1, max: 3600 }) : typedValue(row)
  return fc.oneof({ arbitrary: onGrid, weight: 3 }, typed).filter((value) => isWithin(row, value))
}

const settings: fc.Arbitrary<Setting[]> = fc
  .tuple(
    ...parameters.map((row) =>
      fc.option(
        valueOf(row).map((value): Setting => [row.key, value]),
        { nil: null },
      ),
    ),
  )
  .map((list) => list.filter((setting) => setting !== null))

const push: fc.Arbitrary<Shock> = fc.oneof(
  fc.record({
    step: fc.integer({ min: 1, max: 3600 }),
    kind: fc.constant('sell' as const),
    contracts: fc.integer({ min: -1e15, max: 1e15 }),
  }),
  fc.record({
    step: fc.integer({ min: 1, max: 3600 }),
    kind: fc.constant('depth' as const),
    factor: fc.double({ min: 0, minExcluded: true, max: 1000, noNaN: true }),
  }),
  fc.record(
    {
      step: fc.integer({ min: 1, max: 3600 }),
      kind: fc.constant('fairValue' as const),
      change: fc.double({ min: -1, minExcluded: true, max: 1000, noNaN: true }),
      overSteps: fc.integer({ min: 1, max: 1000 }),
    },
    { requiredKeys: ['step', 'kind', 'change'] },
  ),
)

const choices = fc.record(
  Object.fromEntries([...choiceRows, ...layers].map((row) => [row.key, overSlider(row)])),
)

/** Documents as the controls make them, valid or not. */
export const controlSets: fc.Arbitrary<object> = fc
  .record({
    settings,
    choices,
    shocks: fc.array(push, { maxLength: 16 }),
    title: fc.string({ unit: 'grapheme', maxLength: 20 }),
    seed: fc.string({ maxLength: 20 }),
    hasCapacity: fc.boolean(),
    path: fc.option(
      fc.array(fc.double({ min: 0.01, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 2 }),
    ),
  })
  .map(({ settings, choices, shocks, title, seed, hasCapacity, path }) => {
    let document: object = {
      version: 1,
      title,
      seed,
      steps: 420,
      market: { startPrice: 100, fairValue: { process: 'gbm' } },
      crowd: { traders: 500, leverage: { distribution: 'logUniform' } },
      shocks,
    }
    for (const [key, value] of [...Object.entries(choices), ...settings])
      document = writeAt(document, key, value)
    const hasTopUp = settings.some(([key]) => key.startsWith('crowd.behavior.topUp.'))
    if (hasTopUp) document = writeAt(document, 'crowd.behavior.topUp.times', 1)
    if (!hasCapacity) document = writeAt(document, 'venue.liquidation.capacityPerStep', null)
    if (path) document = writeAt(document, 'market', { startPrice: path[0], fairValue: { path } })
    return document
  })

export function parseOrSkip(document: object): Scenario {
  try {
    return parseScenario(document)
  } catch (error) {
    fc.pre(!(error instanceof FieldError))
    throw error
  }
}
