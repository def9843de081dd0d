/**
 * A reading of a run by the names of its place: what dials, measures and checks ask for. Looks are made anew when the run has gone
 * on, and shared by whoever asks in between. Reads a run, writes nothing.
 */
import { RunLook } from './look.ts'
import { read } from './readings.ts'
import type { Run } from './run.ts'
import { READ_WORLD, WorldLook } from './worldReadings.ts'
import { isReadingId, readingOf, type FrameReading } from '../schema/readings.ts'
import type { MomentReading } from '../schema/worldReadings.ts'
import { worldReadingOf } from '../schema/worldReadings.ts'

/** Both of a market, one of a venue or an asset, none of the run. */
interface NamedPlace {
  readonly venue?: string
  readonly asset?: string
}

interface RunLooks {
  readonly step: number
  readonly shared: RunLook
  readonly world: WorldLook
}

export class PlacedLook {
  readonly #run: Run
  #looks: RunLooks | null = null

  constructor(run: Run) {
    this.#run = run
  }

  /**
   * At the present moment of the run; of one place.
   * @throws Error where the document has no such place
   */
  read(reading: FrameReading | MomentReading, { venue, asset }: NamedPlace = {}): number {
    const { program, world, places } = this.#run
    if (this.#looks?.step !== world.step) {
      this.#looks = { step: world.step, shared: new RunLook(this.#run), world: new WorldLook(this.#run) }
    }
    const looks = this.#looks
    const { of } = isReadingId(reading) ? readingOf(reading) : worldReadingOf(reading)
    const venuePlace = places.venues.findIndex(({ rules }) => rules.id === venue)
    const assetPlace = program.assets.findIndex(({ id }) => id === asset)
    const marketPlace = places.markets.findIndex(
      ({ venue: { where }, rules }) => where.venue === venuePlace && rules.asset === assetPlace,
    )
    const place = of === 'run' ? 0 : of === 'market' ? marketPlace : of === 'asset' ? assetPlace : venuePlace
    if (place < 0) throw new Error(`${reading} of ${venue ?? ''} ${asset ?? ''}: no such place`)
    if (isReadingId(reading)) return read(looks.shared, reading as FrameReading, place)
    const at = {
      run: looks.world,
      market: { look: looks.world, market: places.markets[place] },
      venue: { look: looks.world, venue: places.venues[place] },
    }
    // Each function takes what its row is of.
    return (READ_WORLD[reading] as (look: unknown) => number)(at[of as keyof typeof at])
  }
}
