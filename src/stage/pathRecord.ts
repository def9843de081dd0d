/**
 * What the chart must know about the whole path so far: its extremes, the deepest gap between price and fair value, and the
 * largest forced order. Every row is read once; after a jump back it is read anew from the start.
 */
import type { SeriesView } from './stage.ts'

/** Depth counts the contracts that move the price by this. */
const PERCENT = 0.01

export class PathRecord {
  lowest = Infinity
  highest = -Infinity
  /** price ÷ fair value − 1 where it is farthest from 0. */
  deepest = 0
  /** Whether forced orders alone would have made half of that gap or more, had nothing faded since it opened. */
  isForced = false
  /** Middle of the gap between price and fair value, weighed by its size: where there is room for its label. */
  gapStep = 0
  /** In one step, the traders' own stops included. */
  largestOrder = 0
  hasStops = false
  #weight = 0
  #moment = 0
  #next = 0
  /** Since price and fair value last met: how far forced orders pushed, in logarithms of the price. */
  #forcedPush = 0
  #side = 0

  /** Reads the rows up to and with `last`. */
  read(series: SeriesView, last: number): void {
    if (last < this.#next - 1) this.reset()
    const price = series.column('price')
    const fair = series.column('fairValue')
    const forced = series.column('forcedContracts')
    const stops = series.column('stopContracts')
    const depth = series.column('depth')
    const end = Math.min(last, series.length - 1)
    for (let step = this.#next; step <= end; step++) {
      this.lowest = Math.min(this.lowest, price[step], fair[step])
      this.highest = Math.max(this.highest, price[step], fair[step])
      const gap = price[step] / fair[step] - 1
      const orders = forced[step] + stops[step]
      if (Math.sign(gap) !== this.#side) this.#forcedPush = 0
      this.#side = Math.sign(gap)
      this.#forcedPush += (PERCENT * orders) / depth[step]
      if (Math.abs(gap) > Math.abs(this.deepest)) {
        this.deepest = gap
        this.isForced = this.#forcedPush >= Math.abs(Math.log1p(gap)) / 2
      }
      this.#weight += gap * gap
      this.#moment += gap * gap * step
      this.largestOrder = Math.max(this.largestOrder, orders)
      this.hasStops ||= stops[step] > 0
    }
    this.#next = Math.max(this.#next, end + 1)
    if (this.#weight > 0) this.gapStep = Math.round(this.#moment / this.#weight)
  }

  reset(): void {
    this.lowest = Infinity
    this.highest = -Infinity
    this.deepest = this.gapStep = this.largestOrder = 0
    this.hasStops = this.isForced = false
    this.#weight = this.#moment = this.#next = this.#forcedPush = this.#side = 0
  }
}
