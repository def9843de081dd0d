/** Quantities that a scenario may hold in either of two units, with what they came to and the whole of their share. */
import { RESOLVED } from '../../schema/holding.ts'
import type { OpenedRun } from '../../schema/message.ts'
import { pairs, type Pair } from '../../schema/parts.ts'

export interface UnitPair extends Pair {
  /** What the quantity came to at the opening. */
  read(opened: OpenedRun): number | null
  /** The whole that the share is a share of. */
  whole(opened: OpenedRun): number
}

const contracts = (opened: OpenedRun) => opened.frame.venues[0].openInterestStart
/** One contract is worth as many cents as the price has dollars. */
const dollars = (opened: OpenedRun) =>
  (opened.frame.venues[0].openInterestStart * opened.scenario.market.startPrice) / 100
const traders = (opened: OpenedRun) => opened.frame.venues[0].traders

function wholeOf({ plain, share }: Pair): UnitPair['whole'] {
  if (share.unit === 'share of traders') return traders
  return plain.unit === 'dollars' ? dollars : contracts
}

export const unitPairs: readonly UnitPair[] = pairs.map((pair) => ({
  ...pair,
  read: ({ resolved }) => RESOLVED[pair.key](resolved),
  whole: wholeOf(pair),
}))
