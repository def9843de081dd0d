/**
 * Pro-rata auto-deleveraging (docs/model.md section 6): all winners of the other side give contracts in proportion to what they hold, by
 * largest remainder, ties by id. Costs as much as there are winners, for each bankrupt position, so it is loops over
 * columns that allocate nothing. Reads the accounts; those that give are written by the position.
 */
import { weigh } from './apportion.ts'
import type { BankruptPosition } from './bankruptPosition.ts'
import { CONTRACTS, DEPOSIT } from './ledger.ts'
import { equityOf } from './margin.ts'
import { reindexMany } from './reindex.ts'
import { Winners } from './winners.ts'

/** How much worse than the position's the price is at which winners must keep their cent, so that they are listed for the next too. */
const WORSE = 0.02

/** Closes as much of the position as the winners can take, by rising id. */
export function takeProRata(position: BankruptPosition): void {
  const { market, side } = position
  const { scratch, state } = market.venue
  scratch.grow(state.ledger.count)
  const winners =
    side > 0
      ? (market.winningShorts ??= new Winners(state.ledger, market.leg, -1))
      : (market.winningLongs ??= new Winners(state.ledger, market.leg, 1))
  if (!winners.isKept(position.mark, position.price)) {
    winners.mark = NaN
    winners.addNewcomers()
    if (state.ledger.legs === 1) listLoneWinners(position, winners)
    else listWinners(position, winners)
  }
  const { weights } = winners
  if (weights.total === 0) return
  const { ids, limits: amounts, places, shares } = scratch
  const givers = shares.split(Math.min(position.size, weights.total), weights, amounts, places)
  for (let i = 0; i < givers; i++) ids[i] = winners.ids[places[i]]
  position.settleAll(ids, amounts, givers)
  reindexMany(market.venue, ids, givers)
  keep(position, winners, places, givers)
}

/** Lists the winners that keep a cent. Who is out goes from the side. */
function listWinners(position: BankruptPosition, winners: Winners): void {
  const { venue, leg } = position.market
  const { rows, stride, queued } = venue.state.ledger
  const { ids, held, sideIds } = winners
  let n = 0
  let open = 0
  for (let i = 0; i < winners.sideCount; i++) {
    const other = sideIds[i]
    const contracts = rows[stride * other + CONTRACTS + leg]
    if (contracts === 0) continue
    sideIds[open++] = other
    if (queued[other] === 1) continue
    const profit = equityOf(venue, other) - rows[stride * other + DEPOSIT]
    if (profit <= 0 || !position.overlaps(other)) continue
    ids[n] = other
    held[n++] = Math.abs(contracts)
  }
  winners.sideCount = open
  winners.weights = weigh(held, n)
}

/** The same where there is one market. Who wins comes in no order, so that a branch would cost more. */
function listLoneWinners(position: BankruptPosition, winners: Winners): void {
  const { market, mark, price, side } = position
  const { rows, queued } = market.venue.state.ledger
  const { ids, held, sideIds } = winners
  const clearTo = price * (1 + side * WORSE)
  let n = 0
  let open = 0
  let areClear = true
  for (let i = 0; i < winners.sideCount; i++) {
    const other = sideIds[i]
    const row = (CONTRACTS + 1) * other
    const contracts = rows[row + CONTRACTS]
    if (contracts === 0) continue
    sideIds[open++] = other
    const cash = rows[row]
    const isWinner = Number(cash + contracts * mark - rows[row + DEPOSIT] > 0) & (1 - queued[other])
    if (isWinner === 1 && !position.leavesEnough(cash, contracts, clearTo)) {
      areClear = false
      if (!position.overlaps(other)) continue
    }
    ids[n] = other
    held[n] = Math.abs(contracts)
    n += isWinner
  }
  winners.sideCount = open
  winners.weights = weigh(held, n)
  winners.clearTo = areClear ? clearTo : NaN
}

/**
 * Keeps the list for the next position, with those who gave as they are now: nobody else of their side changed.
 * @param places theirs in the list; the first n are meant
 */
function keep(position: BankruptPosition, winners: Winners, places: Int32Array, n: number): void {
  const { market, mark } = position
  const { clearTo, ids, held, weights } = winners
  const { rows, legs } = market.venue.state.ledger
  // What an account with several legs wins depends on the other marks.
  if (legs > 1 || Number.isNaN(clearTo)) return
  let areClear = true
  for (let i = 0; i < n; i++) {
    const place = places[i]
    const row = (CONTRACTS + 1) * ids[place]
    const contracts = rows[row + CONTRACTS]
    const cash = rows[row]
    const isWinner = cash + contracts * mark - rows[row + DEPOSIT] > 0
    const left = isWinner ? Math.abs(contracts) : 0
    weights.total -= held[place] - left
    held[place] = left
    // What they gave was better for them than that price, but for a rounded cent.
    areClear = areClear && (contracts === 0 || position.leavesEnough(cash, contracts, clearTo))
  }
  winners.mark = areClear ? mark : NaN
}
