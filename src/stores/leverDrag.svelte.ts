/**
 * A lever in somebody's hand: while it is dragged, the price that it would make is sketched at once, and the exact run follows
 * when it is let go. One sketch is on its way at a time, and of the wishes meanwhile only the newest waits, so that the line
 * follows the thumb and is never behind by more than one. A sketch that fails is none. Moved by keys, a lever is not held.
 */
import type { Sketch } from '../schema/message.ts'
import type { Scenario } from '../schema/scenario.ts'
import type { Rerun } from './rerun.ts'

/** Whose levers they are, as in playable.ts; a lesson's say settings, which it makes a scenario of. */
interface Owner<W> {
  readonly run: { sketch(wanted: W): Promise<Sketch | null> }
  readonly controls: { readonly scenario: W | null }
  restart(changed: string): Promise<void>
}

export class LeverDrag<W = Scenario> {
  readonly #owner: Owner<W>
  readonly #rerun: Pick<Rerun, 'touch' | 'hold' | 'release'>
  #isHeld = false
  #isSketching = false
  #wanted: W | null = null
  /** Goes up by one with every release: a sketch that comes later concerns nobody. */
  #turn = 0
  /** What the lever would do where it is, or was a moment ago; null while none is dragged. */
  sketch: Sketch | null = $state.raw(null)

  constructor(owner: Owner<W>, rerun: Pick<Rerun, 'touch' | 'hold' | 'release'>) {
    this.#owner = owner
    this.#rerun = rerun
  }

  /** A lever is taken in hand. */
  press(): void {
    this.#isHeld = true
  }

  /** Something was changed: run it again when the lever rests, or is let go. */
  touch(changed: string): void {
    const again = () => this.#owner.restart(changed)
    if (!this.#isHeld) return this.#rerun.touch(again)
    this.#rerun.hold(again)
    this.#wanted = this.#owner.controls.scenario
    if (!this.#isSketching) void this.#work()
  }

  release(): void {
    if (!this.#isHeld) return
    this.#isHeld = false
    this.#turn++
    this.#wanted = this.sketch = null
    this.#rerun.release()
  }

  async #work(): Promise<void> {
    this.#isSketching = true
    while (this.#wanted) {
      const [wanted, turn] = [this.#wanted, this.#turn]
      this.#wanted = null
      const sketch = await this.#owner.run.sketch(wanted)
      if (turn === this.#turn) this.sketch = sketch
    }
    this.#isSketching = false
  }
}
