/** One point of a figure in words: where it is, and what each trace says there. */
import type { Column, Content } from './figure.ts'
import { formatDuration, formatValue } from './numberText.ts'

/** "1 min 20 s", "5× to 6.3×". */
export function formatPlace({ axis }: Content, index: number): string {
  if (axis.kind === 'time') return formatDuration(index * axis.stepSeconds)
  return `${axis.formatEdge(axis.edges[index])} to ${axis.formatEdge(axis.edges[index + 1])}`
}

export function formatPoint({ trace, values }: Column, index: number): string {
  return formatValue(trace.quantity, values[index])
}

/** "1 min 20 s: fund $12,300, unpaid $0". */
export function describePoint(content: Content, index: number): string {
  if (index >= content.count) return ''
  const parts = content.columns.map((column) => `${column.trace.said} ${formatPoint(column, index)}`)
  return `${formatPlace(content, index)}: ${parts.join(', ')}`
}
