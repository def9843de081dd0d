/**
 * The sandbox: one run, the levers that describe it, and what a person is looking at. It turns wishes into requests in the
 * right order, so that components only say what was wanted. It stops a run by itself once its crash is over.
 */
import type { Push } from '../schema/message.ts'
import type { Scenario, Shock } from '../schema/scenario.ts'
import { CalmPace } from './calmPace.ts'
import type { Comparison } from './comparison.svelte.ts'
import type { Controls } from './controls.svelte.ts'
import { HeavyGuard } from './heavyGuard.svelte.ts'
import { Outlook } from './outlook.svelte.ts'
import type { Adjustable, Playable } from './playable.ts'
import type { Run } from './run.svelte.ts'
import { createBefore, type Before } from './sandboxBefore.ts'
import { SandboxTraders } from './sandboxTraders.svelte.ts'
import type { SharingNotice } from './sharing.svelte.ts'
import { withoutShock } from './shocks.ts'
import { findLead, findMarks, findStills, isSettled, type Mark } from './story.ts'

/** A lever is dragged: the run begins again when it rests. */
const REST_MS = 180
const MORE_LIQUIDITY = 10
/** A run that was watched for so many steps is worth comparing with; a lever on its way makes runs that nobody saw. */
const WATCHED_STEPS = 20
const USUAL_SPEED = 8

