/** A chain's block space and gas (docs/model.md section 11.4), as shocks leave them. Reads the chain, writes nothing. */
import { floorStar, toCents } from './arithmetic.ts'
import type { Chain } from './venue.ts'

/** Liquidations of a step; Infinity where there is no limit. */
export function slotsOf({ rules, state }: Chain): number {
  return rules.slotsPerStep === Infinity ? Infinity : floorStar(rules.slotsPerStep * state.slotsFactor)
}

/** Of one liquidation, in whole cents. */
export function gasCents({ rules, state }: Chain): number {
  return toCents(rules.gas * state.gasFactor)
}
