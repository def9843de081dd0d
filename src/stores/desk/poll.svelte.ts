/**
 * Who would vote no: each change that can be asked for, put to the vote at the moment of which the newest figures are. So it is known
 * as the crowd is, some steps late.
 */
import { Asked, type CancelablePool } from '../asked.svelte.ts'
import { seedOf, type NightGame } from './nightGame.ts'
import type { Ask, Play } from '../../nights/play.ts'
import type { NightTask } from '../../risk/nights/score.ts'
import { performAll } from '../../risk/performAll.ts'

export interface Polled {
  readonly ask: Ask
  readonly yes: number
  readonly no: number
}

export class Poll {
  readonly answer: Asked<readonly Polled[]>

  constructor(pool?: CancelablePool) {
    this.answer = new Asked(pool)
  }

  /** By proposal and stop; null where it is not known, or nobody is asked. */
  of(proposal: string, stop: string): Polled | null {
    return this.answer.now?.find(({ ask }) => ask.proposal === proposal && ask.stop === stop) ?? null
  }

  /** @param asks with the moments at whose end they would be asked for */
  ask(of: NightGame, play: Play, asks: readonly Ask[], isSame = true): Promise<void> {
    const { night, level } = of
    const tasks = asks.map((ask): NightTask => ({
      kind: 'night',
      night,
      ...(level !== undefined && { level }),
      // What is asked for later is not known at that moment.
      play: { ...play, asks: [...play.asks.filter(({ step }) => step < ask.step), ask] },
      seeds: [seedOf(of)],
    }))
    return this.answer.ask(async (pool) => {
      const answers = await performAll(pool, tasks)
      return asks.flatMap((ask, i) => {
        // Before those of standing orders.
        const vote = answers[i].tiles[0].outcome.votes.find(({ step }) => step === ask.step + 1)
        return vote ? [{ ask, yes: vote.yes, no: vote.no }] : []
      })
    }, isSame)
  }

  close(): void {
    this.answer.clear()
  }
}
