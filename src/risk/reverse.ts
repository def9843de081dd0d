/**
 * What breaks it: the smallest push under which an event happens in half of the seeds (a reverse stress test), by bisection on a grid
 * of pushes under common seeds. Each seed has a smallest push of its own, and what is looked for is their median: so its interval is
 * that of an order statistic (Conover 1999), found by the same bisection.
 */
import { parseEvent } from './event.ts'
import { wilson, Z95, type Interval } from './intervals.ts'
import type { Variant } from './moving.ts'
import type { Pool } from './task.ts'
import { playVariants } from './variants.ts'
import { exp, ln } from '../engine/arithmetic.ts'
import { parseScenario, type Scenario, type Shock } from '../schema/scenario.ts'

/** News moves fair value down by a share; a sale is so many contracts at once; a mix is all pushes of the scenario, so many times as large. */
export type PushKind = 'news' | 'sale' | 'mix'

export interface ReverseQuestion {
  readonly document: Scenario
  readonly event: string
  readonly kind: PushKind
  /** The step in which it comes; of a mix each has its own. */
  readonly step: number
  /** One place of the grid, and how many places there are: pushes up to grain × places. */
  readonly grain: number
  readonly places: number
  readonly from: number
  readonly runs: number
}

/** One push that was tried. */
interface PushPoint extends Interval {
  readonly size: number
  readonly share: number
  /** By seed from the first. */
  readonly happened: readonly boolean[]
  readonly variant: Variant
}

export interface Reverse {
  readonly question: ReverseQuestion
  /** By size. */
  readonly points: readonly PushPoint[]
  /**
   * Less than half happened at `low`, half or more at `high`, and they are neighbors on the grid once it is done. Null where half
   * happened without a push, or less than half under the largest.
   */
  readonly bracket: Interval | null
  /** 95 % of the median over all seeds; an end is null where it lies beyond the largest push. */
  readonly interval: { readonly low: number | null; readonly high: number | null }
  /** Seeds in which it happened under some push and not under a larger one: then there may be other answers. */
  readonly turned: number
  readonly done: number
  /** At most; once it is found, as many as it took. */
  readonly all: number
}

/**
 * The scenario with one push more, or with its own at another size.
 * @internal
 * @throws FieldError where it cannot be
 */
export function pushScenario(
  document: Scenario,
  { kind, step }: Pick<ReverseQuestion, 'kind' | 'step'>,
  size: number,
): Scenario {
  if (kind === 'mix') {
    if (size === 1) return document
    return parseScenario({ ...document, shocks: document.shocks.flatMap((shock) => scaleShock(shock, size)) })
  }
  if (size === 0) return document
  const push: Shock =
    kind === 'news'
      ? { step, kind: 'fairValue', change: -size }
      : { step, kind: 'sell', contracts: Math.round(size) }
  return parseScenario({ ...document, shocks: [...document.shocks, push] })
}

/** So many times as large: contracts by their number, moves of fair value and of depth in their logarithm. Nothing is left of it at 0. */
function scaleShock(shock: Shock, times: number): Shock[] {
  if (times === 0) return []
  if (shock.kind === 'sell') return [{ ...shock, contracts: Math.round(shock.contracts * times) }]
  if (shock.kind === 'depth') return [{ ...shock, factor: exp(ln(shock.factor) * times) }]
  return [{ ...shock, change: exp(ln(1 + shock.change) * times) - 1 }]
}

/**
 * @param onProgress called with what is known so far
 * @throws FieldError where the event or a push cannot be
 */
export async function reverse(
  question: ReverseQuestion,
  pool: Pool,
  onProgress?: (soFar: Reverse) => void,
): Promise<Reverse> {
  parseEvent(question.event, question.document)
  const search = new Search(question)
  for (let next = [0, question.places]; next.length > 0; next = search.next()) {
    const before = search.done
    const variants = next.map((place) => search.variant(place))
    const { event, from, runs } = question
    const { outcomes } = await playVariants({ variants, events: [event], from, runs }, pool, ({ done }) => {
      search.done = before + done
      onProgress?.(search.tell())
    })
    next.forEach((place, i) => search.add(place, variants[i], outcomes[i].happened[0], outcomes[i].problem))
    onProgress?.(search.tell())
  }
  return search.tell()
}