export interface ComparisonWish {
  /** Null: the same as A. */
  readonly b: Scenario | null
  /** Whether the person was asked already, or need not be. */
  readonly isAgreed: boolean
}

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
  /** Asks before a heavy run. */
  readonly guard = new HeavyGuard()
  readonly #calmPace = new CalmPace()
  readonly #reducesMotion: () => boolean

  /** Whether the first run has been told to its end, and nobody has touched anything yet. */
  isIntroduced = $state(false)
  /** Whether the button of the first card was pressed. */
  hasTriedAgain = $state(false)
  /** Whether the first card was closed. */
  isCardClosed = $state(false)
  before: Before | null = $state.raw(null)
  /** What the last restart changed, in a few words; empty when it was a plain replay. */
  changed = $state('')
  /** The comparison that is wanted on the page instead; the present scenario is its A. */
  comparing: ComparisonWish | null = $state.raw(null)
  /** The comparison that is on the page. */
  comparison: Comparison | null = $state.raw(null)
  /** What is to be said about a link or a file. */
  notice: SharingNotice | null = $state.raw(null)
  /** The link of the address that was opened last: shown again, it is not opened again. */
  openedAddress = ''

  #timer: ReturnType<typeof setTimeout> | undefined
  /** Counts what was wished to be opened: the newest wish counts. */
  #wishes = 0
  #loading: Promise<void> = Promise.resolve()
  /** What the run was opened with, as the levers said it. */
  #held: Scenario | null = null
  /** Whether the model stopped while it opened what was changed last. */
  #isSuspect = false

  constructor(run: Run, ahead: Run, controls: Controls, reducesMotion: () => boolean) {
    super()
    this.run = run
    this.controls = controls
    this.outlook = new Outlook(ahead)
    this.#reducesMotion = reducesMotion
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

  /**
   * Shows a scenario from a link or a file, at its moment, at rest; beside another one where it is compared. Where the model
   * refuses it, everything stays as it is. Of several in a row only the newest is shown.
   */
  load(scenario: Scenario, step: number, compared: Scenario | null = null): Promise<void> {
    clearTimeout(this.#timer)
    this.run.pause()
    const wish = ++this.#wishes
    // One after the other: what the model took is taken over before it gets the next.
    const turn = this.#loading.then(() => this.#loadInTurn(wish, scenario, step, compared))
    this.#loading = turn.catch(() => {})
    return turn
  }

  /** The same seed again. */
  async replay(): Promise<void> {
    if (await this.run.replay()) this.#begin(0)
  }

  /** Another seed. */
  async reroll(): Promise<void> {
    this.controls.reroll()
    await this.restart('another seed')
  }

  async push(push: Push): Promise<void> {
    const shock = await this.run.push(push)
    if (!shock) return
    this.controls.setShocks(this.shocks)
    this.#held = this.controls.scenario
    this.stopsWhenSettled = true
    this.outlook.look(this.run.document)
    if (!this.#reducesMotion()) this.run.play()
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
    this.#isSuspect = false
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
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.restart(changed), REST_MS)
  }

  async undo(): Promise<void> {
    const what = this.controls.undoable
    if (what === null) return
    this.controls.undo()
    await this.restart(`${what} as before`)
  }

  /** After a crash of the model: a fresh one, at the same moment; or what was changed while there was none. */
  async recover(): Promise<void> {
    if (!(await this.run.recover())) return
    if (!this.run.opened) return this.start()
    this.outlook.look(this.run.document)
    const isSuspect = this.#isSuspect
    this.#isSuspect = false
    if (isSuspect && this.#isAhead) {
      // Opened once more, it would stop the model once more.
      const words = `The model stopped at a change (${this.controls.undoable ?? 'the last one'}), which is taken back.`
      this.notice = { words, isProblem: true }
      this.controls.undo()
    }
    if (this.#isAhead) await this.restart(this.controls.undoable ?? '')
  }

  /** Back to the situation as it began, with nothing left over from who was here before. */
  async reset(): Promise<void> {
    clearTimeout(this.#timer)
    this.#wishes++
    this.controls.reset()
    this.select(null)
    this.pin(null)
    this.hasTriedAgain = this.isIntroduced = this.isCardClosed = false
    this.notice = this.guard.question = null
    this.run.stepsPerSecond = USUAL_SPEED
    if (await this.#open()) this.#begin(0)
  }

  /** Opens what the controls describe, on the same seed unless they changed it, with the old run as a ghost. */
  async restart(changed: string): Promise<void> {
    clearTimeout(this.#timer)
    const wish = ++this.#wishes
    const isAdmitted = await this.guard.admits(this.controls.scenario, {
      go: () => void this.restart(changed),
      cancel: () => this.controls.undo(),
    })
    if (wish !== this.#wishes) return
    if (!isAdmitted) return this.run.pause()
    if (!(await this.#open({ keepsBefore: true, changed }))) return
    if (this.#lead > 0) await this.run.seek(this.#lead)
    this.#begin(this.#lead)
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

  /** Whether the levers say something else than what the run was opened with. */
  get #isAhead(): boolean {
    const { scenario } = this.controls
    // Undo makes new objects with the old content.
    return scenario !== this.#held && JSON.stringify(scenario) !== JSON.stringify(this.#held)
  }

  async #loadInTurn(
    wish: number,
    scenario: Scenario,
    step: number,
    compared: Scenario | null,
  ): Promise<void> {
    if (wish !== this.#wishes) return
    const { selected, pinned } = this
    // Before the opening: a frame of the new crowd must not be asked for traders of the old one.
    this.select(null)
    this.pin(null)
    if (!(await this.#open({ loaded: scenario }))) {
      if (wish !== this.#wishes) return
      this.select(selected)
      this.pin(pinned)
      return this.#refuseLoaded()
    }
    this.isIntroduced = false
    if (!compared) this.comparing = null
    await this.guard.agree(scenario)
    if (wish !== this.#wishes) return
    if (step > 0) await this.run.seek(step)
    if (wish === this.#wishes && compared) this.compare({ b: compared, isAgreed: true })
  }

  /** The present run stays, so this is no error of it. */
  async #refuseLoaded(): Promise<void> {
    const { error, crashed } = this.run
    if (!error || crashed) return
    this.run.dismissError()
    this.notice = { words: `This run cannot be opened. ${error.message}`, isProblem: true }
    // A lever that was moved just before.
    if (this.#isAhead && !this.guard.question) await this.restart(this.controls.undoable ?? '')
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
    const wasCrashed = this.run.crashed
    const wanted = loaded ?? this.controls.scenario
    const isOpen = await this.run.open(loaded ?? this.controls.document)
    this.#isSuspect = !isOpen && this.run.crashed && !wasCrashed
    if (!isOpen) return false
    if (loaded) this.#takeOver(loaded)
    if (this.run.opened) this.controls.hold(this.run.opened)
    this.#held = wanted ?? this.controls.scenario
    // Seconds and hours on one axis would compare nothing.
    this.before = this.run.document?.stepSeconds === stepSeconds ? before : null
    this.changed = changed
    this.outlook.look(this.run.document)
    return true
  }

  /** The run on the screen, if it was watched; else the one it is compared with. */
  #chooseBefore(): Before | null {
    const { opened, series } = this.run
    if (!opened || (series.length <= this.#lead + WATCHED_STEPS && this.before)) return this.before
    return createBefore(opened, this.outlook.series ?? series)
  }

  #begin(step: number): void {
    this.stopsWhenSettled = true
    this.#calmPace.begin(this.run)
    if (!this.#reducesMotion()) this.run.play()
    else if (step > 0) void this.run.seek(step)
  }
}
