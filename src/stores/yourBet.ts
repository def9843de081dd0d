/**
 * The first minute is personal: who picks a leverage becomes the trader of the crowd whose bet on a rise is nearest to it, and
 * can tell others what came of it. Pure: the opening and the readings come from outside.
 */
import type { CrowdOpening, TraderReading } from '../schema/frame.ts'
import { formatChange, formatFew, formatPercent } from '../schema/words.ts'

/** What is offered, as many times the deposit; those above the crowd's limit are left out. */
const OFFERED: readonly number[] = [3, 5, 10, 20]

export function listOffered(maxLeverage: number): number[] {
  return OFFERED.filter((leverage) => leverage <= maxLeverage)
}

/** The trader who bets on a rise with the leverage nearest to this one; null where nobody bets on a rise. */
export function findNearestBet(
  { contracts, entryPrice, deposit }: CrowdOpening,
  leverage: number,
): number | null {
  let [found, least] = [null as number | null, Infinity]
  for (let id = 0; id < contracts.length; id++) {
    if (contracts[id] <= 0 || deposit[id] <= 0) continue
    const distance = Math.abs(Math.log((contracts[id] * entryPrice[id]) / deposit[id] / leverage))
    if (distance < least) [found, least] = [id, distance]
  }
  return found
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
