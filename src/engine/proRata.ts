/**
 * Pro-rata auto-deleveraging (docs/model.md section 6): all winners of the other side give contracts in proportion to what they hold, by
 * largest remainder, ties by id. Costs as much as there are accounts, for each bankrupt position, so it is loops over
 * columns that allocate nothing. Reads the accounts; those that give are written by the position.
 */
import type { BankruptPosition } from './bankruptPosition.ts'
import { CONTRACTS, DEPOSIT } from './ledger.ts'
import { equityOf } from './margin.ts'
import { reindexMany } from './reindex.ts'
import { SideList } from './sideList.ts'

/** Closes as much of the position as the winners can take, by rising id. */
export function takeProRata(position: BankruptPosition): void {
  const { market, side } = position
  const { scratch } = market.venue
  const { ledger } = market.venue.state
  scratch.grow(ledger.count)
  const others =
    side > 0
      ? (market.allShorts ??= new SideList(ledger, market.leg, -1))
      : (market.allLongs ??= new SideList(ledger, market.leg, 1))
  others.addNewcomers()
  const n = ledger.legs === 1 ? findLoneWinners(position, others) : findWinners(position, others)
  if (n === 0) return
  const { ids, weights: held, limits: amounts, shares } = scratch
  shares.split(Math.min(position.size, shares.weigh(held, n)), amounts)
  let givers = 0
  for (let i = 0; i < n; i++) {
    ids[givers] = ids[i]
    amounts[givers] = amounts[i]
    // Who gives something comes in no order, so that a branch would cost more.
    givers += Number(amounts[i] > 0)
  }
  position.settleAll(ids, amounts, givers)
  reindexMany(market.venue, ids, givers)
}

/** Fills ids, and contracts held, with the winners that keep a cent; returns how many they are. Who is out goes from the list. */
function findWinners(position: BankruptPosition, others: SideList): number {
  const { venue, leg } = position.market
  const { rows, stride, queued } = venue.state.ledger
  const { ids, weights } = venue.scratch
  const list = others.ids
  let n = 0
  let open = 0
  for (let i = 0; i < others.count; i++) {
    const other = list[i]
    const contracts = rows[stride * other + CONTRACTS + leg]
    if (contracts === 0) continue
    list[open++] = other
    if (queued[other] === 1) continue
    const profit = equityOf(venue, other) - rows[stride * other + DEPOSIT]
    if (profit <= 0 || !position.overlaps(other)) continue
    ids[n] = other
    weights[n++] = Math.abs(contracts)
  }
  others.count = open
  return n
}

/** The same where there is one market. Who wins comes in no order, so that a branch would cost more. */
function findLoneWinners(position: BankruptPosition, others: SideList): number {
  const { market, mark } = position
  const { rows, queued } = market.venue.state.ledger
  const { ids, weights } = market.venue.scratch
  const list = others.ids
  let n = 0
  let open = 0
  for (let i = 0; i < others.count; i++) {
    const other = list[i]
    const row = (CONTRACTS + 1) * other
    const contracts = rows[row + CONTRACTS]
    if (contracts === 0) continue
    list[open++] = other
    const cash = rows[row]
    const isWinner = Number(cash + contracts * mark - rows[row + DEPOSIT] > 0) & (1 - queued[other])
    const isClear = position.leavesEnough(cash, contracts)
    if (!isClear && (isWinner === 0 || !position.overlaps(other))) continue
    ids[n] = other
    weights[n] = Math.abs(contracts)
    n += isWinner
  }
  others.count = open
  return n
}
