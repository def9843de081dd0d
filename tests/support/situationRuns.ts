/** Situations played to their end over seeds, with all channels or without one, as measures read them. */
import { createDepthOf } from '../../src/engine/openedDepth.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { MeasuredWorld } from '../../src/risk/measuredWorld.ts'
import { parseWorld } from '../../src/schema/parseDocument.ts'
import type { WorldDocument } from '../../src/schema/world.ts'
import { switchOff, type ChannelId } from '../../src/schema/worldChannels.ts'
import type { MeasuredRun } from '../../src/situations/measure.ts'
import type { Measure, MeasuredPlace, Situation, SteppedReading } from '../../src/situations/situation.ts'

export function documentOf(
  { world }: Pick<Situation, 'world'>,
  seed: string,
  off?: ChannelId,
): WorldDocument {
  const document = parseWorld({ ...world, seed })
  return off === undefined ? document : switchOff(document, off, createDepthOf(document))
}

/** Every measure of a situation, those within others too. */
function listMeasures({ claims, channels, reported }: Situation): Exclude<Measure, number>[] {
  const all = [
    ...claims.flatMap(({ measure, than }) => (typeof than === 'number' ? [measure] : [measure, than])),
    ...Object.values(channels).flatMap((one) => ('changes' in one ? one.changes.map((c) => c.measure) : [])),
    ...reported.map(({ here }) => here),
  ]
  return all.flatMap(withParts)
}

function withParts(measure: Measure): Exclude<Measure, number>[] {
  if (typeof measure === 'number') return []
  if ('sum' in measure) return measure.sum.flatMap(withParts)
  if ('product' in measure) return measure.product.flatMap(withParts)
  if ('ratio' in measure) return measure.ratio.flatMap(withParts)
  if ('difference' in measure) return measure.difference.flatMap(withParts)
  return [measure]
}

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
  const run = new MeasuredWorld(simulation, stepped)
  while (!simulation.isDone) {
    simulation.advance()
    run.follow()
  }
  return run
}
