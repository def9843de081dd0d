/**
 * Goal: labels never lie on each other or outside of the picture, and give way where there is no room.
 * Method: a run by hand, placed at many sizes and moments; the boxes of what is shown are compared.
 */
import { describe, expect, it } from 'vitest'
import { computeLayout } from '../../src/stage/layout.ts'
import { placeLabels } from '../../src/stage/labels.ts'
import type { Overlay } from '../../src/stage/overlay.ts'
import type { Scene } from '../../src/stage/scene.ts'
import { stageWords } from '../../src/ui/stage/stageWords.ts'

interface Shown {
  kind: string
  text: string
  x: number
  y: number
  anchor: string
}

/** What is shown of a run whose price fell with the news at step 10 and then by force, at step `now`. */
function placeAll(
  size: [number, number, boolean],
  now: number,
  bands: { low: number; high: number }[] = [],
  squeezedTo = 0,
) {
  const length = now + 1
  const fair = Float64Array.from({ length }, (_, step) => (step < 10 ? 100 : 96))
  const path = fair.map((value, step) => (step < 12 ? value : Math.max(89, 96 - (step - 11))))
  // From step 60 on who bet on a fall is bought out.
  const price = path.map((value, step) => (squeezedTo > 0 && step >= 60 ? squeezedTo : value))
  const shown = new Map<string, Shown>()
  const overlay = {
    show: (key: string, kind: string, text: string, x: number, y: number, anchor = 'left') =>
      shown.set(key, { kind, text, x, y, anchor }),
    settle: () => undefined,
  }
  const layout = computeLayout(...size)
  const scene = {
    layout,
    range: { low: 83, high: 119 },
    window: 120,
    run: { stepSeconds: 1 },
    view: {
      step: now,
      market: { price: price[now] },
      venue: { queue: 0, tradersLiquidated: 9, tradersDeleveraged: 0, tradersStopped: 0, tradersClosed: 0 },
      series: { length, column: (field: string) => (field === 'fairValue' ? fair : price) },
      ghost: null,
      hoverStep: null,
      selected: null,
      pinned: null,
    },
    record: {
      below: {
        step: squeezedTo > 0 ? 40 : now,
        extremeStep: now,
        change: path[now] / fair[now] - 1,
        isForced: true,
      },
      above: {
        step: 0,
        extremeStep: 0,
        change: 0,
        isForced: false,
        ...(squeezedTo > 0 && { step: 80, extremeStep: 75, change: squeezedTo / 96 - 1, isForced: true }),
      },
      hasStops: false,
      hasBuys: squeezedTo > 0,
    },
    crowd: { shown: 0, total: 10, isSample: false },
    density: { above: 0, below: 0 },
    bands,
    outline: [],
    hasMarks: true,
  }
  placeLabels(overlay as unknown as Overlay, scene as unknown as Scene, stageWords)
  return { shown, layout }
}

const presenting: [number, number, boolean] = [845, 380, true]

describe('labels', () => {
  it.each([18, 25, 40, 70, 100])(
    'keep the words in the gap clear of fair value and the flag, step %d',
    (now) => {
      const { shown, layout } = placeAll(presenting, now)
      const gap = shown.get('gap')
      if (!gap) throw new Error('The gap has no words.')
      const half = (gap.text.length * layout.type * 0.56 * 1.2) / 2
      expect(gap.anchor).toBe('middle')
      expect(gap.x - half).toBeGreaterThanOrEqual(layout.chart.left - 1)
      expect(gap.x + half).toBeLessThan(layout.axisX - layout.axisColumn / 2 - layout.type * 2)
      const fair = shown.get('fair')
      if (fair) expect(Math.abs(fair.y - gap.y)).toBeGreaterThan(layout.type * 1.3)
    },
  )

  it('call a squeeze what it is, in words of its own, and mark its peak', () => {
    const { shown, layout } = placeAll([1100, 690, false], 110, [], 104)
    expect(shown.get('gap')).toMatchObject({ kind: 'forced', text: 'forced selling −7%' })
    expect(shown.get('gap above')).toMatchObject({ kind: 'bought', text: 'forced buying +8%' })
    expect(shown.get('peak')?.text).toBe('peak 104.00')
    expect(shown.get('strip')?.text).toBe('▄ forced sales each step, ▀ forced purchases')
    const apart = Math.abs((shown.get('gap')?.y ?? 0) - (shown.get('gap above')?.y ?? 0))
    expect(apart).toBeGreaterThan(layout.type * 1.5)
    expect(placeAll([1100, 690, false], 110).shown.has('peak')).toBe(false)
  })

  it('name a band only where the words fit into it', () => {
    expect(placeAll([1100, 690, false], 40, [{ low: 86, high: 86.8 }]).shown.has('band')).toBe(false)
    expect(placeAll([1100, 690, false], 40, [{ low: 84, high: 88 }]).shown.has('band')).toBe(true)
  })

  it.each<[number, number, boolean]>([[300, 170, false], [330, 460, true], [390, 430, false], presenting])(
    'number both axes twice or more at %d × %d',
    (...size) => {
      const { shown } = placeAll(size, 40)
      const keys = [...shown.keys()]
      expect(keys.filter((key) => key.startsWith('time ')).length).toBeGreaterThanOrEqual(2)
      expect(keys.filter((key) => key.startsWith('price ') || key === 'tag').length).toBeGreaterThanOrEqual(2)
    },
  )

  it('keep to their column and to the picture where there is little room', () => {
    const { shown, layout } = placeAll([330, 330, true], 40)
    expect(shown.get('strip')?.text).toBe('forced sales')
    const legend = [...shown.values()].filter(({ text }) => /^[┄○]/.test(text))
    expect(legend[0].text).toBe('┄ fair value')
    for (const { y } of legend) expect(y + layout.type / 2).toBeLessThanOrEqual(layout.height)
    expect(placeAll([390, 430, false], 40).shown.get('strip')?.text).toBe('forced sales each step')
  })
})
