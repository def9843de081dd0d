/**
 * The words of the crowd: its two sides, the prices where each sale forces a bigger one, what the marks mean, how many stand
 * beyond the scale, and the traders that someone looks at.
 */
import { locateTrader } from './crowdLayer.ts'
import type { Wish } from './placement.ts'
import { toY } from './scales.ts'
import type { Scene } from './scene.ts'
import type { Measure } from './textSize.ts'
import { widthAt } from './packing.ts'
import { inTwoLines, offer, RANK, type Reach, type Spot } from './wishes.ts'
import type { StageWords } from './words.ts'

const toReach = ({ layout: { crowd } }: Scene): Reach => ({
  left: crowd.left,
  right: crowd.left + crowd.width,
})

/** Above the crowd and under it, else among the rows of the crowd where it leaves room. */
function findRows(scene: Scene, isTop: boolean): number[] {
  const { crowd, type } = scene.layout
  const edge = isTop ? crowd.top : crowd.top + crowd.height
  const inwards = isTop ? 1 : -1
  return [-0.9, 0.75, 2.1, 3.5, 4.9].map((row) => edge + inwards * row * type)
}

/** The two sides are named beside their heaps, with the counts of marks beyond the scale at the other end of their rows. */
export function wishSides(scene: Scene, words: StageWords, measure: Measure): Wish[] {
  const { crowd, type } = scene.layout
  const { above, below } = countBeyond(scene)
  const right = crowd.left + crowd.width
  const side = (key: 'shorts' | 'longs', texts: string[], count: number): Wish[] => {
    const where = key === 'shorts' ? 'above' : 'below'
    const rows = findRows(scene, key === 'shorts')
    const beyond = words.beyond(count, where)
    const taken = count > 0 ? measure('caption', beyond).width + 8 : 0
    const last = texts[texts.length - 1]
    // In full only where that leaves room for the count.
    const shown = texts.filter((text) => text === last || measure(key, text).width + taken <= crowd.width)
    const candidates = shown.flatMap((text) =>
      offer(measure, key, text, toReach(scene), () => rows.map((y): Spot => [right, y, 'right'])),
    )
    const counted = offer(measure, 'caption', beyond, toReach(scene), () => [
      // Past a large mark at the axis.
      ...[0, 3, 6, 9].map((away): Spot => [crowd.left + away * type, rows[0], 'left']),
      ...rows.map((y): Spot => [right, y, 'right']),
    ])
    // A crowd with one side alone has no word for the other.
    const isNamed = last !== ''
    return [
      ...(isNamed ? [{ key, kind: key, rank: RANK.side, candidates }] : []),
      ...(count > 0 ? [{ key: where, kind: 'caption', rank: RANK.beyond, candidates: counted }] : []),
    ]
  }
  return [
    ...side('shorts', words.shorts === '' ? [''] : [`▲ ${words.shorts}`, `▲ ${words.shortsShort}`], above),
    ...side('longs', [`● ${words.longs}`, `● ${words.longsShort}`], below),
  ]
}

function countBeyond({ density, crowd, view, range }: Scene): { above: number; below: number } {
  if (density) return density
  let above = 0
  let below = 0
  for (let mark = 0; mark < crowd.shown; mark++) {
    if (crowd.sideOf(mark) === 0 || view.crowd.state[crowd.ids[mark]] !== 0) continue
    const price = crowd.priceOf(mark)
    if (price > range.high) above++
    else if (price < range.low) below++
  }
  return { above, below }
}

