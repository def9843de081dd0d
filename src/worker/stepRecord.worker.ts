/**
 * What a run remembers of its steps: rows of the series and events that the page has not got yet, the price at which
 * each trader who is out was last to be sold out, and how many contracts are open. It reads the events of each step,
 * so that a step costs what happens in it. After a seek back, known steps are simulated again but recorded only once.
 */
import { EventArchive } from './eventArchive.worker.ts'
import { mergeFlood } from './eventFlood.worker.ts'
import { readSample } from './sampling.worker.ts'
import { type Accounts, cashAt, contractsAt, OPEN } from '../engine/accounts.ts'
import type { Simulation } from '../engine/simulation.ts'
import { isHalted, markPrice, type Venue } from '../engine/venue.ts'
import { EVENT_AT as at, EVENT_CODE, EVENT_KINDS, EVENT_WIDTH, type EventKind } from '../schema/event.ts'
import { SERIES_FIELDS, type SeriesField } from '../schema/snapshot.ts'

/** Of each kind of event: whether the account in it trades, and with which sign that changes the contracts it holds. */
const EFFECTS: Record<EventKind, 'closes' | 'opens' | 'other'> = {
  liquidation: 'closes',
  release: 'other',
  deleveraging: 'closes',
  socializedLoss: 'other',
  halt: 'other',
  shock: 'other',
  topUp: 'other',
  stopLoss: 'closes',
  takeProfit: 'closes',
  relever: 'opens',
  turnover: 'closes',
  arrival: 'opens',
}
const effects = EVENT_KINDS.map((kind) => EFFECTS[kind])
const ABOUT_THE_MARKET = new Set([EVENT_CODE.halt, EVENT_CODE.shock])

/** Contracts that went through the book in one step. */
type Orders = Record<'forcedContracts' | 'stopContracts', number>

export class StepRecord {
  readonly archive = new EventArchive()
  /** Liquidation price just before a trader went out, by id; 0 for others. */
  lastPrices = new Float32Array(0)
  /** 1 for a trader whose own stop-loss was the last to close the position, by id. */
  stopped = new Uint8Array(0)
  /** Steps between two samples of the whole crowd. */
  sampleStride = 1
  /** The furthest step that was simulated since the opening or the last push. */
  knownStep = -1
  /** Whether a reader of the crowd would see a difference since this was last set to false. */
  isCrowdChanged = true
  #deliveredStep = -1
  #rows: number[] = []
  #openContracts = 0
  #queueLength = 0

  /** Starts to follow a simulation that was just created or restored. */
  follow(simulation: Simulation): void {
    const { accounts, queue } = simulation.venue
    this.#openContracts = 0
    for (let id = 0; id < accounts.count; id++)
      this.#openContracts += Math.abs(accounts.ledger[contractsAt(id)])
    this.#queueLength = queue.length
    this.isCrowdChanged = true
  }

