/** What breaks the lab's scenario: the smallest push that does so in half of the seeds. */
import { reverse, type PushKind, type Reverse } from '../risk/reverse.ts'
import { performAll } from '../risk/task.ts'
import type { Scenario } from '../schema/scenario.ts'
import { Asked, type CancelablePool, FIRST_SEED } from './asked.svelte.ts'
import { Form } from './labForm.svelte.ts'
import { OpenedFuture } from './openedFuture.svelte.ts'

/** A tenth of a percent of news, a tenth of what moves the price by 1 %. */
const NEWS_GRAIN = 0.001
const DEPTH_GRAIN = 0.1

/** What is looked up to first, and at most: percent of news, depths of a sale. */
export const MOST_PUSHED: Readonly<Record<PushKind, readonly [first: number, most: number]>> = {
  news: [0.5, 0.99],
  sale: [30, 1_000],
}
const FIRST_STEP = 16

export interface BreaksForm {
  readonly event: string
  readonly kind: PushKind
  /** Of news, a share of fair value; of a sale, in depths: contracts that move the price by 1 %. */
  readonly most: number
  readonly step: number
  readonly runs: number
}

export function usualPush({ steps }: Scenario): BreaksForm {
  return {
    event: 'insolvent',
    kind: 'news',
    most: MOST_PUSHED.news[0],
    step: Math.min(FIRST_STEP, steps),
    runs: 200,
  }
}

export class Breaks {
  readonly form = new Form<BreaksForm>()
  readonly reverse: Asked<Reverse>
  readonly opened: OpenedFuture
  /** Contracts that move the price by 1 %, as the first seed opens; null before a sale was asked about. */
  depth: number | null = $state(null)

  constructor(pools: { reverse?: CancelablePool; opened?: CancelablePool } = {}) {
    this.reverse = new Asked(pools.reverse)
    this.opened = new OpenedFuture(pools.opened)
  }

  ask(document: Scenario, form: BreaksForm): Promise<void> {
    this.opened.clear()
    this.form.asked = form
    const { event, kind, most, step, runs } = form
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
    this.form.clear()
    this.opened.clear()
  }
}
