/** Who paid for the losses, as areas on top of each other: their upper edge is all losses so far. */
import type { Column, Figure, Trace } from './figure.ts'
import { type ChartInput, countShown } from './input.ts'
import { formatDollars, formatPart } from '../schema/words.ts'
import { createTimeContent, readColumns, readLast, type SeriesTrace } from './timeContent.ts'

const area = { quantity: 'dollars', drawn: 'area' } as const

/** In the order of the waterfall, from the bottom up. */
const payers: readonly (SeriesTrace & {
  /** In the sentence; empty for what nobody paid. */ readonly told: string
})[] = [
  {
    key: 'own',
    field: 'ownPaid',
    name: 'Traders’ own deposits',
    said: 'own deposits',
    told: 'the losers’ own deposits',
    ...area,
    ink: 'own',
    texture: 'solid',
  },
  {
    key: 'fund',
    field: 'fundPaid',
    name: 'Insurance fund',
    said: 'fund',
    told: 'the insurance fund',
    ...area,
    ink: 'fund',
    texture: 'stripes',
  },
  {
    key: 'venue',
    field: 'venuePaid',
    name: 'Exchange’s own money',
    said: 'exchange',
    told: 'the exchange',
    ...area,
    ink: 'venue',
    texture: 'grid',
  },
  {
    key: 'shared',
    field: 'socializedLoss',
    name: 'Shared by the winners',
    said: 'shared',
    told: 'the winners',
    ...area,
    ink: 'shared',
    texture: 'dots',
  },
  {
    key: 'unpaid',
    field: 'badDebt',
    name: 'Nobody: unpaid',
    said: 'unpaid',
    told: '',
    ...area,
    ink: 'unpaid',
    texture: 'backstripes',
  },
]

const all: Trace = {
  key: 'losses',
  name: 'All losses',
  said: 'all losses',
  quantity: 'dollars',
  drawn: null,
  ink: 'strong',
}

function sum(columns: readonly Column[], count: number): Float64Array {
  const total = new Float64Array(count)
  for (const { values } of columns) for (let i = 0; i < count; i++) total[i] += values[i]
  return total
}

function read(input: ChartInput): string {
  const paid = payers.map(({ field, told }) => ({ told, cents: readLast(input, field) }))
  const losses = paid.reduce((total, { cents }) => total + cents, 0)
  if (losses === 0) return 'No losses have had to be paid.'
  const share = (cents: number) => formatPart(losses > 0 ? cents / losses : 0)
  const parts = paid
    .filter(({ told, cents }) => told !== '' && cents > 0)
    .map(({ told, cents }, i) => `${told} ${i === 0 ? 'paid ' : ''}${share(cents)}`)
  const unpaid = paid.find(({ told }) => told === '')?.cents ?? 0
  if (unpaid > 0) parts.push(`${share(unpaid)} stays unpaid`)
  const list = parts.length > 1 ? `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}` : parts[0]
  return `Of ${formatDollars(losses)} of losses, ${list}.`
}

export const payersFigure: Figure = {
  id: 'payers',
  title: 'Who paid, added up',
  unit: 'dollars',
  wide: true,
  compute(input) {
    const columns = readColumns(input, payers)
    const total = { trace: all, values: sum(columns, countShown(input)) }
    return createTimeContent(input, [...columns, total], read(input))
  },
}
