/** Traders sold out so far, those that left less than nothing, and the traders who wait for the engine. */
import type { Figure } from './figure.ts'
import { type ChartInput, readColumn } from './input.ts'
import { formatCount, formatNumbered } from '../schema/words.ts'
import type { ReadingTrace } from './readingTrace.ts'
import { createTimeContent, findExtremes, formatStep, readColumns, readLast } from './timeContent.ts'

const traces: readonly ReadingTrace[] = [
  { reading: 'tradersLiquidated', said: 'sold out so far', drawn: 'line', ink: 'unpaid', mark: 'circle' },
  {
    reading: 'bankruptPositions',
    said: 'lost more than they had',
    drawn: 'line',
    ink: 'shared',
    dash: [7, 4],
    mark: 'triangle',
  },
  { reading: 'queue', said: 'waiting', drawn: 'line', ink: 'long', dash: [2, 3], mark: 'rect' },
]

function readQueue(input: ChartInput): string {
  const queue = readColumn(input, 'queue')
  const most = queue[findExtremes(queue).max] ?? 0
  const now = queue.at(-1) ?? 0
  if (most === 0) return 'nobody had to wait'
  const waiting = now === 0 ? 'nobody waits' : `${formatCount(now)} wait`
  return most === now
    ? `${waiting}, more than ever before`
    : `at most ${formatCount(most)} waited, now ${waiting}`
}

function read(input: ChartInput): string {
  const { traders: total, tradersLiquidated: liquidated } = input.venue
  if (readLast(input, 'tradersLiquidated') === 0) {
    const waiting = readLast(input, 'queue')
    return `Nobody of ${formatNumbered(total, 'trader')} is sold out${waiting > 0 ? `; ${formatCount(waiting)} wait` : ''}.`
  }
  const first = readColumn(input, 'tradersLiquidated').findIndex((count) => count > 0)
  return (
    `${formatCount(liquidated)} of ${formatNumbered(total, 'trader')} ${liquidated === 1 ? 'is' : 'are'} sold out, ` +
    `the first at ${formatStep(input, first)}; ${readQueue(input)}.`
  )
}

export const liquidationFigure: Figure = {
  id: 'liquidations',
  title: 'Sold out, and waiting',
  unit: 'traders',
  compute: (input) => createTimeContent(input, readColumns(input, traces), read(input)),
}
