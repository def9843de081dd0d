/** What carries failures through the lab's world: each of its channels switched off in turn, under common seeds. */
import { findCarried, type Carried } from '../risk/carried.ts'
import { shareOf, type Share } from '../risk/jointFailures.ts'
import { comparePaired, type PairedDifference } from '../risk/paired.ts'
import type { WorldDocument } from '../schema/world.ts'
import { CHANNEL_IDS, CHANNELS } from '../schema/worldChannels.ts'
import { Asked, FIRST_SEED, type CancelablePool } from './asked.svelte.ts'
import { Form } from './labForm.svelte.ts'

/** A channel, how often so many venues fail without it, and what that differs from the world as it is. */
interface ChannelEffect {
  readonly label: string
  /** Within a sentence: what it does. */
  readonly said: string
  readonly without: Share
  readonly effect: PairedDifference
}

export class Channels {
  readonly sweep: Asked<Carried>
  /** How many seeds of each. */
  readonly form = new Form<number>()

  constructor(pool?: CancelablePool) {
    this.sweep = new Asked(pool)
  }

  ask(document: WorldDocument, runs: number): Promise<void> {
    this.form.asked = runs
    return this.sweep.ask((pool, hear) =>
      findCarried({ document, pushed: null, from: FIRST_SEED, runs }, pool, hear),
    )
  }

  cancel(): void {
    this.sweep.cancel()
  }

  clear(): void {
    this.sweep.clear()
    this.form.clear()
  }
}

export function countChannels(world: WorldDocument): number {
  return CHANNEL_IDS.filter((id) => CHANNELS[id].list(world).length > 0).length
}

/** How often at least so many venues failed. */
function countLeast(failures: readonly number[], least: number): Share {
  return shareOf(failures.filter((count) => count >= least).length, failures.length)
}

/** As the world is. */
export function readBase({ rows: [whole] }: Carried, least: number): Share {
  return countLeast(whole.failed.values, least)
}

/** The one that carries most first; without those that cannot be off, or were not played yet. */
export function rankChannels({ rows: [whole, ...rows] }: Carried, least: number): ChannelEffect[] {
  const has = (count: number) => count >= least
  return rows
    .flatMap(({ off, failed, problem }) => {
      const seeds = Math.min(failed.values.length, whole.failed.values.length)
      if (off === null || problem !== null || seeds === 0) return []
      const [on, without] = [whole, { failed }].map((row) => row.failed.values.slice(0, seeds))
      const { label, said } = CHANNELS[off]
      const effect = comparePaired(on.map(has), without.map(has))
      return [{ label, said, without: countLeast(failed.values, least), effect }]
    })
    .sort((a, b) => a.effect.difference - b.effect.difference)
}
