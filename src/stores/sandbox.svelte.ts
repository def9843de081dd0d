/**
 * The sandbox: one run, the levers that describe it, and what a person is looking at. It turns wishes into requests in the
 * right order, so that components only say what was wanted. It stops a run by itself once its crash is over.
 */
import type { Push } from '../schema/message.ts'
import type { Scenario, Shock } from '../schema/scenario.ts'
import { CalmPace } from './calmPace.ts'
import type { Comparison } from './comparison.svelte.ts'
import type { Controls } from './controls.svelte.ts'
import type { HeavyGuard } from './heavyGuard.svelte.ts'
import type { Notice } from './notice.ts'
import { Outlook } from './outlook.svelte.ts'
import { LeverDrag } from './leverDrag.svelte.ts'
import type { Adjustable, Playable } from './playable.ts'
import { Rerun } from './rerun.ts'
import type { Run } from './run.svelte.ts'
import { createBefore, isWatched, type Before } from './sandboxBefore.ts'
import { SandboxLoading, type ComparisonWish } from './sandboxLoading.ts'
import { SandboxTraders } from './sandboxTraders.svelte.ts'
import { withoutShock } from './shocks.ts'
import { findLead, findMarks, findStills, isSettled, type Mark } from './story.ts'

/** How many times as deep the book is when somebody wants to see what more liquidity does. */
export const MORE_LIQUIDITY = 10
const USUAL_SPEED = 8

interface Opening {
  /** Whether the run that ends stays as the one to compare with. */
  readonly keepsBefore?: boolean
  readonly changed?: string
  /** A scenario from outside: the levers take it over once the model has taken it. */
  readonly loaded?: Scenario
}

