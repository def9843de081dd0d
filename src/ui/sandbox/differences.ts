/**
 * What a changed lever changed: the new run beside the one before, at the same moment, in words.
 */
import { readingOf } from '../../schema/readings.ts'
import type { SeriesReader } from '../../stores/seriesReader.ts'
import { formatCount, formatPercent, formatShortDollars } from '../../schema/words.ts'

interface Difference {
  name: string
  before: string
  now: string
}

const PAYERS = ['socializedLoss', 'fundPaid', 'venuePaid', 'badDebt'] as const

/** The deepest fall from the highest price before it: a crash after a rise counts from where it began. */
function computeFall(series: SeriesReader, step: number): number {
  let highest = series.at('price', 0)
  let deepest = 0
  for (let s = 1; s <= step; s++) {
    const price = series.at('price', s)
    highest = Math.max(highest, price)
    deepest = Math.max(deepest, 1 - price / highest)
  }
  return deepest
}

/** The last step that both runs know: they are compared there. */
export function findCommonStep(now: SeriesReader, before: SeriesReader): number {
  return Math.min(now.length, before.length) - 1
}

/** What differs from the run before: the fall, the traders sold out, and the payer whose share changed most. */
export function findDifferences(now: SeriesReader, before: SeriesReader, step: number): Difference[] {
  const changeOf = (payer: (typeof PAYERS)[number]) => Math.abs(now.at(payer, step) - before.at(payer, step))
  const payer = PAYERS.reduce((most, next) => (changeOf(next) > changeOf(most) ? next : most))
  const show = (text: string, read: (series: SeriesReader) => string): Difference => ({
    name: text,
    before: read(before),
    now: read(now),
  })
  // It stands on no bill, and is not free.
  const isEarly = now.at('adlContracts', step) > 0 || before.at('adlContracts', step) > 0
  return [
    show('Fell', (s) => formatPercent(computeFall(s, step))),
    show('Sold out', (s) => formatCount(s.at('tradersLiquidated', step))),
    show(readingOf(payer).label, (s) => formatShortDollars(s.at(payer, step))),
    ...(isEarly
      ? [show(readingOf('adlAgainstMark').label, (s) => formatShortDollars(s.at('adlAgainstMark', step)))]
      : []),
  ]
}
