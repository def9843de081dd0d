/**
 * What the headless command prints of a world (docs/model.md section 11.10): every field is a row of one of the two tables of readings,
 * at its place, but for the lists of failures and votes. Computed when asked; reads a run, writes nothing. Not a door of the
 * simulation, so that a page that prints no world does not load it.
 */
import { READ_HELD } from './accountReadings.ts'
import { RunLook } from './look.ts'
import { read } from './readings.ts'
import type { Run } from './run.ts'
import type { Market, Venue } from './venue.ts'
import { READ_WORLD, WorldLook } from './worldReadings.ts'
import { toPrinted } from '../schema/readings.ts'
import { toAccountState } from '../schema/states.ts'
import { ENGINE_VERSION } from '../schema/version.ts'
import { WORLD_STEP_READINGS, worldReadingsOf } from '../schema/worldReadings.ts'
import {
  ACCOUNT_NAMES,
  seriesNamesOf,
  summaryNamesOf,
  type PrintedName,
  type WorldAccountRow,
  type WorldSeriesRow,
  type WorldSummary,
} from '../schema/worldResult.ts'

type Value = number | boolean | null

/** A run as both tables look at it. */
interface Look {
  readonly run: Run
  readonly shared: RunLook
  readonly world: WorldLook
}

const SUMMARY = {
  run: summaryNamesOf('run'),
  asset: summaryNamesOf('asset'),
  market: summaryNamesOf('market'),
  venue: summaryNamesOf('venue'),
}
const SERIES = {
  asset: seriesNamesOf('asset'),
  market: seriesNamesOf('market'),
  venue: seriesNamesOf('venue'),
}
const OWN = {
  run: worldReadingsOf('run'),
  market: worldReadingsOf('market'),
  venue: worldReadingsOf('venue'),
  markets: worldReadingsOf('markets'),
  venues: worldReadingsOf('venues'),
}

/** The summary of the run so far. */
export function computeWorldSummary(run: Run): WorldSummary {
  const look: Look = { run, shared: new RunLook(run), world: new WorldLook(run) }
  const { books, venues } = run.places
  const idOf = (place: number) => venues[place].rules.id
  const keyOf = ({ venue, rules }: Market) => `${venue.rules.id}.${assetOf(run, rules.asset)}`
  return {
    engineVersion: ENGINE_VERSION,
    ...printShared(look, SUMMARY.run),
    ...record(OWN.run, (id) => orNull(READ_WORLD[id](look.world))),
    ...record(OWN.markets, (id) =>
      recordBy(books, keyOf, (from) =>
        recordBy(books, keyOf, (to) => orNull(READ_WORLD[id]({ look: look.world, from, to }))),
      ),
    ),
    failed: run.world.failed.map((failure) => ({ ...failure, venue: idOf(failure.venue) })),
    votes: run.world.votes.map((vote) => ({ ...vote, venue: idOf(vote.venue) })),
    assets: byAsset(run, (place) => printShared(look, SUMMARY.asset, place)),
    venues: byVenue(run, (venue) => printVenue(look, venue)),
  } as WorldSummary
}

function printVenue(look: Look, venue: Venue): object {
  const at = { look: look.world, venue }
  const owing = venue.rules.treasury.placed.map(({ venue: place }) => look.run.places.venues[place])
  return {
    ...printShared(look, SUMMARY.venue, venue.where.venue),
    ...record(OWN.venue, (id) => orNull(READ_WORLD[id](at))),
    ...record(OWN.venues, (id) =>
      recordBy(
        owing,
        ({ rules }) => rules.id,
        (to) => orNull(READ_WORLD[id]({ look: look.world, from: venue, to })),
      ),
    ),
    markets: byBook(look.run, venue, (market, place) => ({
      ...printShared(look, SUMMARY.market, place),
      ...record(OWN.market, (id) => orNull(READ_WORLD[id]({ look: look.world, market }))),
    })),
  }
}

/** Every account of every venue; an institution has none. */
export function readWorldAccounts(run: Run): Record<string, WorldAccountRow[]> {
  return byVenue(run, (venue) => {
    const { ledger } = venue.state
    return Array.from({ length: ledger.count }, (_, id) => {
      const look = { venue, id, leg: 0 }
      return {
        id,
        ...record(ACCOUNT_NAMES.ofLegs, (name) =>
          recordBy(
            venue.markets,
            ({ rules }) => assetOf(run, rules.asset),
            ({ leg }) => READ_HELD[name]({ ...look, leg }),
          ),
        ),
        ...record(ACCOUNT_NAMES.ofAccount, (name) => READ_HELD[name](look)),
        state: toAccountState(ledger.state[id]),
      }
    })
  })
}

/** The row of the series for the step that has just ended. */
export function readWorldSeriesRow(run: Run): WorldSeriesRow {
  const look: Look = { run, shared: new RunLook(run), world: new WorldLook(run) }
  const assets = SERIES.asset.map(([name, id]) => [
    name,
    byAsset(run, (place) => toPrinted(id, read(look.shared, id, place))),
  ])
  return {
    step: run.world.step,
    ...(Object.fromEntries(assets) as object),
    venues: byVenue(run, (venue) => ({
      ...printShared(look, SERIES.venue, venue.where.venue),
      ...record(WORLD_STEP_READINGS, (id) => orNull(READ_WORLD[id]({ look: look.world, venue }))),
      markets: byBook(run, venue, (_, place) => printShared(look, SERIES.market, place)),
    })),
  } as WorldSeriesRow
}

/** Readings of the table that version 1 has too, of one place, under their printed names. */
function printShared({ shared }: Look, names: readonly PrintedName[], place = 0): Record<string, Value> {
  return Object.fromEntries(names.map(([name, id]) => [name, orNull(toPrinted(id, read(shared, id, place)))]))
}

/** JSON has no NaN, and some numbers a run does not have. */
function orNull<T extends number | boolean>(value: T): T | null {
  return Number.isNaN(value) ? null : value
}

function record<Id extends string, T>(ids: readonly Id[], valueOf: (id: Id) => T): Record<Id, T> {
  return recordBy(ids, (id) => id, valueOf) as Record<Id, T>
}

function recordBy<Item, T>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  valueOf: (item: Item) => T,
): Record<string, T> {
  return Object.fromEntries(items.map((item) => [keyOf(item), valueOf(item)]))
}

function byVenue<T>({ places }: Run, valueOf: (venue: Venue) => T): Record<string, T> {
  return recordBy(places.venues, ({ rules }) => rules.id, valueOf)
}

function byAsset<T>({ program }: Run, valueOf: (place: number) => T): Record<string, T> {
  return Object.fromEntries(program.assets.map(({ id }, place) => [id, valueOf(place)]))
}

/** Books of a venue by asset; a lending protocol has none. */
function byBook<T>(run: Run, venue: Venue, valueOf: (market: Market, place: number) => T): Record<string, T> {
  return recordBy(
    venue.markets.filter((market) => market.soldOn === market),
    ({ rules }) => assetOf(run, rules.asset),
    (market) => valueOf(market, run.places.markets.indexOf(market)),
  )
}

function assetOf({ program }: Run, place: number): string {
  return program.assets[place].id
}
