/**
 * Goal: labels never lie on each other, on a curve or outside of the picture, and give way where there is no room.
 * Method: a run by hand, placed at many sizes and moments; the boxes of what is shown are compared.
 */
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Labels, placeLabels } from '../../src/stage/labels.ts'
import { computeLayout } from '../../src/stage/layout.ts'
import type { Overlay } from '../../src/stage/overlay.ts'
import { isOver } from '../../src/stage/placement.ts'
import type { Scene } from '../../src/stage/scene.ts'
import { estimateText } from '../../src/stage/textSize.ts'
import { toX, toY } from '../../src/stage/scales.ts'
import { loanWords, stageWords } from '../../src/ui/stage/stageWords.ts'
import { isCrossed } from './crossing.ts'

/** What is shown of a run whose price fell with the news at step 10 and then by force, at step `now`. */
function placeAll(
  size: Parameters<typeof computeLayout>,
  now: number,
  bands: { low: number; high: number }[] = [],
  squeezedTo = 0,
  hasGhost = false,
  sketch: { price: Float64Array; isPart: boolean } | null = null,
  outline: { price: number; x: number }[] = [],
  marks: { price: number; x: number; radius: number }[] = [],
  words = stageWords,
) {
  const length = now + 1
  const fair = Float64Array.from({ length }, (_, step) => (step < 10 ? 100 : 96))
  const path = fair.map((value, step) => (step < 12 ? value : Math.max(89, 96 - (step - 11))))
  // From step 60 on who bet on a fall is bought out.
  const price = path.map((value, step) => (squeezedTo > 0 && step >= 60 ? squeezedTo : value))
  const column = (field: string) =>
    field === 'fairValue' ? fair : field === 'halted' ? new Float64Array(length) : price
  const layout = computeLayout(...size)
  const scene = {
    layout,
    range: { low: 83, high: 119 },
    window: 120,
    run: { stepSeconds: 1 },
    view: {
      step: now,
      market: { price: price[now] },
      venue: {
        queue: 0,
        tradersLiquidated: 9,
        socializedLoss: 100,
        tradersDeleveraged: 0,
        tradersStopped: 0,
        tradersClosed: 0,
        haltedShare: 0,
      },
      series: { length, column },
      ghost: hasGhost ? { length, column: () => fair.map((value) => value - 1) } : null,
      sketch,
      hoverStep: null,
      isPlaying: false,
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
    crowd: {
      shown: marks.length,
      total: 10,
      isSample: true,
      packing: null,
      places: marks.flatMap(({ price, x }) => [x, price, x, price]),
      looks: marks.flatMap(({ radius }) => [radius, -1, 0, 0]),
    },
    density: { above: 3, below: 4, low: 83, rowPrice: 1, out: [] },
    bands,
    outline,
    hasMarks: true,
  }
  const placed = placeLabels(scene as unknown as Scene, words, estimateText(layout.type))
  const trace = (values: Float64Array) =>
    [...values].flatMap((value, step) => [
      toX(step, 120, layout.chart),
      toY(value, scene.range, layout.chart),
    ])
  return {
    shown: new Map(placed.map((label) => [label.key, label])),
    layout,
    scene: scene as unknown as Scene,
    curves: [trace(price), trace(fair)],
  }
}

const presenting: [number, number, boolean] = [845, 380, true]

describe('a picture that is narrower than its price', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('is followed without it', () => {
    vi.stubGlobal('document', { createElement: () => ({ getContext: () => null }) })
    vi.stubGlobal('getComputedStyle', () => ({ fontFamily: '' }))
    const shown: string[] = []
    const overlay = {
      show: ({ key }: { key: string }) => shown.push(key),
      hide: () => null,
      settle: () => null,
    }
    const labels = new Labels({} as HTMLElement, overlay as unknown as Overlay, stageWords, false)
    labels.place(placeAll([845, 380, false], 40).scene, 0)
    expect(shown).toContain('tag')
    shown.length = 0
    labels.follow(placeAll([24, 380, false], 41).scene, 1)
    expect(shown).toEqual([])
  })
})

