/** All money that traders have paid in: first deposits, top-ups, and the deposits of newcomers. */
import type { Figure } from './figure.ts'
import { type ChartInput, readColumn } from './input.ts'
import { formatDollars } from '../schema/words.ts'
import type { ReadingTrace } from './readingTrace.ts'
import { createTimeContent, readColumns } from './timeContent.ts'

const traces: readonly ReadingTrace[] = [
  { reading: 'deposited', said: 'paid in so far', drawn: 'line', ink: 'own', mark: 'circle' },
]

function read(input: ChartInput): string {
  const deposits = readColumn(input, 'deposited')
  const start = deposits[0] ?? 0
  const now = deposits.at(-1) ?? 0
  const told = `Traders have paid in ${formatDollars(now)}`
  if (now === start) return `${told}, all of it at the start.`
  return `${told}: ${formatDollars(start)} at the start, and ${formatDollars(now - start)} since then.`
}

export const depositsFigure: Figure = {
  id: 'deposits',
  title: 'Deposits so far',
  unit: 'dollars',
  compute: (input) => createTimeContent(input, readColumns(input, traces), read(input)),
}