/** In the widest band, beside its marks; or near its edge. */
export function wishBand(scene: Scene, words: StageWords, measure: Measure): Wish[] {
  const { layout, range, bands } = scene
  const { crowd, type } = layout
  let widest = { low: 0, high: 0 }
  for (const band of bands) if (band.high - band.low > widest.high - widest.low) widest = band
  if (widest.high === 0) return []
  const right = crowd.left + crowd.width
  const top = Math.max(crowd.top, toY(widest.high, range, crowd))
  const bottom = Math.min(crowd.top + crowd.height, toY(widest.low, range, crowd))
  if (bottom - top < 2) return []
  const texts = [words.band, inTwoLines(words.band)]
  const inside = texts.flatMap((text) =>
    offer(measure, 'band', text, toReach(scene), ({ height }) => {
      const spots: Spot[] = []
      for (let y = bottom - height / 2; y >= top + height / 2; y -= type / 3) spots.push([right, y, 'right'])
      return spots
    }),
  )
  // Beside a band that is full of marks, or narrow: an arrow points at it.
  const beside = [0, 0.5, 1, 1.5, 2, 2.5].flatMap((away) => [
    ...offer(measure, 'band', `↑ ${words.band}`, toReach(scene), ({ height }) => [
      [right, bottom + height / 2 + away * type, 'right'],
    ]),
    ...offer(measure, 'band', `↓ ${words.band}`, toReach(scene), ({ height }) => [
      [right, top - height / 2 - away * type, 'right'],
    ]),
  ])
  // In a small picture there may be no room there: then in the legend, below what explains the dots.
  const inLegend = layout.isNarrow
    ? offer(
        measure,
        'band',
        `▒ ${isLegendFull(scene) ? words.bandShortest : words.bandShort}`,
        toReach(scene),
        () =>
          legendRows(scene)
            .toReversed()
            .map((y): Spot => [crowd.left, y, 'left']),
      )
    : []
  const candidates = [...inside, ...beside, ...inLegend]
  return [{ key: 'band', kind: 'band', rank: RANK.band, candidates }]
}

/** Marks of another kind than the usual ones have to be named there too. */
const isLegendFull = ({ view: { venue } }: Scene): boolean =>
  venue.tradersDeleveraged > 0 || venue.tradersClosed > 0

/** The outline of the opening, at its farthest point. */
export function wishStart(scene: Scene, words: StageWords, measure: Measure): Wish[] {
  const { layout, range, outline, view } = scene
  const { crowd } = layout
  if (layout.isNarrow || view.step === 0) return []
  let peak: { price: number; x: number } | null = null
  for (const point of outline) {
    const y = toY(point.price, range, crowd)
    if (y > crowd.top && y < crowd.top + crowd.height && point.x > (peak?.x ?? 0)) peak = point
  }
  if (!peak) return []
  const x = crowd.left + peak.x
  const y = toY(peak.price, range, crowd)
  const candidates = offer(measure, 'caption', words.atStart, toReach(scene), ({ width, height }) => [
    [x + 8, y, 'left'],
    ...[0.7, -0.7, 1, -1, 1.4, -1.4].flatMap((rows): Spot[] => [
      [x, y - rows * height, 'right'],
      [x - width / 2, y - rows * height, 'right'],
    ]),
  ])
  return [{ key: 'start', kind: 'caption', rank: RANK.start, candidates }]
}

/** Rows under the crowd. */
function legendRows({ layout: { crowd, type } }: Scene): number[] {
  const first = crowd.top + crowd.height + type * 2.6
  return Array.from({ length: 8 }, (_, i) => first + i * type * 1.5)
}

