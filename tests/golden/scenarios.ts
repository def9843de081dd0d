/**
 * The golden scenarios: seeded runs that together go through every mechanism of the model, and whose behavior golden.json
 * holds. Pure data, so that a page in a browser can play them too (play.ts).
 */
import type { Summary } from '../../src/schema/result.ts'

/** Summary fields that are above 0 where a run went through what it is there for. */
type Reached = {
  [Field in keyof Summary]: Summary[Field] extends number ? Field : never
}[keyof Summary]

export interface GoldenScenario {
  readonly name: string
  /** Steps that are played and mixed into the hash. */
  readonly steps: number
  readonly document: Readonly<Record<string, unknown>>
  /** What the run must have met, or its hash would guard less than its name says. */
  readonly reaches: readonly Reached[]
}

const CRASH = [100, 100, 99.5, 96, 95.8, 95.9, 96.2]
const SQUEEZE = [100, 100.5, 101, 107, 112, 111.5, 109]
const SWING = [100, 99, 94, 91, 95, 101, 108, 113, 109, 100, 93, 90, 96]

const FEARFUL = { share: 0.4, at: 4, amount: 0.5, delaySteps: 2, times: 2 }
const LIVING = {
  topUp: FEARFUL,
  stopLoss: { share: 0.3, loss: 0.4 },
  takeProfit: { share: 0.3, gain: 0.3 },
  relever: { share: 0.5, below: 0.95 },
  turnover: 0.004,
  arrivals: { perStep: 3, trendFollowing: 5, trendMemorySteps: 20 },
}

function crowd(traders: number, changes: Record<string, unknown> = {}): Record<string, unknown> {
  return { traders, leverage: { distribution: 'logUniform', min: 2, max: 50 }, ...changes }
}

function golden(
  name: string,
  steps: number,
  path: readonly number[] | null,
  changes: Record<string, unknown>,
  reaches: readonly Reached[],
): GoldenScenario {
  const fairValue = path ? { path } : { process: 'gbm', annualVolatility: 0.9, annualDrift: 0.1 }
  const document = {
    version: 1,
    title: name,
    seed: `golden ${name}`,
    steps,
    stepSeconds: 60,
    market: { startPrice: 100, fairValue },
    venue: { maxLeverage: 50 },
    crowd: crowd(1500),
    ...changes,
  }
  return { name, steps, document, reaches }
}

