/** The insurance fund's balance, what stayed unpaid, and the exchange's own money where it stands behind the fund. */
import type { Figure } from './figure.ts'
import { type ChartInput, readColumn } from './input.ts'
import { formatDollars, formatPart } from '../schema/words.ts'
import type { ReadingTrace } from './readingTrace.ts'
import { createTimeContent, formatStep, readColumns, readLast } from './timeContent.ts'

const traces: readonly ReadingTrace[] = [
  { reading: 'fundLeft', said: 'fund', drawn: 'line', ink: 'fund', mark: 'circle' },
  { reading: 'badDebt', said: 'unpaid', drawn: 'line', ink: 'unpaid', dash: [7, 4], mark: 'triangle' },
  {
    reading: 'venueEquity',
    said: 'exchange',
    drawn: 'line',
    ink: 'venue',
    dash: [2, 3],
    mark: 'rect',
    onlyIfUsed: true,
  },
  { reading: 'fundPaid', said: 'paid so far', drawn: null, ink: 'fund' },
  { reading: 'fees', said: 'fees so far', drawn: null, ink: 'fund' },
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
