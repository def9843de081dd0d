/**
 * Two scenarios side by side on one clock and one seed. Each side has its own controls; whatever moves time, and every
 * push, goes to both. It knows no sandbox, so that a lesson can compare too: open two scenarios and show them.
 */
import type { Push } from '../schema/message.ts'
import type { Scenario, Shock } from '../schema/scenario.ts'
import { Controls } from './controls.svelte.ts'
import { ComparedPast, type Scenarios } from './comparedPast.svelte.ts'
import { ComparedSide } from './comparedSide.svelte.ts'
import { HeavyGuard } from './heavyGuard.svelte.ts'
import type { Playable } from './playable.ts'
import type { Run } from './run.svelte.ts'
import { RunPair, type PairDocuments } from './runPair.svelte.ts'
import { mergeShocks, withoutShock } from './shocks.ts'
import { findLead, findMarks, isSettled, type Mark } from './story.ts'
import { StoryPlayer } from './storyPlayer.ts'

/** As in the sandbox: a run begins again when a dragged lever rests. */
const REST_MS = 180
/** The crowd of a situation that is chosen anew, where the present one is a list. */
const USUAL_TRADERS = 10_000

export class Comparison extends StoryPlayer implements Playable {
  readonly pair: RunPair
  readonly a: ComparedSide
  readonly b: ComparedSide
  /** Asks before a side becomes heavy. */
  readonly guard = new HeavyGuard()
  readonly #past: ComparedPast
  /** What the runs were opened with. */
  #held: Scenarios | null = null
  /** The moment that was to be shown first. */
  #firstStep = 0
  /** Whether the model stopped while it opened what was changed last. */
  #isSuspect = false
  #timer: ReturnType<typeof setTimeout> | undefined
  readonly #reducesMotion: () => boolean

  constructor(a: Run, b: Run, reducesMotion: () => boolean, now: () => number = () => performance.now()) {
    super()
    this.pair = new RunPair(a, b)
    this.a = new ComparedSide('A', this)
    this.b = new ComparedSide('B', this)
    this.#reducesMotion = reducesMotion
    this.#past = new ComparedPast(now)
  }

  get run(): RunPair {
    return this.pair
  }

  get shocks(): readonly Shock[] {
    return mergeShocks(this.a.run.document?.shocks ?? [], this.b.run.document?.shocks ?? [])
  }

  get marks(): readonly Mark[] {
    const of = ({ run, name }: ComparedSide) =>
      findMarks(run.series, []).map((mark) => ({ ...mark, name: `${name}: ${mark.name}` }))
    const pushes = this.shocks.map(({ step }) => ({ step, name: 'push' }))
    return [...pushes, ...of(this.a), ...of(this.b)].sort((x, y) => x.step - y.step)
  }

  /** What "undo" would take back, or null. */
  get undoable(): string | null {
    return this.#past.newest
  }

