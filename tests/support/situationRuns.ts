/** Situations played to their end over seeds, with all channels or without one, as measures read them. */
import { createDepthOf } from '../../src/engine/openedDepth.ts'
import { RunLook } from '../../src/engine/look.ts'
import { read } from '../../src/engine/readings.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { READ_WORLD, WorldLook } from '../../src/engine/worldReadings.ts'
import { parseWorld } from '../../src/schema/parseDocument.ts'
import { isReadingId, readingOf } from '../../src/schema/readings.ts'
import type { WorldDocument } from '../../src/schema/world.ts'
import { switchOff, type ChannelId } from '../../src/schema/worldChannels.ts'
import { worldReadingOf } from '../../src/schema/worldReadings.ts'
import type { MeasuredRun } from '../../src/situations/measure.ts'
import type {
  Measure,
  MeasuredPlace,
  PlacedReading,
  Situation,
  SteppedReading,
} from '../../src/situations/situation.ts'

export function documentOf(
  { world }: Pick<Situation, 'world'>,
  seed: string,
  off?: ChannelId,
): WorldDocument {
  const document = parseWorld({ ...world, seed })
  return off === undefined ? document : switchOff(document, off, createDepthOf(document))
}

/** Every measure of a situation, those within others too. */
function listMeasures({ claims, channels, reported }: Situation): Measure[] {
  const all = [
    ...claims.flatMap(({ measure, than }) => (typeof than === 'number' ? [measure] : [measure, than])),
    ...Object.values(channels).flatMap((one) => ('changes' in one ? one.changes.map((c) => c.measure) : [])),
    ...reported.map(({ here }) => here),
  ]
  return all.flatMap(withParts)
}

function withParts(measure: Measure): Measure[] {
  if ('sum' in measure) return measure.sum.flatMap(withParts)
  if ('product' in measure) return measure.product.flatMap(withParts)
  if ('ratio' in measure) return measure.ratio.flatMap(withParts)
  if ('difference' in measure) return measure.difference.flatMap(withParts)
  return [measure]
}

const keyOf = (reading: string, { venue, asset }: MeasuredPlace) => `${reading} ${venue} ${asset}`

/** The run at its end. */
export function playSituation(situation: Situation, seed: string, off?: ChannelId): MeasuredRun {
  const stepped = listMeasures(situation).flatMap((one) => ('at' in one ? [one] : []))
  return play(documentOf(situation, seed, off), stepped)
}

/** A run to its end, with the series of what is asked for. */
export function play(
  document: WorldDocument,
  stepped: readonly (MeasuredPlace & { readonly reading: SteppedReading })[] = [],
): MeasuredRun {
  const simulation = Simulation.create(document)
  const kept = new Map(stepped.map((one) => [keyOf(one.reading, one), { ...one, values: [] as number[] }]))
  for (;;) {
    const looks = lookAtRun(simulation)
    for (const one of kept.values()) one.values.push(readOne(simulation, looks, one.reading, one))
    if (simulation.isDone) break
    simulation.advance()
  }
  const looks = lookAtRun(simulation)
  return {
    read: (reading, place) => readOne(simulation, looks, reading, place),
    series: (reading, place) => kept.get(keyOf(reading, place))?.values ?? [],
  }
}

const lookAtRun = (run: Simulation) => ({ shared: new RunLook(run), world: new WorldLook(run) })

/** A place that is not named in the document is an error of whoever asks. */
function readOne(
  { program: { document }, places }: Simulation,
  { shared, world }: ReturnType<typeof lookAtRun>,
  reading: PlacedReading,
  { venue, asset }: MeasuredPlace,
): number {
  const { of } = isReadingId(reading) ? readingOf(reading) : worldReadingOf(reading)
  const venuePlace = Object.keys(document.venues).indexOf(venue ?? '')
  const assetPlace = Object.keys(document.assets).indexOf(asset ?? '')
  const market = places.markets.findIndex(
    ({ venue: { where }, rules }) => where.venue === venuePlace && rules.asset === assetPlace,
  )
  const place = of === 'run' ? 0 : of === 'market' ? market : of === 'asset' ? assetPlace : venuePlace
  if (place < 0) throw new Error(`${reading} of ${venue ?? ''} ${asset ?? ''}: no such place`)
  if (isReadingId(reading)) return read(shared, reading, place)
  const at = {
    run: world,
    market: { look: world, market: places.markets[place] },
    venue: { look: world, venue: places.venues[place] },
  }
  // Each function takes what its row is of.
  return (READ_WORLD[reading] as (look: unknown) => number)(at[of as keyof typeof at])
}
