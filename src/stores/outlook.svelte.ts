/**
 * A look ahead: the run on the screen, worked out to its end while it plays, so that the scrub bar can carry its marks and a
 * changed lever can say at once what it changes. It is only taken where it costs little.
 */
import { countOpening } from '../schema/crowds.ts'
import type { Scenario } from '../schema/scenario.ts'
import type { WorldDocument } from '../schema/world.ts'
import type { SeriesHistory } from './seriesHistory.svelte.ts'

/** Traders times steps: about a second of the worker's time at most. */
const BUDGET = 40_000_000

interface Foreseen {
  readonly document: Scenario | WorldDocument | null
  lookAhead(): Promise<SeriesHistory | null>
}

export class Outlook {
  readonly #run: Foreseen
  #turn = 0
  /** The series of the whole run, or null while it is not known. */
  series: SeriesHistory | null = $state.raw(null)

  constructor(run: Foreseen) {
    this.#run = run
  }

  /** Looks at the run as it is now: another document is open, or it was pushed. */
  async look(): Promise<void> {
    this.series = null
    const turn = ++this.#turn
    const { document } = this.#run
    if (document === null || countOpening(document) * document.steps > BUDGET) return
    const whole = await this.#run.lookAhead()
    if (turn === this.#turn) this.series = whole
  }

  /** The same run was opened once more: what is known of it still holds, and what was not is looked for again. */
  async resume(): Promise<void> {
    if (this.series === null) await this.look()
  }
}
