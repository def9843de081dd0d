/** The one lever of leverage: what the venue allows and what the crowd takes at most, together. */
import { writeAt } from './documentPath.ts'
import type { Scenario } from './scenario.ts'

/** The venue's maximum, and with it the upper end of a crowd that is drawn up to one. */
export function writeLeverage(scenario: Scenario, leverage: number): Scenario {
  const capped = writeAt(scenario, 'venue.maxLeverage', leverage)
  if ('accounts' in scenario.crowd || scenario.crowd.leverage.distribution !== 'logUniform') return capped
  return writeAt(capped, 'crowd.leverage.max', Math.max(scenario.crowd.leverage.min, leverage))
}