  /**
   * Shows two scenarios at one moment, at rest.
   * @param start what "reset" of the controls goes back to
   * @returns whether both are open now
   */
  async open(a: Scenario, b: Scenario, step = 0, start: Scenario = a): Promise<boolean> {
    clearTimeout(this.#timer)
    this.#past.clear()
    this.#held = null
    this.#firstStep = step
    const traders = 'traders' in start.crowd ? start.crowd.traders : USUAL_TRADERS
    for (const side of [this.a, this.b]) {
      side.controls = new Controls(traders)
      side.controls.load(start)
    }
    this.#set({ a, b })
    if (!(await this.#openChanged())) return false
    if (step > 0) await this.pair.seek(step)
    return true
  }

  async replay(): Promise<void> {
    await this.pair.replay()
    this.#begin()
  }

  /** Another seed, the same for both. */
  async reroll(): Promise<void> {
    this.a.controls.reroll()
    await this.restart(this.a, 'another seed')
  }

  async push(push: Push): Promise<void> {
    await this.pair.push(push)
    // The runs have it already: nothing is to be opened again.
    for (const { controls, run } of [this.a, this.b]) controls.setShocks(run.document?.shocks ?? [])
    this.#held = this.#scenarios
    this.#begin()
  }

  addShock(shock: Shock): Promise<void> {
    return this.#changeShocks((shocks) => [...shocks, shock])
  }

  removeShock(shock: Shock): Promise<void> {
    return this.#changeShocks((shocks) => withoutShock(shocks, shock))
  }

  touch(side: ComparedSide, changed: string): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.restart(side, changed), REST_MS)
  }

  /** Runs what was changed on one side again, both from shortly before the first push. */
  async restart(side: ComparedSide, changed: string): Promise<void> {
    clearTimeout(this.#timer)
    const isAdmitted = await this.guard.admits(side.controls.scenario, {
      go: () => void this.restart(side, changed),
      cancel: () => this.#held && this.#set(this.#held),
    })
    if (!isAdmitted) return
    this.#shareSeed(side)
    this.#remember(`${changed} of ${side.name}`)
    await this.#restartAtLead()
  }

  /** One side becomes what is made of the other: a copy with a difference. */
  async derive(side: ComparedSide, what: string, toNext: (scenario: Scenario) => Scenario): Promise<void> {
    const { scenario } = this.#other(side).controls
    if (!scenario) return
    side.controls.scenario = toNext(scenario)
    await this.restart(side, what)
  }

  /** One side becomes the same as the other, at this moment. */
  async copy(to: ComparedSide): Promise<void> {
    const { step } = this.pair
    const from = this.#other(to)
    to.controls.scenario = from.controls.scenario
    this.#remember(`the copy to ${to.name}`)
    if (await this.#openChanged()) await this.pair.seek(step)
  }

  /** The runs change places; nothing is computed again. */
  swap(): void {
    this.#remember('the swap', true)
    this.pair.swap()
    const { a, b } = this
    ;[a.controls, b.controls] = [b.controls, a.controls]
    if (this.#held) this.#held = { a: this.#held.b, b: this.#held.a }
  }

  async undo(): Promise<void> {
    const last = this.#past.take()
    if (!last) return
    clearTimeout(this.#timer)
    this.#set(last)
    await this.#restartAtLead()
  }

  /** Both as the sandbox's situation began. */
  async reset(): Promise<void> {
    clearTimeout(this.#timer)
    for (const { controls } of [this.a, this.b]) controls.reset()
    this.#remember('the reset')
    await this.#restartAtLead()
  }

  /** After a crash: a fresh worker, the same moment; and what was changed, or never opened, meanwhile. */
  async recover(): Promise<void> {
    if (!(await this.pair.recover())) return
    const held = this.#held
    if (!held) {
      if (await this.#openChanged()) await this.pair.seek(this.#firstStep)
      return
    }
    if (this.#isSuspect) {
      // Opened once more, it would stop the model once more.
      this.#past.take()
      this.#set(held)
      this.#isSuspect = false
    }
    const isHeld = this.a.controls.scenario === held.a && this.b.controls.scenario === held.b
    if (!isHeld && !this.guard.question) await this.#restartAtLead()
  }

  /** Time has passed on the page. */
  elapse(elapsedMs: number): void {
    this.pair.elapse(elapsedMs)
    this.stopWhenSettled()
  }

  /** Whether the story of the last push is told on both sides. */
  get isSettled(): boolean {
    return [this.a, this.b].every(({ run }) =>
      isSettled(run.series, run.document?.shocks ?? [], this.pair.step),
    )
  }

  close(): void {
    clearTimeout(this.#timer)
    void this.pair.close()
  }

  get #scenarios(): Scenarios | null {
    const a = this.a.controls.scenario
    const b = this.b.controls.scenario
    return a && b ? { a, b } : null
  }

  #set({ a, b }: Scenarios): void {
    this.a.controls.scenario = a
    this.b.controls.scenario = b
  }

  #other(side: ComparedSide): ComparedSide {
    return side === this.a ? this.b : this.a
  }

  /** A new seed on one side is the seed of both. */
  #shareSeed(side: ComparedSide): void {
    const other = this.#other(side).controls
    const seed = side.controls.scenario?.seed
    const held = side === this.a ? this.#held?.a : this.#held?.b
    if (seed !== undefined && seed !== held?.seed && other.scenario)
      other.scenario = { ...other.scenario, seed }
  }

  async #changeShocks(toNext: (shocks: readonly Shock[]) => Shock[]): Promise<void> {
    clearTimeout(this.#timer)
    for (const { controls } of [this.a, this.b]) controls.setShocks(toNext(controls.scenario?.shocks ?? []))
    this.#remember('the pushes', true)
    await this.#restartAtLead()
  }

  /** Keeps what was open before the change, for undo. */
  #remember(what: string, isAlone = false): void {
    if (this.#held) this.#past.remember(what, this.#held, isAlone)
  }

  async #restartAtLead(): Promise<void> {
    if (!(await this.#openChanged())) return
    const lives = [this.a, this.b].some(({ run }) => run.document?.crowd.behavior !== undefined)
    const lead = findLead(this.shocks, lives)
    if (lead > 0) await this.pair.seek(lead)
    this.#begin()
  }

  /** Opens the sides that were changed, both at step 0. */
  async #openChanged(): Promise<boolean> {
    const documents: PairDocuments = {
      ...this.#findChanged(this.a, this.#held?.a),
      ...this.#findChanged(this.b, this.#held?.b),
    }
    const wasCrashed = this.pair.crashed
    const isOpen = await this.pair.reopen(documents)
    this.#isSuspect = !isOpen && this.pair.crashed && !wasCrashed
    if (!isOpen) return false
    for (const { controls, run } of [this.a, this.b]) if (run.opened) controls.hold(run.opened)
    this.#held = this.#scenarios
    return true
  }

  /** A situation that was chosen anew takes the seed of the other side. */
  #findChanged(side: ComparedSide, held: Scenario | undefined): PairDocuments {
    const { scenario, document } = side.controls
    if (scenario !== null && scenario === held) return {}
    const seed = this.#other(side).controls.scenario?.seed
    const wanted = scenario ?? (seed === undefined ? document : { ...document, seed })
    return side === this.a ? { a: wanted } : { b: wanted }
  }

  #begin(): void {
    this.stopsWhenSettled = true
    if (!this.#reducesMotion()) this.pair.play()
  }
}
