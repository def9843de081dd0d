/**
 * The dials of a run as it goes on, with what each has said so far: for whoever advances a run, in Node as in a worker. Reads the
 * run, writes nothing of it.
 */
import type { DialGiven, DialId, PlacedDial } from './dial.ts'
import { published, type Published, type Publishing } from './published.ts'
import { placeDials, readDials } from './readDials.ts'
import { WatchedRun } from './watchedRun.ts'
import type { Run } from '../engine/run.ts'

/** Moments at which the dials were read, and what they said. */
export interface DialHistory {
  readonly steps: readonly number[]
  /** NaN where a dial had no number; a dial that the world does not have is not among them. */
  readonly values: Readonly<Partial<Record<DialId, readonly number[]>>>
}

export class DialBoard {
  /** All eight, or those that are read, each with its places in this world, or why it is not here. */
  readonly dials: readonly PlacedDial[]
  readonly #run: Run
  readonly #watched: WatchedRun
  readonly #everySteps: number
  readonly #steps: number[] = []
  readonly #values: Partial<Record<DialId, number[]>>

  /**
   * Reads the dials once, where the run stands, and later in every so many steps.
   * @param only those that are read; all where nothing is said
   */
  constructor(
    run: Run,
    given: DialGiven = {},
    { everySteps = 1, only }: { readonly everySteps?: number; readonly only?: readonly DialId[] } = {},
  ) {
    this.#run = run
    this.dials = placeDials(run.program.document, given).filter(({ dial }) => only?.includes(dial.id) ?? true)
    this.#values = Object.fromEntries(
      this.dials.flatMap(({ dial, parts }) => (parts === null ? [] : [[dial.id, []]])),
    )
    this.#watched = new WatchedRun(run)
    this.#everySteps = everySteps
    this.#read()
  }

  /** Call it after every step of the run. */
  follow(): void {
    this.#watched.follow()
    if (this.#run.world.step % this.#everySteps === 0) this.#read()
  }

  get history(): DialHistory {
    return { steps: this.#steps, values: this.#values }
  }

  /** When they were last read. */
  get now(): Partial<Record<DialId, number>> {
    return Object.fromEntries(Object.entries(this.#values).map(([id, values]) => [id, values.at(-1)]))
  }

  /** What is published of a dial at the present step, if its figures are read as often as the board is, or more seldom. */
  published(id: DialId, how: Publishing, seed: string): Published {
    return published(id, how, seed, this.#run.world.step, (step) => {
      return this.#values[id]?.[this.#steps.indexOf(step)] ?? NaN
    })
  }

  #read(): void {
    this.#steps.push(this.#run.world.step)
    for (const [id, value] of Object.entries(readDials(this.dials, this.#watched)))
      this.#values[id as DialId]?.push(value)
  }
}
