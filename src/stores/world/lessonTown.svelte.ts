/** A lesson's world as its picture looks at it: run B, with run A, where there is one, as the run before. */
import type { LessonStage } from '../lessonStage.svelte.ts'
import { readFailures, readIlliquid, type Failure, type Illiquidity } from './failureOrder.ts'
import { toFlowSource, type Flow, type FlowSource } from './flow.ts'
import { readFlows } from './flows.ts'
import { isOff } from './switches.ts'
import { createWorldBefore, type WorldBefore } from './worldBefore.ts'
import type { WorldRun } from './worldRun.svelte.ts'
import type { ChannelId } from '../../schema/worldChannels.ts'
import type { WorldDocument } from '../../schema/world.ts'
import type { WorldShock } from '../../schema/worldShocks.ts'

export class LessonTown {
  /** A lesson tells by itself what it shows. */
  readonly isAsItCame = false
  readonly #stage: LessonStage<WorldRun>
  readonly source: FlowSource | null = $derived.by(() => toFlowSource(this.run))
  readonly flows: readonly Flow[] = $derived.by(() =>
    this.source ? readFlows(this.source, this.run.step) : [],
  )
  readonly failures: readonly Failure[] = $derived.by(() =>
    this.source ? readFailures(this.source, this.run.step) : [],
  )
  readonly illiquid: readonly Illiquidity[] = $derived.by(() =>
    this.source ? readIlliquid(this.source, this.run.step) : [],
  )
  /** Before a prediction run A would tell what B is asked about. */
  readonly before: WorldBefore | null = $derived.by(() => {
    const { a, ghost, off, isLocked } = this.#stage
    const source = ghost && !isLocked ? toFlowSource(a) : null
    return ghost && source ? createWorldBefore(source, off.a, ghost, null) : null
  })

  constructor(stage: LessonStage<WorldRun>) {
    this.#stage = stage
  }

  get run(): WorldRun {
    return this.#stage.b
  }

  /** With all its channels, so that the pipe that is cut is seen. */
  get world(): WorldDocument | null {
    return this.run.opened?.whole ?? null
  }

  get shocks(): readonly WorldShock[] {
    return this.run.document?.shocks ?? []
  }

  isOff(channel: ChannelId, link?: string): boolean {
    return this.world !== null && isOff(this.world, this.#stage.off.b, channel, link)
  }
}
