/** Parts of the golden worlds: venues, markets, crowds and news, each with what it is there for switched on by its caller. */
export type Json = Record<string, unknown>

export const CRASH = [100, 100, 99.5, 95, 91, 88, 88.5, 89, 86, 82, 81.5]
export const SLIDE = [100, 98, 95, 92, 88, 84, 79, 75, 72, 70, 68, 66, 64, 63, 62]
export const SQUEEZE = [100, 100.5, 102, 106, 111, 115, 113, 118, 121, 119]
export const WALK = { process: 'gbm', annualVolatility: 1.5 }

export const asset = (fairValue: readonly number[] | Json, changes: Json = {}): Json => ({
  startPrice: 100,
  fairValue: Array.isArray(fairValue) ? { path: fairValue } : fairValue,
  ...changes,
})

export const crowd = (traders: number, changes: Json = {}): Json => ({
  traders,
  leverage: { distribution: 'logUniform', min: 2, max: 40 },
  ...changes,
})

/** A book whose depth is a share of what is open in it. */
export const book = (share: number, changes: Json = {}): Json => ({
  depth: { shareOfOpenInterest: share },
  resilience: 0.05,
  ...changes,
})

/** What explicit loans and pools trade on: depth in contracts. */
export const deep = (depth: number, changes: Json = {}): Json => ({ depth, resilience: 0.05, ...changes })

export const exchange = (markets: Json, changes: Json = {}): Json => ({
  kind: 'exchange',
  maxLeverage: 40,
  maintenanceMargin: 0.01,
  liquidationFee: 0.002,
  waterfall: ['insuranceFund', 'venueEquity'],
  insuranceFund: 20_000,
  venueEquity: 50_000,
  markets,
  ...changes,
})

export const lending = (markets: Json, changes: Json = {}): Json => ({
  kind: 'lending',
  maintenanceMargin: 0.15,
  bonus: 0.08,
  liquidationFee: 0.005,
  liquidation: { closeFactor: 0.5 },
  insuranceFund: 500,
  markets,
  ...changes,
})

export const bank = (venueEquity: number, treasury: Json, changes: Json = {}): Json => ({
  kind: 'institution',
  venueEquity,
  treasury,
  ...changes,
})

export const mean = (of: Json, clamp = 0): Json => ({ method: 'mean', of, ...(clamp > 0 && { clamp }) })
export const median = (of: Json): Json => ({ method: 'median', of })
export const marked = (index: unknown, indexWeight = 1, lagSteps = 0): Json => ({
  indexWeight,
  lagSteps,
  index,
})

export const LIVING: Json = {
  topUp: { share: 0.4, at: 4, amount: 0.5, delaySteps: 2, times: 2 },
  stopLoss: { share: 0.3, loss: 0.4 },
  takeProfit: { share: 0.3, gain: 0.3 },
  relever: { share: 0.5, below: 0.95 },
  turnover: 0.004,
  arrivals: { perStep: 2, trendFollowing: 5, trendMemorySteps: 20 },
}
