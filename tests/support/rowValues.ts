/**
 * Values of the rows of the parameter table for tests that have to hold for every row, also for one that does not exist yet:
 * a document in which every optional part is on, and valid documents in which one row differs.
 */
import { writeAt } from '../../src/schema/documentPath.ts'
import { createProcess, DRAWN_PROCESSES, PROCESS_FIELDS } from '../../src/schema/fairValue.ts'
import { FieldError } from '../../src/schema/fieldError.ts'
import { optionalParts } from '../../src/schema/parameterTable.ts'
import type { Setting } from '../../src/schema/row.ts'
import { parseScenario, type Scenario } from '../../src/schema/scenario.ts'
import { switchPart } from '../../src/stores/optionalParts.ts'

const FAIR_VALUE = 'market.fairValue'

/** Every part on, with everything at its default. */
export function createFull(): Scenario {
  const plain = parseScenario({
    version: 1,
    seed: 's',
    steps: 900,
    market: { startPrice: 100, fairValue: { process: 'gbm' } },
    crowd: {},
  })
  return parseScenario(optionalParts.reduce((document, { key }) => switchPart(document, key, true), plain))
}

/** Values that a row accepts: the ends of a slider, every name, null where there is no limit. */
export function valuesOf(row: Setting): unknown[] {
  if (row.kind === 'choice') return row.options.map(([name]) => name)
  if (row.kind === 'layers') return [[], row.options.map(([name]) => name).toReversed()]
  return [row.slider.from, row.slider.to, ...(row.orNull ? [null] : [])]
}

/** The document with each value of the row, where that is valid beside the others. */
export function vary(document: Scenario, row: Setting): { value: unknown; varied: Scenario }[] {
  return valuesOf(row).flatMap((value) => {
    try {
      return [{ value, varied: parseScenario(writeAt(withItsProcess(document, row), row.key, value)) }]
    } catch (error) {
      if (error instanceof FieldError) return []
      throw error
    }
  })
}

/** Numbers of a process are there only where it is the one that moves fair value. */
export function withItsProcess(document: Scenario, { key }: Setting): Scenario {
  const name = key.startsWith(`${FAIR_VALUE}.`) ? key.slice(FAIR_VALUE.length + 1) : null
  const { fairValue } = document.market
  if (name === null || name in fairValue) return document
  const process = DRAWN_PROCESSES.find((one) => (PROCESS_FIELDS[one] as readonly string[]).includes(name))
  return process ? writeAt(document, FAIR_VALUE, createProcess(process, fairValue)) : document
}
