/**
 * The contagion place: a world that is played, pushed anywhere, and run again on the same seed with a channel off or a setting
 * changed, beside the run before as a ghost. It turns wishes into requests in the right order, so that components only say
 * what was wanted.
 */
import type { HeavyGuard } from '../heavyGuard.svelte.ts'
import type { Notice } from '../notice.ts'
import { Outlook } from '../outlook.svelte.ts'
import type { Timed } from '../playable.ts'
import { Rerun } from '../rerun.ts'
import { isWatched } from '../sandboxBefore.ts'
import { findLead, type Mark } from '../story.ts'
import { readFailures, readIlliquid, type Failure, type Illiquidity } from './failureOrder.ts'
import { toFlowSource, type Flow, type FlowSource } from './flow.ts'
import { readFlows } from './flows.ts'
import { describeSwitch, isOff, toggle } from './switches.ts'
import { createWorldBefore, type WorldBefore } from './worldBefore.ts'
import type { WorldRun } from './worldRun.svelte.ts'
import { WorldTraders } from './worldTraders.svelte.ts'
import { WorldWish, type Wished } from './worldWish.svelte.ts'
import { isSameDocument } from '../../schema/documentPath.ts'
import type { WorldPush } from '../../schema/message.ts'
import type { ChannelId, ChannelSwitch } from '../../schema/worldChannels.ts'
import type { WorldDocument } from '../../schema/world.ts'
import type { WorldShock } from '../../schema/worldShocks.ts'

/** What comes in from a situation, a file or a link. */
export interface IncomingWorld {
  /** In its input form or whole. */
  readonly world: object
  /** The situation that it is, by id. */
  readonly situation?: string | null
  /** Channels that are off. */
  readonly off?: readonly ChannelSwitch[]
  /** The moment to show; without one it plays from its beginning. */
  readonly step?: number
}

type Opening = Readonly<{ keepsBefore?: boolean; changed?: string; incoming?: IncomingWorld }>

