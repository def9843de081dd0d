/** Liquidity: how many contracts move the price by 1 %, through time. */
import type { Figure } from './figure.ts'
import { type ChartInput, readColumn } from './input.ts'
import { formatDollars, formatNumbered, formatPart } from '../schema/words.ts'
import type { ReadingTrace } from './readingTrace.ts'
import { createTimeContent, findExtremes, formatStep, readColumns } from './timeContent.ts'

const traces: readonly ReadingTrace[] = [
  {
    reading: 'depth',
    note: 'contracts that move the price 1%',
    said: 'depth',
    drawn: 'line',
    ink: 'venue',
    mark: 'circle',
  },
]

/** Depths nearer than this to each other are told as equal. */
const DEPTH_NOISE = 0.005

function read(input: ChartInput): string {
  const depth = readColumn(input, 'depth')
  if (depth.length === 0) return 'Nothing is known of the book.'
  const start = depth[0]
  const now = depth[depth.length - 1]
  const thinnest = findExtremes(depth).min
  const cost = `${formatNumbered(now, 'contract')} (${formatDollars(now * input.market.mark)}) move the price 1%`
  const isLower = (a: number, b: number) => a < b * (1 - DEPTH_NOISE)
  if (!isLower(depth[thinnest], start)) {
    return isLower(start, now)
      ? `Liquidity is ${formatPart(Math.abs(now / start - 1))} above the start: ${cost}.`
      : `Liquidity is as at the start: ${cost}.`
  }
  if (!isLower(depth[thinnest], now))
    return `Liquidity is at ${formatPart(now / start)} of the start, as thin as it ever was: ${cost}.`
  const at = formatStep(input, thinnest)
  return (
    `Liquidity was thinnest at ${at}, ${formatPart(depth[thinnest] / start)} of the start, ` +
    `and is at ${formatPart(now / start)} now: ${cost}.`
  )
}

export const depthFigure: Figure = {
  id: 'depth',
  title: 'Liquidity (depth)',
  unit: 'contracts',
  compute: (input) => createTimeContent(input, readColumns(input, traces), read(input)),
}
