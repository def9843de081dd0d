/**
 * An outside sale as an order book sees it: which bids were taken, at which prices, and which would be next. What was sold
 * stands in the run's events; the bids that wait are the model's curve of the depth (docs/model.md section 3).
 */
import { EVENT_CODE } from '../../../schema/event.ts'
import type { Scenario } from '../../../schema/scenario.ts'
import type { EventHistory } from '../../../stores/eventHistory.svelte.ts'

/** One bid: so many contracts from `from` on, at one price. */
interface Bid {
  readonly from: number
  readonly contracts: number
  readonly price: number
  /** Which of the sales took it; null of one that waits. */
  readonly sale: number | null
}

export interface Execution {
  readonly bids: readonly Bid[]
  readonly sold: number
  readonly total: number
  /** Dollars a contract; null before the first sale. */
  readonly before: number | null
  readonly average: number | null
  readonly last: number | null
  /** Of what the price before the first sale would have brought, the part that is missing. */
  readonly cost: number | null
}

/** Bids that the whole order takes, at most. */
const BIDS = 24
const PERCENT = 0.01

/** How much the document sells from outside. */
export function sumSales({ shocks }: Pick<Scenario, 'shocks'>): number {
  return shocks.reduce((sum, shock) => sum + (shock.kind === 'sell' ? shock.contracts : 0), 0)
}

/**
 * The order up to a step.
 * @param price the present price, at which the next bid waits
 * @param depth contracts for each percent
 */
export function readExecution(
  events: EventHistory,
  until: number,
  total: number,
  price: number,
  depth: number,
): Execution {
  const size = total / BIDS
  const bids: Bid[] = []
  let [sold, cents, sale] = [0, 0, 0]
  let [before, last]: (number | null)[] = [null, null]
  const rows = events.countAt(until)
  for (let row = 0; row < rows; row++) {
    const contracts = events.value(row, 'contracts')
    if (events.value(row, 'kind') !== EVENT_CODE.shock || contracts <= 0) continue
    const [high, low] = [events.value(row, 'priceBefore'), events.value(row, 'priceAfter')]
    before ??= high
    last = low
    bids.push(...cut(sold, contracts, size, (part) => high * (low / high) ** part, sale++))
    sold += contracts
    cents += events.value(row, 'cents')
  }
  const left = total - sold
  const wait = left > 0 && depth > 0 ? (-PERCENT * left) / depth : 0
  if (left > 0) bids.push(...cut(sold, left, size, (part) => price * Math.exp(wait * part), null))
  return {
    bids,
    sold,
    total,
    before,
    last,
    average: sold > 0 ? cents / sold : null,
    cost: before === null ? null : 1 - cents / (sold * before),
  }
}

/** An order in bids of about one size; each at the price of its middle. */
function cut(
  from: number,
  contracts: number,
  size: number,
  priceAt: (part: number) => number,
  sale: number | null,
): Bid[] {
  const count = Math.max(1, Math.round(contracts / size))
  return Array.from({ length: count }, (_, i) => ({
    from: from + (contracts * i) / count,
    contracts: contracts / count,
    price: priceAt((i + 0.5) / count),
    sale,
  }))
}
