/** What several situations share: an exchange calibrated as that of the sandbox, where a fall feeds on itself. */
import type { WorldInput } from './situation.ts'

type VenueInput = NonNullable<WorldInput['venues']>[string]
type FairValueInput = NonNullable<NonNullable<WorldInput['assets']>[string]>['fairValue']

/** Its own money pays for losses, and nobody else does: so it can fail. */
export const exchange = {
  kind: 'exchange',
  maintenanceMargin: 0.015,
  liquidation: { capacityPerStep: { shareOfTraders: 0.02 } },
  waterfall: ['insuranceFund', 'venueEquity'],
  insuranceFund: { shareOfOpenInterest: 0.003 },
} as const satisfies VenueInput

/** Its winners pay what its fund does not: so it stands, and failures are those of others. */
export const sturdyExchange = {
  ...exchange,
  waterfall: ['insuranceFund', 'socializedLoss'],
} as const satisfies VenueInput

/** A book in which forced sales push the price further. */
export const book = { depth: { shareOfOpenInterest: 0.07 } } as const

/** As quiet as a coin is within minutes. */
export const quiet = { process: 'gbm' } as const satisfies FairValueInput

/** Over days, so quiet that what happens is the push’s doing. */
export const veryQuiet = { process: 'gbm', annualVolatility: 0.1 } as const satisfies FairValueInput

/** Nobody’s leverage is above it. */
export const upTo = (max: number) => ({ distribution: 'logUniform', max }) as const

/** The range of a figure that sources give as one number: a tenth of it to either side. */
export const about = (figure: number) => ({ low: 0.9 * figure, high: 1.1 * figure })
