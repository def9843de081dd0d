/**
 * Crowds of random worlds: accounts of exchanges with one leg or several, borrowers of lending protocols, behavior.
 * Everybody starts clearly above maintenance, with at least one contract a leg.
 */
import type { BehaviorInput, CrowdInput, VenueInput } from './oracle/document.ts'
import type { Random } from './randomNumbers.ts'
import { bell, between, pick, rounded } from './randomNumbers.ts'

export interface Places {
  startPrices: Record<string, number>
  /** Assets by exchange, in the order of the exchange's markets. */
  traded: Record<string, string[]>
  desks: string[]
  chain: string | null
}

export type Account = CrowdInput['accounts'][number]
type Leg = Account['legs'][number]

/** Accounts with one leg or several; a crowd of round numbers has ties and lands exactly on thresholds. */
export function randomCrowd(random: Random, places: Places, assets: string[], margin: number): Account[] {
  const count = pick(random, [0, 3, 8, 12, 12, 25, 40])
  const highest = pick(random, [5, 12, 30, 60])
  const longShare = pick(random, [0.3, 0.5, 0.6, 0.9])
  const isRound = random() < 0.25
  return Array.from({ length: count }, () => {
    const several = random() < 0.5 ? assets.filter(() => random() < 0.7) : []
    const chosen = several.length > 0 ? several : [pick(random, assets)]
    if (random() < 0.3) chosen.reverse()
    const dollars = random() < 0.04 ? between(random, 2, 20) : 1000 * Math.exp(bell(random))
    const account: Account = {
      collateral: isRound ? pick(random, [100, 300, 1000, 3000]) : rounded(dollars, 2),
      legs: chosen.map((asset): Leg => {
        const start = places.startPrices[asset]
        const leverage = 0.4 * Math.exp(random() * Math.log(highest / 0.4))
        return {
          asset,
          side: random() < longShare ? 'long' : 'short',
          leverage: isRound ? pick(random, [1.15, 2.3, 4.35, 10]) : rounded(leverage / chosen.length, 2),
          entry: isRound ? start : rounded(start * (1 + between(random, -0.004, 0.004)), 2),
        }
      }),
    }
    return madeSafe(account, places, margin)
  })
}

/** No leg too small for a contract, and equity clearly above maintenance at the start prices. */
function madeSafe(account: Account, places: Places, margin: number): Account {
  for (;;) {
    const cents = 100 * account.collateral
    let equity = cents
    let required = 0
    let smallest = Infinity
    for (const { asset, side, leverage, entry } of account.legs) {
      const size = Math.floor((cents * leverage) / entry)
      const start = places.startPrices[asset]
      equity += size * (start - entry) * (side === 'long' ? 1 : -1) - 1
      required += margin * size * start
      smallest = Math.min(smallest, size)
    }
    if (smallest < 1) account.collateral = rounded(account.collateral * 2, 2)
    else if (equity > 1.01 * required) return account
    else for (const leg of account.legs) leg.leverage = rounded(leg.leverage * 0.9, 2)
  }
}

export function randomBorrowers(random: Random, places: Places, assets: string[]): Account[] {
  const isRound = random() < 0.25
  return Array.from({ length: pick(random, [3, 8, 15]) }, () => {
    const chosen = random() < 0.3 && assets.length > 1 ? assets.slice(0, 2) : [pick(random, assets)]
    const size = random() < 0.15 ? between(random, 20, 150) : 3000 * Math.exp(bell(random))
    const leverage = rounded(between(random, 1.3, 3.7) / chosen.length, isRound ? 1 : 2)
    const account: Account = {
      collateral: isRound ? pick(random, [100, 1000, 3000]) : rounded(size, 2),
      legs: chosen.map((asset) => ({ asset, side: 'long', leverage, entry: places.startPrices[asset] })),
    }
    return madeSafe(account, places, 0.25)
  })
}

/** One crowd, or a list of two, of which one has behavior some of the time. */
export function randomlySplit(random: Random, accounts: Account[]): CrowdInput | CrowdInput[] {
  const behavior = random() < 0.25 ? { behavior: randomBehavior(random) } : {}
  if (random() < 0.8 || accounts.length < 2) return { accounts, ...behavior }
  const half = accounts.length >> 1
  return [{ accounts: accounts.slice(0, half), ...behavior }, { accounts: accounts.slice(half) }]
}

function randomBehavior(random: Random): BehaviorInput {
  const behavior: BehaviorInput = {}
  if (random() < 0.6) {
    behavior.topUp = {
      share: 1,
      at: pick(random, [1.5, 3, 8]),
      amount: pick(random, [0.1, 0.5, 1.337, 3]),
      delaySteps: pick(random, [0, 1, 1, 3]),
      times: pick(random, [1, 2, 3]),
    }
  }
  if (random() < 0.5) behavior.stopLoss = { share: 1, loss: pick(random, [0.1, 0.3, 0.6, 0.9]) }
  if (random() < 0.5) behavior.takeProfit = { share: 1, gain: pick(random, [0.05, 0.2, 0.5, 1]) }
  if (random() < 0.6) behavior.relever = { share: 1, below: pick(random, [0.3, 0.7, 0.9, 0.97]) }
  return behavior
}

/** Dollars that borrowers owe, a little more than less. */
export function debtsAtOpening(lending: VenueInput): number {
  const crowds = Array.isArray(lending.crowd) ? lending.crowd : [lending.crowd]
  return crowds
    .flatMap((crowd) => crowd?.accounts ?? [])
    .reduce((sum, { collateral, legs }) => {
      const leverage = legs.reduce((total, leg) => total + leg.leverage, 0)
      return sum + Math.max(0, collateral * (leverage - 1)) + 1
    }, 0)
}
