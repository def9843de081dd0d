/** Who arrives at a crowd of explicit accounts: the default of the parameter table. */
import { parameter } from '../schema/parameters.ts'
import type { DrawnCrowd } from '../schema/scenario.ts'

export const STANDARD_CROWD: DrawnCrowd = {
  traders: 0,
  longShare: parameter('crowd.longShare').default,
  leverage: {
    distribution: 'logUniform',
    min: parameter('crowd.leverage.min').default,
    max: parameter('crowd.leverage.max').default,
  },
  deposit: {
    median: parameter('crowd.deposit.median').default,
    sigma: parameter('crowd.deposit.sigma').default,
  },
  entrySpread: parameter('crowd.entrySpread').default,
}
