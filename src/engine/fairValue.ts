/**
 * Fair value: an explicit path, a seeded process, or a replayed history, with a factor that assets may share (docs/model.md
 * sections 3, 10 and 11.2). Reads the program; writes what a process remembers. Draws from the asset's own stream alone, whatever
 * else happens.
 */
import { exp } from './arithmetic.ts'
import { chiSquared, poisson, type Stream } from './random.ts'
import type { Asset } from './venue.ts'
import type { AssetState } from './world.ts'
import { SECONDS_A_YEAR, type FairValueDocument } from '../schema/fairValue.ts'

type Process = Exclude<FairValueDocument, { path: number[] }>
type Walk = Exclude<Process, { process: 'history' }>
type History = Extract<Process, { process: 'history' }>

/** Fair value is kept within these, in dollars. */
const LOWEST_PRICE = 1e-6
const HIGHEST_PRICE = 1e9

/** A price that would leave the limits stays at the edge. */
function toPrice(dollars: number): number {
  return dollars < LOWEST_PRICE ? LOWEST_PRICE : dollars > HIGHEST_PRICE ? HIGHEST_PRICE : dollars
}

/** Of the first step's log return, where variance is remembered: its mean in the long run. */
export function openingVariance(fairValue: FairValueDocument, stepSeconds: number): number {
  if (!('process' in fairValue) || fairValue.process !== 'garch') return 0
  return (fairValue.annualVolatility * fairValue.annualVolatility * stepSeconds) / SECONDS_A_YEAR
}

/**
 * The next raw fair value, before shocks, in dollars.
 * @param stepSeconds time of a step
 * @param step from 1
 * @param factor the step's normal number that all assets share
 */
export function nextFairValue(asset: Asset, stepSeconds: number, step: number, factor: number): number {
  const { rules, state, stream } = asset
  const { fairValue, loading } = rules
  if ('path' in fairValue) return fairValue.path[Math.min(step, fairValue.path.length - 1)]
  if (fairValue.process === 'history')
    return toPrice(replay(fairValue, rules.startPrice, state, stream, step))
  const years = stepSeconds / SECONDS_A_YEAR
  const own = stream.normal()
  const normal = loading === 0 ? own : loading * factor + Math.sqrt(1 - loading * loading) * own
  return toPrice(state.rawFair * exp(logReturn(fairValue, state, stream, years, normal)))
}

/**
 * The log return of a step. The drift is of the expected value, hence − σ²/2, and the mean of the jumps taken out; with Student-t
 * steps there is no expected value, and the drift is that of their normal twin.
 * @param normal the step's normal number; what else a process needs comes from its stream after it
 */
function logReturn(walk: Walk, state: AssetState, stream: Stream, years: number, normal: number): number {
  const { annualVolatility: sigma, annualDrift: mu } = walk
  const root = sigma * Math.sqrt(years)
  const drift = (mu - 0.5 * sigma * sigma) * years
  switch (walk.process) {
    case 'gbm':
      return drift + root * normal
    case 'studentT': {
      const { degreesOfFreedom: nu } = walk
      // A normal number over an independent root of χ²/ν, scaled to variance 1.
      return drift + root * normal * Math.sqrt((nu - 2) / chiSquared(stream, nu))
    }
    case 'jumps': {
      const { perYear, meanLog, sdLog } = walk
      const count = poisson(stream, perYear * years)
      const meanJump = exp(meanLog + 0.5 * sdLog * sdLog) - 1
      const jumps = count === 0 ? 0 : count * meanLog + Math.sqrt(count) * sdLog * stream.normal()
      return drift - perYear * meanJump * years + root * normal + jumps
    }
    case 'garch': {
      const { alpha, beta } = walk
      const variance = state.stepVariance
      const shock = Math.sqrt(variance) * normal
      state.stepVariance = (1 - alpha - beta) * root * root + alpha * shock * shock + beta * variance
      return mu * years - 0.5 * variance + shock
    }
  }
}

/**
 * A history, scaled to the start price: once through, its last price holding; or in blocks, each from a moment drawn anew, going
 * round at the end, so that it can outlast the history (circular block bootstrap, Politis and Romano, 1992).
 */
function replay(
  { prices, blockSteps }: History,
  startPrice: number,
  state: AssetState,
  stream: Stream,
  step: number,
): number {
  if (blockSteps === undefined) return (startPrice * prices[Math.min(step, prices.length - 1)]) / prices[0]
  const returns = prices.length - 1
  const within = (step - 1) % blockSteps
  if (within === 0) state.blockStart = Math.floor(stream.uniform() * returns)
  const at = (state.blockStart + within) % returns
  return (state.rawFair * prices[at + 1]) / prices[at]
}

/**
 * A new fair value: before shocks, then with them and with what its issuer is worth. Prices follow when displacements decay.
 * @param issuer net worth of the venue whose token it is, as a share of that at the opening; 1 where it is none
 */
export function advanceFair(asset: AssetState, rawFair: number, issuer: number): void {
  asset.rawFair = rawFair
  asset.previousFair = asset.fair
  asset.fair = toPrice(rawFair * asset.shockFactor * issuer)
  if (!(asset.fair > 0)) throw new Error(`fair value is ${asset.fair}`)
  if (asset.fair < asset.lowestFair) asset.lowestFair = asset.fair
}
