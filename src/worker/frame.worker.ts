/**
 * Makes what the page reads of a run: the frame between two steps. Every array is new and goes to the page with its memory, so
 * nothing here may be kept.
 */
import { type Crowds, versionOf } from './crowds.worker.ts'
import type { StepRecord } from './stepRecord.worker.ts'
import { RunLook } from '../engine/look.ts'
import { readAll } from '../engine/readings.ts'
import type { Simulation } from '../engine/simulation.ts'
import type { CrowdFrame, CrowdOpening, Frame } from '../schema/frame.ts'
import { frameReadingsOf } from '../schema/readings.ts'
import type { WorldMoment } from '../schema/worldFrame.ts'

const RUN = frameReadingsOf('run')
const ASSET = frameReadingsOf('asset')
const MARKET = frameReadingsOf('market')
const VENUE = [...frameReadingsOf('venue'), ...frameReadingsOf('crowd')]

/** What was true at the opening and stays so. */
export interface RunStart {
  readonly runId: number
  readonly steps: number
  readonly crowds: Crowds
  /** Of a world. */
  readonly readMoment: ((simulation: Simulation) => WorldMoment) | null
}

/**
 * @param seen the version of each market's crowd that the last frame had; the frame has the crowd where it is another one
 */
export function makeFrame(
  { runId, steps, crowds, readMoment }: RunStart,
  simulation: Simulation,
  record: StepRecord,
  seen: readonly string[],
): Frame {
  const { places, step } = simulation
  const look = new RunLook(simulation)
  const { fromStep, rows, events } = record.takeNews()
  return {
    runId,
    step,
    steps,
    series: { fromStep, rows },
    events,
    run: readAll(RUN, look),
    assets: places.assets.map((_, place) => readAll(ASSET, look, place)),
    markets: look.markets.map((market, place) => {
      const { prices, values } = market.down()
      return { ...readAll(MARKET, look, place), profile: { prices, values } }
    }),
    venues: places.venues.map((_, place) => readAll(VENUE, look, place)),
    crowds: places.markets.map((market, place) =>
      versionOf(market) === seen[place] ? null : crowds.read(market, place),
    ),
    world: readMoment && readMoment(simulation),
  }
}

/** The memory of a frame's arrays, which moves to the page instead of being copied. */
export function listFrameBuffers({ series, events, markets, crowds }: Frame): ArrayBufferLike[] {
  const arrays: ArrayBufferView[] = [
    series.rows,
    events,
    ...markets.flatMap(({ profile }) => [profile.prices, profile.values]),
    ...crowds.flatMap((crowd) => (crowd ? listCrowdArrays(crowd) : [])),
  ]
  return arrays.map((array) => array.buffer)
}

/** The same of an opening. */
export function listOpenedBuffers(frame: Frame, openings: readonly CrowdOpening[]): ArrayBufferLike[] {
  const arrays = openings.flatMap((opening) => [
    ...listCrowdArrays(opening),
    opening.entryPrice,
    opening.deposit,
  ])
  return [...listFrameBuffers(frame), ...arrays.map((array) => array.buffer)]
}

function listCrowdArrays({ ids, contracts, liquidationPrice, state }: CrowdFrame): ArrayBufferView[] {
  return [...(ids ? [ids] : []), contracts, liquidationPrice, state]
}
