/**
 * A run of a world as files for other programs: its series and accounts as CSV, and everything as JSON, with the parts that the
 * headless command prints under the same names.
 */
import {
  nameColumn,
  separated,
  toTable,
  writeEvents,
  writeRows,
  type EventsToSave,
  type FilePart,
  type PartedFile,
} from '../runExport.ts'
import { toRunFileName } from '../files.ts'
import type { SeriesHistory } from '../seriesHistory.svelte.ts'
import type { CsvForm } from '../../schema/csvCell.ts'
import { listMarketPlaces } from '../../schema/marketPlaces.ts'
import type { WorldAccounts } from '../../schema/message.ts'
import { isReadingId, readingOf, toPrinted, type SeriesReading } from '../../schema/readings.ts'
import { ACCOUNT_STATES } from '../../schema/states.ts'
import type { WorldDocument } from '../../schema/world.ts'
import type { ChannelSwitch } from '../../schema/worldChannels.ts'
import { WORLD_STEP_READINGS, worldReadingOf } from '../../schema/worldReadings.ts'
import { seriesNamesOf, type WorldAccountRow, type WorldAccountTable } from '../../schema/worldResult.ts'
import { listWorldColumns } from '../../schema/worldSeries.ts'

export interface WorldToSave extends EventsToSave {
  /** As it ran, with every push so far. */
  readonly scenario: WorldDocument
  /** The same with all channels, and those that were off. */
  readonly whole: WorldDocument
  readonly off: readonly ChannelSwitch[]
  readonly series: SeriesHistory
}

/** The series from the opening on: a column for each reading and place, whose names stand before it. */
export function toWorldSeriesFile(run: WorldToSave, form: CsvForm): PartedFile {
  const { scenario, series, step } = run
  const columns = listWorldColumns(countPlaces(scenario))
  const heads = ['step', 'seconds', ...columns.map(({ id, place }) => toHead(scenario, id, place))]
  return toTable(run, form, '-series.csv', heads, step + 1, (row) => [
    row,
    row * scenario.stepSeconds,
    ...columns.map(({ id, place }) => series.at(id, row, place)),
  ])
}

function countPlaces(world: WorldDocument) {
  const [assets, venues] = [Object.keys(world.assets).length, Object.keys(world.venues).length]
  return { assets, venues, markets: listMarketPlaces(world).length }
}

/** `alpha.btc price (dollars)`. */
function toHead(
  world: WorldDocument,
  id: SeriesReading | (typeof WORLD_STEP_READINGS)[number],
  place: number,
): string {
  const { of, unit } = isReadingId(id) ? readingOf(id) : worldReadingOf(id)
  const name = nameColumn(id, unit)
  if (of === 'run') return name
  if (of === 'asset') return `${Object.keys(world.assets)[place]} ${name}`
  if (of !== 'market') return `${Object.keys(world.venues)[place]} ${name}`
  const { venue, asset } = listMarketPlaces(world)[place]
  return `${venue}.${asset} ${name}`
}

/** Every account of every venue at the run's step. */
export function toWorldAccountsFile(run: WorldToSave, { tables }: WorldAccounts, form: CsvForm): PartedFile {
  const { scenario, step } = run
  const assets = Object.keys(scenario.assets)
  const heads = [
    ...['venue', 'account', 'step', 'seconds', 'state'],
    ...assets.map((asset) => `contracts ${asset}`),
    ...['cashCents', 'haircutCents'],
  ]
  const rows = Object.keys(scenario.venues).flatMap((venue, place) =>
    Array.from(tables[place].cash, (_, id) => ({ venue, place, id })),
  )
  return toTable(run, form, '-accounts.csv', heads, rows.length, (at) => {
    const { venue, place, id } = rows[at]
    const { contracts, state, cash, haircut } = toRow(scenario, venue, tables[place], id)
    const held = assets.map((asset) => contracts[asset] ?? 0)
    return [venue, id, step, step * scenario.stepSeconds, state, ...held, cash, haircut]
  })
}

function toRow(world: WorldDocument, venue: string, table: WorldAccountTable, id: number): WorldAccountRow {
  const document = world.venues[venue]
  const assets = document.kind === 'institution' ? [] : Object.keys(document.markets)
  return {
    id,
    contracts: Object.fromEntries(assets.map((asset, leg) => [asset, table.contracts[leg][id]])),
    cash: table.cash[id],
    haircut: table.haircut[id],
    state: ACCOUNT_STATES[table.state[id]],
  }
}

/**
 * Everything: version, seed, the world with its pushes, which gives the very same run again, and which channels were off; then
 * `summary`, `accounts` and `series` as `npm run simulate` prints them; then every event under `eventFields`.
 */
export function toWorldFile(run: WorldToSave, report: WorldAccounts): PartedFile {
  const name = toRunFileName(run.engineVersion, run.scenario.seed, '-run.json')
  return { name, type: 'application/json', parts: writeWorld(run, report) }
}

function* writeWorld(run: WorldToSave, { summary, tables }: WorldAccounts): Generator<FilePart> {
  const { scenario: world, whole, off, engineVersion, series, step } = run
  const head = JSON.stringify({ engineVersion, seed: world.seed, step, world, whole, off, summary })
  yield { text: `${head.slice(0, -1)},"accounts":{`, done: 0 }
  for (const [place, venue] of Object.keys(world.venues).entries()) {
    yield { text: `${place > 0 ? ',' : ''}${JSON.stringify(venue)}:[`, done: 0 }
    yield* writeRows(
      tables[place].cash.length,
      separated((id) => toRow(world, venue, tables[place], id)),
      { from: 0, until: 0.4 },
    )
    yield { text: ']', done: 0.4 }
  }
  yield { text: '},"series":[', done: 0.4 }
  const toSeriesRow = createSeriesRow(world, series)
  yield* writeRows(
    step,
    separated((row) => toSeriesRow(row + 1)),
    { from: 0.4, until: 0.6 },
  )
  yield* writeEvents(run)
}

/** A row of the series as the headless command prints it. */
function createSeriesRow(world: WorldDocument, series: SeriesHistory): (step: number) => object {
  const markets = listMarketPlaces(world)
  const print = (kind: 'asset' | 'market' | 'venue', step: number, place: number) =>
    seriesNamesOf(kind).map(([name, id]) => [
      name,
      toPrinted(id, series.at(id as SeriesReading, step, place)),
    ])
  return (step) => ({
    step,
    ...Object.fromEntries(
      seriesNamesOf('asset').map(([name, id]) => [
        name,
        Object.fromEntries(
          Object.keys(world.assets).map((asset, place) => [
            asset,
            series.at(id as SeriesReading, step, place),
          ]),
        ),
      ]),
    ),
    venues: Object.fromEntries(
      Object.keys(world.venues).map((venue, place) => [
        venue,
        {
          ...Object.fromEntries(print('venue', step, place)),
          ...Object.fromEntries(WORLD_STEP_READINGS.map((id) => [id, series.at(id, step, place)])),
          markets: Object.fromEntries(
            markets
              .filter((market) => market.venuePlace === place && market.soldOn === market.place)
              .map((market) => [market.asset, Object.fromEntries(print('market', step, market.place))]),
          ),
        },
      ]),
    ),
  })
}
