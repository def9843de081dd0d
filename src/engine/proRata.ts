/**
 * Pro-rata auto-deleveraging (docs/model.md section 6): all winners of the other side give contracts in proportion to what they hold, by
 * largest remainder, ties by id. Costs as much as there are accounts, for each bankrupt position, so it is loops over
 * columns that allocate nothing. Reads the accounts; those that give are written by the position.
 */
import { NEAR_A_CENT, ROUNDING, type BankruptPosition } from './bankruptPosition.ts'
import { CONTRACTS, DEPOSIT } from './ledger.ts'
import { equityOf } from './margin.ts'
import { reindexMany } from './reindex.ts'

/** Closes as much of the position as the winners can take, by rising id. */
export function takeProRata(position: BankruptPosition): void {
  const { venue } = position.market
  const { scratch } = venue
  const { ledger } = venue.state
  scratch.grow(ledger.count)
  const n = ledger.legs === 1 ? findLoneWinners(position) : findWinners(position)
  if (n === 0) return
  const { ids, weights: held, limits: amounts } = scratch
  let total = 0
  for (let i = 0; i < n; i++) total += held[i]
  scratch.shares.split(held, n, Math.min(position.size, total), amounts)
  let givers = 0
  for (let i = 0; i < n; i++) {
    if (amounts[i] === 0) continue
    ids[givers] = ids[i]
    amounts[givers++] = amounts[i]
  }
  position.settleAll(ids, amounts, givers)
  reindexMany(venue, ids, givers)
}

/** Fills ids, and contracts held, with the winners that keep a cent; returns how many they are. */
function findWinners(position: BankruptPosition): number {
  const { market, side } = position
  const { ledger } = market.venue.state
  const { ids, weights } = market.venue.scratch
  let n = 0
  for (let other = 0; other < ledger.count; other++) {
    const row = ledger.stride * other
    const contracts = ledger.rows[row + CONTRACTS + market.leg]
    if (contracts * side >= 0 || ledger.queued[other] === 1) continue
    const profit = equityOf(market.venue, other) - ledger.rows[row + DEPOSIT]
    if (profit <= 0 || !position.overlaps(other)) continue
    ids[n] = other
    weights[n++] = Math.abs(contracts)
  }
  return n
}

/** The same where there is one market. */
function findLoneWinners(position: BankruptPosition): number {
  const { market, side, mark, price } = position
  const { rows, queued, count } = market.venue.state.ledger
  const { ids, weights } = market.venue.scratch
  let n = 0
  for (let other = 0, row = 0; other < count; other++, row += CONTRACTS + 1) {
    const contracts = rows[row + CONTRACTS]
    if (contracts * side >= 0) continue
    const cash = rows[row]
    if (cash + contracts * mark - rows[row + DEPOSIT] <= 0 || queued[other] === 1) continue
    const isClear = cash + contracts * price - 1 > NEAR_A_CENT + ROUNDING * Math.abs(cash)
    if (!isClear && !position.overlaps(other)) continue
    ids[n] = other
    weights[n++] = Math.abs(contracts)
  }
  return n
}
