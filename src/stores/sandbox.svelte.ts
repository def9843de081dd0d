/**
 * The sandbox: one run, the levers that describe it, and what a person is looking at. It turns wishes into requests in the
 * right order, so that components only say what was wanted. It stops a run by itself once its crash is over.
 */
import type { Push } from '../schema/message.ts'
import type { Scenario, Shock } from '../schema/scenario.ts'
import type { TraderReading } from '../schema/snapshot.ts'
import { CalmPace } from './calmPace.ts'
import type { Comparison } from './comparison.svelte.ts'
import type { Controls } from './controls.svelte.ts'
import { HeavyGuard } from './heavyGuard.svelte.ts'
import { Outlook } from './outlook.svelte.ts'
import type { Adjustable, Playable } from './playable.ts'
import type { Run } from './run.svelte.ts'
import { createBefore, type Before } from './sandboxBefore.ts'
import type { SharingNotice } from './sharing.svelte.ts'
import { withoutShock } from './shocks.ts'
import { findLead, findMarks, findStills, isSettled, type Mark } from './story.ts'
import { StoryPlayer } from './storyPlayer.ts'

/** A lever is dragged: the run begins again when it rests. */
const REST_MS = 180
const MORE_LIQUIDITY = 10
/** A run that was watched for so many steps is worth comparing with; a lever on its way makes runs that nobody saw. */
const WATCHED_STEPS = 20

export interface ComparisonWish {
  /** Null: the same as A. */
  readonly b: Scenario | null
  /** Whether the person was asked already, or need not be. */
  readonly isAgreed: boolean
}

export class Sandbox extends StoryPlayer implements Adjustable, Playable {
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
  before: Before | null = $state.raw(null)
  /** What the last restart changed, in a few words; empty when it was a plain replay. */
  changed = $state('')
  selected: number | null = $state(null)
  pinned: number | null = $state(null)
  selectedReading: TraderReading | null = $state.raw(null)
  pinnedReading: TraderReading | null = $state.raw(null)
  /** The comparison that is wanted on the page instead; the present scenario is its A. */
  comparing: ComparisonWish | null = $state.raw(null)
  /** The comparison that is on the page. */
  comparison: Comparison | null = $state.raw(null)
  /** What is to be said about a link or a file. */
  notice: SharingNotice | null = $state.raw(null)
  /** The link of the address that was opened last: shown again, it is not opened again. */
  openedAddress = ''

  #timer: ReturnType<typeof setTimeout> | undefined

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
    await this.#open({ keepsGhost: false, changed: '' })
    if (this.run.frame) this.#begin(0)
  }

  /** Shows a scenario from a link or a file, at its moment, at rest; beside another one where it is compared. */
  async load(scenario: Scenario, step: number, compared: Scenario | null = null): Promise<void> {
    this.run.pause()
    if (!compared) this.comparing = null
    await this.guard.agree(scenario)
    this.controls.load(scenario)
    if (!(await this.#open({ keepsGhost: false, changed: '' }))) return
    this.select(null)
    this.pin(null)
    this.isIntroduced = false
    if (step > 0) await this.run.seek(step)
    if (compared) this.compare({ b: compared, isAgreed: true })
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
    if (a !== this.controls.scenario) {
      this.controls.change('the comparison', () => a)
      if (!(await this.#open({ keepsGhost: false, changed: '' }))) return
    }
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

  /** After a crash of the model: a fresh one, at the same moment. */
  async recover(): Promise<void> {
    if (!(await this.run.recover())) return
    if (!this.run.opened) return this.start()
    this.outlook.look(this.run.document)
  }

  /** Back to the situation as it began, with nothing left over from who was here before. */
  async reset(): Promise<void> {
    this.controls.reset()
    this.select(null)
    this.pin(null)
    this.hasTriedAgain = this.isIntroduced = false
    await this.#open({ keepsGhost: false, changed: '' })
    this.#begin(0)
  }

  /** Opens what the controls describe, on the same seed unless they changed it, with the old run as a ghost. */
  async restart(changed: string): Promise<void> {
    clearTimeout(this.#timer)
    const isAdmitted = await this.guard.admits(this.controls.scenario, {
      go: () => void this.restart(changed),
      cancel: () => this.controls.undo(),
    })
    if (!isAdmitted) return this.run.pause()
    if (!(await this.#open({ keepsGhost: true, changed }))) return
    if (this.#lead > 0) await this.run.seek(this.#lead)
    this.#begin(this.#lead)
  }

  forgetBefore(): void {
    this.before = null
  }

  select(id: number | null): void {
    this.selected = id
    if (id === null) this.selectedReading = null
  }

  pin(id: number | null): void {
    this.pinned = id
    if (id === null) this.pinnedReading = null
  }

  /** Reads the traders that are looked at, at the present moment. */
  async readTraders(): Promise<void> {
    const { selected, pinned, run } = this
    const read = async (id: number | null) => (id === null ? null : await run.trader(id))
    const [chosen, you] = await Promise.all([read(selected), pinned === selected ? null : read(pinned)])
    if (selected === this.selected && chosen) this.selectedReading = chosen
    if (pinned !== this.pinned) return
    const own = pinned === selected ? chosen : you
    if (own) this.pinnedReading = own
  }

  /** Called once a frame of the page. */
  tick(elapsedMs: number): void {
    this.run.tick(elapsedMs)
    this.#calmPace.follow(this.run)
    if (this.stopWhenSettled()) this.isIntroduced = true
  }

  /** The three stills of a run that must not move, once it is known to its end. */
  get stills(): number[] | null {
    const { series } = this.outlook
    return series ? findStills(series, this.shocks) : null
  }

  close(): void {
    clearTimeout(this.#timer)
    void this.run.close()
    this.outlook.close()
  }

  /** Where a changed run begins. */
  get #lead(): number {
    return findLead(this.shocks, this.run.document?.crowd.behavior !== undefined)
  }

  async #open({ keepsGhost, changed }: { keepsGhost: boolean; changed: string }): Promise<boolean> {
    const before = keepsGhost ? this.#chooseBefore() : null
    const stepSeconds = this.run.document?.stepSeconds
    if (!(await this.run.open(this.controls.document))) return false
    if (this.run.opened) this.controls.hold(this.run.opened)
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
