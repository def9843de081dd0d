/** The figures on real runs: what they show is what the engine reports, at every moment, also after going back. */
import { describe, expect, test } from 'vitest'
import { allFigures } from '../../src/charts/allFigures.ts'
import type { Column } from '../../src/charts/figure.ts'
import type { ChartInput } from '../../src/charts/input.ts'
import { distanceFigure } from '../../src/charts/distanceFigure.ts'
import { leverageFigure } from '../../src/charts/leverageFigure.ts'
import { payersFigure } from '../../src/charts/payersFigure.ts'
import { describePoint } from '../../src/charts/pointText.ts'
import { createTable } from '../../src/charts/table.ts'
import { SERIES_READINGS, type SeriesReading } from '../../src/schema/readings.ts'
import type { CrowdFrame, Frame } from '../../src/schema/frame.ts'
import type { OpenedRun } from '../../src/schema/message.ts'
import { ScenarioSource } from '../../src/worker/scenarioSource.worker.ts'
import { SimulatedRun } from '../../src/worker/simulatedRun.worker.ts'
import { createCrash, runDocuments } from '../support/runDocuments.ts'
import { createTickingClock } from '../support/tickingClock.ts'

const options = { assert: false, limitBytes: 50_000_000, now: createTickingClock(1) }

/** Collects frames as a page does. */
class Reader {
  readonly #rows: Float64Array[] = []
  readonly #run: SimulatedRun<OpenedRun>
  readonly #opened
  #crowd: CrowdFrame
  #frame: Frame

  constructor(document: unknown) {
    this.#run = new SimulatedRun(1, new ScenarioSource(document), options)
    this.#opened = this.#run.readOpened()
    this.#crowd = this.#opened.opening
    this.#frame = this.#opened.frame
    this.#take(this.#frame)
  }

  get frame(): Frame {
    return this.#frame
  }

  get crowd(): CrowdFrame {
    return this.#crowd
  }

  goTo(step: number): ChartInput {
    for (const progress of this.#run.moveTo(step)) void progress
    this.#take(this.#run.readFrame())
    const columns = (field: SeriesReading) =>
      Float64Array.from(this.#rows, (row) => row[SERIES_READINGS.indexOf(field)])
    return {
      series: { length: this.#rows.length, column: columns },
      crowd: this.#crowd,
      opening: this.#opened.opening,
      step: this.#frame.step,
      steps: this.#frame.steps,
      market: this.#frame.markets[0],
      venue: this.#frame.venues[0],
      stepSeconds: this.#opened.scenario.stepSeconds,
    }
  }

  #take(frame: Frame): void {
    const { fromStep, rows } = frame.series
    this.#rows.length = fromStep
    for (let at = 0; at < rows.length; at += SERIES_READINGS.length)
      this.#rows.push(rows.subarray(at, at + SERIES_READINGS.length))
    this.#crowd = frame.crowds[0] ?? this.#crowd
    this.#frame = frame
  }
}

const sum = ({ values }: Column) => Array.from(values).reduce((total, value) => total + value, 0)

describe.each(runDocuments)('%s', (_name, document) => {
  test('the figures say what the frames say', () => {
    const reader = new Reader(document)
    for (const step of [0, 30, 120, 60]) {
      const input = reader.goTo(step)
      const paid = payersFigure.compute(input)
      expect(paid.count).toBe(step + 1)
      const losses = paid.columns.find(({ trace }) => trace.key === 'losses')
      expect(losses?.values[step]).toBe(reader.frame.venues[0].losses)
      const { columns } = leverageFigure.compute(input)
      const opened = input.opening.contracts.filter((contracts) => contracts !== 0).length
      expect(columns.reduce((total, column) => total + sum(column), 0)).toBe(opened)
      const distance = distanceFigure.compute(input)
      const depth = distance.columns.find(({ trace }) => trace.key === 'depth')
      expect(depth?.values[0]).toBe(reader.frame.markets[0].depth)
    }
  })

  test('every figure has a sentence, a table and a text for every point', () => {
    const input = new Reader(document).goTo(90)
    for (const figure of allFigures) {
      const content = figure.compute(input)
      const texts = [
        content.sentence,
        describePoint(content, content.restIndex),
        ...createTable(content).rows.flatMap(({ head, cells }) => [head, ...cells]),
      ]
      for (const text of texts) {
        expect(text).not.toMatch(/NaN|undefined|Infinity|null/)
        expect(text).not.toBe('')
      }
      expect(content.sentence).toMatch(/^[A-Z0-9].*[^.]\.$/)
    }
  })
})

test('in a crash, those with much leverage are sold out first', () => {
  const reader = new Reader(createCrash())
  const { sentence } = leverageFigure.compute(reader.goTo(200))
  expect(sentence).toMatch(/are sold out, and (none|\d+%) of the others\.$/)
  const [, high] = /: (\d+)% of them/.exec(sentence) ?? []
  const [, low] = /and (\d+)% of the others/.exec(sentence) ?? [undefined, '0']
  expect(Number(high)).toBeGreaterThan(Number(low))
})
