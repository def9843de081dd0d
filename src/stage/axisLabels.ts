/**
 * The numbers of both axes and the flag of the present price, which always stays. A number gives way to the flag.
 */
import { computeTimeTicks } from '../schema/timeAxis.ts'
import type { Wish } from './placement.ts'
import { computePriceTicks, toX, toY } from './scales.ts'
import type { Scene } from './scene.ts'
import type { Measure } from './textSize.ts'
import { offer, RANK } from './wishes.ts'
import type { StageWords } from './words.ts'

export function wishFlag({ layout, range, view }: Scene, words: StageWords, measure: Measure): Wish {
  const { chart, axisX, axisColumn, type } = layout
  const { decimals } = computePriceTicks(range, chart.height, type * 4.6)
  const texts: string[] = []
  for (let fine = Math.max(2, decimals); fine >= 0; fine--) texts.push(words.price(view.market.price, fine))
  // A long price loses its decimals before it leaves its column.
  const text =
    texts.find((each) => measure('tag', each).width <= axisColumn + type / 3) ?? texts[texts.length - 1]
  const price = toY(view.market.price, range, chart)
  const reach = { left: 0, right: layout.width }
  const candidates = offer(measure, 'tag', text, reach, ({ height }) => {
    // At the edge of a small picture the flag stays whole.
    const y = Math.max(height / 2, Math.min(price, layout.height - height / 2))
    return [[axisX - axisColumn / 2, y, 'middle']]
  })
  return { key: 'tag', kind: 'tag', rank: RANK.tag, candidates, mustStay: true }
}

export function wishAxes(scene: Scene, words: StageWords, measure: Measure): Wish[] {
  return [...wishPrices(scene, words, measure), ...wishTimes(scene, words, measure)]
}

export function wishPrices({ layout, range }: Scene, words: StageWords, measure: Measure): Wish[] {
  const { chart, axisX, type } = layout
  const { values, decimals } = computePriceTicks(range, chart.height, type * 4.6)
  return values
    .map((value) => ({ value, y: toY(value, range, chart) }))
    .filter(({ y }) => y <= chart.top + chart.height - 2)
    .map(({ value, y }, i) => ({
      key: `price ${i}`,
      kind: 'tick',
      rank: RANK.axis,
      candidates: offer(measure, 'tick', words.price(value, decimals), { left: 0, right: axisX - 2 }, () => [
        [axisX - 8, y, 'right'],
      ]),
    }))
}

function wishTimes({ layout, run, window }: Scene, words: StageWords, measure: Measure): Wish[] {
  const { strip, type, axisX, timeTop } = layout
  const ticks = computeTimeTicks(window, run.stepSeconds, strip.width / (type * 7.5))
  // The last label may stand under the column of prices, not under the legend.
  const reach = { left: strip.left, right: axisX - type * 0.5 }
  let free = strip.left
  return ticks.flatMap((step, i) => {
    const text = words.time(step * run.stepSeconds)
    const candidates = offer(measure, 'tick', text, reach, () => [
      [toX(step, window, strip), timeTop + type * 0.75, i === 0 ? 'left' : 'middle'],
    ])
    if (candidates.length === 0 || candidates[0].left < free) return []
    free = candidates[0].right + type * 0.5
    return [{ key: `time ${i}`, kind: 'tick', rank: RANK.axis, candidates }]
  })
}
