/**
 * The living crowd (docs/model.md section 8): top-ups in phase 2b; stop-losses, profit-taking, re-levering and voluntary closes in
 * phase 5. The indexes find candidates, the inequality of the rule decides, and a breaker that fires ends the phase.
 * Reads the mark; writes accounts, the book and the funds.
 */
import { capacityOf, cashAt, CLOSED, contractsAt, depositAt, equityAt } from './accounts.ts'
import { checkBreaker } from './breaker.ts'
import {
  drawTraits, growBehaviorColumns, indexRelever, indexStopLoss, indexTakeProfit, indexTopUp, RELEVERS, STOPS, TAKES_PROFIT, TOPS_UP,
  Triggers, type BehaviorColumns,
} from './behaviorTriggers.ts' // prettier-ignore
import { closeAccount } from './liquidation.ts'
import { fill } from './market.ts'
import type { Stream } from './random.ts'
import { TriggerIndex } from './triggerIndex.ts'
import { isFree, markPrice, reindex, type Venue } from './venue.ts'
import type { EventKind } from '../schema/event.ts'
import type { Behavior } from '../schema/scenario.ts'

/** How far rounding can put a trigger price and its inequality apart, relative to the price. */
const ROUNDING = 1e-9
const MAX_GROWTH = 10
const CUSHION = 1.5

export class BehaviorState {
  readonly rules: Behavior
  readonly columns: BehaviorColumns
  readonly #topUps: Triggers | null
  readonly #stops: Triggers | null
  readonly #profits: Triggers | null
  readonly #relevers: Triggers | null
  /** By minus the step at which they leave. */
  readonly #leavers: TriggerIndex | null
  /** Promised top-ups, by minus the step at which they arrive. */
  readonly #promises: TriggerIndex | null

  constructor(rules: Behavior, columns: BehaviorColumns, capacity: number) {
    this.rules = rules
    this.columns = columns
    // A rule is off where one of its parameters is 0.
    const triggers = (share = 0, size = 0) => (share > 0 && size > 0 ? new Triggers(capacity) : null)
    this.#topUps = triggers(rules.topUp?.share, (rules.topUp?.times ?? 0) * (rules.topUp?.amount ?? 0))
    this.#stops = triggers(rules.stopLoss?.share, rules.stopLoss?.loss)
    this.#profits = triggers(rules.takeProfit?.share, rules.takeProfit?.gain)
    this.#relevers = triggers(rules.relever?.share, rules.relever?.below)
    this.#leavers = rules.turnover > 0 ? new TriggerIndex(capacity) : null
    this.#promises = this.#topUps ? new TriggerIndex(capacity) : null
  }

  /** Draws the traits of a trader who has just opened, in the order of ids. */
  welcome(venue: Venue, id: number, stream: Stream, step: number): void {
    growBehaviorColumns(this.columns, capacityOf(venue.accounts))
    drawTraits(this.columns, venue.accounts, id, this.rules, stream, step)
  }

