/**
 * How far the price must move to sell out those who are still in: contracts by distance from the mark to their liquidation
 * price, bets on a rise on the side of a fall and the others on the side of a rise. The dashed line is what the book takes
 * for each move of 1 %, so that the two can be compared.
 */
import type { ClassAxis, Column, Content, Figure, Trace } from './figure.ts'
import type { ChartInput } from './input.ts'
import { formatCount, formatNumbered, formatShortCount } from '../schema/words.ts'
import { STATE_CODE } from '../schema/states.ts'

/** Classes of 1 %, so far to each side; who is farther away is only counted. */
const REACH = 25
const COUNT = 2 * REACH
const EDGES = Array.from({ length: COUNT + 1 }, (_, i) => i - REACH)
/** The move that the sentence tells of, in percent. */
const TOLD = 5

const traces = {
  longs: {
    key: 'longContracts',
    name: 'Bets on a rise: sold if the price falls so far',
    said: 'bets on a rise',
    quantity: 'contracts',
    drawn: 'bar',
    ink: 'long',
    texture: 'solid',
  },
  shorts: {
    key: 'shortContracts',
    name: 'Bets on a fall: bought if the price rises so far',
    said: 'bets on a fall',
    quantity: 'contracts',
    drawn: 'bar',
    ink: 'short',
    texture: 'stripes',
  },
  depth: {
    key: 'depth',
    name: 'Depth: contracts that move the price 1%',
    said: 'depth',
    quantity: 'contracts',
    drawn: 'line',
    ink: 'strong',
    dash: [6, 4],
  },
  traders: {
    key: 'traders',
    name: 'Traders',
    said: 'traders',
    quantity: 'traders',
    drawn: null,
    ink: 'strong',
  },
} as const satisfies Record<string, Trace>

const axis: ClassAxis = {
  kind: 'classes',
  name: 'How far the price must move',
  edges: EDGES,
  formatEdge: (edge) => (edge > 0 ? `+${edge}%` : edge < 0 ? `−${-edge}%` : '0%'),
  labelEvery: 5,
}

interface Side {
  traders: number
  contracts: number
}

interface Counts {
  longs: Side
  shorts: Side
  beyond: number
  open: number
}

function describeSide({ traders, contracts }: Side, kind: string): string {
  if (traders === 0) return `no bet on a ${kind}`
  return `${formatNumbered(traders, 'bet')} on a ${kind} (${formatShortCount(contracts)} contracts)`
}

function read({ longs, shorts, beyond, open }: Counts): string {
  if (open === 0) return 'Nobody has an open position.'
  const far = beyond > 0 ? `; ${formatCount(beyond)} are more than ${REACH}% away` : ''
  return (
    `A fall of ${TOLD}% by itself would reach ${describeSide(longs, 'rise')}, ` +
    `a rise of ${TOLD}% would reach ${describeSide(shorts, 'fall')}${far}.`
  )
}

function compute({ crowd, market }: ChartInput): Content {
  const longs = new Float64Array(COUNT)
  const shorts = new Float64Array(COUNT)
  const traders = new Float64Array(COUNT)
  const near: Counts = {
    longs: { traders: 0, contracts: 0 },
    shorts: { traders: 0, contracts: 0 },
    beyond: 0,
    open: 0,
  }
  for (let id = 0; id < crowd.state.length; id++) {
    const contracts = crowd.contracts[id]
    if (crowd.state[id] !== STATE_CODE.open || contracts === 0) continue
    near.open++
    const isLong = contracts > 0
    const move = 100 * (crowd.liquidationPrice[id] / market.mark - 1)
    // Who is past the price already is sold next: at distance 0.
    const distance = Math.max(0, isLong ? -move : move)
    // A price that cannot be reached is Infinity or below 0, which is a fall of more than everything.
    if (!(distance < REACH)) {
      near.beyond++
      continue
    }
    const at = isLong ? REACH - 1 - Math.floor(distance) : REACH + Math.floor(distance)
    const column = isLong ? longs : shorts
    column[at] += Math.abs(contracts)
    traders[at]++
    if (distance > TOLD) continue
    const side = isLong ? near.longs : near.shorts
    side.traders++
    side.contracts += Math.abs(contracts)
  }
  const columns: Column[] = [
    { trace: traces.longs, values: longs },
    { trace: traces.shorts, values: shorts },
    { trace: traces.depth, values: new Float64Array(COUNT).fill(market.depth) },
    { trace: traces.traders, values: traders },
  ]
  return { columns, count: COUNT, axis, sentence: read(near), restIndex: REACH - 1 }
}

export const distanceFigure: Figure = {
  id: 'distance',
  title: 'Distance to being sold out',
  unit: 'contracts for each 1%',
  wide: true,
  compute,
}
