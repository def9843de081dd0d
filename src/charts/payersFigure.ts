/** Who paid for the losses, as areas on top of each other: their upper edge is all losses so far. */
import type { Figure } from './figure.ts'
import type { ChartInput } from './input.ts'
import type { ReadingTrace } from './readingTrace.ts'
import { formatDollars, formatPart } from '../schema/words.ts'
import { createTimeContent, readColumns, readLast } from './timeContent.ts'

/** In the order of the waterfall, from the bottom up. */
const payers: readonly (ReadingTrace & {
  /** In the sentence; empty for what nobody paid. */ readonly told: string
})[] = [
  {
    reading: 'ownPaid',
    said: 'own deposits',
    told: 'the losers’ own deposits',
    drawn: 'area',
    ink: 'own',
    texture: 'solid',
  },
  {
    reading: 'fundPaid',
    said: 'fund',
    told: 'the insurance fund',
    drawn: 'area',
    ink: 'fund',
    texture: 'stripes',
  },
  {
    reading: 'venuePaid',
    said: 'exchange',
    told: 'the exchange',
    drawn: 'area',
    ink: 'venue',
    texture: 'grid',
  },
  {
    reading: 'socializedLoss',
    said: 'shared',
    told: 'the winners',
    drawn: 'area',
    ink: 'shared',
    texture: 'dots',
  },
  { reading: 'badDebt', said: 'unpaid', told: '', drawn: 'area', ink: 'unpaid', texture: 'backstripes' },
]

const all: ReadingTrace = { reading: 'losses', said: 'all losses', drawn: null, ink: 'strong' }

function read(input: ChartInput): string {
  const paid = payers.map(({ reading, told }) => ({ told, cents: readLast(input, reading) }))
  const losses = readLast(input, 'losses')
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
  compute: (input) => createTimeContent(input, readColumns(input, [...payers, all]), read(input)),
}
