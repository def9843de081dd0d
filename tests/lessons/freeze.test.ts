/**
 * Goal: a run that stops on its way stops where the picture says that it does, in every lesson.
 * Method: each step that freezes, with its own controls, on a simulation of the lesson's first seed; what is true at the step
 * is read from the rows themselves.
 */
import { expect, it } from 'vitest'
import { LESSONS, listFolders, readLesson } from '../../src/cli/lessonFiles.ts'
import { enterStep, startOf, toRunSpec } from '../../src/course/attempt.ts'
import { HeldBases } from '../../src/engine/held.ts'
import { RunLook } from '../../src/engine/look.ts'
import { read } from '../../src/engine/readings.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { SERIES_READINGS, type SeriesReading } from '../../src/schema/readings.ts'
import type { Scenario } from '../../src/schema/scenario.ts'
import type { WorldDocument } from '../../src/schema/world.ts'
import { convene } from '../../src/dials/committee.ts'
import { SpecRuns } from '../../src/engine/specRun.ts'
import { isWorldLesson } from '../../src/course/lessonReadings.ts'
import { findMoment, type Moment } from '../../src/stores/story.ts'

const bases = new HeldBases()
const worlds = new SpecRuns(convene)
const frozen = listFolders(LESSONS).flatMap((folder) => {
  const { lesson } = readLesson(LESSONS, folder)
  return lesson.steps.flatMap((step) =>
    step.kind === 'predict' && step.freeze ? [{ name: `${folder}, ${step.id}`, lesson, step }] : [],
  )
})

function record(scenario: Scenario | WorldDocument) {
  // Of a world the first market, as its picture has it.
  const simulation = Simulation.create(scenario, { events: false })
  const columns = new Map<SeriesReading, number[]>(SERIES_READINGS.map((id) => [id, []]))
  const observe = () => {
    const look = new RunLook(simulation)
    for (const [id, column] of columns) column.push(read(look, id))
  }
  observe()
  while (!simulation.isDone) {
    simulation.advance()
    observe()
  }
  const at = (id: SeriesReading, step: number) => columns.get(id)?.[step] ?? NaN
  return { length: columns.get('price')?.length ?? 0, at }
}

type Rows = ReturnType<typeof record>
const IS_TRUE: Readonly<Record<Moment, (rows: Rows, step: number, from: number) => boolean>> = {
  lowest: (rows, step, from) => {
    const prices = Array.from({ length: rows.length - from }, (_, i) => rows.at('price', from + i))
    return rows.at('price', step) === Math.min(...prices)
  },
  halted: (rows, step) => rows.at('halted', step) === 1,
  reopened: (rows, step) => rows.at('halted', step) === 0 && rows.at('halted', step - 1) === 1,
  'fund-empty': (rows, step) => rows.at('fundLeft', step) === 0,
  'closed-early': (rows, step) =>
    rows.at('adlContracts', step) > 0 && rows.at('adlContracts', step - 1) === 0,
  'sold-out': (rows, step) => rows.at('liquidations', step) > 0 && rows.at('liquidations', step - 1) === 0,
}

it('finds lessons that freeze, on one market and on a world', () => {
  expect(frozen.length).toBeGreaterThan(5)
  expect(frozen.some(({ lesson }) => isWorldLesson(lesson))).toBe(true)
})

it.each(frozen)('$name stops where it says', ({ lesson, step }) => {
  if (step.kind !== 'predict' || !step.freeze) throw new Error('It does not freeze.')
  const { b } = enterStep(lesson, step, startOf(lesson))
  const spec = toRunSpec(lesson, b, lesson.scenario.seeds[0])
  const scenario = isWorldLesson(lesson) ? worlds.resolveWorld(spec) : bases.resolve(spec)
  const rows = record(scenario)
  const at = findMoment(rows, scenario.shocks, step.freeze)
  if (at === null) throw new Error('The run has no such moment.')
  const from = Math.min(...scenario.shocks.map((shock) => shock.step), Infinity)
  expect(IS_TRUE[step.freeze](rows, at, Number.isFinite(from) ? from : 0)).toBe(true)
})