export class Sandbox extends SandboxTraders implements Adjustable, Playable {
  readonly run: Run
  readonly controls: Controls
  readonly outlook: Outlook
  readonly #calmPace = new CalmPace()
  readonly #reducesMotion: () => boolean
  readonly #rerun = new Rerun({
    player: () => this,
    wanted: () => [this.controls.scenario],
    start: () => this.start(),
    again: () => this.restart(this.controls.undoable ?? ''),
    recover: () => this.#bringBack(),
    takeBack: () => this.#takeBack(),
    lead: () => this.#lead,
    begin: (step) => this.#begin(step),
  })
  readonly drag = new LeverDrag(this, this.#rerun)
  readonly #loading = new SandboxLoading(this, this.#rerun, (loaded) => this.#open({ loaded }))

  /** Whether the first run has been told to its end, and nobody has touched anything yet. */
  isIntroduced = $state(false)
  /** Whether the button of the first card was pressed, and whether the card was closed. */
  hasTriedAgain = $state(false)
  isCardClosed = $state(false)
  before: Before | null = $state.raw(null)
  /** What the last restart changed, in a few words; empty when it was a plain replay. */
  changed = $state('')
  /** The comparison that is wanted on the page instead, with the present scenario as its A, and the one that is there. */
  comparing: ComparisonWish | null = $state.raw(null)
  comparison: Comparison | null = $state.raw(null)
  /** What is to be said about a link or a file. */
  notice: Notice | null = $state.raw(null)
  /** The link of the address that was opened last: shown again, it is not opened again. */
  openedAddress = ''

  constructor(run: Run, controls: Controls, reducesMotion: () => boolean) {
    super()
    this.run = run
    this.controls = controls
    this.outlook = new Outlook(run)
    this.#reducesMotion = reducesMotion
  }

  /** Asks before a heavy run. */
  get guard(): HeavyGuard {
    return this.#rerun.guard
  }

  /** What "undo" would take back, or null. */
  get undoable(): string | null {
    return this.controls.undoable
  }

  /** The shocks of the run, pushes included. */
  get shocks(): readonly Shock[] {
    return this.run.document?.shocks ?? []
  }

  get marks(): readonly Mark[] {
    return findMarks(this.outlook.series ?? this.run.series, this.shocks)
  }

  get isSettled(): boolean {
    return isSettled(this.run.series, this.shocks, this.run.step)
  }

  get seconds(): number {
    return this.run.step * (this.run.document?.stepSeconds ?? 1)
  }

  /** The first opening: plays at once, or shows the first still. */
  async start(): Promise<void> {
    await this.#open()
    if (this.run.frame) this.#begin(0)
  }

  /** Shows a scenario from a link or a file. */
  load(scenario: Scenario, step: number, compared: Scenario | null = null): Promise<void> {
    return this.#loading.load(scenario, step, compared)
  }

  /** The same seed again. */
  async replay(): Promise<void> {
    if (!(await this.run.replay())) return
    void this.outlook.resume()
    this.#begin(0)
  }

  /** Another seed. */
  async reroll(): Promise<void> {
    this.controls.reroll()
    await this.restart('another seed')
  }

  async push(push: Push): Promise<void> {
    const { interventions } = this
    const shock = await this.run.push(push)
    if (!shock) return
    this.controls.setShocks(this.shocks)
    this.#rerun.holdShocks([this.shocks])
    this.#setBefore(this.before)
    this.stopsWhenSettled = true
    void this.outlook.look()
    if (!this.#reducesMotion() && interventions === this.interventions) this.run.play()
  }

  async addShock(shock: Shock): Promise<void> {
    this.controls.changeShocks((shocks) => [...shocks, shock])
    await this.restart('a push that is planned')
  }

  async removeShock(shock: Shock): Promise<void> {
    this.controls.changeShocks((shocks) => withoutShock(shocks, shock))
    await this.restart('one push less')
  }

  compare(wish: ComparisonWish): void {
    this.run.pause()
    this.comparing = wish
  }

  /** Ends the comparison; its A stays, at the same moment. */
  async leaveComparison(a: Scenario, step: number): Promise<void> {
    this.comparing = null
    const isChanged = this.#takeA(a)
    this.#rerun.trust()
    // The worker that was lost meanwhile had this run too.
    if (this.run.crashed) await this.recover()
    else if (isChanged && !(await this.#open())) return
    this.run.pause()
    await this.run.seek(step)
  }

  /** The button of the first card. */
  async again(): Promise<void> {
    const depth = this.controls.scenario?.liquidity.depth
    if (typeof depth !== 'number') return
    this.controls.setAt('liquidity.depth', depth * MORE_LIQUIDITY, 'liquidity')
    this.hasTriedAgain = true
    await this.restart('ten times the liquidity')
  }

  /** Something was changed: run it again, when the levers rest. */
  touch(changed: string): void {
    this.drag.touch(changed)
  }

  async undo(): Promise<void> {
    const what = this.controls.undoable
    if (what === null) return
    this.controls.undo()
    await this.restart(`${what} as before`)
  }

  /** After a crash of the model: a fresh one, at the same moment; or what was changed while there was none. */
  recover(): Promise<void> {
    return this.#rerun.recover()
  }

  /** Back to the situation as it began, with nothing left over from who was here before. */
  async reset(): Promise<void> {
    this.#rerun.wish()
    this.controls.reset()
    this.select(null)
    this.pin(null)
    this.hasTriedAgain = this.isIntroduced = this.isCardClosed = false
    this.notice = this.guard.question = null
    this.run.stepsPerSecond = USUAL_SPEED
    if (await this.#open()) this.#begin(0)
  }

  /** Opens what the controls describe, on the same seed unless they changed it; the run that ends is compared with it. */
  restart(changed: string): Promise<void> {
    return this.#rerun.restart({
      scenario: this.controls.scenario,
      cancel: () => this.controls.undo(),
      open: () => this.#open({ keepsBefore: true, changed }),
    })
  }

  forgetBefore(): void {
    this.before = null
  }

  /** Time has passed on the page. */
  elapse(elapsedMs: number): void {
    this.run.elapse(elapsedMs)
    this.#calmPace.follow(this.run)
    if (this.stopWhenSettled()) this.isIntroduced = true
  }

  /** The three stills of a run that must not move, once it is known to its end. */
  get stills(): number[] | null {
    const { series } = this.outlook
    return series ? findStills(series, this.shocks) : null
  }

  /** Where a changed run begins. */
  get #lead(): number {
    return findLead(this.shocks, this.run.document?.crowd.behavior !== undefined)
  }

  get #opened(): Scenario | null {
    return this.#rerun.opened?.[0] ?? null
  }

  /** What a comparison made of A, as one change. Returns whether there was any. */
  #takeA(a: Scenario): boolean {
    if (a === this.controls.scenario) return false
    this.controls.change('the comparison', () => a)
    return true
  }

  #takeOver(loaded: Scenario): void {
    const a = this.comparison?.a.controls.scenario
    if (a) this.#takeA(a)
    this.controls.load(loaded)
  }

  async #open({ keepsBefore = false, changed = '', loaded }: Opening = {}): Promise<boolean> {
    const before = keepsBefore ? this.#chooseBefore() : null
    const stepSeconds = this.run.document?.stepSeconds
    const isOpen = await this.#rerun.open([loaded ?? this.controls.scenario], async () => {
      if (!(await this.run.open(loaded ?? this.controls.document))) return false
      if (loaded) this.#takeOver(loaded)
      if (this.run.opened) this.controls.hold(this.run.opened)
      return true
    })
    if (!isOpen) return false
    // Seconds and hours on one axis would compare nothing.
    this.#setBefore(this.run.document?.stepSeconds === stepSeconds ? before : null)
    this.changed = changed
    void this.outlook.look()
    return true
  }

  async #bringBack(): Promise<boolean> {
    if (!(await this.run.recover())) return false
    void this.outlook.look()
    return true
  }

  #takeBack(): void {
    const words = `The model stopped at a change (${this.controls.undoable ?? 'the last one'}), which is taken back.`
    this.notice = { words, isProblem: true }
    this.controls.undo()
  }

  #setBefore(before: Before | null): void {
    this.before = before && { ...before, now: this.#opened }
  }

  /** The run on the screen, if it was watched; else the one it is compared with. */
  #chooseBefore(): Before | null {
    const { opened, series } = this.run
    if (!opened || (this.before && !isWatched(series, this.#lead))) return this.before
    return createBefore(opened, this.outlook.series ?? series, this.#opened)
  }

  #begin(step: number): void {
    this.stopsWhenSettled = true
    this.#calmPace.begin(this.run)
    if (!this.#reducesMotion()) this.run.play()
    else if (step > 0) void this.run.seek(step)
  }
}
