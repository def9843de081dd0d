/**
 * A scenario with a sample of its traders, which shows in a moment about what the whole one shows: its first traders, each made
 * so much larger that their deposits come to as much. Deposits grow, and with them positions; what is counted in accounts
 * shrinks: traders, hedgers, newcomers a step, and accounts that the engine handles a step. What is in contracts, dollars and
 * shares stays (depth, orders from outside, makers' capital, funds), and so meets the same sums of open interest and losses.
 */
import { writeAt } from '../schema/documentPath.ts'
import { parseScenario, type DrawnCrowd, type Scenario } from '../schema/scenario.ts'
import { estimateWork } from '../schema/workload.ts'

/** In visits (schema/workload.ts), where 4.5 million are the seven minutes of the sandbox’s 10,000: some tens of milliseconds. */
const MOST_VISITS = 10_000_000
/** Fewer than this say too little. */
const FEWEST = 500

export interface Sample {
  readonly scenario: Scenario
  /** Whether some of its traders are left out. */
  readonly isPart: boolean
}

/** The whole scenario where that is little work, else a part of its crowd; null where that would be much work too, or a list. */
export function takeSample(scenario: Scenario): Sample | null {
  const { crowd } = scenario
  if (isQuick(scenario)) return { scenario, isPart: false }
  if ('accounts' in crowd) return null
  for (let share = 0.5; share * crowd.traders >= FEWEST; share /= 2) {
    const part = takeShare(scenario, crowd, toEvenShare(scenario, share))
    if (isQuick(part)) return { scenario: parseScenario(part), isPart: true }
  }
  return null
}

const isQuick = (scenario: Scenario) => estimateWork(scenario).visits <= MOST_VISITS

/** The share nearest to this at which the engine handles a whole number of accounts in a step. */
function toEvenShare({ venue }: Scenario, share: number): number {
  const capacity = venue.liquidation.capacityPerStep
  if (typeof capacity !== 'number' || capacity === 0) return share
  return Math.max(1, Math.round(capacity * share)) / capacity
}

function takeShare(scenario: Scenario, crowd: DrawnCrowd, wanted: number): Scenario {
  const traders = Math.round(crowd.traders * wanted)
  const share = traders / crowd.traders
  const { deposit, hedgers, behavior } = crowd
  const capacity = scenario.venue.liquidation.capacityPerStep
  const changes: (readonly [path: string, value: number])[] = [
    ['crowd.traders', traders],
    ['crowd.deposit.median', Math.round((deposit.median / share) * 100) / 100],
  ]
  if (hedgers) changes.push(['crowd.hedgers.count', Math.max(1, Math.round(hedgers.count * share))])
  if (behavior?.arrivals) changes.push(['crowd.behavior.arrivals.perStep', behavior.arrivals.perStep * share])
  if (typeof capacity === 'number')
    changes.push(['venue.liquidation.capacityPerStep', Math.round(capacity * share)])
  return changes.reduce((part, [path, value]) => writeAt(part, path, value), scenario)
}
