/** A world, as a run needs it. Loaded when the first one is opened. */
import { makeAccountTable } from './accountTable.worker.ts'
import type { Crowds } from './crowds.worker.ts'
import type { Pushed, RunSource } from './runSource.worker.ts'
import type { AddedColumns } from './stepRecord.worker.ts'
import { readWorldMoment } from './worldMoment.worker.ts'
import { createDepthOf } from '../engine/openedDepth.ts'
import { READ_WORLD, WorldLook } from '../engine/worldReadings.ts'
import { computeWorldSummary } from '../engine/worldPrintout.ts'
import type { Simulation } from '../engine/simulation.ts'
import type { Frame } from '../schema/frame.ts'
import type { OpenedWorld, WorldAccounts } from '../schema/message.ts'
import { parseWorld } from '../schema/parseDocument.ts'
import { withPush } from '../schema/pushes.ts'
import { ENGINE_VERSION } from '../schema/version.ts'
import type { WorldDocument } from '../schema/world.ts'
import { switchOff, type ChannelSwitch } from '../schema/worldChannels.ts'
import { listAddedColumns } from '../schema/worldSeries.ts'
import type { WorldShock } from '../schema/worldShocks.ts'
import type { VenueDocument } from '../schema/worldVenues.ts'

const ADDED: AddedColumns = {
  count: ({ assets, markets, venues }) =>
    listAddedColumns({ assets: assets.length, markets: markets.length, venues: venues.length }).length,
  read: (simulation) => {
    const { assets, markets, venues } = simulation.places
    const look = new WorldLook(simulation)
    const places = { assets: assets.length, markets: markets.length, venues: venues.length }
    return listAddedColumns(places).map(({ id, place }) => READ_WORLD[id]({ look, venue: venues[place] }))
  },
}

export class WorldSource implements RunSource<OpenedWorld> {
  readonly added = ADDED
  readonly readMoment = readWorldMoment
  /** Shocks of the document; those after them came as pushes. */
  readonly #planned: readonly WorldShock[]
  readonly #whole: WorldDocument
  #world: WorldDocument

  /** @throws FieldError */
  constructor(document: unknown, off: readonly ChannelSwitch[] = []) {
    this.#whole = parseWorld(document)
    this.#world = off.reduce(
      (world, { channel, link }) => switchOff(world, channel, createDepthOf(world), link),
      this.#whole,
    )
    this.#planned = this.#world.shocks
  }

  get document(): WorldDocument {
    return this.#world
  }

  push(push: object, step: number): Pushed {
    const pushed = { ...push, step } as WorldShock
    const shocks = parseShocks(this.#world, withPush(this.#planned, this.#world.shocks, pushed))
    this.#world = { ...this.#world, shocks }
    return { shock: shocks[shocks.length - 1], shocks }
  }

  makeOpened({ places }: Simulation, crowds: Crowds, frame: Frame): OpenedWorld {
    return {
      world: this.#world,
      whole: this.#whole,
      openings: places.markets.map((market, place) => crowds.readOpening(market, place)),
      depths: places.markets.map(({ state }) => state.baseDepthContracts),
      engineVersion: ENGINE_VERSION,
      frame,
    }
  }

  readAccounts(simulation: Simulation): WorldAccounts {
    const tables = simulation.places.venues.map(makeAccountTable)
    return { step: simulation.step, summary: computeWorldSummary(simulation), tables }
  }
}

/** Checks the list of shocks alone: crowds of a million accounts were checked when they opened. */
function parseShocks(world: WorldDocument, shocks: readonly WorldShock[]): WorldShock[] {
  const venues = Object.entries(world.venues).map(([id, venue]) => [id, withoutCrowd(venue)])
  return parseWorld({ ...world, venues: Object.fromEntries(venues) as object, shocks }).shocks
}

function withoutCrowd(venue: VenueDocument): VenueDocument {
  return venue.kind === 'institution' ? venue : { ...venue, crowd: [] }
}