/** What the marks mean, in rows under the crowd; the first free one each. */
export function wishLegend(scene: Scene, words: StageWords, measure: Measure): Wish[] {
  const { layout, view, crowd, hasMarks } = scene
  const { isNarrow } = layout
  const { venue } = view
  const room = layout.crowd
  const entries: [kind: string, rank: number, texts: readonly string[]][] = []
  const add = (kind: string, rank: number, ...texts: string[]) => entries.push([kind, rank, texts])
  if (!hasMarks) add('caption', RANK.mark, words.plain, inHalves(words.plain))
  // In short where another has to stand beside it.
  const hasOutline = hasMarks && scene.outline.length > 0 && view.step > 0
  const isCrowded = scene.bands.length > 0 || hasOutline
  if (isNarrow) add('fair', RANK.fair, ...(isCrowded ? [] : [`┄ ${words.fair}`]), `┄ ${words.fairShort}`)
  if (venue.queue > 0) add('queued', RANK.mark, `◉ ${words.queued}`, `◉ ${words.queuedShort}`)
  if (venue.tradersLiquidated > 0) add('caption', RANK.mark, `○ ${words.out}`, `○ ${words.outShort}`)
  if (venue.socializedLoss > 0) add('caption', RANK.sharing, words.sharing, words.sharingShort)
  if (venue.tradersDeleveraged > 0)
    add('caption', RANK.mark, `◇ ${words.deleveraged}`, `◇ ${words.deleveragedShort}`)
  if (venue.tradersStopped > 0) add('caption', RANK.mark, `▬ ${words.stopped}`, `▬ ${words.stoppedShort}`)
  if (venue.tradersClosed > venue.tradersStopped)
    add('caption', RANK.mark, `× ${words.closed}`, `× ${words.closedShort}`)
  if (hasMarks && crowd.isSample)
    add(
      'caption',
      RANK.sample,
      words.sample(crowd.shown, crowd.total),
      words.sampleShort(crowd.shown, crowd.total),
    )
  if (isNarrow && hasOutline) add('caption', RANK.mark, `╌ ${words.crowdAtStart}`, `╌ ${words.atStart}`)
  const rows = legendRows(scene)
  const sides: (readonly [number, 'left' | 'right'])[] = [
    [room.left + room.width, 'right'],
    [room.left, 'left'],
  ]
  return entries.map(([kind, rank, texts], i) => ({
    key: `legend ${texts[0]}`,
    kind,
    // In their order, where they are of one importance.
    rank: rank + i / 100,
    candidates: texts.flatMap((text) =>
      offer(measure, kind, text, toReach(scene), () =>
        (isNarrow ? sides.toReversed() : sides).flatMap(([x, anchor]) =>
          rows.map((y): Spot => [x, y, anchor]),
        ),
      ),
    ),
  }))
}

/** A long sentence in two lines. */
function inHalves(text: string): string {
  const at = text.indexOf(' ', text.length / 2)
  return at < 0 ? text : `${text.slice(0, at)}\n${text.slice(at + 1)}`
}

/** Beside the mark, else at the end of its row with an arrow; at last on a ground of its own over other marks. */
export function wishTraders(scene: Scene, words: StageWords, measure: Measure): Wish[] {
  const { view, layout, crowd, range, hasMarks } = scene
  const reach = toReach(scene)
  return [...new Set([view.selected, view.pinned])].flatMap((id) => {
    const place = id === null ? null : locateTrader(scene, id)
    if (id === null || !place) return []
    const { x, y, radius } = place
    const text = id === view.pinned ? words.you : words.trader(id)
    const away = radius + 9
    const price = range.high - ((y - layout.crowd.top) / layout.crowd.height) * (range.high - range.low)
    const edge = layout.crowd.left + (hasMarks ? widthAt(crowd.packing, price) : 0)
    const beside: Spot[] = [
      [x + away, y, 'left'],
      [x - away, y, 'right'],
    ]
    const candidates = [
      ...offer(measure, 'trader', text, reach, ({ height }) => [
        ...beside,
        [x, y - away - height / 2, 'middle'],
        [x, y + away + height / 2, 'middle'],
      ]),
      ...offer(measure, 'trader', `← ${text}`, reach, ({ height }) => [
        [edge + 6, y, 'left'],
        [edge + 12, y - height / 2, 'left'],
        [edge + 12, y + height / 2, 'left'],
      ]),
      ...offer(measure, 'trader', text, reach, () => beside).map((at) => ({ ...at, coversMarks: true })),
    ]
    const key = id === view.pinned ? 'you' : 'selected'
    return [{ key, kind: 'trader', rank: RANK.trader, candidates, mustStay: true }]
  })
}