export const goldenScenarios: readonly GoldenScenario[] = [
  golden('crash on an exponential book', 80, CRASH, {}, ['liquidations', 'fundPaid', 'socializedLoss']),
  golden('crash on a square-root book', 80, CRASH, { liquidity: { curve: 'squareRoot' } }, [
    'liquidations',
    'bankruptPositions',
  ]),
  golden('squeeze in a pool of constant product', 80, SQUEEZE, { liquidity: { curve: 'constantProduct' } }, [
    'liquidations',
    'rAheadStart',
  ]),
  golden(
    'geometric Brownian motion',
    400,
    null,
    { stepSeconds: 3600, crowd: crowd(3000, { longShare: 0.5, entrySpread: 0.02 }) },
    ['liquidations', 'fees'],
  ),
  ...(
    [
      ['Student-t steps', { process: 'studentT', annualVolatility: 2, degreesOfFreedom: 3 }],
      ['jumps', { process: 'jumps', annualVolatility: 1, perYear: 500, meanLog: -0.03, sdLog: 0.04 }],
      ['storms that cluster', { process: 'garch', annualVolatility: 2, alpha: 0.2, beta: 0.7 }],
      ['a history in blocks', { process: 'history', prices: SWING, blockSteps: 3 }],
    ] as const
  ).map(([name, fairValue]) =>
    golden(
      name,
      150,
      null,
      { stepSeconds: 3600, market: { startPrice: 100, fairValue }, crowd: crowd(800, { longShare: 0.5 }) },
      ['liquidations'],
    ),
  ),
  golden(
    'deleveraging by rank',
    80,
    CRASH,
    { venue: { maxLeverage: 50, insuranceFund: 100.25, waterfall: ['insuranceFund', 'adl'] } },
    ['adlContracts', 'adlAccounts', 'fundPaid'],
  ),
  golden(
    'deleveraging pro rata',
    80,
    SQUEEZE,
    { venue: { maxLeverage: 50, adl: { ranking: 'proRata' }, waterfall: ['adl', 'socializedLoss'] } },
    ['adlContracts', 'adlAccounts'],
  ),
  golden(
    'loss socialized by profit',
    80,
    SWING,
    { venue: { maxLeverage: 50, insuranceFund: 0, waterfall: ['socializedLoss'] } },
    ['socializedLoss', 'ownPaid'],
  ),
  golden(
    'loss socialized by open interest',
    80,
    SWING,
    {
      venue: {
        maxLeverage: 50,
        waterfall: ['venueEquity', 'socializedLoss'],
        venueEquity: { shareOfOpenInterest: 0.0005 },
        socializedLoss: { base: 'openInterest' },
      },
    },
    ['socializedLoss', 'venuePaid'],
  ),
  golden(
    'circuit breaker',
    120,
    SWING,
    { venue: { maxLeverage: 50, circuitBreaker: { move: 0.04, windowSteps: 5, haltSteps: 4 } } },
    ['halts', 'haltedSteps', 'liquidations'],
  ),
  golden(
    'stress and makers',
    120,
    SWING,
    {
      liquidity: {
        depth: { shareOfOpenInterest: 0.05 },
        resilience: 0.1,
        stress: { sensitivity: 0.2, memorySteps: 10, calmReturn: 0.001 },
        makers: { capital: { shareOfOpenInterest: 0.02 } },
      },
    },
    ['liquidations', 'badDebt'],
  ),
  golden(
    'latency, part closes and a late index',
    120,
    SWING,
    {
      venue: {
        maxLeverage: 50,
        maintenanceMargin: 0.02,
        liquidation: { closeFactor: 0.3, capacityPerStep: 9, latencySteps: 3, surplus: 'fund' },
        mark: { indexWeight: 0.5, lagSteps: 2 },
      },
    },
    ['liquidations', 'queueLeft', 'fees'],
  ),
  golden('a living crowd', 200, SWING, { crowd: crowd(1200, { behavior: LIVING }) }, [
    'liquidations',
    'bankruptPositions',
  ]),
  golden(
    'a living crowd, news and halts',
    300,
    null,
    {
      stepSeconds: 7200,
      liquidity: { curve: 'squareRoot', depth: { shareOfOpenInterest: 0.02 } },
      venue: {
        maxLeverage: 50,
        waterfall: ['insuranceFund', 'adl', 'socializedLoss'],
        circuitBreaker: { move: 0.05, windowSteps: 20, haltSteps: 10 },
      },
      crowd: crowd(1200, { behavior: LIVING }),
    },
    ['liquidations', 'halts'],
  ),
  golden(
    'shocks of every kind',
    90,
    [100],
    {
      shocks: [
        { step: 3, kind: 'depth', factor: 0.3 },
        { step: 4, kind: 'sell', contracts: 40_000 },
        { step: 4, kind: 'sell', contracts: 15_000 },
        { step: 20, kind: 'fairValue', change: 0.09 },
        { step: 30, kind: 'sell', contracts: -90_000 },
        { step: 31, kind: 'depth', factor: 1 },
        { step: 50, kind: 'fairValue', change: -0.15 },
      ],
    },
    ['liquidations', 'rAheadStart'],
  ),
  golden(
    'weighted leverage above the venue’s maximum',
    80,
    CRASH,
    {
      venue: { maxLeverage: 20, maintenanceMargin: 0.04 },
      crowd: {
        traders: 1500,
        leverage: {
          distribution: 'weights',
          values: [
            [1, 2],
            [12.5, 1],
            [100, 3],
          ],
        },
        deposit: { median: 50, sigma: 2 },
      },
    },
    ['liquidations'],
  ),
  golden(
    'explicit accounts with behavior',
    60,
    SWING,
    {
      liquidity: { depth: 4000, resilience: 0.2 },
      crowd: {
        accounts: [
          { side: 'long', collateral: 1000, leverage: 20, entry: 100 },
          { side: 'long', collateral: 512.34, leverage: 8, entry: 100.5 },
          { side: 'short', collateral: 2500, leverage: 10, entry: 99.75 },
          { side: 'short', collateral: 800.01, leverage: 3, entry: 100 },
        ],
        behavior: { ...LIVING, topUp: { ...FEARFUL, share: 1 } },
      },
    },
    ['liquidations'],
  ),
]
