/** The insurance fund's balance, what stayed unpaid, and the exchange's own money where it stands behind the fund. */
import type { Figure } from './figure.ts'
import { type ChartInput, readColumn } from './input.ts'
import { formatDollars, formatPart } from '../schema/words.ts'
import { createTimeContent, formatStep, readColumns, readLast, type SeriesTrace } from './timeContent.ts'

const dollars = { quantity: 'dollars' } as const
const traces: readonly SeriesTrace[] = [
  {
    key: 'fund',
    field: 'fundLeft',
    name: 'Left in the insurance fund',
    said: 'fund',
    ...dollars,
    drawn: 'line',
    ink: 'fund',
    mark: 'circle',
  },
  {
    key: 'unpaid',
    field: 'badDebt',
    name: 'Unpaid (bad debt)',
    said: 'unpaid',
    ...dollars,
    drawn: 'line',
    ink: 'unpaid',
    dash: [7, 4],
    mark: 'triangle',
  },
  {
    key: 'venueEquity',
    field: 'venueEquity',
    name: 'Exchange’s own money',
    said: 'exchange',
    ...dollars,
    drawn: 'line',
    ink: 'venue',
    dash: [2, 3],
    mark: 'rect',
    onlyIfUsed: true,
  },
  {
    key: 'fundPaid',
    field: 'fundPaid',
    name: 'Paid by the fund so far',
    said: 'paid so far',
    ...dollars,
    drawn: null,
    ink: 'fund',
  },
  {
    key: 'fees',
    field: 'fees',
    name: 'Fees into the fund so far',
    said: 'fees so far',
    ...dollars,
    drawn: null,
    ink: 'fund',
  },
]

function readFund(input: ChartInput): string {
  const fund = readColumn(input, 'fundLeft')
  const start = fund[0] ?? 0
  const left = fund.at(-1) ?? 0
  const paid = readLast(input, 'fundPaid')
  const paidSoFar = readColumn(input, 'fundPaid')
  const empty = fund.findIndex((cents, step) => cents === 0 && paidSoFar[step] > 0)
  if (start === 0 && left === 0 && paid === 0) return 'There is no money in the insurance fund'
  if (paid === 0) return `The insurance fund holds ${formatDollars(left)} and has paid nothing`
  const sum = `The insurance fund paid ${formatDollars(paid)}`
  if (empty >= 0) {
    const since = left > 0 ? `; fees have brought it back to ${formatDollars(left)}` : ''
    return `${sum} and was empty at ${formatStep(input, empty)}${since}`
  }
  const share = start > 0 && left <= start ? `, ${formatPart(left / start)} of its start` : ''
  return `${sum} and has ${formatDollars(left)} left${share}`
}

function read(input: ChartInput): string {
  const unpaid = readLast(input, 'badDebt')
  const rest = unpaid > 0 ? `${formatDollars(unpaid)} of losses stays unpaid` : 'nothing stays unpaid'
  return `${readFund(input)}; ${rest}.`
}

export const fundFigure: Figure = {
  id: 'fund',
  title: 'Insurance fund and bad debt',
  unit: 'dollars',
  compute: (input) => createTimeContent(input, readColumns(input, traces), read(input)),
}
