/**
 * A run of a world as measures see it (src/situations/measure.ts): any reading of the present moment, and step by step those that
 * whoever made it wants to be followed. Reads the state from outside, never writes it.
 */
import { PlacedLook } from '../engine/placedLook.ts'
import type { Run } from '../engine/run.ts'
import type { MeasuredRun } from '../situations/measure.ts'
import type { MeasuredPlace, PlacedReading } from '../situations/situation.ts'

/** A reading of a place. */
interface Placed extends MeasuredPlace {
  readonly reading: PlacedReading
}

const keyOf = (reading: string, { venue, asset }: MeasuredPlace) => `${reading} ${venue ?? ''} ${asset ?? ''}`

export class MeasuredWorld implements MeasuredRun {
  readonly #look: PlacedLook
  readonly #followed = new Map<string, { readonly one: Placed; readonly values: number[] }>()

  /** At its opening; `follow` is to be called after every step. */
  constructor(run: Run, followed: readonly Placed[] = []) {
    this.#look = new PlacedLook(run)
    for (const one of followed) this.#followed.set(keyOf(one.reading, one), { one, values: [] })
    this.follow()
  }

  follow(): void {
    for (const { one, values } of this.#followed.values()) values.push(this.read(one.reading, one))
  }

  /** @throws Error where there is no such place */
  read(reading: PlacedReading, where: MeasuredPlace): number {
    return this.#look.read(reading, where)
  }

  /** Empty where it was not followed. */
  series(reading: PlacedReading, where: MeasuredPlace): readonly number[] {
    return this.#followed.get(keyOf(reading, where))?.values ?? []
  }

  /** The run as it was at the end of a step: of what was followed alone. */
  at(step: number): MeasuredRun {
    return {
      read: (reading, where) => this.series(reading, where)[step] ?? NaN,
      series: (reading, where) => this.series(reading, where).slice(0, step + 1),
    }
  }
}
