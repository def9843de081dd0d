/**
 * Socialized loss (docs/model.md section 6): at the end of a step, what no money layer paid is shared out over open accounts,
 * by profit or by open interest, by largest remainder. What is not collected is bad debt.
 * Reads every account, by nature, but only in a step with such a loss; writes the payers.
 */
import { CASH, CONTRACTS, DEPOSIT, HAIRCUT, OPEN } from './ledger.ts'
import { reindex } from './reindex.ts'
import { markPrice, type Venue } from './venue.ts'

/** Shares the pending loss out. Nothing happens where none is pending. */
export function socializePending(venue: Venue, step: number): void {
  const { state } = venue
  if (state.pendingCents === 0) return
  const loss = state.pendingCents
  state.pendingCents = 0
  const collected = collect(venue, loss, step)
  if (!(collected >= 0 && collected <= loss))
    throw new Error(`${collected} cents collected for a loss of ${loss}`)
  state.totals.socializedCents += collected
  state.totals.badDebtCents += loss - collected
}

function collect(venue: Venue, loss: number, step: number): number {
  const { ledger } = venue.state
  const { scratch } = venue
  const n = findPayers(venue)
  if (n === 0) return 0
  const { ids, weights, limits } = scratch
  let limitTotal = 0
  for (let i = 0; i < n; i++) limitTotal += limits[i]
  const byProfit = venue.rules.socializedBase === 'profit'
  // The shares take the place of the weights.
  scratch.shares.split(weights, n, byProfit ? Math.min(loss, limitTotal) : loss, weights)
  let collected = 0
  for (let i = 0; i < n; i++) {
    const cents = Math.min(weights[i], limits[i])
    if (cents === 0) continue
    const row = ledger.stride * ids[i]
    ledger.rows[row + CASH] -= cents
    ledger.rows[row + HAIRCUT] += cents
    collected += cents
    reindex(venue, ids[i])
  }
  const [first] = venue.markets
  venue.log?.add('socializedLoss', step, venue.where, {
    contracts: n,
    cents: collected,
    price: markPrice(first),
  })
  return collected
}

/** Fills payers, weights and limits with everyone who can pay, by rising id; returns how many they are. */
function findPayers(venue: Venue): number {
  const { ledger } = venue.state
  const { scratch } = venue
  const byProfit = venue.rules.socializedBase === 'profit'
  const marks = venue.markets.map(markPrice)
  scratch.grow(ledger.count)
  let n = 0
  for (let id = 0; id < ledger.count; id++) {
    if (ledger.state[id] !== OPEN || ledger.queued[id] === 1) continue
    const row = ledger.stride * id
    let equity = ledger.rows[row + CASH]
    let value = 0
    for (let leg = 0; leg < marks.length; leg++) {
      const q = ledger.rows[row + CONTRACTS + leg]
      equity += q * marks[leg]
      value += marks.length === 1 ? Math.abs(q) : Math.abs(q) * marks[leg]
    }
    const limit = Math.floor(byProfit ? equity - ledger.rows[row + DEPOSIT] : equity)
    if (limit <= 0) continue
    scratch.ids[n] = id
    scratch.limits[n] = limit
    scratch.weights[n] = byProfit ? limit : Math.floor(value)
    n++
  }
  return n
}
