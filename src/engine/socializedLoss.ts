/**
 * Socialized loss (MODEL.md section 6): at the end of a step, what no money layer paid is shared out over open accounts,
 * by profit or by open interest, by largest remainder. What is not collected is bad debt.
 * Reads every account, by nature, but only in a step with such a loss; writes the payers.
 */
import { cashAt, contractsAt, depositAt, equityAt, haircutAt, OPEN } from './accounts.ts'
import { apportion } from './apportion.ts'
import { markPrice, reindex, type Venue } from './venue.ts'

let payers = new Int32Array(0)
let weights = new Float64Array(0)
let limits = new Float64Array(0)
let shares = new Float64Array(0)

/** Shares the pending loss out. Nothing happens where none is pending. */
export function socializePending(venue: Venue, step: number): void {
  if (venue.pendingCents === 0) return
  const loss = venue.pendingCents
  venue.pendingCents = 0
  const collected = collect(venue, loss, step)
  venue.totals.socializedCents += collected
  venue.totals.badDebtCents += loss - collected
}

function collect(venue: Venue, loss: number, step: number): number {
  const { accounts } = venue
  const n = findPayers(venue)
  if (n === 0) return 0
  let limitTotal = 0
  for (let i = 0; i < n; i++) limitTotal += limits[i]
  const byProfit = venue.rules.socializedBase === 'profit'
  apportion(weights, n, byProfit ? Math.min(loss, limitTotal) : loss, shares)
  let collected = 0
  for (let i = 0; i < n; i++) {
    const cents = Math.min(shares[i], limits[i])
    if (cents === 0) continue
    const id = payers[i]
    accounts.ledger[cashAt(id)] -= cents
    accounts.ledger[haircutAt(id)] += cents
    collected += cents
    reindex(venue, id)
  }
  venue.log?.add('socializedLoss', step, -1, { contracts: n, cents: collected, price: markPrice(venue) })
  return collected
}

/** Fills payers, weights and limits with everyone who can pay, by rising id; returns how many they are. */
function findPayers(venue: Venue): number {
  const { accounts } = venue
  if (payers.length < accounts.count) {
    payers = new Int32Array(accounts.count)
    weights = new Float64Array(accounts.count)
    limits = new Float64Array(accounts.count)
    shares = new Float64Array(accounts.count)
  }
  const mark = markPrice(venue)
  const byProfit = venue.rules.socializedBase === 'profit'
  let n = 0
  for (let id = 0; id < accounts.count; id++) {
    if (accounts.state[id] !== OPEN || accounts.queued[id] === 1) continue
    const equity = equityAt(accounts, id, mark)
    const limit = Math.floor(byProfit ? equity - accounts.ledger[depositAt(id)] : equity)
    if (limit <= 0) continue
    payers[n] = id
    limits[n] = limit
    weights[n] = byProfit ? limit : Math.abs(accounts.ledger[contractsAt(id)])
    n++
  }
  return n
}
