/**
 * The words of the picture of a bet: its lines with their prices, where it was sold out, and the width of the gap, each where the
 * price does not go. Pure.
 */
import { formatExactDollars, formatPercent } from '../../../schema/words.ts'
import { spreadRows, toColumn, toRow, type Plot, type Range } from './axis.ts'
import { placeLabels, slideAlong, type Drawn, type Spot, type Wanted } from './labelRoom.ts'

/** A bet, as far as the picture names it. */
interface Side {
  readonly name: string
  readonly trader: { readonly liquidationPrice: number; readonly bankruptcyPrice: number }
  readonly sale: { readonly step: number; readonly price: number } | null
  /** A run that is only there to compare marks is told nothing of. */
  readonly isTold: boolean
}

export interface BetLine {
  readonly key: string
  readonly price: number
  readonly kind: 'mark' | 'zero'
  readonly text: string
  /** Where there is little room. */
  readonly short: string
  readonly isOther: boolean
}

/** The lines of the bets; two at one price are one. */
export function listLines(sides: readonly Side[], isClose: boolean): BetLine[] {
  const kinds = isClose ? (['mark', 'zero'] as const) : (['mark'] as const)
  const priceOf = (side: Side, kind: BetLine['kind']) =>
    formatExactDollars(100 * (kind === 'mark' ? side.trader.liquidationPrice : side.trader.bankruptcyPrice))
  return kinds.flatMap((kind) =>
    [...new Set(sides.map((side) => priceOf(side, kind)))].map((price): BetLine => {
      const own = sides.filter((side) => priceOf(side, kind) === price)
      const { trader } = own[own.length - 1]
      const lead = sides.length > 1 ? `${own.map(({ name }) => name).join(' and ')}: ` : ''
      const short = isClose && sides.length > 1 ? 'sold out' : 'sold out at'
      const words = kind === 'mark' ? ['sold out at', short] : ['nothing left at', 'nothing']
      return {
        key: `${own.map(({ name }) => name).join('')}-${kind}`,
        price: kind === 'mark' ? trader.liquidationPrice : trader.bankruptcyPrice,
        kind,
        text: `${lead}${words[0]} ${price}`,
        short: `${lead}${words[1]} ${price}`,
        isOther: own.every(({ name }) => name === 'A'),
      }
    }),
  )
}

export interface BetPicture {
  readonly sides: readonly Side[]
  readonly lines: readonly BetLine[]
  readonly isClose: boolean
  readonly isNarrow: boolean
  /** The price at the start, and the last step. */
  readonly start: number
  readonly steps: number
  readonly range: Range
  readonly plot: Plot
  /** The size of the words, and the radius of a ring. */
  readonly type: number
  readonly ring: number
  readonly curve: Drawn['curve']
}

export interface BetLabel extends Wanted {
  readonly key: string
  readonly spot: Spot
}

type Label = Omit<BetLabel, 'spot'>

/** Lines this far below the start, as a part of the height, have their words at the left, where the price does not come. */
const FAR = 0.25

/** The lines first, then what happened, then the gap. */
export function listBetLabels(picture: BetPicture): BetLabel[] {
  const { sides, isClose, isNarrow, range, plot, type, ring, curve, steps } = picture
  const right = plot.left + plot.width
  const rings = sides.flatMap(({ name, sale, isTold }) =>
    sale && isTold ? [{ name, x: toColumn(sale.step, steps, plot), y: toRow(sale.price, range, plot) }] : [],
  )
  const hasNames = sides.length > 1
  const labels: Label[] = [
    ...labelLines(picture),
    ...rings.flatMap(({ name, x, y }) => {
      const text = isNarrow ? (hasNames ? name : '') : `${hasNames ? `${name} ` : ''}out`
      if (text === '') return []
      return [{ key: `${name}-out`, text, isStrong: true, spots: listAround(x, y, ring + 4, type) }]
    }),
  ]
  const last = sides.at(-1)?.trader
  if (isClose && last && !isNarrow)
    labels.push({
      key: 'gap',
      text: `gap ${formatPercent(1 - last.bankruptcyPrice / last.liquidationPrice, 2)} of the price`,
      isStrong: false,
      spots: [1, 2.2, -1].flatMap((rowsDown) =>
        slideAlong(
          toRow(last.bankruptcyPrice, range, plot) + rowsDown * type,
          plot.left + 4,
          right - 4,
          'start',
        ),
      ),
    })
  const room = { left: 0, right: right + 4, top: 0, bottom: plot.top + plot.height + 18 }
  const spots = placeLabels(labels, { curve, dots: rings, dot: ring }, type, room)
  return labels.map((label, i) => ({ ...label, spot: spots[i] }))
}

function labelLines({ lines, isClose, isNarrow, range, plot, type, start }: BetPicture): Label[] {
  const gap = type * 1.25
  const rows = spreadRows(
    lines.map(
      ({ price, kind }) => toRow(price, range, plot) + (isClose && kind === 'mark' ? -gap / 2 : gap * 0.6),
    ),
    gap,
    plot.top + gap / 2,
    plot.top + plot.height + gap / 3,
  )
  const top = toRow(start, range, plot)
  return lines.map(({ key, text, short, price }, i) => {
    const words = isNarrow ? short : text
    const first = rows[i] - top > FAR * plot.height ? 'start' : 'end'
    return {
      key,
      text: price < range.low ? `${words}, below ↓` : words,
      isStrong: true,
      spots: slideAlong(rows[i], plot.left + 4, plot.left + plot.width - 4, first),
    }
  })
}

/** Above and below a ring, at its right and at its left. */
function listAround(x: number, y: number, aside: number, apart: number): Spot[] {
  return [1, -1].flatMap((side) =>
    [-apart, apart, 2 * apart, -2 * apart].map((down): Spot => ({
      x: x + side * aside,
      y: y + down,
      anchor: side > 0 ? 'start' : 'end',
    })),
  )
}
