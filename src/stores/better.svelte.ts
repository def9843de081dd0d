/** Better or lucky: the lab's scenario, and another that is made from it or opened from an address, under common seeds. */
import { compare, type Comparison } from '../risk/compare.ts'
import { Mover, type Move, type Variant } from '../risk/moving.ts'
import { FieldError } from '../schema/fieldError.ts'
import type { Scenario } from '../schema/scenario.ts'
import { ENGINE_VERSION } from '../schema/version.ts'
import { Asked, type CancelablePool, FIRST_SEED } from './asked.svelte.ts'
import { Form } from './labForm.svelte.ts'
import { FIRST_MOVED, listMovable } from './matters.svelte.ts'
import { OpenedFuture } from './openedFuture.svelte.ts'

export interface BetterForm {
  readonly event: string
  /** What is different in B, where it is made from A. */
  readonly moves: readonly Move[]
  /** B where it came from an address; null where it is made from A. */
  readonly b: Scenario | null
  readonly runs: number
}

/** A fifth less of it, to begin with. */
const LESS = 0.8

export function usualComparison(scenario: Scenario): BetterForm {
  const movable = listMovable(scenario)
  const first = movable.find(({ key }) => key === FIRST_MOVED) ?? movable.at(0)
  const less = (first?.value ?? 0) * LESS
  const value = first?.row.integer ? Math.round(less) : Number(less.toPrecision(3))
  return { event: 'insolvent', moves: first ? [{ key: first.key, value }] : [], b: null, runs: 400 }
}

export class Better {
  readonly form = new Form<BetterForm>()
  readonly comparison: Asked<Comparison>
  readonly opened: OpenedFuture

  constructor(pools: { comparison?: CancelablePool; opened?: CancelablePool } = {}) {
    this.comparison = new Asked(pools.comparison)
    this.opened = new OpenedFuture(pools.opened)
  }

  /** @returns a sentence where there can be no such B */
  async ask(document: Scenario, form: BetterForm): Promise<string | null> {
    const b = form.b ? { document: form.b, written: null } : new Mover(document).move(form.moves)
    if (typeof b === 'string') return b
    this.opened.clear()
    this.form.asked = form
    const { event, runs } = form
    const a: Variant = { document, written: null }
    await this.comparison.ask((pool, hear) => compare({ a, b, event, from: FIRST_SEED, runs }, pool, hear))
    return null
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
    this.form.clear()
    this.opened.clear()
  }
}

/** The scenario of an address of this site. @returns a sentence where it carries none */
export async function openAddress(address: string): Promise<Scenario | string> {
  const { fromLink } = await import('../schema/link.ts')
  const opened = fromLink(address.slice(Math.max(0, address.indexOf('#'))).trim(), ENGINE_VERSION)
  return opened instanceof FieldError ? opened.message : opened.document
}
