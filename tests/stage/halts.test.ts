/**
 * Goal: the time in which nobody can trade is hatched, and nothing else is.
 * Method: flags by hand; the strokes that are painted, and the label, for one halt in the middle of a run.
 */
import { describe, expect, it } from 'vitest'
import { findHalts, paintHalts, wishHalts } from '../../src/stage/halts.ts'
import { computeLayout } from '../../src/stage/layout.ts'
import type { Painter } from '../../src/stage/painter.ts'
import { toX } from '../../src/stage/scales.ts'
import type { Scene } from '../../src/stage/scene.ts'
import { estimateText } from '../../src/stage/textSize.ts'
import { stageWords } from '../../src/ui/stage/stageWords.ts'

const layout = computeLayout(900, 500, false)
const WINDOW = 100

function createScene(halted: Float64Array, step: number): Scene {
  const scene = {
    layout,
    window: WINDOW,
    palette: { axis: 'axis', ghost: 'ghost' },
    view: {
      step,
      venue: { haltedShare: 0.21 },
      series: { length: halted.length, column: () => halted },
    },
  }
  return scene as unknown as Scene
}

const door = Float64Array.from({ length: WINDOW + 1 }, (_, step) => (step >= 40 && step <= 60 ? 1 : 0))

describe('halts', () => {
  it('are found from their first step to their last, up to the present', () => {
    expect(findHalts([0, 1, 1, 0, 1], 4)).toEqual([
      { from: 1, to: 2 },
      { from: 4, to: 4 },
    ])
    expect(findHalts([0, 1, 1, 0, 1], 1)).toEqual([{ from: 1, to: 1 }])
    expect(findHalts([0, 0], 1)).toEqual([])
  })

  it('are hatched within their time and within the chart', () => {
    const strokes: (readonly number[])[] = []
    const painter = {
      rect: () => undefined,
      line: (points: readonly number[]) => void strokes.push(points),
    }
    paintHalts(painter as unknown as Painter, createScene(door, WINDOW))
    expect(strokes.length).toBeGreaterThan(10)
    const { chart } = layout
    const [left, right] = [toX(39.5, WINDOW, chart), toX(60.5, WINDOW, chart)]
    for (const [x1, y1, x2, y2] of strokes) {
      expect(Math.max(x1, x2)).toBeLessThanOrEqual(right + 1e-6)
      expect(Math.min(x1, x2)).toBeGreaterThanOrEqual(left - 1e-6)
      expect(Math.min(y1, y2)).toBeGreaterThanOrEqual(chart.top - 1e-6)
      expect(Math.max(y1, y2)).toBeLessThanOrEqual(chart.top + chart.height + 1e-6)
    }
  })

  it('are named with their share of the time, and not before they begin', () => {
    const list = (step: number) =>
      wishHalts(createScene(door, step), stageWords, estimateText(layout.type)).map(
        ({ candidates }) => candidates[0],
      )
    expect(list(39)).toEqual([])
    const [label] = list(50)
    expect(label.text).toBe('closed 21% of the time')
    const middle = toX(45, WINDOW, layout.chart)
    expect((label.left + label.right) / 2).toBeCloseTo(middle, -1)
  })
})
