/**
 * What the chart must know about the whole path so far: its extremes, the farthest gaps between price and fair value below and
 * above, and the largest forced order. Every row is read once; after a jump back it is read anew from the start.
 */
import type { SeriesView } from './stage.ts'

/** Depth counts the contracts that move the price by this. */
const PERCENT = 0.01

/** The price on one side of fair value. */
export class Gap {
  /** price ÷ fair value − 1 where it is farthest from 0, and when. */
  change = 0
  extremeStep = 0
  /**
   * Whether forced orders of this side, with the stop-losses that they set off, would have made half of that or more, had nothing
   * faded since it opened. Stop-losses alone are the traders' own wish.
   */
  isForced = false
  /** Its middle, weighed by its size: where there is room for its label. */
  step = 0
  #weight = 0
  #moment = 0
  #pushed = 0
  #hasForced = false

  /** @param forced how far forced orders of this side pushed in this step, and stop-losses, in logarithms of the price */
  read(step: number, gap: number, isOpen: boolean, forced: number, stopped: number): void {
    if (!isOpen) {
      this.#pushed = 0
      this.#hasForced = false
      return
    }
    this.#pushed += forced + stopped
    this.#hasForced ||= forced > 0
    if (Math.abs(gap) > Math.abs(this.change)) {
      this.change = gap
      this.extremeStep = step
      this.isForced = this.#hasForced && this.#pushed >= Math.abs(Math.log1p(gap)) / 2
    }
    this.#weight += gap * gap
    this.#moment += gap * gap * step
    this.step = Math.round(this.#moment / this.#weight)
  }
}

/** One step of both sides. */
export function readGaps(
  below: Gap,
  above: Gap,
  step: number,
  at: (id: 'price' | 'fairValue' | 'depth' | 'forcedContracts' | 'forcedBuys' | 'stopContracts') => number,
): void {
  const gap = at('price') / at('fairValue') - 1
  const toPush = (contracts: number) => (PERCENT * contracts) / at('depth')
  const stopped = toPush(at('stopContracts'))
  below.read(step, gap, gap < 0, toPush(at('forcedContracts') - at('forcedBuys')), stopped)
  above.read(step, gap, gap > 0, toPush(at('forcedBuys')), stopped)
}

export class PathRecord {
  lowest = Infinity
  highest = -Infinity
  below = new Gap()
  above = new Gap()
  /** In one step, both ways, the traders' own stops included. */
  largestOrder = 0
  hasStops = false
  /** Whether anything was bought back by force. */
  hasBuys = false
  #next = 0

  /** Reads the rows up to and with `last`. */
  read(series: SeriesView, last: number): void {
    if (last < this.#next - 1) this.reset()
    const [price, fair] = [series.column('price'), series.column('fairValue')]
    const forced = series.column('forcedContracts')
    const buys = series.column('forcedBuys')
    const stops = series.column('stopContracts')
    const end = Math.min(last, series.length - 1)
    for (let step = this.#next; step <= end; step++) {
      this.lowest = Math.min(this.lowest, price[step], fair[step])
      this.highest = Math.max(this.highest, price[step], fair[step])
      readGaps(this.below, this.above, step, (id) => series.column(id)[step])
      this.largestOrder = Math.max(this.largestOrder, forced[step] + stops[step])
      this.hasStops ||= stops[step] > 0
      this.hasBuys ||= buys[step] > 0
    }
    this.#next = Math.max(this.#next, end + 1)
  }

  reset(): void {
    this.lowest = Infinity
    this.highest = -Infinity
    this.below = new Gap()
    this.above = new Gap()
    this.largestOrder = this.#next = 0
    this.hasStops = this.hasBuys = false
  }
}
