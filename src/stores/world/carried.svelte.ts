/** What carried it: the losses elsewhere with each channel off in turn, over several seeds, as they come in. */
import { findCarried, type Carried } from '../../risk/carried.ts'
import type { WorldDocument } from '../../schema/world.ts'
import { Asked, FIRST_SEED, type CancelablePool } from '../asked.svelte.ts'

/** Seeds that are played where nobody says how many. */
const USUAL_SEEDS = 20

export class CarriedStudy {
  readonly asked: Asked<Carried>

  constructor(pool?: CancelablePool) {
    this.asked = new Asked(pool)
  }

  /** The answer, or what is known of it so far; null before. */
  get now(): Carried | null {
    return this.asked.now
  }

  /** The share that is played; null while nothing is. */
  get progress(): number | null {
    if (!this.asked.isRunning) return null
    return this.now === null ? 0 : this.now.done / this.now.all
  }

  /**
   * Plays it in workers; a newer question takes the place of one that is under way.
   * @param world with all its channels, pushes included
   * @param pushed the venue whose own losses are not counted; null where it begins everywhere
   */
  ask(world: WorldDocument, pushed: string | null, runs = USUAL_SEEDS): Promise<void> {
    const question = { document: world, pushed, from: FIRST_SEED, runs }
    return this.asked.ask((pool, hear) => findCarried(question, pool, hear))
  }

  /** Stops; what is known stays. */
  cancel(): void {
    this.asked.cancel()
  }

  /** Stops and forgets: it was about another world. */
  clear(): void {
    this.asked.clear()
  }
}
