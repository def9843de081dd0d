/**
 * The words of the chart that stand beside no line: what the strip shows, what the long dashes are, and the moment that is
 * pointed at.
 */
import type { Wish } from './placement.ts'
import { toX } from './scales.ts'
import type { Scene } from './scene.ts'
import type { Measure } from './textSize.ts'
import { offer, RANK, type Spot } from './wishes.ts'
import type { StageWords } from './words.ts'

export function wishStrip({ layout, record }: Scene, words: StageWords, measure: Measure): Wish {
  const { strip, axisX, type } = layout
  const { hasStops, hasBuys } = record
  const toOrders = (name: string) =>
    `${hasBuys ? `▄ ${name}, ▀ ${words.forcedPurchases}` : name}${hasStops ? `, ▯ ${words.stops}` : ''}`
  const candidates = [words.forcedOrders, words.forcedOrdersShort].flatMap((name) =>
    offer(measure, 'caption', toOrders(name), { left: strip.left, right: axisX }, () => [
      [strip.left, strip.top - type * 0.75, 'left'],
    ]),
  )
  return { key: 'strip', kind: 'caption', rank: RANK.orders, candidates }
}

/**
 * What a lever that is dragged would do, apart from its line, which moves with the thumb: at the end of the row above the strip,
 * else at an edge of the chart. A line without a name says nothing, so it always stays.
 */
export function wishSketch({ layout, view }: Scene, words: StageWords, measure: Measure): Wish[] {
  if (!view.sketch) return []
  const { chart, strip, axisX, type } = layout
  const end = chart.left + chart.width
  const rows = [chart.top + type * 0.6, chart.top + chart.height - type * 0.7]
  const text = `╌╌ ${words.sketch(view.sketch.isPart)}`
  const candidates = offer(measure, 'caption', text, { left: chart.left, right: axisX - 4 }, () => [
    [end, strip.top - type * 0.75, 'right'],
    ...rows.flatMap((y): Spot[] => [
      [chart.left, y, 'left'],
      [end, y, 'right'],
    ]),
  ])
  return [{ key: 'sketch', kind: 'caption', rank: RANK.sketch, candidates, mustStay: true }]
}

/** Beside its line at the top of the chart, lower where a curve runs there. It is asked for, so it always stays. */
export function wishMoment(scene: Scene, words: StageWords, measure: Measure): Wish[] {
  const { layout, view, window } = scene
  const { hoverStep, series } = view
  if (hoverStep === null || hoverStep >= series.length || hoverStep > window) return []
  const { chart, axisX, type, isNarrow } = layout
  const fair = isNarrow ? null : series.column('fairValue')[hoverStep]
  const text = words.moment(hoverStep * scene.run.stepSeconds, series.column('price')[hoverStep], fair)
  const x = toX(hoverStep, window, chart)
  const reach = { left: chart.left, right: Math.max(axisX - 2, chart.left + measure('trader', text).width) }
  const candidates = offer(measure, 'trader', text, reach, () =>
    [0.7, -0.9, 2.2, 3.7, 5.2].flatMap((row): Spot[] => {
      const y = chart.top + row * type
      // Left of its line where the right has no room.
      const spots: Spot[] = [
        [x + 6, y, 'left'],
        [x - 6, y, 'right'],
      ]
      return x > chart.left + chart.width * 0.7 ? spots.reverse() : spots
    }),
  )
  return [{ key: 'hover', kind: 'trader', rank: RANK.moment, candidates, mustStay: true }]
}
