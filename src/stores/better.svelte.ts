/** Better or lucky: the lab's scenario, and another that is made from it or opened from an address, under common seeds. */
import { compare, type Comparison } from '../risk/compare.ts'
import { Mover, type Move, type Variant } from '../risk/moving.ts'
import { FieldError } from '../schema/fieldError.ts'
import type { Scenario } from '../schema/scenario.ts'
import { ENGINE_VERSION } from '../schema/version.ts'
import { Asked, type CancelablePool, FIRST_SEED } from './asked.svelte.ts'
import { OpenedFuture } from './openedFuture.svelte.ts'

export class Better {
  readonly comparison: Asked<Comparison>
  readonly opened: OpenedFuture

  constructor(pools: { comparison?: CancelablePool; opened?: CancelablePool } = {}) {
    this.comparison = new Asked(pools.comparison)
    this.opened = new OpenedFuture(pools.opened)
  }

  ask(document: Scenario, b: Variant, event: string, runs: number): Promise<void> {
    this.opened.clear()
    const a: Variant = { document, written: null }
    return this.comparison.ask((pool, hear) => compare({ a, b, event, from: FIRST_SEED, runs }, pool, hear))
  }

  /** The run of one seed, in A or in B. */
  open(side: 'a' | 'b', seed: number): void {
    const question = this.comparison.now?.question
    if (question) void this.opened.open(question[side], seed)
  }

  cancel(): void {
    this.comparison.cancel()
    this.opened.cancel()
  }

  clear(): void {
    this.comparison.clear()
    this.opened.clear()
  }
}

/** @returns a sentence where the scenario cannot be so */
export function moveScenario(document: Scenario, moves: readonly Move[]): Variant | string {
  return new Mover(document).move(moves)
}

/** The scenario of an address of this site. @returns a sentence where it carries none */
export async function openAddress(address: string): Promise<Variant | string> {
  const { fromLink } = await import('../schema/link.ts')
  const opened = fromLink(address.slice(Math.max(0, address.indexOf('#'))).trim(), ENGINE_VERSION)
  return opened instanceof FieldError ? opened.message : { document: opened.document, written: null }
}
