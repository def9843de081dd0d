/**
 * Makes what the page reads of a run: the frame between two steps, the crowd, and what the opening came to. Every
 * array is new and goes to the page with its memory, so nothing here may be kept.
 */
import type { StepRecord } from './stepRecord.worker.ts'
import { readResolved } from '../engine/held.ts'
import {
  contractsAt,
  copyColumns,
  type Ledger,
  liquidationPrice,
  OPEN,
  outPriceAt,
} from '../engine/ledger.ts'
import { RunLook } from '../engine/look.ts'
import { readAll } from '../engine/readings.ts'
import type { Simulation } from '../engine/simulation.ts'
import type { Market } from '../engine/venue.ts'
import type { CrowdFrame, CrowdOpening, Frame } from '../schema/frame.ts'
import type { OpenedRun } from '../schema/message.ts'
import { frameReadingsOf } from '../schema/readings.ts'
import type { Scenario } from '../schema/scenario.ts'
import { CROWD_STATES, STATE_CODE, type CrowdState } from '../schema/states.ts'
import { ENGINE_VERSION } from '../schema/version.ts'

/** How a trader stands in the picture. */
export function readCrowdState(ledger: Ledger, id: number): CrowdState {
  return CROWD_STATES[toMark(ledger, id)]
}

function toMark({ queued, state }: Ledger, id: number): number {
  return queued[id] === 1 ? STATE_CODE.queued : state[id]
}

function makeCrowd({ venue, leg, state: { maintenanceMargin } }: Market): CrowdFrame {
  const { ledger } = venue.state
  const contracts = new Float32Array(ledger.count)
  const prices = new Float32Array(ledger.count)
  const state = new Uint8Array(ledger.count)
  for (let id = 0; id < ledger.count; id++) {
    contracts[id] = ledger.rows[contractsAt(ledger, id, leg)]
    state[id] = toMark(ledger, id)
    prices[id] =
      ledger.state[id] === OPEN
        ? liquidationPrice(ledger, id, leg, maintenanceMargin)
        : ledger.rows[outPriceAt(ledger, id)]
  }
  return { contracts, liquidationPrice: prices, state }
}

const RUN = frameReadingsOf('run')
const ASSET = frameReadingsOf('asset')
const MARKET = frameReadingsOf('market')
const VENUE = [...frameReadingsOf('venue'), ...frameReadingsOf('crowd')]

/** What was true at the opening and stays so. */
export interface RunStart {
  readonly runId: number
  readonly steps: number
}

/**
 * @param changes of each venue at the last frame that had its crowd; the frame has the crowd where they have grown
 */
export function makeFrame(
  start: RunStart,
  simulation: Simulation,
  record: StepRecord,
  changes: readonly number[],
): Frame {
  const { places, step } = simulation
  const look = new RunLook(simulation)
  const { fromStep, rows, events } = record.takeNews()
  return {
    runId: start.runId,
    step,
    steps: start.steps,
    series: { fromStep, rows },
    events,
    run: readAll(RUN, look),
    assets: places.assets.map((_, place) => readAll(ASSET, look, place)),
    markets: look.markets.map((market, place) => {
      const { prices, values } = market.down()
      return { ...readAll(MARKET, look, place), profile: { prices, values } }
    }),
    venues: places.venues.map((_, place) => readAll(VENUE, look, place)),
    crowds: places.venues.map((venue, place) =>
      venue.changes === changes[place] ? null : makeCrowd(venue.markets[0]),
    ),
  }
}

/** The answer to `open`, of a simulation that has taken no step yet. */
export function makeOpened(scenario: Scenario, simulation: Simulation, frame: Frame): OpenedRun {
  const [venue] = simulation.places.venues
  const { ledger } = venue.state
  const opening: CrowdOpening = {
    ...makeCrowd(venue.markets[0]),
    entryPrice: Float32Array.from(ledger.entryPrice.subarray(0, ledger.count)),
    deposit: copyColumns(ledger).depositCents,
  }
  return { scenario, opening, resolved: readResolved(simulation), engineVersion: ENGINE_VERSION, frame }
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

export function listOpenedBuffers({ frame, opening }: OpenedRun): ArrayBufferLike[] {
  const arrays = [...listCrowdArrays(opening), opening.entryPrice, opening.deposit]
  return [...listFrameBuffers(frame), ...arrays.map((array) => array.buffer)]
}

function listCrowdArrays(crowd: CrowdFrame): ArrayBufferView[] {
  return [crowd.contracts, crowd.liquidationPrice, crowd.state]
}