  /** Puts the account where its trigger prices are now; out where it is closed, or queued, when only top-ups can reach it. */
  reindex(venue: Venue, id: number): void {
    const { accounts } = venue
    const { flags, topUpsMade, topUpDueStep, leaveStep, openingLeverage } = this.columns
    const follows = accounts.ledger[contractsAt(id)] === 0 ? 0 : flags[id]
    const { topUp, stopLoss, takeProfit, relever } = this.rules
    if (this.#topUps && this.#promises && topUp) {
      if (follows & TOPS_UP && topUpDueStep[id] > 0) this.#promises.set(id, -topUpDueStep[id])
      else this.#promises.remove(id)
      if (follows & TOPS_UP && topUpDueStep[id] === 0 && topUpsMade[id] < topUp.times)
        indexTopUp(this.#topUps, accounts, id, topUp.at, venue.rules.maintenanceMargin)
      else this.#topUps.remove(id)
    }
    const trades = accounts.queued[id] === 1 ? 0 : follows
    if (this.#stops && stopLoss) {
      if (trades & STOPS) indexStopLoss(this.#stops, accounts, id, stopLoss.loss)
      else this.#stops.remove(id)
    }
    if (this.#profits && takeProfit) {
      if (trades & TAKES_PROFIT) indexTakeProfit(this.#profits, accounts, id, takeProfit.gain)
      else this.#profits.remove(id)
    }
    if (this.#relevers && relever) {
      if (trades & RELEVERS) indexRelever(this.#relevers, accounts, id, relever.below * openingLeverage[id])
      else this.#relevers.remove(id)
    }
    if (this.#leavers) {
      if (accounts.ledger[contractsAt(id)] !== 0 && accounts.queued[id] === 0 && leaveStep[id] < Infinity)
        this.#leavers.set(id, -leaveStep[id])
      else this.#leavers.remove(id)
    }
  }

  /** Phase 2b: promised top-ups that are due arrive, then new ones are promised. Halted or not, queued or not. */
  topUp(venue: Venue, step: number): void {
    const rule = this.rules.topUp
    if (!this.#topUps || !this.#promises || !rule) return
    while (this.#promises.topScore() >= -step) this.#arrive(venue, this.#promises.pop(), step)
    const mark = markPrice(venue)
    for (const id of candidates(this.#topUps, mark)) {
      const { accounts } = venue
      const equity = equityAt(accounts, id, mark)
      const isNear =
        equity < rule.at * venue.rules.maintenanceMargin * Math.abs(accounts.ledger[contractsAt(id)]) * mark
      if (isNear && equity > 0) {
        this.columns.topUpsMade[id]++
        this.columns.topUpDueStep[id] = step + rule.delaySteps
        if (rule.delaySteps === 0) this.#arrive(venue, id, step)
        else this.#promises.set(id, -this.columns.topUpDueStep[id])
      } else if (isNear) {
        // Nothing is left of it: look again when the mark comes back to its bankruptcy price.
        const price = -accounts.ledger[cashAt(id)] / accounts.ledger[contractsAt(id)]
        if (accounts.ledger[contractsAt(id)] > 0) this.#topUps.setRising(id, price)
        else this.#topUps.setFalling(id, price)
      } else this.reindex(venue, id)
    }
  }

  #arrive(venue: Venue, id: number, step: number): void {
    const { accounts } = venue
    const cents = Math.floor((this.rules.topUp?.amount ?? 0) * this.columns.firstDepositCents[id] + 0.5)
    this.columns.topUpDueStep[id] = 0
    accounts.ledger[cashAt(id)] += cents
    accounts.ledger[depositAt(id)] += cents
    venue.totals.depositedCents += cents
    reindex(venue, id)
    venue.log?.add('topUp', step, id, { cents, price: markPrice(venue) })
  }

  /** Phase 5, but for arrivals: all tests and sizes at the mark after the outside flow. Returns whether a breaker ended it. */
  trade(venue: Venue, mark: number, step: number): boolean {
    return (
      this.#closeAtPrices(venue, mark, step) ||
      this.#releverAll(venue, mark, step) ||
      this.#closeLeavers(venue, mark, step)
    )
  }

  /** Stop-losses and profit-taking, together by id. */
  #closeAtPrices(venue: Venue, mark: number, step: number): boolean {
    const { stopLoss, takeProfit } = this.rules
    const profit = (id: number) => equityAt(venue.accounts, id, mark) - venue.accounts.ledger[depositAt(id)]
    const closing = new Map<number, EventKind>()
    const stopped = this.#stops ? candidates(this.#stops, mark) : []
    const taken = this.#profits ? candidates(this.#profits, mark) : []
    const deposit = (id: number) => venue.accounts.ledger[depositAt(id)]
    for (const id of taken)
      if (isFree(venue, id, mark) && profit(id) >= (takeProfit?.gain ?? 0) * deposit(id))
        closing.set(id, 'takeProfit')
    for (const id of stopped)
      if (isFree(venue, id, mark) && profit(id) <= -(stopLoss?.loss ?? 0) * deposit(id))
        closing.set(id, 'stopLoss')
    const ids = [...closing.keys()].sort((a, b) => a - b)
    const isHalted = closeInTurn(venue, mark, ids, (id) => closing.get(id) as EventKind, step)
    this.#putBack(venue, stopped)
    this.#putBack(venue, taken)
    return isHalted
  }

  #releverAll(venue: Venue, mark: number, step: number): boolean {
    if (!this.#relevers || !this.rules.relever) return false
    const { accounts } = venue
    const found = candidates(this.#relevers, mark).sort((a, b) => a - b)
    let isHalted = false
    for (const id of found) {
      const bound = this.rules.relever.below * this.columns.openingLeverage[id]
      const isLow = Math.abs(accounts.ledger[contractsAt(id)]) * mark < bound * equityAt(accounts, id, mark)
      if (isLow && isFree(venue, id, mark)) {
        const n = this.#releverSize(venue, id, mark)
        if (n > 0) {
          addToPosition(venue, mark, id, n, step)
          isHalted = checkBreaker(venue, step)
        } else this.columns.flags[id] &= ~RELEVERS
      }
      if (isHalted) break
    }
    this.#putBack(venue, found)
    return isHalted
  }

  /** Contracts that restore the opening leverage, cut by margin and by growth; not above 0 where nothing can be added. */
  #releverSize(venue: Venue, id: number, mark: number): number {
    const { accounts } = venue
    const size = Math.abs(accounts.ledger[contractsAt(id)])
    const equity = equityAt(accounts, id, mark)
    const margin = CUSHION * venue.rules.maintenanceMargin
    let n = Math.floor((this.columns.openingLeverage[id] * equity - size * mark) / mark)
    n = Math.min(n, MAX_GROWTH * this.columns.openingContracts[id] - size)
    if (n > 0 && equity < margin * (size + n) * mark) {
      n = Math.min(n, Math.floor(equity / (margin * mark)) - size + 1)
      while (n > 0 && equity < margin * (size + n) * mark) n--
    }
    return n
  }

  #closeLeavers(venue: Venue, mark: number, step: number): boolean {
    if (!this.#leavers) return false
    const due: number[] = []
    while (this.#leavers.topScore() >= -step) due.push(this.#leavers.pop())
    const ids = due.filter((id) => isFree(venue, id, mark)).sort((a, b) => a - b)
    const isHalted = closeInTurn(venue, mark, ids, () => 'turnover', step)
    this.#putBack(venue, due)
    return isHalted
  }

  /** Whoever was looked at and still holds a position goes back to where its triggers are. */
  #putBack(venue: Venue, ids: readonly number[]): void {
    for (const id of ids) this.reindex(venue, id)
  }
}

/** Takes everyone out whose trigger the mark has reached, give or take rounding. */
function candidates(triggers: Triggers, mark: number): number[] {
  const slack = mark * ROUNDING
  const found: number[] = []
  while (triggers.falling.topScore() >= mark - slack) found.push(triggers.falling.pop())
  while (triggers.rising.topScore() >= -mark - slack) found.push(triggers.rising.pop())
  return found
}

/** Closes each account at the market, with a breaker check after each. Returns whether a breaker ended it. */
function closeInTurn(
  venue: Venue,
  mark: number,
  ids: readonly number[],
  kind: (id: number) => EventKind,
  step: number,
): boolean {
  const { accounts, market } = venue
  for (const id of ids) {
    const contracts = accounts.ledger[contractsAt(id)]
    const priceBefore = market.price
    const cents = fill(market, contracts)
    accounts.ledger[contractsAt(id)] = 0
    accounts.ledger[cashAt(id)] += cents
    if (accounts.ledger[cashAt(id)] < 0) venue.totals.bankruptPositions++
    const payment = closeAccount(venue, id, CLOSED)
    reindex(venue, id)
    const row = venue.log?.add(kind(id), step, id, {
      contracts,
      cents,
      price: mark,
      priceBefore,
      priceAfter: market.price,
    })
    if (row !== undefined) venue.log?.addPayment(row, payment)
    if (checkBreaker(venue, step)) return true
  }
  return false
}

/** Buys (a short: sells) n more contracts at the market. */
function addToPosition(venue: Venue, mark: number, id: number, n: number, step: number): void {
  const { accounts, market } = venue
  const contracts = accounts.ledger[contractsAt(id)] > 0 ? -n : n
  const priceBefore = market.price
  const cents = fill(market, contracts)
  accounts.ledger[contractsAt(id)] -= contracts
  accounts.ledger[cashAt(id)] += cents
  reindex(venue, id)
  venue.log?.add('relever', step, id, {
    contracts,
    cents,
    price: mark,
    priceBefore,
    priceAfter: market.price,
  })
}
