/** One point of a figure in words: where it is, and what each trace says there. */
import type { Column, Content, Quantity } from './figure.ts'
import { formatCount, formatDollars, formatDuration, formatFew } from '../schema/words.ts'

/** "1 min 20 s", "5× to 6.3×". */
export function formatPlace({ axis }: Content, index: number): string {
  if (axis.kind === 'time') return formatDuration(index * axis.stepSeconds)
  return `${axis.formatEdge(axis.edges[index])} to ${axis.formatEdge(axis.edges[index + 1])}`
}

const WORDS: Readonly<Record<Quantity, (value: number) => string>> = {
  dollars: formatDollars,
  traders: formatCount,
  contracts: formatCount,
  ratio: formatFew,
}

export function formatPoint({ trace, values }: Column, index: number): string {
  return WORDS[trace.quantity](values[index])
}

/** "1 min 20 s: fund $12,300, unpaid $0". */
export function describePoint(content: Content, index: number): string {
  if (index >= content.count) return ''
  const parts = content.columns.map((column) => `${column.trace.said} ${formatPoint(column, index)}`)
  return `${formatPlace(content, index)}: ${parts.join(', ')}`
}
