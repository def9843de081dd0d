/**
 * The life of what is run, one document or two side by side: it is asked about where it is heavy, opened, run again when a
 * lever rests, and brought back after a crash. What is wanted and how it is opened is its owner's; in which order things
 * happen, that the newest wish counts, and that a change which stops the model is taken back, is here.
 */
import { isSameDocument } from '../schema/documentPath.ts'
import type { Scenario } from '../schema/scenario.ts'
import type { WorldDocument } from '../schema/world.ts'
import { HeavyGuard } from './heavyGuard.svelte.ts'
import { Rest } from './rest.ts'

type Document = Scenario | WorldDocument

/** What the levers describe, one entry a run; null for a situation that has not opened yet. */
export type Wanted<D = Scenario> = readonly (D | null)[]

/** The run, and the person in front of it. */
interface Player {
  readonly run: { readonly crashed: boolean; pause(): void; seek(step: number): Promise<void> }
  /** Returns a way to ask which moment was gone to from now on; null while none was. */
  hearTime(): () => number | null
}

/** What is run again, as its owner has it. */
export interface Rerunnable<D extends Document = Scenario> {
  player(): Player
  wanted(): Wanted<D>
  /** The first opening. */
  start(): Promise<unknown>
  /** Runs what the levers say now. */
  again(): Promise<void>
  /** A fresh worker, at the same moment. Returns whether that went well. */
  recover(): Promise<boolean>
  /** The levers go back to what was open before the last change. */
  takeBack(): void
  /** The step at which a changed run begins. */
  lead(): number
  /** Plays from this step, at which the run stands. */
  begin(step: number): void
}

interface Restart {
  /** The step at which it begins, where that is not the usual one. */
  readonly lead?: number | undefined
  /** What may be heavy; null where it need not be asked about. */
  readonly scenario: Document | null
  /** It is heavy, and not wanted after all. */
  cancel(): void
  /** By way of `Rerun.open`. */
  open(): Promise<boolean>
}

export class Rerun<D extends Document = Scenario> {
  /** Asks before a heavy run. */
  readonly guard = new HeavyGuard()
  readonly #owner: Rerunnable<D>
  readonly #rest = new Rest()
  #opened: Wanted<D> | null = null
  /** Whether the model stopped while it opened what was wanted last. */
  #isSuspect = false
  #wishes = 0
  /** Moments that were asked for since a lever moved that is still on its way. */
  #heard: (() => number | null) | null = null

  constructor(owner: Rerunnable<D>) {
    this.#owner = owner
  }

  get #run(): Player['run'] {
    return this.#owner.player().run
  }

  /** What is open, as the levers said it; null before the first opening. */
  get opened(): Wanted<D> | null {
    return this.#opened
  }

  /** Whether the levers say something else than what is open. */
  get isAhead(): boolean {
    return this.#owner.wanted().some((_, place) => this.isChanged(place))
  }

  /** As `isAhead`, of one of the runs. */
  isChanged(place: number): boolean {
    const [now, opened] = [this.#owner.wanted()[place], this.#opened?.[place] ?? null]
    // Undo makes new objects with the old content.
    return now === null || !isSameDocument(now, opened)
  }

  /** A lever moves: run it again when it rests. */
  touch(again: () => Promise<void>): void {
    this.#heard = this.#owner.player().hearTime()
    this.#rest.begin(() => void again())
  }

  /** A lever moves under a pointer: run it again when it is let go. */
  hold(again: () => Promise<void>): void {
    this.#heard = this.#owner.player().hearTime()
    this.#rest.hold(() => void again())
  }

  /** The lever is let go. */
  release(): void {
    this.#rest.release()
  }

  /** A wish that takes the place of those before it, a lever on its way too. Returns a way to ask whether it is the newest. */
  wish(): () => boolean {
    this.#rest.end()
    this.#heard = null
    const wish = ++this.#wishes
    return () => wish === this.#wishes
  }

  /**
   * @param wanted what is to be opened, as far as the levers know it
   * @param open opens it, and takes over what it came to; returns whether it is what is open now
   */
  async open(wanted: Wanted<D>, open: () => Promise<boolean>): Promise<boolean> {
    const wasCrashed = this.#run.crashed
    const isOpen = await open()
    this.#isSuspect = !isOpen && this.#run.crashed && !wasCrashed
    if (!isOpen) return false
    // A lever may have moved on meanwhile; what a situation is, is only known now.
    const now = this.#owner.wanted()
    this.#opened = wanted.map((scenario, place) => scenario ?? now[place])
    return true
  }

  /**
   * Opens what was changed, after a question where it is heavy, and plays it from where it begins; or shows the moment that
   * somebody went to since the change, at rest: their last word counts.
   */
  async restart(restart: Restart): Promise<void> {
    const heard = this.#heard ?? this.#owner.player().hearTime()
    const isNewest = this.wish()
    const isAdmitted = await this.guard.admits(restart.scenario, {
      go: () => void this.restart(restart),
      cancel: () => restart.cancel(),
    })
    if (!isNewest()) return
    if (!isAdmitted) return this.#run.pause()
    if (!(await restart.open())) return
    const lead = restart.lead ?? this.#owner.lead()
    if (lead > 0 && heard() === null) await this.#run.seek(lead)
    if (!isNewest()) return
    const asked = heard()
    if (asked === null) this.#owner.begin(lead)
    else await this.#run.seek(asked)
  }

  /** The runs got these shocks by hand, one list a run: nothing is to be opened again for them. */
  holdShocks(shocks: readonly (readonly D['shocks'][number][])[]): void {
    this.#opened =
      this.#opened?.map((scenario, place) => scenario && { ...scenario, shocks: [...shocks[place]] }) ?? null
  }

  /** After a crash: a fresh worker at the same moment, and what was changed, or never opened, meanwhile. */
  async recover(): Promise<void> {
    if (!(await this.#owner.recover())) return
    if (this.#opened === null) return void (await this.#owner.start())
    const isSuspect = this.#isSuspect
    this.#isSuspect = false
    // Opened once more, it would stop the model once more.
    if (isSuspect && this.isAhead) this.#owner.takeBack()
    if (this.isAhead && !this.guard.question) await this.#owner.again()
  }

  /** What was open first is second now, and the levers have changed places too. */
  swap(): void {
    this.#opened = this.#opened?.toReversed() ?? null
  }

  /** What was wanted last did not stop the model. */
  trust(): void {
    this.#isSuspect = false
  }

  /** Nothing is open any more, and nothing is on its way. */
  forget(): void {
    this.wish()
    this.#opened = null
    this.#isSuspect = false
  }
}
