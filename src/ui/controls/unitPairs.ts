/** Quantities that a scenario may hold in either of two units: as they are, or as a share. */
import type { OpenedRun } from '../../schema/message.ts'
import type { ParameterKey } from '../../schema/parameterTable.ts'

export interface UnitPair {
  readonly key: ParameterKey
  readonly shareKey: ParameterKey
  /** The field of the share in the document. */
  readonly field: 'shareOfOpenInterest' | 'shareOfTraders'
  /** What the quantity came to at the opening. */
  read(opened: OpenedRun): number | null
  /** The whole that the share is a share of. */
  whole(opened: OpenedRun): number
}

const contracts = (opened: OpenedRun) => opened.openInterestContracts
/** One contract is worth as many cents as the price has dollars. */
const dollars = (opened: OpenedRun) =>
  (opened.openInterestContracts * opened.scenario.market.startPrice) / 100
const traders = (opened: OpenedRun) => opened.frame.traders.total

export const unitPairs: readonly UnitPair[] = [
  {
    key: 'liquidity.depth',
    shareKey: 'liquidity.depth.shareOfOpenInterest',
    field: 'shareOfOpenInterest',
    read: ({ resolved }) => resolved.depthContracts,
    whole: contracts,
  },
  {
    key: 'liquidity.makers.capital',
    shareKey: 'liquidity.makers.capital.shareOfOpenInterest',
    field: 'shareOfOpenInterest',
    read: ({ resolved }) => resolved.makersCapital,
    whole: dollars,
  },
  {
    key: 'venue.liquidation.capacityPerStep',
    shareKey: 'venue.liquidation.capacityPerStep.shareOfTraders',
    field: 'shareOfTraders',
    read: ({ resolved }) => resolved.capacityPerStep,
    whole: traders,
  },
  {
    key: 'venue.insuranceFund',
    shareKey: 'venue.insuranceFund.shareOfOpenInterest',
    field: 'shareOfOpenInterest',
    read: ({ resolved }) => resolved.insuranceFund,
    whole: dollars,
  },
  {
    key: 'venue.venueEquity',
    shareKey: 'venue.venueEquity.shareOfOpenInterest',
    field: 'shareOfOpenInterest',
    read: ({ resolved }) => resolved.venueEquity,
    whole: dollars,
  },
]
