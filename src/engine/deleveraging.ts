/**
 * Auto-deleveraging (docs/model.md section 6): closes a bankrupt position against profitable accounts of the other side at the
 * bankrupt account's bankruptcy price, without touching the book. Ranked after BitMEX's rule, or pro rata.
 * Reads the accounts of the other side; writes those that are chosen.
 */
import { bankruptcyPrice, cashAt, contractsAt, DELEVERAGED, depositAt, equityAt, OPEN } from './accounts.ts'
import { AdlRanking } from './adlRanking.ts'
import { apportion } from './apportion.ts'
import { proportionHalfUp } from './arithmetic.ts'
import { reindex, type Venue } from './venue.ts'

/**
 * Deleverages as much of the position as the other side can take.
 * @param mark the mark price of the moment, in dollars
 * @returns contracts closed
 */
export function deleverage(venue: Venue, id: number, mark: number, step: number): number {
  const position = new BankruptPosition(venue, id, mark, step)
  if (venue.rules.adlProRata) takeProRata(position)
  else takeByRank(position)
  venue.totals.adlContracts += position.size - position.left
  return position.size - position.left
}

/** The position that is being closed, with what it had before, since the cash of each part follows from that. */
class BankruptPosition {
  readonly venue: Venue
  readonly id: number
  readonly mark: number
  readonly size: number
  readonly side: number
  left: number
  readonly #step: number
  readonly #cashBefore: number
  readonly #price: number

  constructor(venue: Venue, id: number, mark: number, step: number) {
    const { accounts } = venue
    this.venue = venue
    this.id = id
    this.mark = mark
    this.#step = step
    this.size = this.left = Math.abs(accounts.ledger[contractsAt(id)])
    this.side = Math.sign(accounts.ledger[contractsAt(id)])
    this.#cashBefore = accounts.ledger[cashAt(id)]
    this.#price = bankruptcyPrice(accounts, id)
  }

  /** Whether the other account keeps at least one cent if all of it is closed at the bankruptcy price. */
  overlaps(other: number): boolean {
    const { ledger } = this.venue.accounts
    const cash = ledger[cashAt(other)]
    const left = cash + ledger[contractsAt(other)] * this.#price
    if (Math.abs(left - 1) > 1e-6 + 1e-9 * Math.abs(cash)) return left > 1
    // So close to one cent that only whole numbers can tell.
    const size = BigInt(this.size)
    const theirs = BigInt(Math.abs(ledger[contractsAt(other)]))
    return BigInt(cash) * size + theirs * BigInt(this.#cashBefore) >= size
  }

  /** Closes contracts against one counterparty, who takes the difference of the bankrupt account's cash. */
  settle(other: number, amount: number): void {
    const { accounts, totals, log } = this.venue
    this.left -= amount
    const cash = proportionHalfUp(this.#cashBefore, this.left, this.size)
    const cents = accounts.ledger[cashAt(this.id)] - cash
    const contracts = this.side * amount
    accounts.ledger[contractsAt(this.id)] = this.left === 0 ? 0 : this.side * this.left
    accounts.ledger[cashAt(this.id)] = cash
    accounts.ledger[contractsAt(other)] += contracts
    accounts.ledger[cashAt(other)] += cents
    totals.adlAgainstMarkCents += cents + contracts * this.mark
    if (accounts.deleveragedOnce[other] === 0) {
      accounts.deleveragedOnce[other] = 1
      totals.adlAccounts++
    }
    if (accounts.ledger[contractsAt(other)] === 0) accounts.state[other] = DELEVERAGED
    log?.add('deleveraging', this.#step, other, {
      contracts,
      cents,
      price: this.mark,
      counterparty: this.id,
    })
  }
}

/** By falling profit/deposit × effective leverage, ties by id; each gives all its contracts until enough. */
function takeByRank(position: BankruptPosition): void {
  const { venue, mark } = position
  const { accounts } = venue
  const ranking =
    position.side > 0
      ? (venue.adlShorts ??= new AdlRanking(accounts, -1))
      : (venue.adlLongs ??= new AdlRanking(accounts, 1))
  const kept: number[] = []
  const changed: number[] = []
  while (position.left > 0) {
    const other = ranking.takeBest(mark)
    if (other < 0) break
    if (position.overlaps(other)) {
      position.settle(other, Math.min(position.left, Math.abs(accounts.ledger[contractsAt(other)])))
      changed.push(other)
      if (accounts.ledger[contractsAt(other)] !== 0) kept.push(other)
    } else kept.push(other)
  }
  for (const other of kept) ranking.putBack(other)
  for (const other of changed) reindex(venue, other, ranking)
}

/** In proportion to contracts held, largest remainder, ties by id; settled by id. Costs as much as there are candidates. */
function takeProRata(position: BankruptPosition): void {
  const { venue, mark, side } = position
  const { accounts } = venue
  const found: number[] = []
  let total = 0
  for (let other = 0; other < accounts.count; other++) {
    if (
      accounts.ledger[contractsAt(other)] * side >= 0 ||
      accounts.queued[other] === 1 ||
      accounts.state[other] !== OPEN
    )
      continue
    if (equityAt(accounts, other, mark) - accounts.ledger[depositAt(other)] <= 0 || !position.overlaps(other))
      continue
    found.push(other)
    total += Math.abs(accounts.ledger[contractsAt(other)])
  }
  if (found.length === 0) return
  const held = Float64Array.from(found, (other) => Math.abs(accounts.ledger[contractsAt(other)]))
  const amounts = new Float64Array(found.length)
  apportion(held, held.length, Math.min(position.size, total), amounts)
  found.forEach((other, i) => {
    if (amounts[i] === 0) return
    position.settle(other, amounts[i])
    reindex(venue, other)
  })
}
