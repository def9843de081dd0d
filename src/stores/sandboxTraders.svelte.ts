/**
 * The traders that a person looks at: one that is selected and one that is "you". They stay through replay, reroll and
 * levers; a crowd that does not have them lets go of them, and says so.
 */
import { formatCount } from '../schema/words.ts'
import type { TraderReading } from '../schema/frame.ts'
import type { Notice } from './notice.ts'
import type { Run } from './run.svelte.ts'
import { StoryPlayer } from './storyPlayer.ts'

export abstract class SandboxTraders extends StoryPlayer {
  abstract override readonly run: Run
  abstract notice: Notice | null

  selected: number | null = $state(null)
  pinned: number | null = $state(null)
  /** Whether nobody of the crowd is wanted as "you". */
  hasNoBet = $state(false)
  /** Whether somebody else is asked for, at any time. */
  asksBet = $state(false)
  selectedReading: TraderReading | null = $state.raw(null)
  pinnedReading: TraderReading | null = $state.raw(null)
  /** How large the crowd began that was read last. */
  #crowdSize = 0

  select(id: number | null): void {
    this.selected = id
    if (id === null) this.selectedReading = null
  }

  pin(id: number | null): void {
    this.pinned = id
    if (id === null) this.pinnedReading = null
    else this.refuseBet()
  }

  refuseBet(): void {
    this.hasNoBet = true
    this.asksBet = false
  }

  /** Lets go of "you", and asks who it is to be. */
  askBet(): void {
    this.pin(null)
    this.asksBet = true
  }

  /** Reads the traders that are looked at, at the present moment. */
  async readTraders(): Promise<void> {
    this.#letGo()
    const { selected, pinned, run } = this
    const read = async (id: number | null) => (id !== null && this.#isThere(id) ? await run.trader(id) : null)
    const [chosen, you] = await Promise.all([read(selected), pinned === selected ? null : read(pinned)])
    const own = pinned === selected ? chosen : you
    if (chosen ?? own) this.#crowdSize = this.#startSize
    if (selected === this.selected && chosen) this.selectedReading = chosen
    if (pinned === this.pinned && own) this.pinnedReading = own
  }

  get #startSize(): number {
    return this.run.opened?.frame.venues[0].traders ?? 0
  }

  #isThere(id: number): boolean {
    return id < (this.run.venue(0)?.traders ?? 0)
  }

  /** Lets go of the traders that this crowd does not have. */
  #letGo(): void {
    const { selected, pinned } = this
    if (!this.run.frame) return
    const lost = [selected, pinned].filter((id): id is number => id !== null && !this.#isThere(id))
    if (lost.length === 0) return
    const isLost = (id: number | null) => id !== null && lost.includes(id)
    if (isLost(selected)) this.selectedReading = null
    if (isLost(pinned)) this.pinnedReading = null
    // A newcomer of this crowd comes again: at this moment there is only nothing to read.
    const hasNewcomers = this.run.document?.crowd.behavior?.arrivals !== undefined
    if (hasNewcomers && this.#crowdSize === this.#startSize) return
    if (isLost(selected)) this.select(null)
    if (isLost(pinned)) this.pin(null)
    const ids = lost.filter((id, at) => lost.indexOf(id) === at)
    const names = ids.map((id) => `Trader ${formatCount(id)} is not in this crowd.`)
    this.notice = { words: names.join(' '), isProblem: false }
  }
}
