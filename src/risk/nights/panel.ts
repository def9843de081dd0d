/**
 * The panel of a night: the dials that somebody looks at, read now and then, published some steps old and off by a little. What it
 * does not show is what the night is about. The blur is drawn from the seed, so that alarms are the same wherever a play is opened.
 */
import type { DialId } from '../../dials/dial.ts'
import { published } from '../../dials/published.ts'
import { placeDials, readDial, warns } from '../../dials/readDials.ts'
import { WatchedRun } from '../../dials/watchedRun.ts'
import type { Simulation } from '../../engine/simulation.ts'
import type { Night } from '../../nights/night.ts'

/** One figure of a dial. NaN where there is no such number. */
export interface Figure {
  /** The step that it is of, and the one at whose end it is out. */
  readonly step: number
  readonly outAt: number
  readonly value: number
  /** What it was. */
  readonly truth: number
}

export class Panel {
  readonly #night: Night
  readonly #seed: string
  readonly #run: WatchedRun
  readonly #simulation: Simulation
  readonly #placed: ReturnType<typeof placeDials>
  readonly figures: Readonly<Partial<Record<DialId, Figure[]>>>

  /** At the opening. */
  constructor(night: Night, dials: readonly DialId[], simulation: Simulation, seed: string) {
    this.#night = night
    this.#seed = seed
    this.#simulation = simulation
    this.#run = new WatchedRun(simulation)
    const { document } = simulation.program
    this.#placed = placeDials(document, { losses: night.losses }).filter(({ dial }) =>
      dials.includes(dial.id),
    )
    this.figures = Object.fromEntries(this.#placed.map(({ dial }) => [dial.id, []]))
    this.#read()
  }

  /** To be called after every step. */
  follow(): void {
    this.#run.follow()
    if (this.#simulation.step % this.#night.published.every === 0) this.#read()
  }

  #read(): void {
    const { step } = this.#simulation
    const { every, old, blur } = this.#night.published
    for (const one of this.#placed) {
      const { id } = one.dial
      const truth = readDial(one, this.#run).value
      const how = { everySteps: every, delaySteps: old, blur }
      const { value: blurred } = published(id, how, this.#seed, step + old, () => truth)
      // Nobody would publish that more than all of something fell.
      const value = one.dial.unit === 'share' && truth <= 1 ? Math.min(1, blurred) : blurred
      this.figures[id]?.push({ step, outAt: step + old, value, truth })
    }
  }

  /** The newest figure of a dial that is out, where it is beyond the line. */
  beyond(id: DialId, line: number): Figure | null {
    const placed = this.#placed.find(({ dial }) => dial.id === id)
    const newest = this.figures[id]?.findLast(({ outAt }) => outAt <= this.#simulation.step)
    return placed && newest && warns(placed.dial, newest.value, line) ? newest : null
  }
}
