/**
 * What the page's controls need of whatever they control: the sandbox, one side of a comparison, or two runs with one
 * clock. Components name these roles instead of a store, so that each of them serves all three.
 */
import type { Push } from '../schema/message.ts'
import type { Scenario, Shock } from '../schema/scenario.ts'
import type { Frame, MarketReadings } from '../schema/frame.ts'
import type { Controls } from './controls.svelte.ts'
import type { LeverDrag } from './leverDrag.svelte.ts'
import type { Run } from './run.svelte.ts'
import type { Before } from './sandboxBefore.ts'
import type { Mark } from './story.ts'

/** One scenario that levers and controls describe, and its run. */
export interface Adjustable {
  readonly run: Run
  readonly controls: Controls
  /** The run before the last change, where it is kept. */
  readonly before: Before | null
  /** A lever in somebody's hand. */
  readonly drag: LeverDrag
  /** Something was changed: run it again, when the levers rest. */
  touch(changed: string): void
  /** Runs it again at once. */
  restart(changed: string): Promise<void>
}

/** A moment of a run, or of two that move together. */
export interface Played<Document = Scenario> {
  readonly frame: Frame | null
  market(place: number): MarketReadings | null
  readonly document: Document | null
  readonly playing: boolean
  readonly atEnd: boolean
  readonly step: number
  readonly steps: number
  stepsPerSecond: number
}

/** Time alone, whatever is played. */
export interface Timed {
  readonly run: Played<{ readonly stepSeconds: number }>
  readonly marks: readonly Mark[]
  toggle(): void
  stepOnce(): Promise<void>
  seek(step: number): void
  /** So many steps on or back. */
  seekBy(steps: number): void
  replay(): Promise<void>
  reroll(): Promise<void>
  undo(): Promise<void>
}

/** Time, and what is done at a moment of a scenario. */
export interface Playable extends Timed {
  readonly run: Played
  /** Pushes included, those that are still to come too. */
  readonly shocks: readonly Shock[]
  /** A push in the next step. */
  push(push: Push): Promise<void>
  /** A push at any step: the run begins again on the same seed. */
  addShock(shock: Shock): Promise<void>
  removeShock(shock: Shock): Promise<void>
}
