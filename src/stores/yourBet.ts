/**
 * The first minute is personal: who picks a leverage becomes the trader of the crowd whose bet on a rise is nearest to it, and
 * can tell others what came of it. Pure: the opening and the readings come from outside.
 */
import type { CrowdOpening, TraderReading } from '../schema/frame.ts'
import { formatChange, formatFew, formatPercent, formatShortDollars } from '../schema/words.ts'

/** What is offered, as many times the deposit; those above the crowd's limit are left out. */
const OFFERED: readonly number[] = [3, 5, 10, 20]

export function listOffered(maxLeverage: number): number[] {
  return OFFERED.filter((leverage) => leverage <= maxLeverage)
}

/** Leverage this near to the wanted one, as a ratio, is near enough to choose by the deposit. */
const NEAR = 0.015
/** Deposits that differ by less than this, as a ratio, are about the same. */
const ALIKE = 0.25

const distance = (a: number, b: number) => Math.abs(Math.log(a / b))

/**
 * Whose leverage is nearest to each of these, of those who bet on a rise: with about the same deposit, so that what differs
 * between them is the leverage. Empty where nobody bets on a rise.
 */
export function findBets(
  { contracts, entryPrice, deposit }: CrowdOpening,
  leverages: readonly number[],
): number[] {
  const bets: number[] = []
  for (let id = 0; id < contracts.length; id++) if (contracts[id] > 0 && deposit[id] > 0) bets.push(id)
  if (bets.length === 0) return []
  const middle = Float64Array.from(bets, (id) => deposit[id]).sort()[Math.floor(bets.length / 2)]
  const toLeverage = (id: number) => (contracts[id] * entryPrice[id]) / deposit[id]
  return leverages.map((leverage) => {
    const distances = Float64Array.from(bets, (id) => distance(toLeverage(id), leverage))
    const reach = distances.reduce((least, one) => Math.min(least, one), Infinity)
    const near = bets.filter((_, i) => distances[i] <= Math.max(NEAR, reach))
    return near.reduce((best, id) =>
      distance(deposit[id], middle) < distance(deposit[best], middle) ? id : best,
    )
  })
}

/** "about $1,000" where they have that alike; null where their deposits differ. Cents. */
export function nameDeposits(deposits: readonly number[]): string | null {
  const [least, most] = [Math.min(...deposits), Math.max(...deposits)]
  return distance(least, most) <= ALIKE ? `about ${formatShortDollars(Math.sqrt(least * most))}` : null
}

/** What the market did so far, and where it stands. */
export interface Moves {
  /** Shares: .12 is a fall of 12 %. */
  readonly priceFall: number
  readonly fairFall: number
}

/** "You, at 10×, survived −12%." Nothing is said of surviving before the price has fallen. */
export function nameFate(
  { state, leverage }: Pick<TraderReading, 'state' | 'leverage'>,
  moves: Moves,
): string {
  const you = `You, at ${formatFew(Math.round(leverage * 10) / 10)}×`
  const fall = formatChange(-moves.priceFall)
  switch (state) {
    case 'liquidated':
      return `${you}: sold out`
    case 'queued':
      return `${you}: waiting to be sold out`
    case 'deleveraged':
      return `${you}: closed early`
    case 'stopped':
    case 'closed':
      return `${you}: closed`
    default:
      return moves.priceFall >= 0.005 ? `${you}: survived ${fall} so far` : `${you}: still in`
  }
}

/** Two sentences for others. */
export function tellOthers(reading: TraderReading, { priceFall, fairFall }: Moves): string {
  const bet = `I bet on a ${reading.side === 'long' ? 'rise' : 'fall'} at ${formatFew(Math.round(reading.leverage * 10) / 10)}×`
  const market =
    fairFall >= 0.0005
      ? `The news was ${formatChange(-fairFall)}, the price fell ${formatPercent(priceFall)}.`
      : `The price fell ${formatPercent(priceFall)}.`
  const share =
    reading.deposit > 0
      ? Math.max(0, reading.state === 'open' ? reading.equity : reading.cash) / reading.deposit
      : 0
  const left = share < 0.005 ? 'nothing' : formatPercent(share, 0)
  if (reading.state === 'liquidated')
    return `${bet} and was sold out, with ${left} of my deposit left. ${market}`
  if (reading.state === 'deleveraged') return `${bet} and was closed early to cover others. ${market}`
  if (reading.state !== 'open') return `${bet} and am out. ${market}`
  return `${bet} and survived, with ${left} of my deposit left. ${market}`
}