describe('labels', () => {
  it('name no side that a crowd of loans does not have', () => {
    const { shown } = placeAll([1100, 690, false], 40, [], 0, false, null, [], [], loanWords)
    expect(shown.get('longs')?.text).toContain('a loan')
    expect(shown.has('shorts')).toBe(false)
    expect(shown.has('above')).toBe(true)
  })

  it.each<[number, number, boolean]>([
    presenting,
    [1100, 690, false],
    [710, 320, true],
    [620, 230, true],
    [390, 350, false],
    [400, 320, true],
    [1020, 240, true],
  ])('lie on no curve, on no other and in the picture, %d × %d', (...size) => {
    for (const now of [0, 5, 14, 18, 25, 40, 70, 100, 119])
      for (const squeezedTo of [0, 104])
        for (const hasGhost of [false, true]) {
          const { shown, layout, curves } = placeAll(size, now, [{ low: 84, high: 88 }], squeezedTo, hasGhost)
          const labels = [...shown.values()]
          const at = `step ${now}, ${squeezedTo}, ${hasGhost}`
          for (const [place, a] of labels.entries()) {
            expect(a.left, at).toBeGreaterThanOrEqual(0)
            expect(a.right, at).toBeLessThanOrEqual(layout.width)
            expect(a.top, at).toBeGreaterThanOrEqual(0)
            expect(a.bottom, at).toBeLessThanOrEqual(layout.height)
            if (a.kind !== 'tag')
              for (const curve of curves) expect(isCrossed(a, curve), `${a.text}, ${at}`).toBe(false)
            for (const b of labels.slice(place + 1)) {
              expect(isOver(a, b), `${a.text}, ${b.text}, ${at}`).toBe(false)
            }
          }
          expect(shown.has('tag')).toBe(true)
          expect(shown.has('longs') && shown.has('shorts')).toBe(true)
        }
  })

  it.each<[number, number, boolean]>([
    [230, 210, false],
    [240, 220, false],
    [330, 260, false],
    [420, 340, false],
    [300, 230, true],
  ])('of one of several small pictures say price and fall, and lie on nothing, %d × %d', (...size) => {
    for (const now of [0, 5, 14, 18, 25, 40, 70, 100, 119])
      for (const squeezedTo of [0, 104]) {
        const { shown, layout, curves } = placeAll(
          [...size, true],
          now,
          [{ low: 84, high: 88 }],
          squeezedTo,
          true,
        )
        const labels = [...shown.values()]
        const at = `step ${now}, ${squeezedTo}`
        for (const [place, a] of labels.entries()) {
          expect(a.left >= 0 && a.right <= layout.width && a.top >= 0 && a.bottom <= layout.height, at).toBe(
            true,
          )
          if (a.kind !== 'tag')
            for (const curve of curves) expect(isCrossed(a, curve), `${a.text}, ${at}`).toBe(false)
          for (const b of labels.slice(place + 1))
            expect(isOver(a, b), `${a.text}, ${b.text}, ${at}`).toBe(false)
        }
        expect(shown.has('tag')).toBe(true)
        expect(labels.filter(({ kind }) => kind === 'tick').length, at).toBeGreaterThanOrEqual(2)
        if (now >= 25) expect(shown.get('gap')?.text, at).toMatch(/−\d%$/)
        for (const key of shown.keys()) expect(key).toMatch(/^(tag|price \d+|gap|gap above)$/)
      }
  })

  it.each([18, 25, 40, 70, 100])(
    'say on a projector how far force went and what the line is, step %d',
    (now) => {
      const { shown } = placeAll(presenting, now)
      expect(shown.get('gap')?.text.replace('\n', ' ')).toMatch(/^forced selling −\d%$/)
      expect(shown.get('fair')?.text).toContain('fair value')
    },
  )

  it('call a squeeze what it is, in words of its own, and mark its peak', () => {
    const { shown, layout } = placeAll([1100, 690, false], 110, [], 104)
    expect(shown.get('gap')).toMatchObject({ kind: 'forced', text: 'forced selling −7%' })
    expect(shown.get('gap above')).toMatchObject({ kind: 'bought', text: 'forced buying +8%' })
    expect(shown.get('peak')?.text).toBe('peak 104.00')
    expect(shown.get('strip')?.text).toBe('▄ forced sales each step, ▀ forced purchases')
    expect(Math.abs((shown.get('gap')?.top ?? 0) - (shown.get('gap above')?.top ?? 0))).toBeGreaterThan(
      layout.type * 1.5,
    )
    expect(placeAll([1100, 690, false], 110).shown.has('peak')).toBe(false)
  })

  it('say on a phone what the band and the outline of the opening are', () => {
    const outline = [110, 100, 90].map((price) => ({ price, x: 60 }))
    const { shown } = placeAll([390, 350, false], 40, [{ low: 84, high: 88 }], 0, false, null, outline)
    const texts = [...shown.values()].map(({ text }) => text)
    expect(
      texts.some((text) => text.endsWith(stageWords.atStart)),
      texts.join(),
    ).toBe(true)
    expect(
      texts.some((text) => text.replaceAll('\n', ' ').endsWith('forces a bigger one')),
      texts.join(),
    ).toBe(true)
  })

  it('name a band inside of it, and a narrow one at its edge', () => {
    const { layout, shown } = placeAll([1100, 690, false], 40, [{ low: 84, high: 88 }])
    const top = toY(88, { low: 83, high: 119 }, layout.crowd)
    const band = shown.get('band')
    expect(band?.top).toBeGreaterThanOrEqual(top)
    const narrow = placeAll([1100, 690, false], 40, [{ low: 87.5, high: 88 }]).shown.get('band')
    expect([narrow?.top, narrow?.bottom].some((edge) => Math.abs((edge ?? 0) - top) < 12)).toBe(true)
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

  it.each<[number, number, boolean]>([presenting, [1100, 690, false], [390, 220, false], [390, 350, false]])(
    'name the dashes of a lever that is dragged, apart from the curves, %d × %d',
    (...size) => {
      for (const isPart of [false, true])
        for (const squeezedTo of [0, 104]) {
          const price = Float64Array.from({ length: 120 }, (_, step) => (step < 16 ? 100 : 92))
          const { shown, layout, curves } = placeAll(size, 110, [], squeezedTo, false, { price, isPart })
          const named = shown.get('sketch')
          if (!named) throw new Error('The dashes have no name.')
          expect(named.text).toBe(isPart ? '╌╌ about, while you drag' : '╌╌ while you drag')
          expect(named.right).toBeLessThan(layout.axisX)
          const dashes = [...price].flatMap((value, step) => [
            toX(step, 120, layout.chart),
            toY(value, { low: 83, high: 119 }, layout.chart),
          ])
          for (const curve of [...curves, dashes]) expect(isCrossed(named, curve)).toBe(false)
          for (const other of shown.values())
            expect(other !== named && isOver(other, named), other.text).toBe(false)
        }
      expect(placeAll(size, 110).shown.has('sketch')).toBe(false)
    },
  )

  it('keep off large marks at the edge of the scale, and still count who is beyond it', () => {
    for (const size of [presenting, [1100, 690, false], [390, 350, false]] as [number, number, boolean][])
      for (const price of [83.4, 118.6]) {
        const mark = { price, x: 16, radius: 15 }
        const { shown, layout } = placeAll(size, 40, [], 0, false, null, [], [mark])
        const y = toY(price, { low: 83, high: 119 }, layout.crowd)
        const x = layout.crowd.left + mark.x
        const box = { left: x - 15, top: y - 15, right: x + 15, bottom: y + 15 }
        for (const label of shown.values())
          if (label.kind !== 'tag') expect(isOver(label, box), label.text).toBe(false)
        expect(shown.get(price > 100 ? 'above' : 'below')?.text).toMatch(/more/)
      }
  })

  it('keep to their column and to the picture where there is little room', () => {
    const { shown, layout } = placeAll([330, 330, true], 40)
    expect(shown.get('strip')?.text).toBe('forced sales')
    const legend = [...shown.values()].filter(({ text }) => /^[┄○]/.test(text))
    expect(legend[0].text).toBe('┄ fair value')
    for (const { bottom } of legend) expect(bottom).toBeLessThanOrEqual(layout.height)
    expect(placeAll([390, 430, false], 40).shown.get('strip')?.text).toBe('forced sales each step')
  })
})
