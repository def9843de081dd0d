/** One side of a comparison: levers and controls take it as they take the sandbox. */
import type { Comparison } from './comparison.svelte.ts'
import { Controls } from './controls.svelte.ts'
import type { Adjustable } from './playable.ts'
import type { Run } from './run.svelte.ts'

type SideName = 'A' | 'B'

export class ComparedSide implements Adjustable {
  readonly name: SideName
  readonly before = null
  controls: Controls = $state.raw(new Controls(0))
  readonly #comparison: Comparison

  constructor(name: SideName, comparison: Comparison) {
    this.name = name
    this.#comparison = comparison
  }

  get run(): Run {
    return this.name === 'A' ? this.#comparison.pair.a : this.#comparison.pair.b
  }

  touch(changed: string): void {
    this.#comparison.touch(this, changed)
  }

  restart(changed: string): Promise<void> {
    return this.#comparison.restart(this, changed)
  }
}