export class Contagion extends WorldTraders implements Timed {
  readonly run: WorldRun
  readonly outlook: Outlook
  readonly #reducesMotion: () => boolean
  readonly #rerun = new Rerun<Wished>({
    player: () => this,
    wanted: () => [this.wish.wished],
    start: () => (this.#first ? this.open(this.#first) : Promise.resolve()),
    again: () => this.restart(this.undoable ?? ''),
    recover: () => this.#bringBack(),
    takeBack: () => this.#takeBack(),
    lead: () => findLead(this.shocks),
    begin: (step) => this.#begin(step),
  })
  /** What is to be run, as levers and switches say it. */
  readonly wish: WorldWish
  /** What was to be opened first: tried again where the model was lost before. */
  #first: IncomingWorld | null = null

  /** The run before the last change. */
  before: WorldBefore | null = $state.raw(null)
  /** What the last restart changed, in a few words; empty when it was a plain replay. */
  changed = $state('')
  /** What is to be said about a link or a file. */
  notice: Notice | null = $state.raw(null)
  /** What is open, as flows read it; null before. */
  readonly source: FlowSource | null = $derived.by(() => toFlowSource(this.run))
  /** What flows in the step that has just ended. */
  readonly flows: readonly Flow[] = $derived.by(() =>
    this.source ? readFlows(this.source, this.run.step) : [],
  )
  readonly failures: readonly Failure[] = $derived.by(() =>
    this.source ? readFailures(this.source, this.run.step) : [],
  )
  readonly illiquid: readonly Illiquidity[] = $derived.by(() =>
    this.source ? readIlliquid(this.source, this.run.step) : [],
  )

  constructor(run: WorldRun, reducesMotion: () => boolean, now: () => number = () => performance.now()) {
    super()
    this.run = run
    this.outlook = new Outlook(run)
    this.#reducesMotion = reducesMotion
    this.wish = new WorldWish(now)
  }

  /** Asks before a heavy run. */
  get guard(): HeavyGuard {
    return this.#rerun.guard
  }

  /** The world with all its channels, pushes included; null before the first opening. */
  get world(): WorldDocument | null {
    return this.wish.world
  }

  /** The situation that is open, by id; null where the world came from elsewhere. */
  get situation(): string | null {
    return this.wish.situation
  }

  /** Nothing was changed in it but the seed. */
  get isAsItCame(): boolean {
    return this.wish.isAsItCame
  }

  get off(): readonly ChannelSwitch[] {
    return this.wish.off
  }

  /** What "undo" would take back, or null. */
  get undoable(): string | null {
    return this.wish.undoable
  }

  /** The shocks of the run, pushes included. */
  get shocks(): readonly WorldShock[] {
    return this.run.document?.shocks ?? []
  }

  get marks(): readonly Mark[] {
    return this.run.marks
  }

  get isSettled(): boolean {
    return this.run.isSettledAt(this.run.step)
  }

  /** Whether the channel, or one of its links, is off. */
  isOff(channel: ChannelId, link?: string): boolean {
    return this.world !== null && isOff(this.world, this.off, channel, link)
  }

  /** Opens a situation, or a world from a file or a link; where the model refuses it, everything stays as it is. */
  async open(incoming: IncomingWorld): Promise<boolean> {
    this.#first ??= incoming
    const isNewest = this.#rerun.wish()
    if (!(await this.#open({ incoming }))) {
      if (isNewest()) await this.#refuse()
      return false
    }
    if (!isNewest()) return false
    this.select(null)
    if (incoming.step !== undefined) await this.run.seek(incoming.step)
    else this.#begin(0)
    return true
  }

  /** The same seed again. */
  async replay(): Promise<void> {
    if (!(await this.run.replay())) return
    void this.outlook.resume()
    this.#begin(0)
  }

  /** Another seed. */
  async reroll(): Promise<void> {
    const [number] = crypto.getRandomValues(new Uint32Array(1))
    this.wish.change('the seed', (wished) => ({ ...wished, seed: number.toString(36) }))
    await this.restart('another seed')
  }

  /** Switches a channel, or one of its links, the other way; the same seed again, and the run before stays as a ghost. */
  async switch(channel: ChannelId, link?: string): Promise<void> {
    const { world } = this
    if (world === null) return
    const off = toggle(world, this.off, channel, link)
    this.wish.change('the channels', (wished) => ({ ...wished, off }), true)
    await this.restart(describeSwitch(channel, link, isOff(world, off, channel, link)))
  }

  /** A push in the next step, anywhere. */
  async push(push: WorldPush): Promise<void> {
    const { interventions } = this
    const shock = await this.run.push(push)
    if (!shock) return
    this.wish.setShocks(this.shocks)
    this.#rerun.holdShocks([this.shocks])
    this.stopsWhenSettled = true
    void this.outlook.look()
    if (!this.#reducesMotion() && interventions === this.interventions) this.run.play()
  }

  /** A push at any step: the run begins again on the same seed. */
  async addShock(shock: WorldShock): Promise<void> {
    this.wish.change('the pushes', (wished) => ({ ...wished, shocks: [...wished.shocks, shock] }), true)
    await this.restart('a push that is planned')
  }

  async removeShock(shock: WorldShock): Promise<void> {
    const without = (shocks: readonly WorldShock[]) => {
      const at = shocks.findIndex((one) => isSameDocument(one, shock))
      return shocks.filter((_, place) => place !== at)
    }
    this.wish.change('the pushes', (wished) => ({ ...wished, shocks: without(wished.shocks) }), true)
    await this.restart('one push less')
  }

  /** A setting of the world is changed: run it again, when the levers rest. */
  change(what: string, toNext: (world: WorldDocument) => WorldDocument): void {
    this.wish.change(what, ({ off, ...world }) => ({ ...toNext(world), off }))
    this.#rerun.touch(() => this.restart(what))
  }

  async undo(): Promise<void> {
    const what = this.wish.undo()
    if (what !== null) await this.restart(`${what} as before`)
  }

  /** Back to the world as it came in, with all its channels. */
  async reset(): Promise<void> {
    this.#rerun.wish()
    if (!this.wish.reset()) return
    this.select(null)
    this.notice = this.guard.question = null
    if (await this.#open()) this.#begin(0)
  }

  /** Opens what is wanted now, on the same seed unless that was changed; the run that ends stays as the ghost. */
  restart(changed: string, lead?: number): Promise<void> {
    return this.#rerun.restart({
      lead,
      scenario: this.wish.wished,
      cancel: () => void this.wish.undo(),
      open: () => this.#open({ keepsBefore: true, changed }),
    })
  }

  /** After a crash of the model: a fresh one, at the same moment; or what was changed while there was none. */
  recover(): Promise<void> {
    return this.#rerun.recover()
  }

  /** Time has passed on the page. */
  elapse(elapsedMs: number): void {
    this.run.elapse(elapsedMs)
    this.stopWhenSettled()
  }

  close(): Promise<void> {
    this.#rerun.forget()
    return this.run.close()
  }

  async #open({ keepsBefore = false, changed = '', incoming }: Opening = {}): Promise<boolean> {
    const before = keepsBefore ? this.#chooseBefore() : null
    const stepSeconds = this.run.document?.stepSeconds
    const isOpen = await this.#rerun.open([incoming ? null : this.wish.wished], async () => {
      const off = incoming ? (incoming.off ?? []) : this.off
      if (!(await this.run.open(incoming?.world ?? this.world, { off }))) return false
      const { opened } = this.run
      if (incoming && opened) this.wish.takeIn(opened.whole, off, incoming.situation ?? null)
      return true
    })
    if (!isOpen) return false
    // Seconds and hours on one axis would compare nothing.
    this.before = this.run.document?.stepSeconds === stepSeconds ? before : null
    this.changed = changed
    void this.outlook.look()
    return true
  }

  /** The present run stays, so this is no error of it. */
  async #refuse(): Promise<void> {
    const { error, crashed, frame } = this.run
    if (!error || crashed || frame === null) return
    this.run.dismissError()
    this.notice = { words: `This world cannot be opened. ${error.message}`, isProblem: true }
    // A lever that was moved just before.
    if (this.#rerun.isAhead && !this.guard.question) await this.restart(this.undoable ?? '')
  }

  async #bringBack(): Promise<boolean> {
    if (!(await this.run.recover())) return false
    void this.outlook.look()
    return true
  }

  #takeBack(): void {
    const words = `The model stopped at a change (${this.undoable ?? 'the last one'}), which is taken back.`
    this.notice = { words, isProblem: true }
    this.wish.undo()
  }

  /** The run on the screen, if it was watched; else the one that it is compared with. */
  #chooseBefore(): WorldBefore | null {
    const { source } = this
    const { series } = this.run
    const opened = this.#rerun.opened?.[0] ?? null
    if (!source || !opened) return this.before
    if (this.before && !isWatched(series, findLead(this.shocks))) return this.before
    return createWorldBefore(source, opened.off, series, this.outlook.series)
  }

  #begin(step: number): void {
    this.stopsWhenSettled = true
    if (!this.#reducesMotion()) this.run.play()
    else if (step > 0) void this.run.seek(step)
  }
}
