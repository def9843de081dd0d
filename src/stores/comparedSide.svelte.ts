/** One side of a comparison: levers and controls take it as they take the sandbox. */
import { Controls } from './controls.svelte.ts'
import { LeverDrag } from './leverDrag.svelte.ts'
import type { Adjustable } from './playable.ts'
import type { Rerun } from './rerun.ts'
import type { Run } from './run.svelte.ts'
import type { RunPair } from './runPair.svelte.ts'

type SideName = 'A' | 'B'

/** The comparison that it is a side of. */
interface Whole {
  readonly pair: RunPair
  restart(side: ComparedSide, changed: string): Promise<void>
}

export class ComparedSide implements Adjustable {
  readonly name: SideName
  readonly before = null
  controls: Controls = $state.raw(new Controls(0))
  readonly drag: LeverDrag
  readonly #comparison: Whole

  constructor(name: SideName, comparison: Whole, rerun: Rerun) {
    this.name = name
    this.#comparison = comparison
    this.drag = new LeverDrag(this, rerun)
  }

  get run(): Run {
    return this.name === 'A' ? this.#comparison.pair.a : this.#comparison.pair.b
  }

  touch(changed: string): void {
    this.drag.touch(changed)
  }

  restart(changed: string): Promise<void> {
    return this.#comparison.restart(this, changed)
  }
}
