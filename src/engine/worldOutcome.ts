/**
 * A run of a world to its end, for checks and proofs: the numbers that are asked for, by name, each of its place and its moment
 * (schema/placedReading.ts). Reads the state from outside, never writes it.
 */
import { LOOK_EVERY, RunLook } from './look.ts'
import { read } from './readings.ts'
import { Simulation } from './simulation.ts'
import type { Market, Venue } from './venue.ts'
import { READ_WINDOW, READ_WORLD, WorldLook } from './worldReadings.ts'
import type { Minutes } from '../schema/committee.ts'
import { FieldError } from '../schema/fieldError.ts'
import type { Outcome } from '../schema/outcome.ts'
import { placedRow, readMinutes, type PlacedMoment, type PlacedReadings } from '../schema/placedReading.ts'
import type { FrameReading } from '../schema/readings.ts'
import type { WorldDocument } from '../schema/world.ts'
import type { MomentReading } from '../schema/worldReadings.ts'

const OF_EVERYONE: ReadonlySet<string> = new Set(['rWorld', 'rWorldAhead', 'spiralMatrix', 'rHere', 'rAhead', 'underWater', 'solventShare']) // prettier-ignore

type Place = PlacedMoment['to'] & object

/** A number on its way. */
interface Follower {
  readonly name: string
  readonly read: PlacedMoment
  value: number
  /** Of a correlation: both prices, step by step. */
  readonly prices: [number[], number[]]
}

export class WorldOutcomeRun {
  readonly #simulation: Simulation
  readonly #reads: PlacedReadings
  readonly #followers: Follower[]
  readonly #minutes: Minutes

  /** @throws FieldError where the opening shows that the document is wrong */
  constructor(document: WorldDocument, reads: PlacedReadings, minutes: Minutes = {}) {
    this.#minutes = minutes
    this.#simulation = Simulation.create(document)
    this.#reads = reads
    this.#followers = Object.entries(reads).flatMap(([name, one]) =>
      'reading' in one ? [{ name, read: one, value: NaN, prices: [[], []] }] : [],
    )
    this.#follow()
  }

  get isDone(): boolean {
    return this.#simulation.isDone
  }

  /** Advances by some steps, at most to the end. */
  advance(steps: number): void {
    for (let i = 0; i < steps && !this.isDone; i++) {
      this.#simulation.advance()
      this.#follow()
    }
  }

  /** Goes on to the end and tells. */
  finish(): Outcome {
    this.advance(Infinity)
    const values = new Map(this.#followers.map((one) => [one.name, this.#finish(one)]))
    for (const [name, one] of Object.entries(this.#reads)) {
      const said = readMinutes(one, this.#minutes)
      if (said !== undefined) values.set(name, said)
      if ('sum' in one)
        values.set(
          name,
          one.sum.reduce((sum, part) => sum + (values.get(part) ?? NaN), 0),
        )
      if ('ratio' in one)
        values.set(name, (values.get(one.ratio[0]) ?? NaN) / (values.get(one.ratio[1]) ?? NaN))
    }
    return Object.fromEntries(
      [...values].map(([name, value]) => [name, Number.isFinite(value) ? value : null]),
    )
  }

  #finish({ read: one, value, prices }: Follower): number {
    if (one.reading === 'correlation')
      return READ_WINDOW.correlation(Float64Array.from(prices[0]), Float64Array.from(prices[1]))
    return one.at === undefined ? this.#readNow(one, new Looks(this.#simulation)) : value
  }

  #follow(): void {
    const looks = new Looks(this.#simulation)
    const { step } = this.#simulation
    for (const follower of this.#followers) {
      const { at, reading, steps, to } = follower.read
      if (reading === 'correlation') {
        const [from, until] = steps ?? [0, Infinity]
        if (step < from || step > until) continue
        follower.prices[0].push(this.#market(follower.read).state.price)
        follower.prices[1].push(this.#market(to ?? {}).state.price)
      } else if (typeof at === 'number') {
        if (step === at) follower.value = this.#readNow(follower.read, looks)
      } else if (at !== undefined) {
        if (OF_EVERYONE.has(reading) && step % LOOK_EVERY !== 0) continue
        const value = this.#readNow(follower.read, looks)
        const isFirst = Number.isNaN(follower.value)
        if (isFirst || (at === 'lowest' ? value < follower.value : value > follower.value))
          follower.value = value
      }
    }
  }

  #readNow(one: PlacedMoment, looks: Looks): number {
    const { of } = placedRow(one)
    const { reading, to = {} } = one
    if (!Object.hasOwn(READ_WORLD, reading)) {
      const { places } = this.#simulation
      const at = {
        run: () => 0,
        asset: () => this.#asset(one),
        market: () => places.markets.indexOf(this.#market(one)),
      }
      const place = of in at ? at[of as keyof typeof at]() : this.#venue(one).where.venue
      return read(looks.run, reading as FrameReading, place)
    }
    const look = looks.world
    const readWorld = READ_WORLD[reading as MomentReading] as (at: unknown) => number
    switch (of) {
      case 'run':
        return readWorld(look)
      case 'market':
        return readWorld({ look, market: this.#market(one) })
      case 'markets':
        return readWorld({ look, from: this.#market(one), to: this.#market(to) })
      case 'venues':
        return readWorld({ look, from: this.#venue(one), to: this.#venue(to) })
      default:
        return readWorld({ look, venue: this.#venue(one) })
    }
  }

  #asset({ asset }: Place): number {
    return found(
      this.#simulation.program.assets.findIndex(({ id }) => id === asset),
      'asset',
      asset,
    )
  }

  #venue({ venue }: Place): Venue {
    const { venues } = this.#simulation.places
    return venues[
      found(
        venues.findIndex(({ rules }) => rules.id === venue),
        'venue',
        venue,
      )
    ]
  }

  #market(place: Place): Market {
    const asset = this.#asset(place)
    const { markets } = this.#venue(place)
    return markets[
      found(
        markets.findIndex(({ rules }) => rules.asset === asset),
        'asset',
        place.asset,
      )
    ]
  }
}

/** Looks at one moment, each made when the first asks. */
class Looks {
  readonly #simulation: Simulation
  #run: RunLook | undefined
  #world: WorldLook | undefined

  constructor(simulation: Simulation) {
    this.#simulation = simulation
  }

  get run(): RunLook {
    return (this.#run ??= new RunLook(this.#simulation))
  }

  get world(): WorldLook {
    return (this.#world ??= new WorldLook(this.#simulation))
  }
}

function found(place: number, field: string, name: unknown): number {
  if (place < 0) throw new FieldError(field, name, 'a place of the world')
  return place
}
