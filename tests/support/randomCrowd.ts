/**
 * Random scenarios of many explicit accounts for the oracle: crowds large enough that the engine's indexes have depth, in
 * markets that go to and fro, so that the rank of the winners changes between one deleveraging and the next.
 */
import type { Layer } from '../../src/schema/scenario.ts'
import type { Random } from './randomNumbers.ts'
import { bell, between, mulberry32, pick, rounded } from './randomNumbers.ts'
import type { AccountInput, Scenario } from './explicitScenario.ts'

const MAINTENANCE = 0.005

export function randomCrowd(seed: number, count: number): Scenario {
  const random = mulberry32(seed)
  const steps = 40
  const accounts = Array.from({ length: count }, () => randomAccount(random))
  for (let i = 0; i < count; i++) if (random() < 0.1) accounts[i] = { ...pick(random, accounts) }
  const contracts = accounts.reduce((sum, a) => sum + a.collateral * a.leverage, 0)
  const waterfalls: readonly Layer[][] = [
    ['adl'],
    ['insuranceFund', 'adl'],
    ['insuranceFund', 'adl', 'socializedLoss'],
    ['venueEquity', 'adl', 'insuranceFund'],
  ]
  const behavior = {
    topUp: { share: 1, at: 4, amount: 0.4, delaySteps: 1, times: 2 },
    relever: { share: 1, below: 0.8 },
  }
  return {
    version: 1,
    title: `crowd ${String(seed)}`,
    seed: String(seed),
    steps,
    stepSeconds: 1,
    market: { startPrice: 100, fairValue: { path: randomPath(random, steps) } },
    liquidity: {
      curve: pick(random, ['exponential', 'constantProduct'] as const),
      depth: Math.round(contracts * pick(random, [0.02, 0.05, 0.2])),
      resilience: pick(random, [0.02, 0.1, 0.5]),
    },
    venue: {
      maxLeverage: 100,
      maintenanceMargin: MAINTENANCE,
      liquidationFee: 0.002,
      liquidation: {
        closeFactor: pick(random, [1, 1, 0.5]),
        capacityPerStep: pick(random, [null, 5, 25]),
        latencySteps: pick(random, [0, 0, 2]),
        surplus: 'trader',
      },
      mark: { indexWeight: pick(random, [0, 0, 0.5]), lagSteps: 0 },
      waterfall: pick(random, waterfalls),
      insuranceFund: rounded(contracts * pick(random, [0, 0.00002, 0.0001]), 2),
      venueEquity: rounded(contracts * 0.00001, 2),
      adl: { ranking: random() < 0.8 ? 'profitLeverage' : 'proRata' },
      socializedLoss: { base: pick(random, ['profit', 'openInterest'] as const) },
      circuitBreaker: random() < 0.2 ? { move: 0.05, windowSteps: 5, haltSteps: 2 } : null,
    },
    crowd: random() < 0.4 ? { accounts, behavior } : { accounts },
    shocks: [],
  }
}

/** Thin deposits and thick ones, entered on either side of the start; never near maintenance at once. */
function randomAccount(random: Random): AccountInput {
  return {
    side: random() < 0.5 ? 'long' : 'short',
    collateral: rounded(500 * Math.exp(1.2 * bell(random)) + 5, 2),
    leverage: rounded(1.2 * Math.exp(random() * Math.log(50 / 1.2)), 2),
    entry: rounded(100 * (1 + between(random, -0.004, 0.004)), 2),
  }
}

/** A jump one way, noise, and often the way back and beyond. */
function randomPath(random: Random, steps: number): number[] {
  const size = between(random, 0.02, 0.15) * pick(random, [1, -1])
  const turn = pick(random, [8, 15, 100])
  const path = [100]
  let noise = 0
  for (let t = 1; t <= steps; t++) {
    noise += 0.004 * bell(random)
    const level = t < 3 ? 0 : t < turn ? size : -0.8 * size
    path.push(rounded(100 * Math.exp(level + noise), 6))
  }
  return path
}
