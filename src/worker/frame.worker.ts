/**
 * Makes what the page reads of a run: the frame between two steps, the crowd, and what the opening came to. Every
 * array is new and goes to the page with its memory, so nothing here may be kept.
 */
import { largest, readHoldings } from './sampling.worker.ts'
import { isHaltedNow, type StepRecord } from './stepRecord.worker.ts'
import { computeInvariants } from '../engine/invariants.ts'
import {
  CLOSED,
  contractsAt,
  copyColumns,
  DELEVERAGED,
  LIQUIDATED,
  type Ledger,
  liquidationPrice,
  OPEN,
  OUT_BY_STOP,
} from '../engine/ledger.ts'
import { computeSpiralProfile, sumLosses } from '../engine/readings.ts'
import type { Simulation } from '../engine/simulation.ts'
import { markPrice, type Market } from '../engine/venue.ts'
import type { OpenedRun } from '../schema/message.ts'
import type { SpiralProfile } from '../schema/result.ts'
import type { Scenario } from '../schema/scenario.ts'
import type { CrowdFrame, CrowdOpening, RunFrame } from '../schema/snapshot.ts'
import { CROWD_STATES, STATE_CODE, type CrowdState } from '../schema/states.ts'
import { ENGINE_VERSION } from '../schema/version.ts'

/** How a trader stands in the picture. */
export function readCrowdState(ledger: Ledger, id: number): CrowdState {
  return CROWD_STATES[toMark(ledger, id)]
}

function toMark({ queued, state, outKind }: Ledger, id: number): number {
  if (queued[id] === 1) return STATE_CODE.queued
  return state[id] === CLOSED && outKind[id] === OUT_BY_STOP ? STATE_CODE.stopped : state[id]
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
      ledger.state[id] === OPEN ? liquidationPrice(ledger, id, leg, maintenanceMargin) : ledger.outPrice[id]
  }
  return { contracts, liquidationPrice: prices, state }
}

interface Counts {
  longsOpen: number
  shortsOpen: number
  liquidated: number
  deleveraged: number
  closed: number
  /** Of those closed, by their own stop-loss. */
  stopped: number
}

function countCrowd(ledger: Ledger): Counts {
  const counts: Counts = { longsOpen: 0, shortsOpen: 0, liquidated: 0, deleveraged: 0, closed: 0, stopped: 0 }
  for (let id = 0; id < ledger.count; id++) {
    const state = ledger.state[id]
    if (state === OPEN) counts[ledger.rows[contractsAt(ledger, id, 0)] > 0 ? 'longsOpen' : 'shortsOpen']++
    else counts[state === LIQUIDATED ? 'liquidated' : state === DELEVERAGED ? 'deleveraged' : 'closed']++
    if (state === CLOSED && ledger.outKind[id] === OUT_BY_STOP) counts.stopped++
  }
  return counts
}

/** What was true at the opening and stays so. */
export interface RunStart {
  readonly runId: number
  readonly steps: number
  readonly fundCents: number
}

/**
 * @param changes of the venue at the last frame that had a crowd; the frame has one where they have grown
 */
export function makeFrame(
  start: RunStart,
  simulation: Simulation,
  record: StepRecord,
  changes: number,
): RunFrame {
  const { places, step } = simulation
  const [venue] = places.venues
  const [market] = venue.markets
  const { state } = venue
  const { totals } = state
  const down: SpiralProfile = computeSpiralProfile(market, 1)
  const up = computeSpiralProfile(market, -1)
  const { fromStep, rows, events } = record.takeNews()
  const { longsOpen, shortsOpen, ...ended } = countCrowd(state.ledger)
  return {
    runId: start.runId,
    step,
    steps: start.steps,
    series: { fromStep, rows },
    events,
    crowd: venue.changes === changes ? null : makeCrowd(market),
    price: market.state.price,
    fair: market.asset.fair,
    mark: markPrice(market),
    depthContracts: market.state.depthContracts,
    displacement: market.state.displacement,
    lowestPrice: market.state.lowestPrice,
    lowestFair: market.asset.lowestFair,
    halted: isHaltedNow(venue, step),
    queue: state.queue.length,
    longsOpen,
    shortsOpen,
    rHere: down.values[0],
    rAhead: largest(down.values),
    ...readHoldings(market),
    depositedCents: totals.depositedCents,
    rHereUp: up.values[0],
    rAheadUp: largest(up.values),
    profile: down,
    payers: {
      ownCents: totals.ownPaidCents,
      fundCents: totals.fundPaidCents,
      venueCents: totals.venuePaidCents,
      socializedCents: totals.socializedCents,
      badDebtCents: totals.badDebtCents,
      lossesCents: sumLosses(state),
    },
    fund: { leftCents: state.fundCents, startCents: start.fundCents, feesCents: totals.feesCents },
    venueEquityCents: state.equityCents,
    adl: {
      contracts: totals.adlContracts,
      accounts: totals.adlAccounts,
      againstMarkCents: totals.adlAgainstMarkCents,
    },
    traders: {
      total: state.ledger.count,
      bankrupt: totals.bankruptPositions,
      ...ended,
    },
    ...computeInvariants(venue),
  }
}

/** The answer to `open`, of a simulation that has taken no step yet. */
export function makeOpened(scenario: Scenario, simulation: Simulation, frame: RunFrame): OpenedRun {
  const [venue] = simulation.places.venues
  const [market] = venue.markets
  const { fundCents, equityCents, capacityPerStep, openInterestContracts, rAheadStart, ledger } = venue.state
  const opening: CrowdOpening = {
    ...makeCrowd(market),
    entryPrice: Float32Array.from(ledger.entryPrice.subarray(0, ledger.count)),
    depositCents: copyColumns(ledger).depositCents,
  }
  return {
    scenario,
    opening,
    resolved: {
      depthContracts: market.state.baseDepthContracts,
      insuranceFund: fundCents / 100,
      venueEquity: equityCents / 100,
      makersCapital: market.state.makersCapitalCents / 100,
      capacityPerStep: capacityPerStep === Infinity ? null : capacityPerStep,
    },
    rAheadStart,
    // R falls as depth grows, in inverse proportion.
    feedingDepthContracts: market.state.baseDepthContracts * rAheadStart,
    openInterestContracts,
    engineVersion: ENGINE_VERSION,
    frame,
  }
}

/** The memory of a frame's arrays, which moves to the page instead of being copied. */
export function listFrameBuffers(frame: RunFrame): ArrayBufferLike[] {
  const arrays: ArrayBufferView[] = [
    frame.series.rows,
    frame.events,
    frame.profile.prices,
    frame.profile.values,
  ]
  if (frame.crowd) arrays.push(...listCrowdArrays(frame.crowd))
  return arrays.map((array) => array.buffer)
}

export function listOpenedBuffers({ frame, opening }: OpenedRun): ArrayBufferLike[] {
  const arrays = [...listCrowdArrays(opening), opening.entryPrice, opening.depositCents]
  return [...listFrameBuffers(frame), ...arrays.map((array) => array.buffer)]
}

function listCrowdArrays(crowd: CrowdFrame): ArrayBufferView[] {
  return [crowd.contracts, crowd.liquidationPrice, crowd.state]
}
