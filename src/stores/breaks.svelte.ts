/** What breaks the lab's scenario: the smallest push that does so in half of the seeds. */
import { reverse, type PushKind, type Reverse } from '../risk/reverse.ts'
import { performAll } from '../risk/performAll.ts'
import type { Scenario } from '../schema/scenario.ts'
import { Asked, type CancelablePool, FIRST_SEED } from './asked.svelte.ts'
import { Form } from './labForm.svelte.ts'
import { OpenedFuture } from './openedFuture.svelte.ts'

/** A tenth of a percent of news, a tenth of what moves the price by 1 %, a twentieth of the size that its own pushes have. */
const GRAINS: Readonly<Record<PushKind, number>> = { news: 0.001, sale: 0.1, mix: 0.05 }

/** What is looked up to first, and at most: shares of news, depths of a sale, times of the scenario’s own pushes. */
export const MOST_PUSHED: Readonly<Record<PushKind, readonly [first: number, most: number]>> = {
  news: [0.5, 0.99],
  sale: [30, 1_000],
  mix: [5, 20],
}
const FIRST_STEP = 16

export interface BreaksForm {
  readonly event: string
  readonly kind: PushKind
  /** Of news, a share of fair value; of a sale, in depths: contracts that move the price by 1 %; of a mix, times the size of each. */
  readonly most: number
  readonly step: number
  readonly runs: number
}

/** One alone is found by its own kind. */
const LEAST_MIXED = 2

/** The kinds of push that can be asked about. */
export function listPushKinds({ shocks }: Scenario): PushKind[] {
  return (Object.keys(MOST_PUSHED) as PushKind[]).filter(
    (kind) => kind !== 'mix' || shocks.length >= LEAST_MIXED,
  )
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
      const steps = GRAINS[kind]
      const places = Math.max(1, Math.round(most / steps))
      let grain = steps
      if (kind === 'sale') {
        const [{ resolved }] = await performAll(pool, [
          { kind: 'hold', document, written: null, seed: FIRST_SEED },
        ])
        this.depth = resolved.depthContracts
        grain = Math.max(1, resolved.depthContracts * steps)
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
