/**
 * Socialized loss (docs/model.md section 6): at the end of a step, what no money layer paid is shared out over open accounts,
 * by profit or by open interest, by largest remainder. What is not collected is bad debt.
 * Reads every account, by nature, but only in a step with such a loss; writes the payers.
 */
import { cashAt, contractsAt, depositAt, equityAt, haircutAt, OPEN } from './accounts.ts'
import { apportion } from './apportion.ts'
import { markPrice, reindex, type Venue } from './venue.ts'

let payers = new Int32Array(0)
let weights = new Float64Array(0)
let limits = new Float64Array(0)

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
  // The shares take the place of the weights.
  apportion(weights, n, byProfit ? Math.min(loss, limitTotal) : loss, weights)
  let collected = 0
  for (let i = 0; i < n; i++) {
    const cents = Math.min(weights[i], limits[i])
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

/** What an account can pay at most, in whole cents: its profit, or its equity; 0 or less where it is no payer. */
function limitOf({ accounts, rules }: Venue, id: number, mark: number): number {
  if (accounts.state[id] !== OPEN || accounts.queued[id] === 1) return 0
  const equity = equityAt(accounts, id, mark)
  return Math.floor(rules.socializedBase === 'profit' ? equity - accounts.ledger[depositAt(id)] : equity)
}

/** Fills payers, weights and limits with everyone who can pay, by rising id; returns how many they are. */
function findPayers(venue: Venue): number {
  const { accounts } = venue
  const mark = markPrice(venue)
  const byProfit = venue.rules.socializedBase === 'profit'
  // Counted first, so that the room grows with those who pay and not with the crowd.
  let count = 0
  for (let id = 0; id < accounts.count; id++) if (limitOf(venue, id, mark) > 0) count++
  if (payers.length < count) {
    payers = new Int32Array(count)
    weights = new Float64Array(count)
    limits = new Float64Array(count)
  }
  let n = 0
  for (let id = 0; id < accounts.count; id++) {
    const limit = limitOf(venue, id, mark)
    if (limit <= 0) continue
    payers[n] = id
    limits[n] = limit
    weights[n] = byProfit ? limit : Math.abs(accounts.ledger[contractsAt(id)])
    n++
  }
  return n
}
