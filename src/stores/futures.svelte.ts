/**
 * Many futures of one scenario, as they come in: what became of each, and how often in how many. A newer question takes the place
 * of the one before; what is known so far stays on the page until the first new ones are there.
 */
import type { RiskDocument } from '../risk/counting.ts'
import { countFates, FATES, fateOf, type Fate, type FateCount } from '../risk/fates.ts'
import { sizeFund, type FundSizes } from '../risk/fundSizing.ts'
import type { Future, FuturesTask } from '../risk/futures.ts'
import { countJointFailures, type JointFailures } from '../risk/jointFailures.ts'
import { wilson, type Interval } from '../risk/intervals.ts'
import type { PathAnswer } from '../risk/path.ts'
import { sharpen, type SharpeningPoint } from '../risk/sharpening.ts'
import { performAll } from '../risk/performAll.ts'
import type { RiskAnswer, RiskTask } from '../risk/task.ts'
import { WorkerPool } from '../worker/pool.ts'
import { Asked, FIRST_SEED, type CancelablePool } from './asked.svelte.ts'

const FUTURES_A_TASK = 5
/** About so many at once, so that the page hears often enough and is not busy with hearing. */
const TASKS_AT_ONCE = 8
const MOMENTS = 240

interface SizedPool extends CancelablePool {
  /** Workers at most. */
  readonly size: number
}

interface Played {
  readonly document: RiskDocument
  /** In order of their seeds, from the first. */
  readonly futures: readonly Future[]
}

export class Futures {
  readonly answer: Asked<Played>
  /** In order of their seeds, from 1. */
  readonly list: readonly Future[] = $derived.by(() => this.answer.now?.futures ?? [])
  /** How many there will be; 0 before the first question. */
  wanted = $state(0)
  /** Of a world: at least so many venues fail, is what is asked. */
  least = $state(1)
  readonly fates: readonly Fate[] = $derived(this.list.map(fateOf))
  readonly counts: readonly FateCount[] = $derived(countFates(this.list))
  readonly #tasksAtOnce: number
  readonly #paths: CancelablePool

  constructor(
    pool: SizedPool = new WorkerPool<RiskTask, RiskAnswer>(),
    paths: CancelablePool = new WorkerPool<RiskTask, RiskAnswer>(1),
  ) {
    this.answer = new Asked(pool)
    this.#tasksAtOnce = toWholeRounds(pool.size)
    this.#paths = paths
  }

  /** Plays the futures of seeds 1 to `wanted`; goes on where the same document was asked for fewer. */
  async ask(document: RiskDocument, wanted: number): Promise<void> {
    const { now } = this.answer
    const known = now?.document === document ? [...now.futures] : []
    const before = known.length
    this.wanted = wanted
    await this.answer.ask(async (pool, hear, tell) => {
      while (known.length < wanted) {
        const batch = planBatch(document, known.length, wanted, this.#tasksAtOnce)
        const answers = await performAll(pool, batch)
        known.push(...answers.flatMap(({ futures }) => futures))
        hear({ document, futures: [...known] })
        tell({ done: known.length, all: wanted, before })
      }
      return { document, futures: known.slice(0, wanted) }
    }, true)
  }

  /** How many had a fate or a worse one, as a share with its interval. */
  share(fate: Fate): Interval & { readonly share: number } {
    const worst = FATES.indexOf(fate)
    const hits = this.fates.filter((one) => FATES.indexOf(one) <= worst).length
    return { share: hits / Math.max(1, this.fates.length), ...wilson(hits, this.fates.length) }
  }

  /** The chance that the fund is exhausted over its size; null before there are futures. */
  sizeFund(): FundSizes | null {
    return this.list.length === 0 ? null : sizeFund(this.list)
  }

  /** Which venues failed together, of so many in a world. */
  countJoint(venues: number): JointFailures {
    return countJointFailures(
      this.list.map(({ failed }) => failed),
      venues,
    )
  }

  /** How the share of a fate, or a worse one, sharpened while runs came in. */
  sharpen(fate: Fate): SharpeningPoint[] {
    const worst = FATES.indexOf(fate)
    return sharpen(this.fates.map((one) => FATES.indexOf(one) <= worst))
  }

  /** The first so many, the worst fate first. */
  worstFirst(count: number): { readonly seed: number; readonly fate: Fate }[] {
    return this.list
      .slice(0, count)
      .map(({ seed }, i) => ({ seed, fate: this.fates[i] }))
      .toSorted((a, b) => FATES.indexOf(a.fate) - FATES.indexOf(b.fate) || a.seed - b.seed)
  }

  /** Stops; what is known stays. */
  cancel(): void {
    this.answer.cancel()
    this.wanted = this.list.length
  }

  /** Stops and forgets: another document is on the page, about which these say nothing. */
  clear(): void {
    this.answer.clear()
    this.wanted = 0
  }

  /** The price of one of them through time; null where a newer one was asked for. */
  async follow(seed: number): Promise<PathAnswer | null> {
    const document = this.answer.now?.document
    if (document === undefined) return null
    try {
      const [path] = await performAll(this.#paths, [{ kind: 'path', document, seed, moments: MOMENTS }])
      return path
    } catch {
      return null
    }
  }

  /** The workers end. */
  close(): void {
    this.cancel()
    this.#paths.cancel()
  }
}

/**
 * About as many tasks as are handed out at once, and as many for each worker, so that none waits for the others.
 * @internal
 */
export function toWholeRounds(workers: number): number {
  return workers * Math.max(1, Math.round(TASKS_AT_ONCE / workers))
}

function planBatch(
  document: RiskDocument,
  known: number,
  wanted: number,
  tasksAtOnce: number,
): FuturesTask[] {
  const count = Math.min(wanted - known, FUTURES_A_TASK * tasksAtOnce)
  return Array.from({ length: Math.ceil(count / FUTURES_A_TASK) }, (_, i): FuturesTask => ({
    kind: 'futures',
    document,
    from: FIRST_SEED + known + i * FUTURES_A_TASK,
    count: Math.min(FUTURES_A_TASK, count - i * FUTURES_A_TASK),
  }))
}
