/**
 * The living crowd (docs/model.md section 8): top-ups in phase 2b; stop-losses, profit-taking, re-levering and voluntary closes in
 * phase 5. The indexes find candidates, the inequality of the rule decides, and a breaker that fires ends the phase.
 * Reads marks; writes accounts, the books and the funds.
 */
import { assertWhole } from './assertions.ts'
import { RELEVERS, type BehaviorColumns } from './behaviorColumns.ts'
import { reindexBehavior, releverageOf } from './behaviorIndex.ts'
import type { Triggers } from './behaviorTriggers.ts'
import { checkBreaker } from './breaker.ts'
import { roomFor } from './caps.ts'
import { closeAccount } from './closing.ts'
import { CLOSED, contractsAt, depositAt, equityAt, STOPPED } from './ledger.ts'
import { legLiquidationPrice } from './margin.ts'
import { acceptQuote, fill, quoteClose } from './market.ts'
import { reindex } from './reindex.ts'
import { isFree, markPrice, profitAt, type Market, type Venue } from './venue.ts'
import type { EventKind } from '../schema/event.ts'
import type { Behavior } from '../schema/scenario.ts'

/** How far rounding can put a trigger price and its inequality apart, relative to the price. */
const ROUNDING = 1e-9
const MAX_GROWTH = 10
const CUSHION = 1.5

/** A trader of a living crowd, with the market that it trades and the rules that it follows. */
interface Trader {
  readonly id: number
  readonly market: Market
  readonly rules: Behavior
}

function traderOf(venue: Venue, columns: BehaviorColumns, id: number): Trader {
  const rules = venue.behaviors[columns.crowd[id]]
  if (!rules) throw new Error(`account ${id} follows rules that its crowd does not have`)
  return { id, market: venue.markets[columns.leg[id]], rules }
}

/** Phase 2b: promised top-ups that are due arrive, then new ones are promised. Halted or not, queued or not. */
export function topUp(venue: Venue, step: number): void {
  const { promises } = venue
  const columns = venue.state.behavior
  if (promises === null || columns === null) return
  while (promises.top >= -step) arrive(traderOf(venue, columns, promises.pop()), columns, step)
  for (const market of venue.markets) {
    const topUps = market.triggers?.topUps
    if (!topUps) continue
    const mark = markPrice(market)
    for (const id of candidates(topUps, mark))
      promise(traderOf(venue, columns, id), columns, topUps, mark, step)
  }
}

function promise(
  { id, market, rules }: Trader,
  columns: BehaviorColumns,
  topUps: Triggers,
  mark: number,
  step: number,
): void {
  const { venue, leg, state } = market
  const { ledger } = venue.state
  const rule = rules.topUp
  if (!rule) return
  const contracts = ledger.rows[contractsAt(ledger, id, leg)]
  const equity = equityAt(ledger, id, leg, mark)
  const isNear = equity < rule.at * state.maintenanceMargin * Math.abs(contracts) * mark
  if (isNear && equity > 0) {
    columns.topUpsMade[id]++
    columns.topUpDueStep[id] = step + rule.delaySteps
    if (rule.delaySteps === 0) arrive({ id, market, rules }, columns, step)
    else venue.promises?.set(id, -columns.topUpDueStep[id])
  } else if (isNear) {
    // Nothing is left of it: look again when the mark comes back to its bankruptcy price.
    const price = -ledger.rows[ledger.stride * id] / contracts
    if (contracts > 0) topUps.setRising(id, price)
    else topUps.setFalling(id, price)
  } else reindexBehavior(venue, id)
}