  /** Takes in the step that has just been simulated (or the opening). */
  observe(simulation: Simulation): void {
    const events = simulation.takeEvents()
    const orders = this.#readEvents(events, simulation.venue)
    const { queue } = simulation.venue
    // Who joins the queue leaves no event.
    if (queue.length !== this.#queueLength) this.isCrowdChanged = true
    this.#queueLength = queue.length
    if (simulation.step <= this.knownStep) return
    this.knownStep = simulation.step
    this.archive.append(mergeFlood(events))
    const row = this.#readRow(simulation, orders)
    for (const field of SERIES_FIELDS) this.#rows.push(row[field])
  }

  /** What the page does not have yet, each row once. */
  takeNews(): { fromStep: number; rows: Float64Array; events: Float64Array } {
    const fromStep = this.#deliveredStep + 1
    const news = { fromStep, rows: Float64Array.from(this.#rows), events: this.archive.copyFrom(fromStep) }
    this.#rows = []
    this.#deliveredStep = this.knownStep
    return news
  }

  /** The future is no longer true. The next news start after this step, so that the reader forgets it too. */
  forgetAfter(step: number): void {
    this.archive.forgetAfter(step)
    this.knownStep = step
    if (this.#deliveredStep >= step) this.#rows = []
    else this.#rows.length = (step - this.#deliveredStep) * SERIES_FIELDS.length
    this.#deliveredStep = Math.min(this.#deliveredStep, step)
  }

  /** Updates open contracts and last prices; returns what the engine and the traders' own stops traded in the book. */
  #readEvents(rows: Float64Array, venue: Venue): Orders {
    const { accounts } = venue
    const orders: Orders = { forcedContracts: 0, stopContracts: 0 }
    // What the bankrupt account lost to winners just before its own event.
    let adlContracts = 0
    let adlCents = 0
    for (let row = 0; row < rows.length; row += EVENT_WIDTH) {
      const kind = rows[row + at.kind]
      if (!ABOUT_THE_MARKET.has(kind)) this.isCrowdChanged = true
      const effect = effects[kind]
      if (effect === 'other') continue
      const id = rows[row + at.account]
      const contracts = rows[row + at.contracts]
      this.#openContracts +=
        effect === 'opens' ? Math.abs(contracts) : -Math.abs(contracts) - rows[row + at.deleveragedContracts]
      if (effect === 'opens') continue
      const cents = rows[row + at.cents]
      if (kind === EVENT_CODE.deleveraging) {
        adlContracts += contracts
        adlCents += cents
        this.#noteLastPrice(venue, id, -contracts, accounts.ledger[cashAt(id)] - cents, kind)
        continue
      }
      if (kind === EVENT_CODE.liquidation) orders.forcedContracts += Math.abs(contracts)
      if (kind === EVENT_CODE.stopLoss) orders.stopContracts += Math.abs(contracts)
      const cash = cashBeforeClose(rows, row, accounts, id)
      this.#noteLastPrice(venue, id, contracts + adlContracts, cash + adlCents, kind)
      adlContracts = adlCents = 0
    }
    return orders
  }

  /**
   * The liquidation price of an account that is out now, from what it held before its event. Of several events of one
   * account in a step the last one closed it, and overwrites what the others left here.
   */
  #noteLastPrice(
    { accounts, rules }: Venue,
    id: number,
    contracts: number,
    cashCents: number,
    kind: number,
  ): void {
    if (accounts.state[id] === OPEN) return
    if (id >= this.lastPrices.length) this.#grow(accounts.count)
    this.stopped[id] = kind === EVENT_CODE.stopLoss ? 1 : 0
    this.lastPrices[id] = toLiquidationPrice(contracts, cashCents, rules.maintenanceMargin)
  }

  #grow(count: number): void {
    const capacity = Math.max(count, 2 * this.lastPrices.length)
    const { lastPrices, stopped } = this
    this.lastPrices = new Float32Array(capacity)
    this.lastPrices.set(lastPrices)
    this.stopped = new Uint8Array(capacity)
    this.stopped.set(stopped)
  }

  #readRow(simulation: Simulation, orders: Orders): Record<SeriesField, number> {
    const { venue, step } = simulation
    const { market, totals } = venue
    return {
      price: market.price,
      fair: market.fair,
      mark: markPrice(venue),
      depth: market.depthContracts,
      queue: venue.queue.length,
      halted: isHaltedNow(venue, step) ? 1 : 0,
      fundCents: venue.fundCents,
      venueEquityCents: venue.equityCents,
      ownPaidCents: totals.ownPaidCents,
      fundPaidCents: totals.fundPaidCents,
      venuePaidCents: totals.venuePaidCents,
      socializedCents: totals.socializedCents,
      badDebtCents: totals.badDebtCents,
      feesCents: totals.feesCents,
      liquidations: totals.liquidations,
      bankruptPositions: totals.bankruptPositions,
      ...orders,
      adlContracts: totals.adlContracts,
      openInterest: this.#readOpenInterest(venue),
      depositedCents: totals.depositedCents,
      ...readSample(venue, step, this.sampleStride),
    }
  }

  #readOpenInterest({ counterparty, market }: Venue): number {
    return (
      (this.#openContracts +
        Math.abs(counterparty.contracts) +
        Math.abs(market.makers.contracts) +
        Math.abs(market.outside.contracts)) /
      2
    )
  }
}

/** Whether the step that has just ended was halted. The opening is no step. */
export function isHaltedNow(venue: Venue, step: number): boolean {
  return step > 0 && isHalted(venue, step)
}

/** The liquidation price of such an account; Infinity where it holds nothing. */
export function toLiquidationPrice(contracts: number, cashCents: number, maintenanceMargin: number): number {
  if (contracts === 0) return Infinity
  return contracts > 0
    ? -cashCents / (contracts * (1 - maintenanceMargin))
    : cashCents / (-contracts * (1 + maintenanceMargin))
}

/** Cash of a closed account before its last order: without proceeds and fee, and without what others paid for it. */
function cashBeforeClose(rows: Float64Array, row: number, accounts: Accounts, id: number): number {
  const deficit =
    rows[row + at.fundCents] +
    rows[row + at.venueCents] +
    rows[row + at.pendingCents] +
    rows[row + at.badDebtCents]
  return accounts.ledger[cashAt(id)] - deficit - rows[row + at.cents] + rows[row + at.feeCents]
}
