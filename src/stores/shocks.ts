/** Lists of a run's shocks, which are what pushes become. Lists are never changed in place. */
import type { Shock } from '../schema/scenario.ts'

/** Whether they do the same at the same step. */
function isSameShock(a: Shock, b: Shock): boolean {
  if (a.step !== b.step || a.kind !== b.kind) return false
  if (a.kind === 'sell') return b.kind === 'sell' && a.contracts === b.contracts
  if (a.kind === 'depth') return b.kind === 'depth' && a.factor === b.factor
  return b.kind === 'fairValue' && a.change === b.change && a.overSteps === b.overSteps
}

/** Without one shock like this; a second one like it stays. */
export function withoutShock(shocks: readonly Shock[], shock: Shock): Shock[] {
  const at = shocks.findIndex((one) => isSameShock(one, shock))
  return shocks.filter((_, index) => index !== at)
}

/** All of the first list, and what only the second has. */
export function mergeShocks(first: readonly Shock[], second: readonly Shock[]): Shock[] {
  const rest = first.reduce<readonly Shock[]>(withoutShock, second)
  return [...first, ...rest]
}