function arrive({ id, market, rules }: Trader, columns: BehaviorColumns, step: number): void {
  const { venue } = market
  const { ledger, totals } = venue.state
  const cents = Math.floor((rules.topUp?.amount ?? 0) * columns.firstDepositCents[id] + 0.5)
  assertWhole('A top-up', cents, 0, Infinity)
  columns.topUpDueStep[id] = 0
  ledger.rows[ledger.stride * id] += cents
  ledger.rows[depositAt(ledger, id)] += cents
  totals.depositedCents += cents
  // What is paid in repays a debt first.
  const cash = ledger.rows[ledger.stride * id]
  if (venue.rules.kind === 'lending') venue.state.debtsCents -= Math.max(0, cents - cash) - Math.max(0, -cash)
  reindex(venue, id)
  venue.log?.add('topUp', step, market.where, { account: id, cents, price: markPrice(market) })
}

/** Phase 5, but for arrivals: all tests and sizes at the marks after the outside flow. Returns whether a breaker ended it. */
export function tradeByRules(venue: Venue, step: number): boolean {
  const columns = venue.state.behavior
  if (columns === null) return false
  return (
    closeAtPrices(venue, columns, step) ||
    releverAll(venue, columns, step) ||
    closeLeavers(venue, columns, step)
  )
}

/** Stop-losses and profit-taking, together by id. */
function closeAtPrices(venue: Venue, columns: BehaviorColumns, step: number): boolean {
  const { ledger } = venue.state
  const closing = new Map<number, EventKind>()
  const looked: number[] = []
  for (const market of venue.markets) {
    const mark = market.crowdMark
    const profits = market.triggers?.profits
    const stops = market.triggers?.stops
    if (profits)
      for (const id of candidates(profits, mark)) {
        looked.push(id)
        const gain = traderOf(venue, columns, id).rules.takeProfit?.gain ?? 0
        if (
          isFree(market, id, mark) &&
          profitAt(market, id, mark) >= gain * ledger.rows[depositAt(ledger, id)]
        )
          closing.set(id, 'takeProfit')
      }
    if (stops)
      for (const id of candidates(stops, mark)) {
        looked.push(id)
        const loss = traderOf(venue, columns, id).rules.stopLoss?.loss ?? 0
        if (
          isFree(market, id, mark) &&
          profitAt(market, id, mark) <= -loss * ledger.rows[depositAt(ledger, id)]
        )
          closing.set(id, 'stopLoss')
      }
  }
  if (looked.length === 0) return false
  const ids = [...closing.keys()].sort((a, b) => a - b)
  const isHalted = closeInTurn(venue, columns, ids, (id) => closing.get(id) as EventKind, step)
  putBack(venue, looked)
  return isHalted
}

function releverAll(venue: Venue, columns: BehaviorColumns, step: number): boolean {
  const { ledger } = venue.state
  const found: number[] = []
  for (const { triggers, crowdMark } of venue.markets)
    if (triggers?.relevers) for (const id of candidates(triggers.relevers, crowdMark)) found.push(id)
  if (found.length === 0) return false
  found.sort((a, b) => a - b)
  let isHalted = false
  for (const id of found) {
    const { market, rules } = traderOf(venue, columns, id)
    const mark = market.crowdMark
    const bound = (rules.relever?.below ?? 0) * releverageOf(venue, columns, id)
    const size = Math.abs(ledger.rows[contractsAt(ledger, id, market.leg)])
    if (size * mark < bound * equityAt(ledger, id, market.leg, mark) && isFree(market, id, mark)) {
      const n = releverSize(market, columns, id)
      if (n > 0) {
        addToPosition(market, id, n, step)
        isHalted = checkBreaker(market, step)
      } else columns.flags[id] &= ~RELEVERS
    }
    if (isHalted) break
  }
  putBack(venue, found)
  return isHalted
}

