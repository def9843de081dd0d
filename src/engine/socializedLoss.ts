/**
 * Socialized loss (docs/model.md section 6): at the end of a step, what no money layer paid is shared out over open accounts,
 * by profit or by open interest, by largest remainder. What is not collected is bad debt.
 * Reads every account, by nature, but only in a step with such a loss; writes the payers.
 */
import { weigh } from './apportion.ts'
import { assertWhole } from './assertions.ts'
import { DEPOSIT, OPEN } from './ledger.ts'
import { equityOf, valueOf } from './margin.ts'
import { reindexMany } from './reindex.ts'
import { markPrice, type Venue } from './venue.ts'
import { addBadDebt } from './waterfall.ts'

/** Shares the pending loss out. Nothing happens where none is pending. */
export function socializePending(venue: Venue, step: number): void {
  const { state } = venue
  if (state.pendingCents === 0) return
  const loss = state.pendingCents
  state.pendingCents = 0
  const collected = collect(venue, loss, step)
  assertWhole('Cents collected of a loss', collected, 0, loss)
  state.totals.socializedCents += collected
  addBadDebt(venue, loss - collected)
}

function collect(venue: Venue, loss: number, step: number): number {
  const { ledger } = venue.state
  const { scratch } = venue
  const n = findPayers(venue)
  if (n === 0) return 0
  const { ids, places, weights, limits } = scratch
  const byProfit = venue.rules.exchange?.socializedLoss.base === 'profit'
  const weighed = weigh(byProfit ? limits : weights, n)
  // Positions that are all worth less than a cent have no share in anything.
  if (weighed.total === 0) return 0
  // By profit the weights are the limits, and no share is above them.
  const amount = byProfit ? Math.min(loss, weighed.total) : loss
  const sharers = scratch.shares.split(amount, weighed, weights, places)
  const { rows, stride, haircutCents } = ledger
  let collected = 0
  for (let i = 0; i < sharers; i++) {
    const place = places[i]
    const id = ids[place]
    const cents = Math.min(weights[i], limits[place])
    rows[stride * id] -= cents
    haircutCents[id] += cents
    collected += cents
    ids[i] = id
  }
  reindexMany(venue, ids, sharers)
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
  venue.scratch.grow(venue.state.ledger.count)
  return venue.state.ledger.legs === 1 ? findLonePayers(venue) : findPayersOfAll(venue)
}

/** Where there is one market: weights are contracts. */
function findLonePayers({ state: { ledger }, rules, scratch, markets }: Venue): number {
  const { rows, stride, queued, count } = ledger
  const { ids, weights, limits } = scratch
  // Those of the only market are the last of a row.
  const contracts = stride - 1
  const mark = markPrice(markets[0])
  const byProfit = rules.exchange?.socializedLoss.base === 'profit'
  let n = 0
  for (let id = 0, row = 0; id < count; id++, row += stride) {
    const q = rows[row + contracts]
    const equity = rows[row] + q * mark
    const limit = Math.floor(byProfit ? equity - rows[row + DEPOSIT] : equity)
    ids[n] = id
    limits[n] = limit
    // Who pays comes in no order, so that a branch would cost more.
    n += Number(limit > 0) & Number(q !== 0) & (1 - queued[id])
  }
  if (!byProfit) for (let i = 0; i < n; i++) weights[i] = Math.abs(rows[stride * ids[i] + contracts])
  return n
}

/** Where there are several: weights are the value of all legs, in whole cents. */
function findPayersOfAll(venue: Venue): number {
  const { ledger } = venue.state
  const { ids, weights, limits } = venue.scratch
  const byProfit = venue.rules.exchange?.socializedLoss.base === 'profit'
  let n = 0
  for (let id = 0; id < ledger.count; id++) {
    if (ledger.state[id] !== OPEN || ledger.queued[id] === 1) continue
    const equity = equityOf(venue, id)
    const limit = Math.floor(byProfit ? equity - ledger.rows[ledger.stride * id + DEPOSIT] : equity)
    const weight = byProfit ? limit : Math.floor(valueOf(venue, id))
    if (limit <= 0 || weight === 0) continue
    ids[n] = id
    limits[n] = limit
    weights[n++] = weight
  }
  return n
}
