/**
 * The run of a night: it never steps over a moment of which figures are read, and keeps what was seen at each of them, so that the
 * crowd can be shown as it is published, some steps old.
 */
import { WorldRun } from '../world/worldRun.svelte.ts'
import type { CrowdFrame, Frame } from '../../schema/frame.ts'
import type { ChannelSwitch } from '../../schema/worldChannels.ts'

/** What was seen at one moment. */
export interface Sighting {
  readonly frame: Frame
  /** By market. */
  readonly crowds: readonly (CrowdFrame | null)[]
}

export class NightRun extends WorldRun {
  /** Figures are read at the opening and every so many steps. */
  everySteps = 1
  #seen: Readonly<Record<number, Sighting>> = $state.raw({})
  /** Further steps at whose end something is to be done. */
  #stops: readonly number[] = []

  /** Steps that are not to be passed over. */
  set stops(steps: readonly number[]) {
    this.#stops = steps
  }

  override async open(document: unknown, more: { off?: readonly ChannelSwitch[] } = {}): Promise<boolean> {
    const isOpen = await super.open(document, more)
    if (isOpen) {
      this.#seen = {}
      this.#look()
    }
    return isOpen
  }

  override async advance(steps: number): Promise<void> {
    const { step } = this
    const next = [step - (step % this.everySteps) + this.everySteps, ...this.#stops]
    const nearest = Math.min(...next.filter((one) => one > step))
    await super.advance(Math.min(steps, nearest - step))
    this.#look()
  }

  /** What is ahead is walked, so that nothing is left unseen. */
  override async seek(step: number): Promise<void> {
    while (this.frame && this.step < Math.min(step, this.steps) && !this.#isKnown(step) && !this.error) {
      const before = this.step
      await this.advance(step - this.step)
      // Somebody else is moving it.
      if (this.step === before) break
    }
    if (this.step !== step) await super.seek(step)
  }

  /** The newest sighting up to a step; before there is one, the opening. */
  seenAt(step: number): Sighting | null {
    const at = Math.max(0, step)
    return this.#seen[at - (at % this.everySteps)] ?? this.#seen[0] ?? null
  }

  #isKnown(step: number): boolean {
    return this.#seen[step - (step % this.everySteps)] !== undefined
  }

  #look(): void {
    const { frame, step } = this
    if (!frame || step % this.everySteps !== 0 || this.#seen[step]) return
    const crowds = frame.markets.map((_, market) => this.crowd(market))
    this.#seen = { ...this.#seen, [step]: { frame, crowds } }
  }
}
