/**
 * What came of two runs, at the moment both stand at: one row a quantity, with A, B and the difference, read from the
 * engine's frames. Also the same in a sentence, for the headline and the live region.
 */
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

interface Quantity {
  readonly name: string
  readonly term?: string
  read(moment: Moment): number
  show(value: number): string
  /** How a difference is shown, where not as a value; `smaller` is the smaller of the two values. */
  showDifference?(value: number, smaller: number): string
  /** To tell whether two values are the same, where they are shown short. */
  showExactly?(value: number): string
}

/** What a row reads: the run at its present moment. */
type Moment = Pick<Run, 'frame' | 'opened' | 'series'> & {
  readonly frame: NonNullable<Run['frame']>
  readonly opened: NonNullable<Run['opened']>
}

const computeFall = ({ frame, opened }: Moment): number =>
  Math.max(0, 1 - frame.lowestPrice / opened.scenario.market.startPrice)

function computeHaltedShare({ frame, series }: Moment): number {
  let halted = 0
  for (let step = 1; step <= frame.step; step++) halted += series.at('halted', step)
  return frame.step > 0 ? halted / frame.step : 0
}

const money = { show: formatShortDollars, showExactly: formatExactDollars }
const points = (value: number) => `${formatFixed(value * 100, 1)} points`
const dollarPrice = (price: number) => `$${formatPrice(price)}`

/** With the decimals of the price beside it: a price of $95.36 differs by $0.59, not by $0.5930. */
function formatPriceDifference(value: number, price: number): string {
  const [, decimals = ''] = formatPrice(price).split('.')
  return `$${formatPrice(value, decimals.length)}`
}

const QUANTITIES: readonly Quantity[] = [
  { name: 'Price fell by', read: computeFall, show: (v) => formatPercent(v), showDifference: points },
  {
    name: 'Lowest price',
    read: ({ frame }) => frame.lowestPrice,
    show: dollarPrice,
    showDifference: formatPriceDifference,
  },
  {
    name: 'Sold out',
    term: 'liquidated traders',
    read: ({ frame }) => frame.traders.liquidated,
    show: formatCount,
  },
  {
    name: 'Lost more than they had',
    term: 'bankrupt positions',
    read: ({ frame }) => frame.traders.bankrupt,
    show: formatCount,
  },
  { name: 'All losses', read: ({ frame }) => frame.payers.lossesCents, ...money },
  { name: 'Own deposits paid', read: ({ frame }) => frame.payers.ownCents, ...money },
  { name: 'Insurance fund paid', read: ({ frame }) => frame.payers.fundCents, ...money },
  { name: 'Exchange paid', read: ({ frame }) => frame.payers.venueCents, ...money },
  {
    name: 'Shared by the winners',
    term: 'socialized loss',
    read: ({ frame }) => frame.payers.socializedCents,
    ...money,
  },
  {
    name: 'Unpaid',
    term: 'bad debt',
    read: ({ frame }) => frame.payers.badDebtCents,
    ...money,
  },
  { name: 'Left in the fund', read: ({ frame }) => frame.fund.leftCents, ...money },
  {
    name: 'Contracts closed early',
    term: 'ADL',
    read: ({ frame }) => frame.adl.contracts,
    show: formatCount,
  },
  {
    name: 'Spiral number at the start',
    term: 'R ahead',
    read: ({ opened }) => opened.rAheadStart,
    show: (v) => formatFixed(v, 2),
  },
  {
    name: 'Time halted',
    read: computeHaltedShare,
    show: (v) => formatPercent(v),
    showDifference: points,
  },
]

/** The run as rows read it; null before it has opened. */
export function readMoment(run: Run): Moment | null {
  const { frame, opened, series } = run
  return frame && opened ? { frame, opened, series } : null
}

export function listOutcomes(a: Moment, b: Moment): OutcomeRow[] {
  return QUANTITIES.map(({ name, term = '', read, show, showDifference = show, showExactly = show }) => {
    const values = [read(a), read(b)]
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
    const { traders, payers } = moment.frame
    const fell = formatPercent(computeFall(moment))
    const unpaid = payers.badDebtCents > 0 ? `, ${formatDollars(payers.badDebtCents)} unpaid` : ''
    return `${name} fell ${fell}: ${formatNumbered(traders.liquidated, 'trader')} sold out${unpaid}.`
  }
  return `${tell('A', a)} ${tell('B', b)}`
}

/** The moment, in words. */
export function describeMoment({ frame, opened }: Moment): string {
  const { step, steps } = frame
  const time = formatDuration(step * opened.scenario.stepSeconds)
  return step >= steps ? `Over the whole run, ${time}.` : `Up to ${time}, step ${formatCount(step)}.`
}
