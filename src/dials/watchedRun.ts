/**
 * A run that dials are read of: whoever advances it says so after each step. It keeps what a dial needs of the steps before, the
 * highest price so far, and nothing else.
 */
import type { MeasuredRun } from '../situations/measure.ts'
import type { MeasuredPlace, PlacedReading, SteppedReading } from '../situations/situation.ts'
import { PlacedLook } from '../engine/placedLook.ts'
import type { Run } from '../engine/run.ts'
import { listMarketPlaces } from '../schema/marketPlaces.ts'

export class WatchedRun implements MeasuredRun {
  readonly #look: PlacedLook
  /** By place: the highest and the lowest price so far, as a series that has no other values. */
  readonly #prices: ReadonlyMap<string, { readonly place: MeasuredPlace; values: [number, number] }>

  /** At its opening, or wherever watching begins. */
  constructor(run: Run) {
    this.#look = new PlacedLook(run)
    this.#prices = new Map(
      listMarketPlaces(run.program.document).map(({ venue, asset }) => {
        const place = { venue, asset }
        const price = this.#look.read('price', place)
        return [keyOf(place), { place, values: [price, price] }]
      }),
    )
  }

  /** Call it after every step of the run. */
  follow(): void {
    for (const kept of this.#prices.values()) {
      const price = this.#look.read('price', kept.place)
      const [lowest, highest] = kept.values
      kept.values = [Math.min(lowest, price), Math.max(highest, price)]
    }
  }

  read(reading: PlacedReading, place: MeasuredPlace): number {
    return this.#look.read(reading, place)
  }

  /**
   * Only of prices, and only what is lowest and highest of them is right.
   * @throws Error of any other reading
   */
  series(reading: SteppedReading, place: MeasuredPlace): ArrayLike<number> {
    const kept = reading === 'price' ? this.#prices.get(keyOf(place)) : undefined
    if (kept === undefined) throw new Error(`${reading} is not kept of the steps before`)
    return kept.values
  }
}

const keyOf = ({ venue, asset }: MeasuredPlace) => `${venue ?? ''} ${asset ?? ''}`
