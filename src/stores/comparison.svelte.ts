/**
 * Two scenarios side by side on one clock and one seed. Each side has its own controls; whatever moves time, and every
 * push, goes to both. It knows no sandbox, so that a lesson can compare too: open two scenarios and show them.
 */
import type { Push } from '../schema/message.ts'
import type { Scenario, Shock } from '../schema/scenario.ts'
import { Controls } from './controls.svelte.ts'
import { Past } from './past.svelte.ts'
import { ComparedSide } from './comparedSide.svelte.ts'
import type { HeavyGuard } from './heavyGuard.svelte.ts'
import type { Playable } from './playable.ts'
import { Rerun, type Wanted } from './rerun.ts'
import type { Run } from './run.svelte.ts'
import { RunPair, type PairDocuments } from './runPair.svelte.ts'
import { mergeShocks, withoutShock } from './shocks.ts'
import { findLead, findMarks, isSettled, markPushes, type Mark } from './story.ts'
import { StoryPlayer } from './storyPlayer.ts'

/** The crowd of a situation that is chosen anew, where the present one is a list. */
const USUAL_TRADERS = 10_000

export class Comparison extends StoryPlayer implements Playable {
  readonly pair: RunPair
  readonly a: ComparedSide
  readonly b: ComparedSide
  readonly #past: Past<Wanted>
  readonly #rerun = new Rerun({
    player: () => this,
    wanted: () => this.#wanted,
    start: () => this.#openFirst(),
    again: () => this.#restart(),
    recover: () => this.pair.recover(),
    takeBack: () => this.#takeBack(),
    lead: () => this.#lead,
    begin: () => this.#begin(),
  })
  /** The moment that was to be shown first. */
  #firstStep = 0
  readonly #reducesMotion: () => boolean

  constructor(a: Run, b: Run, reducesMotion: () => boolean, now: () => number = () => performance.now()) {
    super()
    this.pair = new RunPair(a, b)
    this.a = new ComparedSide('A', this, this.#rerun)
    this.b = new ComparedSide('B', this, this.#rerun)
    this.#reducesMotion = reducesMotion
    this.#past = new Past(now)
  }

  /** Asks before a side becomes heavy. */
  get guard(): HeavyGuard {
    return this.#rerun.guard
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
    return [...markPushes(this.shocks), ...of(this.a), ...of(this.b)].sort((x, y) => x.step - y.step)
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
  open(a: Scenario, b: Scenario, step = 0, start: Scenario = a): Promise<boolean> {
    this.#rerun.forget()
    this.#past.clear()
    this.#firstStep = step
    const traders = 'traders' in start.crowd ? start.crowd.traders : USUAL_TRADERS
    for (const side of [this.a, this.b]) {
      side.controls = new Controls(traders)
      side.controls.load(start)
    }
    this.#set([a, b])
    return this.#openFirst()
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
    const { interventions } = this
    await this.pair.push(push)
    // The runs have it already: nothing is to be opened again.
    for (const { controls, run } of [this.a, this.b]) controls.setShocks(run.document?.shocks ?? [])
    this.#rerun.holdShocks([this.a, this.b].map(({ run }) => run.document?.shocks ?? []))
    if (interventions === this.interventions) this.#begin()
  }

  addShock(shock: Shock): Promise<void> {
    return this.#changeShocks((shocks) => [...shocks, shock])
  }

  removeShock(shock: Shock): Promise<void> {
    return this.#changeShocks((shocks) => withoutShock(shocks, shock))
  }

  /** Runs what was changed on one side again, both from shortly before the first push. */
  restart(side: ComparedSide, changed: string): Promise<void> {
    return this.#rerun.restart({
      scenario: side.controls.scenario,
      cancel: () => this.#rerun.opened && this.#set(this.#rerun.opened),
      open: () => {
        this.#shareSeed(side)
        this.#remember(`${changed} of ${side.name}`)
        return this.#openChanged()
      },
    })
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
    this.#rerun.swap()
  }

  async undo(): Promise<void> {
    const last = this.#past.take()
    if (!last) return
    this.#set(last.before)
    await this.#restart()
  }

  /** Both as the sandbox's situation began. */
  async reset(): Promise<void> {
    for (const { controls } of [this.a, this.b]) controls.reset()
    this.#remember('the reset')
    await this.#restart()
  }

  /** After a crash: a fresh worker, the same moment; and what was changed, or never opened, meanwhile. */
  recover(): Promise<void> {
    return this.#rerun.recover()
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
    this.#rerun.forget()
    void this.pair.close()
  }

  get #wanted(): Wanted {
    return [this.a.controls.scenario, this.b.controls.scenario]
  }

  get #lead(): number {
    const lives = [this.a, this.b].some(({ run }) => run.document?.crowd.behavior !== undefined)
    return findLead(this.shocks, lives)
  }

  #set([a, b]: Wanted): void {
    this.a.controls.scenario = a
    this.b.controls.scenario = b
  }

  #other(side: ComparedSide): ComparedSide {
    return side === this.a ? this.b : this.a
  }

  #placeOf(side: ComparedSide): number {
    return side === this.a ? 0 : 1
  }

  /** A new seed on one side is the seed of both. */
  #shareSeed(side: ComparedSide): void {
    for (const from of [side, this.#other(side)]) {
      const other = this.#other(from).controls
      const seed = from.controls.scenario?.seed
      const opened = this.#rerun.opened?.[this.#placeOf(from)]
      if (seed !== undefined && seed !== opened?.seed && other.scenario)
        other.scenario = { ...other.scenario, seed }
    }
  }

  #changeShocks(toNext: (shocks: readonly Shock[]) => Shock[]): Promise<void> {
    for (const { controls } of [this.a, this.b]) controls.setShocks(toNext(controls.scenario?.shocks ?? []))
    this.#remember('the pushes', true)
    return this.#restart()
  }

  /** Keeps what was open before the change, for undo. */
  #remember(what: string, isAlone = false): void {
    const { opened } = this.#rerun
    if (opened) this.#past.remember(what, opened, isAlone)
  }

  #takeBack(): void {
    this.#past.take()
    if (this.#rerun.opened) this.#set(this.#rerun.opened)
  }

  async #openFirst(): Promise<boolean> {
    if (!(await this.#openChanged())) return false
    if (this.#firstStep > 0) await this.pair.seek(this.#firstStep)
    return true
  }

  /** Runs what differs from what is open, without a question. */
  #restart(): Promise<void> {
    return this.#rerun.restart({ scenario: null, cancel: () => {}, open: () => this.#openChanged() })
  }

  /** Opens the sides that were changed, both at step 0. */
  #openChanged(): Promise<boolean> {
    return this.#rerun.open(this.#wanted, async () => {
      const documents: PairDocuments = { a: this.#findChanged(this.a), b: this.#findChanged(this.b) }
      if (!(await this.pair.reopen(documents))) return false
      for (const { controls, run } of [this.a, this.b]) if (run.opened) controls.hold(run.opened)
      return true
    })
  }

  /** What a side is to be opened with; undefined where that is open already. */
  #findChanged(side: ComparedSide): object | undefined {
    const { scenario, document } = side.controls
    if (!this.#rerun.isChanged(this.#placeOf(side))) return undefined
    // A situation that was chosen anew takes the seed of the other side.
    const seed = this.#other(side).controls.scenario?.seed
    return scenario ?? (seed === undefined ? document : { ...document, seed })
  }

  #begin(): void {
    this.stopsWhenSettled = true
    if (!this.#reducesMotion()) this.pair.play()
  }
}
