/** The trader of a world that a person looks at, in one market. It stays through replay and switches, while there is one. */
import { StoryPlayer } from '../storyPlayer.ts'
import type { WorldRun } from './worldRun.svelte.ts'
import type { TraderReading } from '../../schema/frame.ts'
import type { MarketName } from '../../schema/reading.ts'

export interface WorldTrader extends MarketName {
  /** Of the account at its venue. */
  readonly id: number
}

export abstract class WorldTraders extends StoryPlayer {
  abstract override readonly run: WorldRun

  selected: WorldTrader | null = $state.raw(null)
  selectedReading: TraderReading | null = $state.raw(null)

  select(trader: WorldTrader | null): void {
    this.selected = trader
    this.selectedReading = null
  }

  /** Reads the trader at the present moment; one that this crowd does not have is let go of. */
  async readTrader(): Promise<void> {
    const { selected, run } = this
    if (selected === null || run.frame === null) return
    const place = Object.keys(run.document?.venues ?? {}).indexOf(selected.venue)
    if (!(selected.id < (run.venue(place)?.traders ?? 0))) return this.select(null)
    const { id, venue, asset } = selected
    const reading = await run.trader(id, { venue, asset })
    if (selected === this.selected && reading) this.selectedReading = reading
  }
}
