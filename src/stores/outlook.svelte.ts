/**
 * A look ahead: the same document, run to its end beside the run on the screen, so that the scrub bar can carry its marks
 * and a changed lever can say at once what it changes. It is only taken where it costs little.
 */
import type { Scenario } from '../schema/scenario.ts'
import type { Run } from './run.svelte.ts'
import type { SeriesHistory } from './seriesHistory.svelte.ts'

/** Traders times steps: about a second of the worker's time at most. */
const BUDGET = 40_000_000

export class Outlook {
  readonly #run: Run
  #turn = 0
  /** The series of the whole run, or null while it is not known. */
  series: SeriesHistory | null = $state.raw(null)

  constructor(run: Run) {
    this.#run = run
  }

  /** Runs a document to its end. */
  look(document: Scenario | null): void {
    this.series = null
    const turn = ++this.#turn
    if (document && isCheap(document)) void this.#follow(document, turn)
  }

  async #follow(document: Scenario, turn: number): Promise<void> {
    if (!(await this.#run.open(document)) || turn !== this.#turn) return
    await this.#run.seek(document.steps)
    if (turn === this.#turn && this.#run.atEnd) this.series = this.#run.series
  }
}

function isCheap({ crowd, steps }: Scenario): boolean {
  const traders = 'accounts' in crowd ? crowd.accounts.length : crowd.traders
  return traders * steps <= BUDGET
}