/** What was tried, and where to look next. */
class Search {
  done = 0
  readonly #question: ReverseQuestion
  /** Ranks of the seeds whose smallest push is looked for: the lower end of the interval, the median, the upper end. */
  readonly #ranks: readonly [low: number, middle: number, high: number]
  readonly #points = new Map<number, PushPoint>()

  constructor(question: ReverseQuestion) {
    this.#question = question
    const { runs } = question
    const half = (Z95 * Math.sqrt(runs)) / 2
    const within = (rank: number) => Math.min(runs, Math.max(1, rank))
    this.#ranks = [
      within(Math.floor(runs / 2 - half)),
      Math.ceil(runs / 2),
      within(Math.ceil(runs / 2 + half) + 1),
    ]
  }

  variant(place: number): Variant {
    const { document } = this.#question
    return { document: pushScenario(document, this.#question, this.#sizeAt(place)), written: null }
  }

  add(place: number, variant: Variant, happened: readonly boolean[], problem: string | null): void {
    if (problem !== null) throw new Error(problem)
    const hits = countHits(happened)
    this.#points.set(place, {
      size: this.#sizeAt(place),
      share: hits / happened.length,
      ...wilson(hits, happened.length),
      happened,
      variant,
    })
  }

  /** The middles of the brackets that are still open; none at the end. */
  next(): number[] {
    const middles = this.#ranks.flatMap((rank) => {
      const found = this.#bracket(rank)
      if (found === null || found.high - found.low <= 1) return []
      return [Math.floor((found.low + found.high) / 2)]
    })
    return [...new Set(middles)]
  }

  tell(): Reverse {
    const points = [...this.#points.values()].sort((a, b) => a.size - b.size)
    const [low, middle, high] = this.#ranks.map((rank) => this.#bracket(rank))
    const { runs, places } = this.#question
    let rounds = 0
    while (1 << rounds < places) rounds++
    const isDone = this.#points.has(places) && this.next().length === 0
    return {
      question: this.#question,
      points,
      bracket: middle && { low: this.#sizeAt(middle.low), high: this.#sizeAt(middle.high) },
      interval: {
        low: low ? this.#sizeAt(low.low) : this.#edge(this.#ranks[0]),
        high: high ? this.#sizeAt(high.high) : this.#edge(this.#ranks[2]),
      },
      turned: countTurned(points),
      done: this.done,
      all: isDone ? this.done : (2 + this.#ranks.length * rounds) * runs,
    }
  }

  /** Without the noise of binary fractions. */
  #sizeAt(place: number): number {
    return Number((place * this.#question.grain).toPrecision(12))
  }

  /** Places between which the number of seeds comes to the rank; null where it does so at once, or never. */
  #bracket(rank: number): Interval | null {
    const { places } = this.#question
    const hits = (place: number) => countHits(this.#points.get(place)?.happened ?? [])
    if (!this.#points.has(places) || hits(0) >= rank || hits(places) < rank) return null
    let [low, high] = [0, places]
    for (;;) {
      const inside = [...this.#points.keys()].find((place) => place > low && place < high)
      if (inside === undefined) return { low, high }
      if (hits(inside) >= rank) high = inside
      else low = inside
    }
  }

  /** Where no bracket is: nothing, where it happens without a push; else it is beyond the largest. */
  #edge(rank: number): number | null {
    return countHits(this.#points.get(0)?.happened ?? []) >= rank ? 0 : null
  }
}

function countHits(happened: readonly boolean[]): number {
  return happened.filter(Boolean).length
}

function countTurned(points: readonly PushPoint[]): number {
  const turned = new Set<number>()
  points.slice(1).forEach(({ happened }, i) => {
    points[i].happened.forEach((before, seed) => {
      if (before && !happened[seed]) turned.add(seed)
    })
  })
  return turned.size
}
