/**
 * What comes into the sandbox from outside, by a link or a file: it is shown at its moment, at rest, beside another one where
 * it is compared. Where the model refuses it, everything stays as it is. Of several in a row only the newest is shown.
 */
import type { Scenario } from '../schema/scenario.ts'
import type { HeavyGuard } from './heavyGuard.svelte.ts'
import type { Notice } from './notice.ts'
import type { Rerun } from './rerun.ts'
import type { Run } from './run.svelte.ts'

export interface ComparisonWish {
  /** Null: the same as A. */
  readonly b: Scenario | null
  /** Whether the person was asked already, or need not be. */
  readonly isAgreed: boolean
}

/** The sandbox, as far as it is concerned. */
interface Receiver {
  readonly run: Run
  readonly guard: HeavyGuard
  readonly undoable: string | null
  readonly selected: number | null
  readonly pinned: number | null
  select(id: number | null): void
  pin(id: number | null): void
  isIntroduced: boolean
  comparing: ComparisonWish | null
  compare(wish: ComparisonWish): void
  notice: Notice | null
  restart(changed: string): Promise<void>
}

export class SandboxLoading {
  readonly #sandbox: Receiver
  readonly #rerun: Rerun
  readonly #open: (scenario: Scenario) => Promise<boolean>
  #loading: Promise<void> = Promise.resolve()

  /** @param open opens a scenario, which the levers take over once the model has taken it */
  constructor(sandbox: Receiver, rerun: Rerun, open: (scenario: Scenario) => Promise<boolean>) {
    this.#sandbox = sandbox
    this.#rerun = rerun
    this.#open = open
  }

  load(scenario: Scenario, step: number, compared: Scenario | null): Promise<void> {
    this.#sandbox.run.pause()
    const isNewest = this.#rerun.wish()
    // One after the other: what the model took is taken over before it gets the next.
    const turn = this.#loading.then(() => this.#loadInTurn(isNewest, scenario, step, compared))
    this.#loading = turn.catch(() => {})
    return turn
  }

  async #loadInTurn(
    isNewest: () => boolean,
    scenario: Scenario,
    step: number,
    compared: Scenario | null,
  ): Promise<void> {
    if (!isNewest()) return
    const sandbox = this.#sandbox
    const { selected, pinned } = sandbox
    // Before the opening: a frame of the new crowd must not be asked for traders of the old one.
    sandbox.select(null)
    sandbox.pin(null)
    if (!(await this.#open(scenario))) {
      if (!isNewest()) return
      sandbox.select(selected)
      sandbox.pin(pinned)
      return this.#refuse()
    }
    sandbox.isIntroduced = false
    if (!compared) sandbox.comparing = null
    await sandbox.guard.agree(scenario)
    if (!isNewest()) return
    if (step > 0) await sandbox.run.seek(step)
    if (isNewest() && compared) sandbox.compare({ b: compared, isAgreed: true })
  }

  /** The present run stays, so this is no error of it. */
  async #refuse(): Promise<void> {
    const sandbox = this.#sandbox
    const { error, crashed } = sandbox.run
    if (!error || crashed) return
    sandbox.run.dismissError()
    sandbox.notice = { words: `This run cannot be opened. ${error.message}`, isProblem: true }
    // A lever that was moved just before.
    if (this.#rerun.isAhead && !sandbox.guard.question) await sandbox.restart(sandbox.undoable ?? '')
  }
}
