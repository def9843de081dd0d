/**
 * Goal: lines keep every spike however many steps share a pixel, and the record of the path knows its extremes.
 * Method: series with single spikes, and paths by hand whose gaps and extremes are known.
 */
import { describe, expect, it } from 'vitest'
import { findBands, sampleProfile } from '../../src/stage/bands.ts'
import { PathRecord } from '../../src/stage/pathRecord.ts'
import { traceArea, traceBars, traceLine } from '../../src/stage/tracing.ts'
import { cutDashes } from '../../src/stage/triangles.ts'
import { toY } from '../../src/stage/scales.ts'
import type { SeriesReading } from '../../src/schema/readings.ts'

const box = { left: 0, top: 0, width: 100, height: 100 }
const range = { low: 0, high: 100 }

describe('lines', () => {
  it('have a point a step while there is room', () => {
    expect(traceLine([50, 60, 40], 2, { box, range, window: 10 })).toEqual([0, 50, 10, 40, 20, 60])
  })

  it('keep every spike and stay short where a run is longer than the chart is wide', () => {
    const column = new Float64Array(100_000).fill(50)
    column[43_210] = 97
    column[43_300] = 3
    const points = traceLine(column, 99_999, { box, range, window: 100_000 })
    expect(points.length).toBeLessThanOrEqual(4 * 2 * 101)
    expect(points).toContain(toY(97, range, box))
    expect(points).toContain(toY(3, range, box))
    expect(points.at(-2)).toBeLessThanOrEqual(100)
  })

  it('end at the window: a ghost may be longer', () => {
    const points = traceLine(new Float64Array(500).fill(1), 499, { box, range, window: 20 })
    expect(points.at(-2)).toBe(100)
  })

  it('bound an area', () => {
    expect(traceArea([10, 20], [30, 40], 1, { box, range, window: 2 })).toEqual([0, 90, 70, 50, 80, 60])
    const long = new Float64Array(10_000)
    expect(traceArea(long, long, 9_999, { box, range, window: 10_000 }).length).toBeLessThanOrEqual(3 * 101)
  })

  it('show the largest order of each pixel, and no bar where there was none', () => {
    const column = new Float64Array(1000)
    column[500] = 7
    column[501] = 9
    const bars: number[] = []
    traceBars(column, 999, { box, window: 1000 }, (_x, _width, value) => bars.push(value))
    expect(bars).toEqual([9])
  })

  it('are cut into dashes, also around corners', () => {
    const dashes = cutDashes([0, 0, 3, 0, 3, 4], [2, 1])
    expect(dashes).toEqual([
      [0, 0, 2, 0],
      [3, 0, 3, 2],
      [3, 3, 3, 4],
    ])
    expect(cutDashes([], [2, 1])).toEqual([])
  })
})

describe('the spiral number in the picture', () => {
  const profile = {
    prices: Float64Array.of(100, 99, 98, 97, 96, 90, 89),
    values: Float64Array.of(0.5, 1, 2, 0.9, 1.5, 1.2, 0.1),
  }

  it('is shaded where it is 1 or more, over small gaps', () => {
    expect(findBands(profile, 0.1)).toEqual([
      { low: 97, high: 99 },
      { low: 89, high: 96 },
    ])
    expect(findBands(profile, 0.5)).toEqual([{ low: 89, high: 99 }])
    expect(findBands({ prices: Float64Array.of(100), values: Float64Array.of(3) }, 0.1)).toEqual([])
  })

  it('is sampled evenly', () => {
    const samples = sampleProfile(profile, 0.5)
    expect(samples.length).toBeGreaterThan(20)
    for (const { value } of samples) {
      expect(value).toBeGreaterThanOrEqual(0)
      expect(value).toBeLessThanOrEqual(2)
    }
    expect(sampleProfile({ prices: Float64Array.of(1), values: Float64Array.of(1) }, 0.5)).toEqual([])
  })
})

describe('the record of the path', () => {
  function createSeries(price: number[], fairValue: number[], depth = 1, bought: number[] = []) {
    const columns: Partial<Record<SeriesReading, Float64Array>> = {
      price: Float64Array.from(price),
      fairValue: Float64Array.from(fairValue),
      forcedContracts: Float64Array.from(price, (_, i) => i),
      forcedBuys: Float64Array.from(price, (_, i) => bought[i] ?? 0),
      stopContracts: Float64Array.from(price, (_, i) => (i === 2 ? 5 : 0)),
      depth: Float64Array.from(price, () => depth),
    }
    return { length: price.length, column: (field: SeriesReading) => columns[field] as Float64Array }
  }

  it('knows extremes, the deepest gap and where it is', () => {
    const record = new PathRecord()
    record.read(createSeries([100, 90, 80, 95], [100, 100, 100, 96]), 3)
    expect([record.lowest, record.highest]).toEqual([80, 100])
    expect(record.below.change).toBeCloseTo(-0.2)
    expect([record.below.step, record.below.extremeStep]).toEqual([2, 2])
    expect(record.above.change).toBe(0)
    // Step 2: two forced, and five of the traders' own stops.
    expect(record.largestOrder).toBe(7)
    expect(record.hasStops).toBe(true)
  })

  it('calls a gap forced where forced orders made half of it or more, since it opened', () => {
    const isForced = (prices: number[], depth: number) => {
      const record = new PathRecord()
      const fair = prices.map(() => 100)
      record.read(createSeries(prices, fair, depth), prices.length - 1)
      return record.below.isForced
    }
    // Orders of 1 and 7 in steps 1 and 2: 8 % of the price where each moves it by a percent, against a gap of 22 %.
    expect(isForced([100, 90, 80], 1)).toBe(false)
    expect(isForced([100, 90, 80], 0.5)).toBe(true)
    // What was forced while the price was higher does not count for a fall.
    expect(isForced([100, 101, 101.2, 98.9], 1)).toBe(true)
    expect(isForced([100, 101, 101.2, 90], 1)).toBe(false)
  })

  it('tells a fall by force and the purchases that follow it apart', () => {
    const record = new PathRecord()
    // Forced orders of 1, 2, 3 and so on; from step 4 on all of them are purchases.
    const bought = [0, 0, 0, 0, 4, 5, 6, 0]
    const price = [100, 95, 90, 97, 104, 109, 106, 101]
    record.read(
      createSeries(
        price,
        price.map(() => 100),
        1,
        bought,
      ),
      7,
    )
    expect(record.below.change).toBeCloseTo(-0.1)
    expect(record.above.change).toBeCloseTo(0.09)
    expect([record.above.extremeStep, record.above.isForced, record.hasBuys]).toEqual([5, true, true])
    // The same rise without purchases is nobody's force.
    record.reset()
    record.read(
      createSeries(
        price,
        price.map(() => 100),
      ),
      7,
    )
    expect([record.above.isForced, record.hasBuys]).toEqual([false, false])
  })

  it('forgets what lies ahead after a jump back', () => {
    const record = new PathRecord()
    const series = createSeries([100, 90, 80, 95], [100, 100, 100, 96])
    record.read(series, 3)
    record.read(series, 1)
    expect(record.lowest).toBe(90)
    expect(record.below.change).toBeCloseTo(-0.1)
    expect([record.largestOrder, record.hasStops]).toEqual([1, false])
    record.read(series, 2)
    expect(record.lowest).toBe(80)
  })
})
