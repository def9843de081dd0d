/**
 * Who pays, in closed form, for the small live figures: layers of money in their order, shares of winners, and the rank by
 * which winners are closed. Money in whole cents.
 */

/** What each layer pays of a deficit, in order, and what nobody pays. */
export function payInOrder(deficit: number, layers: readonly number[]): { paid: number[]; unpaid: number } {
  let left = deficit
  const paid = layers.map((balance) => {
    const share = Math.min(balance, left)
    left -= share
    return share
  })
  return { paid, unpaid: left }
}

/** Shares of a loss in proportion to profits, at most the profits: whole cents by largest remainder, ties to the first. */
export function shareLoss(loss: number, profits: readonly number[]): number[] {
  const total = profits.reduce((sum, profit) => sum + profit, 0)
  if (total === 0) return profits.map(() => 0)
  const taken = Math.min(loss, total)
  const exact = profits.map((profit) => (taken * profit) / total)
  const shares = exact.map(Math.floor)
  const left = taken - shares.reduce((sum, share) => sum + share, 0)
  const byRemainder = exact
    .map((share, i) => ({ i, remainder: share - shares[i] }))
    .sort((a, b) => b.remainder - a.remainder || a.i - b.i)
  for (const { i } of byRemainder.slice(0, left)) shares[i]++
  return shares
}

/** A winning short: what it bet, and from where. */
export interface Winner {
  readonly name: string
  readonly contracts: number
  readonly leverage: number
  readonly entry: number
}

interface RankedWinner extends Winner {
  readonly score: number
  /** Contracts that are closed. */
  readonly closed: number
}

/** Profit ÷ deposit × effective leverage of a short at a mark. */
function scoreOf({ leverage, entry }: Winner, mark: number): number {
  const deposit = entry / leverage
  const profit = entry - mark
  return (profit / deposit) * (mark / (deposit + profit))
}

/** Winners by falling score, each giving all its contracts until the bankrupt position is closed. */
export function rankWinners(winners: readonly Winner[], mark: number, contracts: number): RankedWinner[] {
  let left = contracts
  return winners
    .filter((winner) => winner.entry > mark)
    .map((winner) => ({ ...winner, score: scoreOf(winner, mark) }))
    .sort((a, b) => b.score - a.score)
    .map((winner) => {
      const closed = Math.min(left, winner.contracts)
      left -= closed
      return { ...winner, closed }
    })
}

/** A fund day by day: fees flow in, then it pays for the day's deficits as far as it goes. */
export function fundOverDays(
  start: number,
  fees: number,
  deficits: number,
  days: number,
): { levels: number[]; unpaid: number; emptyOn: number | null } {
  const levels = [start]
  let unpaid = 0
  let emptyOn: number | null = null
  for (let day = 1; day <= days; day++) {
    const balance = levels[day - 1] + fees
    const { paid, unpaid: rest } = payInOrder(deficits, [balance])
    levels.push(balance - paid[0])
    unpaid += rest
    if (rest > 0) emptyOn ??= day
  }
  return { levels, unpaid, emptyOn }
}
