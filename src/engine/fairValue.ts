/**
 * Fair value: an explicit path, or geometric Brownian motion, with a factor that assets may share (docs/model.md sections 3, 10 and
 * 11.2). Reads the program; draws from the asset's own stream, one normal number a step, whatever else happens.
 */
import { exp } from './arithmetic.ts'
import type { Asset } from './venue.ts'
import type { AssetState } from './world.ts'

const SECONDS_A_YEAR = 31_536_000
/** Fair value is kept within these, in dollars. */
const LOWEST_PRICE = 1e-6
const HIGHEST_PRICE = 1e9

/** A price that would leave the limits stays at the edge. */
function toPrice(dollars: number): number {
  return dollars < LOWEST_PRICE ? LOWEST_PRICE : dollars > HIGHEST_PRICE ? HIGHEST_PRICE : dollars
}

/**
 * The next raw fair value, before shocks, in dollars.
 * @param stepSeconds time of a step
 * @param step from 1
 * @param factor the step's normal number that all assets share
 */
export function nextFairValue(
  { rules, state, stream }: Asset,
  stepSeconds: number,
  step: number,
  factor: number,
): number {
  const { fairValue, loading } = rules
  if ('path' in fairValue) return fairValue.path[Math.min(step, fairValue.path.length - 1)]
  const years = stepSeconds / SECONDS_A_YEAR
  const { annualVolatility: sigma, annualDrift: mu } = fairValue
  const own = stream.normal()
  const normal = loading === 0 ? own : loading * factor + Math.sqrt(1 - loading * loading) * own
  // The drift is of the expected value, hence − σ²/2 in the logarithm.
  return toPrice(state.rawFair * exp((mu - 0.5 * sigma * sigma) * years + sigma * Math.sqrt(years) * normal))
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
