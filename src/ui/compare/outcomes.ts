/**
 * What came of two runs, at the moment both stand at: one row a quantity, with A, B and the difference, read from the
 * engine's frames. Also the same in a sentence, for the headline and the live region.
 */
import { readFrame } from '../../schema/frame.ts'
import type { ReadingUnit } from '../../schema/reading.ts'
import { readingOf } from '../../schema/readings.ts'
import type { Run } from '../../stores/run.svelte.ts'
import {
  formatCount,
  formatDollars,
  formatDuration,
  formatExactDollars,
  formatFixed,
  formatNumbered,
  formatPercent,
  formatPrice,
  formatShortDollars,
} from '../../schema/words.ts'
import { showReading } from '../readings/readingText.ts'

interface OutcomeRow {
  readonly name: string
  /** The field's term, where the name is plainer. */
  readonly term: string
  readonly a: string
  readonly b: string
  /** B less A, in words where they are the same. */
  readonly difference: string
  readonly isSame: boolean
}

/** How values of a unit are shown. */
interface Form {
  show(value: number): string
  /** How a difference is shown, where not as a value; `smaller` is the smaller of the two values. */
  showDifference?(value: number, smaller: number): string
  /** To tell whether two values are the same, where they are shown short. */
  showExactly?(value: number): string
}

/** What a row reads: the run at its present moment. */
type Moment = Pick<Run, 'frame' | 'opened'> & {
  readonly frame: NonNullable<Run['frame']>
  readonly opened: NonNullable<Run['opened']>
}

/** With the decimals of the price beside it: a price of $95.36 differs by $0.59, not by $0.5930. */
function formatPriceDifference(value: number, price: number): string {
  const [, decimals = ''] = formatPrice(price).split('.')
  return `$${formatPrice(value, decimals.length)}`
}

const FORMS: Readonly<Partial<Record<ReadingUnit, Form>>> = {
  cents: { show: formatShortDollars, showExactly: formatExactDollars },
  dollars: { show: (price) => `$${formatPrice(price)}`, showDifference: formatPriceDifference },
  contracts: { show: formatCount },
  share: {
    show: (value) => formatPercent(value),
    showDifference: (value) => `${formatFixed(value * 100, 1)} points`,
  },
}

/** In the order of the table. */
const ROWS = [
  ...(['priceFall', 'lowestPrice', 'tradersLiquidated', 'bankruptPositions', 'losses'] as const),
  ...(['ownPaid', 'fundPaid', 'venuePaid', 'socializedLoss', 'badDebt', 'fundLeft'] as const),
  ...(['adlShare', 'adlAccounts', 'adlAgainstMark', 'rAheadStart', 'haltedShare'] as const),
]

/** The run as rows read it; null before it has opened. */
export function readMoment({ frame, opened }: Run): Moment | null {
  return frame && opened ? { frame, opened } : null
}

export function listOutcomes(a: Moment, b: Moment): OutcomeRow[] {
  return ROWS.map((id) => {
    const { label: name, term = '', unit } = readingOf(id)
    const {
      show,
      showDifference = show,
      showExactly = show,
    } = FORMS[unit] ?? {
      show: (value: number) => showReading(id, value),
    }
    const values = [readFrame(a.frame, id), readFrame(b.frame, id)]
    const difference = showDifference(Math.abs(values[1] - values[0]), Math.min(...values))
    // What reads the same in full is the same, whatever the last digits of a price are.
    const isSame = showExactly(values[0]) === showExactly(values[1])
    return {
      name,
      term,
      a: show(values[0]),
      b: show(values[1]),
      difference: isSame ? 'the same' : `${values[1] < values[0] ? '−' : '+'}${difference}`,
      isSame,
    }
  })
}

/** What came of both, in two sentences. */
export function describeOutcomes(a: Moment, b: Moment): string {
  const tell = (name: string, moment: Moment) => {
    const [{ priceFall }] = moment.frame.markets
    const [{ tradersLiquidated, badDebt }] = moment.frame.venues
    const unpaid = badDebt > 0 ? `, ${formatDollars(badDebt)} unpaid` : ''
    return `${name} fell ${formatPercent(priceFall)}: ${formatNumbered(tradersLiquidated, 'trader')} sold out${unpaid}.`
  }
  return `${tell('A', a)} ${tell('B', b)}`
}

/** The moment, in words. */
export function describeMoment({ frame, opened }: Moment): string {
  const { step, steps } = frame
  const time = formatDuration(step * opened.scenario.stepSeconds)
  return step >= steps ? `Over the whole run, ${time}.` : `Up to ${time}, step ${formatCount(step)}.`
}
