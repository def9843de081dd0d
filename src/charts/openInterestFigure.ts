/** How much is bet in all, and how much of it was closed early against winners. */
import type { Figure } from './figure.ts'
import { type ChartInput, readColumn } from './input.ts'
import { formatDollars, formatNumbered, formatPart } from '../schema/words.ts'
import type { ReadingTrace } from './readingTrace.ts'
import { createTimeContent, readColumns, readLast } from './timeContent.ts'

const traces: readonly ReadingTrace[] = [
  { reading: 'openInterest', said: 'open interest', drawn: 'line', ink: 'long', mark: 'circle' },
  {
    reading: 'adlContracts',
    said: 'closed early so far',
    drawn: 'line',
    ink: 'shared',
    dash: [7, 4],
    mark: 'triangle',
    onlyIfUsed: true,
  },
  { reading: 'forcedContracts', said: 'forced in this step', drawn: null, ink: 'unpaid' },
]

/** Changes below this are not worth a word. */
const INTEREST_NOISE = 0.0005

function read(input: ChartInput): string {
  const openInterest = readColumn(input, 'openInterest')
  const start = openInterest[0] ?? 0
  const now = openInterest.at(-1) ?? 0
  const size = `${formatNumbered(now, 'contract')}, worth ${formatDollars(now * input.market.mark)}`
  const change = start > 0 ? now / start - 1 : 0
  const isForced = readColumn(input, 'forcedContracts').some((contracts) => contracts !== 0)
  // Selling in the book ends nothing: whoever buys holds the contracts from then on.
  const why = isForced ? ', since each forced order only passes its contracts on' : ''
  const told =
    Math.abs(change) < INTEREST_NOISE
      ? `Open interest is as at the start${why}: ${size}`
      : `Open interest ${change < 0 ? 'shrank' : 'grew'} by ${formatPart(Math.abs(change))}, to ${size}`
  const adl = readLast(input, 'adlContracts')
  return adl > 0 ? `${told}; ADL closed ${formatPart(adl / start)} of the start early.` : `${told}.`
}

export const openInterestFigure: Figure = {
  id: 'open-interest',
  title: 'Open interest',
  unit: 'contracts',
  compute: (input) => createTimeContent(input, readColumns(input, traces), read(input)),
}
