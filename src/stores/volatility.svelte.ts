/** How the lab's probabilities move with the volatility of the news: the same seeds under each multiple of it. */
import type { RiskDocument } from '../risk/counting.ts'
import type { FuturesTask } from '../risk/futures.ts'
import { performAll } from '../risk/performAll.ts'
import type { Pool } from '../risk/task.ts'
import {
  readVolatility,
  scaleVolatility,
  VOLATILITY_MULTIPLES,
  type ScaledFutures,
  type VolatilityCurve,
  type VolatilityEvent,
} from '../risk/volatility.ts'
import { Asked, FIRST_SEED, type CancelablePool } from './asked.svelte.ts'

const SCALED_A_TASK = 5
/** Of each multiple, so many at once: the curve sharpens while it is looked at. */
const FUTURES_A_BATCH = 10

export class Volatility {
  /** Of each multiple, of the seeds from 1 on: as many of each. */
  readonly answer: Asked<readonly ScaledFutures[]>
  readonly runs = $derived.by(() => countSeeds(this.answer.now))
  wanted = $state(0)
  /** What is counted. */
  event: VolatilityEvent = $state('insolvent')
  #document: RiskDocument | null = null

  constructor(pool?: CancelablePool) {
    this.answer = new Asked(pool)
  }

  /** Plays the seeds 1 to `wanted` under each multiple; goes on where the same document was asked for fewer. */
  async ask(document: RiskDocument, wanted: number): Promise<void> {
    this.forget(document)
    if (!this.canScale(document)) return
    this.#document = document
    this.wanted = wanted
    await this.answer.ask(async (pool, hear, tell) => {
      let known = this.answer.now ?? []
      const before = countSeeds(known)
      while (countSeeds(known) < wanted) {
        known = await playMore(pool, document, known, Math.min(FUTURES_A_BATCH, wanted - countSeeds(known)))
        hear(known)
        tell({ done: countSeeds(known), all: wanted, before })
      }
      return known
    }, true)
  }

  /** What is known of another document goes. */
  forget(document: RiskDocument): void {
    if (this.#document === document) return
    this.answer.clear()
    this.#document = null
    this.wanted = 0
  }

  /** Whether there is a volatility to move. */
  canScale(document: RiskDocument): boolean {
    return scaleVolatility(document, 1) !== null
  }

  /** Null before there are futures. */
  read(event: VolatilityEvent): VolatilityCurve | null {
    const { now } = this.answer
    return now === null ? null : readVolatility(now, event)
  }

  /** Stops; what is known stays. */
  cancel(): void {
    this.answer.cancel()
    this.wanted = this.runs
  }
}

/** As many of each multiple. */
function countSeeds(scaled: readonly ScaledFutures[] | null): number {
  return scaled?.at(0)?.futures.length ?? 0
}

/** What is known, and so many more of each multiple that can be. */
async function playMore(
  pool: Pool,
  document: RiskDocument,
  known: readonly ScaledFutures[],
  count: number,
): Promise<ScaledFutures[]> {
  const documents = VOLATILITY_MULTIPLES.flatMap((multiple) => {
    const scaled = scaleVolatility(document, multiple)
    return scaled === null ? [] : [{ multiple, scaled }]
  })
  const tasks = documents.flatMap(({ scaled }) =>
    Array.from({ length: Math.ceil(count / SCALED_A_TASK) }, (_, i): FuturesTask => ({
      kind: 'futures',
      document: scaled,
      from: FIRST_SEED + countSeeds(known) + i * SCALED_A_TASK,
      count: Math.min(SCALED_A_TASK, count - i * SCALED_A_TASK),
    })),
  )
  const answers = await performAll(pool, tasks)
  const each = tasks.length / Math.max(1, documents.length)
  return documents.map(({ multiple }, i) => ({
    multiple,
    futures: [
      ...(known.at(i)?.futures ?? []),
      ...answers.slice(i * each, (i + 1) * each).flatMap(({ futures }) => futures),
    ],
  }))
}
