/** What breaks the lab's scenario: the smallest push that does so in half of the seeds. */
import { reverse, type PushKind, type Reverse } from '../risk/reverse.ts'
import { performAll } from '../risk/task.ts'
import type { Scenario } from '../schema/scenario.ts'
import { Asked, type CancelablePool, FIRST_SEED } from './asked.svelte.ts'
import { OpenedFuture } from './openedFuture.svelte.ts'

/** A tenth of a percent of news, a tenth of what moves the price by 1 %. */
const NEWS_GRAIN = 0.001
const DEPTH_GRAIN = 0.1

export interface PushChoice {
  readonly kind: PushKind
  /** Of news, a share of fair value; of a sale, in depths: contracts that move the price by 1 %. */
  readonly most: number
  readonly step: number
}

export class Breaks {
  readonly reverse: Asked<Reverse>
  readonly opened: OpenedFuture
  /** Contracts that move the price by 1 %, as the first seed opens; null before a sale was asked about. */
  depth: number | null = $state(null)

  constructor(pools: { reverse?: CancelablePool; opened?: CancelablePool } = {}) {
    this.reverse = new Asked(pools.reverse)
    this.opened = new OpenedFuture(pools.opened)
  }

  ask(document: Scenario, event: string, { kind, most, step }: PushChoice, runs: number): Promise<void> {
    this.opened.clear()
    return this.reverse.ask(async (pool, hear) => {
      const steps = kind === 'news' ? NEWS_GRAIN : DEPTH_GRAIN
      const places = Math.max(1, Math.round(most / steps))
      let grain = steps
      if (kind === 'sale') {
        const [{ resolved }] = await performAll(pool, [
          { kind: 'hold', document, written: null, seed: FIRST_SEED },
        ])
        this.depth = resolved.depthContracts
        grain = Math.max(1, resolved.depthContracts * DEPTH_GRAIN)
      }
      return reverse({ document, event, kind, step, grain, places, from: FIRST_SEED, runs }, pool, hear)
    })
  }

  /** One run under a push: the first in which it happened, where there is one. */
  open(place: number): void {
    const point = this.reverse.now?.points.at(place)
    if (point) void this.opened.open(point.variant, FIRST_SEED + Math.max(0, point.happened.indexOf(true)))
  }

  cancel(): void {
    this.reverse.cancel()
    this.opened.cancel()
  }

  clear(): void {
    this.reverse.clear()
    this.opened.clear()
  }
}
