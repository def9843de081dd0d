/**
 * The crowd by leverage as opened: bets on a rise above the line, bets on a fall below it, and of each how many are still
 * open and how the others ended. It shows at once whom the fall reaches.
 */
import type { Content, Figure, Trace } from './figure.ts'
import type { ChartInput } from './input.ts'
import { computeEdges, findClass, readLeverages } from './leverages.ts'
import { formatFew, formatNumbered, formatPart } from '../schema/words.ts'
import { STATE_CODE } from '../schema/states.ts'

const bar = { quantity: 'traders', drawn: 'bar' } as const
const long = { ...bar, ink: 'long' } as const
const short = { ...bar, ink: 'short', mirrored: true } as const

/** Four states for each side, in the order of `toPlace`. */
const traces: readonly Trace[] = [
  { ...long, key: 'longsOpen', name: 'Bet on a rise, still open', said: 'rise, open', texture: 'solid' },
  { ...long, key: 'longsOut', name: 'Bet on a rise, sold out', said: 'rise, sold out', texture: 'hollow' },
  {
    ...long,
    key: 'longsEarly',
    name: 'Bet on a rise, closed early (ADL)',
    said: 'rise, closed early',
    texture: 'dots',
  },
  {
    ...long,
    key: 'longsLeft',
    name: 'Bet on a rise, closed by itself',
    said: 'rise, closed by itself',
    texture: 'grid',
  },
  { ...short, key: 'shortsOpen', name: 'Bet on a fall, still open', said: 'fall, open', texture: 'stripes' },
  { ...short, key: 'shortsOut', name: 'Bet on a fall, sold out', said: 'fall, sold out', texture: 'hollow' },
  {
    ...short,
    key: 'shortsEarly',
    name: 'Bet on a fall, closed early (ADL)',
    said: 'fall, closed early',
    texture: 'dots',
  },
  {
    ...short,
    key: 'shortsLeft',
    name: 'Bet on a fall, closed by itself',
    said: 'fall, closed by itself',
    texture: 'grid',
  },
]
const ALWAYS_SHOWN = new Set(['longsOpen', 'longsOut', 'shortsOpen'])
const STATES = 4

function toPlace(isLong: boolean, state: number): number {
  const isIn = state === STATE_CODE.open || state === STATE_CODE.queued
  const place = isIn ? 0 : state === STATE_CODE.liquidated ? 1 : state === STATE_CODE.deleveraged ? 2 : 3
  return isLong ? place : STATES + place
}

interface Counts {
  high: number
  highOut: number
  low: number
  lowOut: number
}

/** "all of them", "none of the others", "57% of them". */
function formatPartOf(part: number, whole: number, whom: string): string {
  return `${part === 0 ? 'none' : part === whole ? 'all' : formatPart(part / whole)} of ${whom}`
}

function read({ high, highOut, low, lowOut }: Counts, median: number): string {
  if (high === 0) return 'Nobody opened a position.'
  const at = `${formatFew(median)}×`
  if (low === 0)
    return `Everyone opened at ${at} or more; ${formatPartOf(highOut, high, 'them')} are sold out.`
  if (highOut + lowOut === 0) return `Half of the traders opened at ${at} or more; nobody is sold out.`
  return (
    `Half of the traders opened at ${at} or more: ${formatPartOf(highOut, high, 'them')} are sold out, ` +
    `and ${formatPartOf(lowOut, low, 'the others')}.`
  )
}

/** Who arrived during the run has no leverage on record. */
function tellNewcomers(count: number): string {
  return count > 0 ? ` Not counted: ${formatNumbered(count, 'newcomer')}.` : ''
}

function compute({ opening, crowd }: ChartInput): Content {
  const { values, median, lowest, highest } = readLeverages(opening)
  const edges = highest > 0 ? computeEdges(lowest, highest) : [1, 10]
  const count = edges.length - 1
  const columns = traces.map((trace) => ({ trace, values: new Float64Array(count) }))
  const counts: Counts = { high: 0, highOut: 0, low: 0, lowOut: 0 }
  const totals = new Float64Array(count)
  for (let id = 0; id < values.length; id++) {
    if (values[id] === 0) continue
    const at = findClass(edges, values[id])
    columns[toPlace(opening.contracts[id] > 0, crowd.state[id])].values[at]++
    totals[at]++
    const isOut = crowd.state[id] === STATE_CODE.liquidated
    if (values[id] >= median) {
      counts.high++
      if (isOut) counts.highOut++
    } else {
      counts.low++
      if (isOut) counts.lowOut++
    }
  }
  return {
    columns: columns.filter(
      ({ trace, values: column }) => ALWAYS_SHOWN.has(trace.key) || column.some((value) => value > 0),
    ),
    count,
    axis: {
      kind: 'classes',
      name: 'Leverage as opened',
      edges,
      formatEdge: (edge) => `${formatFew(edge)}×`,
      labelEvery: 1,
    },
    sentence: read(counts, median) + tellNewcomers(crowd.state.length - values.length),
    restIndex: totals.indexOf(Math.max(...totals)),
  }
}

export const leverageFigure: Figure = {
  id: 'leverage',
  title: 'Leverage of the crowd',
  unit: 'traders',
  compute,
}
