/** A run of a world: readings that only a world has, and traders of any market. */
import { PlayedRun } from '../playedRun.svelte.ts'
import type { WorldKind } from '../runKinds.ts'
import { SeriesHistory } from '../seriesHistory.svelte.ts'
import type { Mark } from '../story.ts'
import { toFlowSource } from './flow.ts'
import { findWorldMarks, isWorldSettled } from './worldStory.ts'
import type { TraderReading } from '../../schema/frame.ts'
import type { OpenedWorld } from '../../schema/message.ts'
import type { MarketName } from '../../schema/reading.ts'
import type { WorldDocument } from '../../schema/world.ts'
import type { ChannelSwitch } from '../../schema/worldChannels.ts'
import type { WorldMoment } from '../../schema/worldFrame.ts'
import { listWorldColumns } from '../../schema/worldSeries.ts'

export class WorldRun extends PlayedRun<WorldKind> {
  protected readonly opens = 'openWorld'

  /** As every run is opened, with channels switched off. */
  override open(document: unknown, { off = [] }: { off?: readonly ChannelSwitch[] } = {}): Promise<boolean> {
    return super.open(document, { off })
  }

  /** What only a world has, at the present moment; null before there is one. */
  get world(): WorldMoment | null {
    return this.frame?.world ?? null
  }

  /**
   * A trader at the present moment, or null where that failed. A reading that fails stops nothing and is no `error`.
   * @param id of the account at its venue
   */
  trader(id: number, market: MarketName): Promise<TraderReading | null> {
    return this.line.read('trader', { id, market })
  }

  isSettledAt(step: number): boolean {
    const { document, series } = this
    if (document === null) return false
    return isWorldSettled(series, Object.keys(document.venues).length, document.shocks, step)
  }

  get marks(): readonly Mark[] {
    const source = toFlowSource(this)
    return source ? findWorldMarks(source, this.document?.shocks ?? []) : []
  }

  protected documentOf({ world }: OpenedWorld): WorldDocument {
    return world
  }

  protected override createSeries(): SeriesHistory {
    return new SeriesHistory(listWorldColumns)
  }
}