/** Contracts that restore the opening leverage, cut by margin, growth and caps; not above 0 where nothing can be added. */
function releverSize(market: Market, columns: BehaviorColumns, id: number): number {
  const { venue, leg, state, crowdMark: mark } = market
  const { ledger } = venue.state
  const size = Math.abs(ledger.rows[contractsAt(ledger, id, leg)])
  const equity = equityAt(ledger, id, leg, mark)
  const margin = CUSHION * state.maintenanceMargin
  let n = Math.floor((releverageOf(venue, columns, id) * equity - size * mark) / mark)
  n = Math.min(n, MAX_GROWTH * columns.openingContracts[id] - size, roomFor(market, size, mark))
  if (n > 0 && equity < margin * (size + n) * mark) {
    n = Math.min(n, Math.floor(equity / (margin * mark)) - size + 1)
    while (n > 0 && equity < margin * (size + n) * mark) n--
  }
  return n
}

function closeLeavers(venue: Venue, columns: BehaviorColumns, step: number): boolean {
  const { leavers } = venue
  if (leavers === null) return false
  const due: number[] = []
  while (leavers.top >= -step) due.push(leavers.pop())
  if (due.length === 0) return false
  const ids = due
    .filter((id) => {
      const { market } = traderOf(venue, columns, id)
      return isFree(market, id, market.crowdMark)
    })
    .sort((a, b) => a - b)
  const isHalted = closeInTurn(venue, columns, ids, () => 'turnover', step)
  putBack(venue, due)
  return isHalted
}

/** Whoever was looked at and still holds a position goes back to where its triggers are. */
function putBack(venue: Venue, ids: readonly number[]): void {
  for (const id of ids) reindexBehavior(venue, id)
}

/** Takes everyone out whose trigger the mark has reached, give or take rounding. */
function candidates(triggers: Triggers, mark: number): number[] {
  const slack = mark * ROUNDING
  const found: number[] = []
  while (triggers.falling.top >= mark - slack) found.push(triggers.falling.pop())
  while (triggers.rising.top >= -mark - slack) found.push(triggers.rising.pop())
  return found
}

/** Closes each account at the market, with a breaker check after each. Returns whether a breaker ended it. */
function closeInTurn(
  venue: Venue,
  columns: BehaviorColumns,
  ids: readonly number[],
  kindOf: (id: number) => EventKind,
  step: number,
): boolean {
  const { ledger, totals } = venue.state
  for (const id of ids) {
    const { market } = traderOf(venue, columns, id)
    const at = contractsAt(ledger, id, market.leg)
    const contracts = ledger.rows[at]
    assertWhole('Contracts that somebody closes', Math.abs(contracts), 1, Infinity)
    const outPrice = legLiquidationPrice(market, id)
    const priceBefore = market.state.price
    const kind = kindOf(id)
    quoteClose(market, contracts, ledger.rows[ledger.stride * id])
    const cents = acceptQuote(market, contracts)
    ledger.rows[at] = 0
    ledger.rows[ledger.stride * id] += cents
    market.state.openContracts -= Math.abs(contracts)
    if (kind === 'stopLoss') market.state.stopContracts += Math.abs(contracts)
    if (ledger.rows[ledger.stride * id] < 0) totals.bankruptPositions++
    const payment = closeAccount(venue, id, kind === 'stopLoss' ? STOPPED : CLOSED, outPrice)
    reindex(venue, id)
    venue.log?.add(kind, step, market.where, {
      account: id,
      contracts,
      cents,
      price: market.crowdMark,
      priceBefore,
      priceAfter: market.state.price,
      payment,
    })
    if (checkBreaker(market, step)) return true
  }
  return false
}

/** Buys (a short: sells) n more contracts at the market. */
function addToPosition(market: Market, id: number, n: number, step: number): void {
  const { venue, leg, state } = market
  const { ledger } = venue.state
  const at = contractsAt(ledger, id, leg)
  const contracts = ledger.rows[at] > 0 ? -n : n
  const priceBefore = state.price
  const cents = fill(market, contracts)
  ledger.rows[at] -= contracts
  ledger.rows[ledger.stride * id] += cents
  state.openContracts += n
  reindex(venue, id)
  venue.log?.add('relever', step, market.where, {
    account: id,
    contracts,
    cents,
    price: market.crowdMark,
    priceBefore,
    priceAfter: state.price,
  })
}
