/**
 * Makes what the page reads of a run: the frame between two steps, the crowd, and what the opening came to. Every
 * array is new and goes to the page with its memory, so nothing here may be kept.
 */
import { largest, readHoldings } from './sampling.worker.ts'
import { isHaltedNow, type StepRecord } from './stepRecord.worker.ts'
import {
  type Accounts,
  CLOSED,
  contractsAt,
  depositAt,
  DELEVERAGED,
  LIQUIDATED,
  liquidationPrice,
  OPEN,
} from '../engine/accounts.ts'
import { computeInvariants } from '../engine/invariants.ts'
import { computeSpiralProfile } from '../engine/readings.ts'
import type { Simulation } from '../engine/simulation.ts'
import { markPrice, type Venue } from '../engine/venue.ts'
import type { OpenedRun } from '../schema/message.ts'
import type { SpiralProfile } from '../schema/result.ts'
import type { Scenario } from '../schema/scenario.ts'
import type { CrowdFrame, CrowdOpening, RunFrame } from '../schema/snapshot.ts'
import { CROWD_STATES, STATE_CODE, type CrowdState } from '../schema/states.ts'
import { ENGINE_VERSION } from '../schema/version.ts'

/** How a trader stands in the picture. */
export function readCrowdState({ accounts }: Venue, { stopped }: StepRecord, id: number): CrowdState {
  return CROWD_STATES[toMark(accounts, stopped, id)]
}

function toMark({ queued, state }: Accounts, stopped: Uint8Array, id: number): number {
  if (queued[id] === 1) return STATE_CODE.queued
  return state[id] === CLOSED && stopped[id] === 1 ? STATE_CODE.stopped : state[id]
}

export function makeCrowd(venue: Venue, { lastPrices, stopped }: StepRecord): CrowdFrame {
  const { accounts, rules } = venue
  const contracts = new Float32Array(accounts.count)
  const prices = new Float32Array(accounts.count)
  const state = new Uint8Array(accounts.count)
  for (let id = 0; id < accounts.count; id++) {
    contracts[id] = accounts.ledger[contractsAt(id)]
    state[id] = toMark(accounts, stopped, id)
    if (accounts.state[id] === OPEN) prices[id] = liquidationPrice(accounts, id, rules.maintenanceMargin)
    // Who could not open a position at all never had a price.
    else prices[id] = lastPrices[id] || Infinity
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

function countCrowd({ accounts }: Venue, { stopped }: StepRecord): Counts {
  const counts: Counts = { longsOpen: 0, shortsOpen: 0, liquidated: 0, deleveraged: 0, closed: 0, stopped: 0 }
  for (let id = 0; id < accounts.count; id++) {
    const state = accounts.state[id]
    if (state === OPEN) counts[accounts.ledger[contractsAt(id)] > 0 ? 'longsOpen' : 'shortsOpen']++
    else counts[state === LIQUIDATED ? 'liquidated' : state === DELEVERAGED ? 'deleveraged' : 'closed']++
    if (state === CLOSED && stopped[id] === 1) counts.stopped++
  }
  return counts
}

/** What was true at the opening and stays so. */
export interface RunStart {
  readonly runId: number
  readonly steps: number
  readonly fundCents: number
}

export function makeFrame(start: RunStart, simulation: Simulation, record: StepRecord): RunFrame {
  const { venue, step } = simulation
  const { market, totals } = venue
  const down: SpiralProfile = computeSpiralProfile(venue, 1)
  const up = computeSpiralProfile(venue, -1)
  const { fromStep, rows, events } = record.takeNews()
  const crowd = record.isCrowdChanged ? makeCrowd(venue, record) : null
  record.isCrowdChanged = false
  const { longsOpen, shortsOpen, ...ended } = countCrowd(venue, record)
  return {
    runId: start.runId,
    step,
    steps: start.steps,
    series: { fromStep, rows },
    events,
    crowd,
    price: market.price,
    fair: market.fair,
    mark: markPrice(venue),
    depthContracts: market.depthContracts,
    displacement: market.displacement,
    lowestPrice: market.lowestPrice,
    lowestFair: market.lowestFair,
    halted: isHaltedNow(venue, step),
    queue: venue.queue.length,
    longsOpen,
    shortsOpen,
    rHere: down.values[0],
    rAhead: largest(down.values),
    ...readHoldings(venue),
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
      lossesCents:
        totals.ownPaidCents +
        totals.fundPaidCents +
        totals.venuePaidCents +
        totals.socializedCents +
        totals.badDebtCents,
    },
    fund: { leftCents: venue.fundCents, startCents: start.fundCents, feesCents: totals.feesCents },
    venueEquityCents: venue.equityCents,
    adl: {
      contracts: totals.adlContracts,
      accounts: totals.adlAccounts,
      againstMarkCents: totals.adlAgainstMarkCents,
    },
    traders: {
      total: venue.accounts.count,
      bankrupt: totals.bankruptPositions,
      ...ended,
    },
    ...computeInvariants(venue),
  }
}

/** The answer to `open`, of a simulation that has taken no step yet. */
export function makeOpened(
  scenario: Scenario,
  simulation: Simulation,
  record: StepRecord,
  frame: RunFrame,
): OpenedRun {
  const { venue, world } = simulation
  const { accounts, market, rules } = venue
  const opening: CrowdOpening = {
    ...makeCrowd(venue, record),
    entryPrice: Float32Array.from(accounts.entryPrice.subarray(0, accounts.count)),
    depositCents: Float64Array.from({ length: accounts.count }, (_, id) => accounts.ledger[depositAt(id)]),
  }
  return {
    scenario,
    opening,
    resolved: {
      depthContracts: market.baseDepthContracts,
      insuranceFund: venue.fundCents / 100,
      venueEquity: venue.equityCents / 100,
      makersCapital: market.makersCapitalCents / 100,
      capacityPerStep: rules.capacityPerStep === Infinity ? null : rules.capacityPerStep,
    },
    rAheadStart: simulation.readStart(),
    openInterestContracts: world.openInterestContracts,
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
