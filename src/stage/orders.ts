/**
 * Forced orders in flight. Each batch is a bar that leaves the crowd where its traders were sold out and slides along to the
 * end of the price line, which swallows it. Its area is the area of the marks that were sold, so that its size can be
 * compared with theirs. Batches that come faster than the eye can follow travel together.
 */
import type { Crowd } from './crowd.ts'
import type { Painter } from './painter.ts'
import { toX as xOf, toY as yOf } from './scales.ts'
import type { Scene } from './scene.ts'
import type { StageView } from './stage.ts'

const TRAVEL_MS = 460
const APART_MS = 90
const MOST = 8

interface Batch {
  readonly contracts: number
  /** Of them, bought back. */
  readonly bought: number
  readonly price: number
}

interface Flight extends Batch {
  readonly startedMs: number
}

/** What the engine traded in the book after the step `before`, as one order, and the price at which its traders stood. */
export function measureBatch(
  { step, market, series }: StageView,
  before: number,
  crowd: Crowd,
  sold: readonly number[],
): Batch {
  const forced = series.column('forcedContracts')
  const buys = series.column('forcedBuys')
  let [contracts, bought] = [0, 0]
  for (let at = before + 1; at <= Math.min(step, series.length - 1); at++) {
    contracts += forced[at]
    bought += buys[at]
  }
  let weight = 0
  let sum = 0
  for (const mark of sold) {
    weight += crowd.sizeOf(mark)
    sum += crowd.sizeOf(mark) * crowd.priceOf(mark)
  }
  const price = sum / weight
  return { contracts, bought, price: Number.isFinite(price) ? price : market.mark }
}

export class Orders {
  #flights: Flight[] = []
  #waiting: Batch | null = null

  get isMoving(): boolean {
    return this.#flights.length > 0 || this.#waiting !== null
  }

  clear(): void {
    this.#flights = []
    this.#waiting = null
  }

  /** An order of nothing is none. */
  add({ contracts, bought, price }: Batch): void {
    if (contracts === 0) return
    const before = this.#waiting
    const total = contracts + (before?.contracts ?? 0)
    const mean = before ? (before.price * before.contracts + price * contracts) / total : price
    this.#waiting = { contracts: total, bought: bought + (before?.bought ?? 0), price: mean }
  }

  advance(nowMs: number): void {
    this.#flights = this.#flights.filter(({ startedMs }) => nowMs - startedMs < TRAVEL_MS)
    const last = this.#flights.at(-1)
    if (!this.#waiting || this.#flights.length >= MOST) return
    if (last && nowMs - last.startedMs < APART_MS) return
    this.#flights.push({ startedMs: nowMs, ...this.#waiting })
    this.#waiting = null
  }

  paint(painter: Painter, { layout, palette, range, view, window, crowd }: Scene, nowMs: number): void {
    const toX = xOf(Math.min(view.step, window), window, layout.chart)
    const toY = yOf(view.market.price, range, layout.chart)
    // The reference mark is a disc in a row of the heap; a sample stands for everyone.
    const { unit, contractsPerUnit } = crowd.packing ?? { unit: 4, contractsPerUnit: 1 }
    const areaPerContract = (0.55 * unit * unit * crowd.shown) / (contractsPerUnit * crowd.total)
    for (const { startedMs, price, contracts, bought } of this.#flights) {
      const t = Math.min(1, Math.max(0, (nowMs - startedMs) / TRAVEL_MS))
      const eased = t * t * (3 - 2 * t)
      const area = contracts * areaPerContract
      const height = Math.max(3, Math.min(9, Math.sqrt(area) / 3))
      const length = Math.max(4, Math.min(layout.crowd.width * 0.6, area / height))
      const fromY = yOf(price, range, layout.chart)
      const y = fromY + (toY - fromY) * eased
      const start = layout.crowd.left + (toX - length - layout.crowd.left) * eased
      const left = Math.max(toX, start)
      const width = start + length - left
      const ink = 2 * bought > contracts ? palette.bought : palette.forced
      if (width > 0) painter.rect(left, y - height / 2, width, height, ink, 0.95)
    }
  }
}
