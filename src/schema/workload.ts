/**
 * How much work a scenario asks for, before any of it is done: a link must not start minutes of it by itself. The unit is a
 * visit, one look at one trader. Measured on two shared cores, record included: 15 to 20 ns a visit for a crowd that waits and
 * falls, up to 110 for the worst. So the budget is about eight seconds of plain work; of 900 runs within it that a random
 * search made as hard as it could, none took longer than 20 seconds.
 */
import { countOpening } from './crowds.ts'
import { readAt } from './documentPath.ts'
import { settings } from './parameterTable.ts'
import { VISITS_PER_EVENT } from './row.ts'
import type { Behavior, Scenario } from './scenario.ts'
import type { WorldDocument } from './world.ts'

/**
 * Above any of these, a link asks before it runs. The visits are those of 100,000 traders through an hour of seconds, and
 * a little more; a run in this budget is given up at any moment, since the worker listens between two steps.
 */
export const BUDGET = { traders: 200_000, steps: 20_000, visits: 400_000_000 } as const

/** Where one loss may concern every winner. */
const VISITS_PER_WINNER = 3.5
/** An engine that needs longer than this for everybody leaves a queue, which is walked in every step. */
const LONG_QUEUE_STEPS = 500
const VISITS_PER_WAITING = 5
/** Of one large position; only its logarithm counts. */
const USUAL_CONTRACTS = 1e9

export interface Work {
  /** Newcomers included. */
  readonly traders: number
  readonly steps: number
  /** An upper bound, in looks at a trader. */
  readonly visits: number
  readonly isHeavy: boolean
  /** For the question before a heavy run, and for the one line about a light one. */
  readonly words: string
}

/** Of one scenario, or of those that run side by side. */
export function estimateWork(...scenarios: readonly Scenario[]): Work {
  let traders = 0
  let steps = 0
  let visits = 0
  for (const scenario of scenarios) {
    const crowd = countTraders(scenario)
    traders += crowd
    steps = Math.max(steps, scenario.steps)
    visits += countVisits(scenario, crowd)
  }
  const isHeavy = traders > BUDGET.traders || steps > BUDGET.steps || visits > BUDGET.visits
  const size = `${count(traders, 'trader')} over ${count(steps, 'step')}`
  const words = isHeavy ? describeHeavy(size) : describe(size)
  return { traders, steps, visits, isHeavy, words }
}

/** What one run of a world asks for, in words, where that is much; null where it is not. */
export function estimateWorldWork(world: WorldDocument): string | null {
  const { isHeavy, words } = weigh(world)
  return isHeavy ? words : null
}

/** The same of a document of either version. Of a world only its size counts: traders of the opening and steps. */
export function weigh(document: Scenario | WorldDocument): Work {
  if (document.version === 1) return estimateWork(document)
  const { steps } = document
  const traders = countOpening(document)
  const visits = traders * steps
  const isHeavy = traders > BUDGET.traders || steps > BUDGET.steps || visits > BUDGET.visits
  const size = `${count(traders, 'trader')} over ${count(steps, 'step')}`
  return { traders, steps, visits, isHeavy, words: isHeavy ? describeHeavy(size) : describe(size) }
}

const describe = (size: string) => `This run has ${size}.`

function describeHeavy(size: string): string {
  return `${describe(size)} It may take minutes and much memory on this device.`
}

function countTraders({ crowd, steps }: Scenario): number {
  const opening = 'traders' in crowd ? crowd.traders + (crowd.hedgers?.count ?? 0) : crowd.accounts.length
  return opening + Math.ceil((crowd.behavior?.arrivals?.perStep ?? 0) * steps)
}

function countVisits(scenario: Scenario, traders: number): number {
  const { crowd, steps, venue } = scenario
  const capacity = toCapacity(venue.liquidation.capacityPerStep, traders)
  const isDeleveraging = venue.waterfall.includes('adl')
  // Pro rata, every loss is dealt out over all winners; winners who trade by themselves are ranked anew for every loss.
  const isSpread = isDeleveraging && (venue.adl.ranking === 'proRata' || crowd.behavior !== undefined)
  const isQueue = traders / capacity > LONG_QUEUE_STEPS
  const walk = traders * steps * (isQueue ? VISITS_PER_WAITING : 1)
  const spread = isSpread ? VISITS_PER_WINNER * traders * traders : 0
  // Slice by slice, as far as the engine gets; deleveraging reports the other side of each.
  const orders = Math.min(traders * countSlices(venue.liquidation.closeFactor), capacity * steps)
  const events = orders * (isDeleveraging ? 2 : 1) + traders * countTopUps(crowd.behavior, steps)
  return walk + spread + VISITS_PER_EVENT * events + traders * countRowVisits(scenario)
}

/**
 * Orders that sell one position out, at most: shares of what is left, until a share is one contract, and then contract by
 * contract.
 */
function countSlices(closeFactor: number): number {
  return closeFactor < 1 ? (1 + Math.log(Math.max(1, USUAL_CONTRACTS * closeFactor))) / closeFactor : 1
}

/** Accounts that the engine handles in a step. */
function toCapacity(capacity: Scenario['venue']['liquidation']['capacityPerStep'], traders: number): number {
  if (capacity === null) return Infinity
  return typeof capacity === 'number' ? capacity : capacity.shareOfTraders * traders
}

/** Of one trader, on average, at most. */
function countTopUps(behavior: Behavior | undefined, steps: number): number {
  const { topUp } = behavior ?? {}
  return topUp ? topUp.share * Math.min(topUp.times, steps) : 0
}

/** Looks at each trader by the estimates that stand in rows of the table. */
function countRowVisits(scenario: Scenario): number {
  let visits = 0
  for (const { key, makesWork } of settings) {
    const value = readAt(scenario, key)
    if (typeof makesWork === 'function' && typeof value === 'number')
      visits += makesWork(value, scenario.steps)
  }
  return visits
}

/** A whole number with its noun, the same in every browser. */
function count(value: number, noun: string): string {
  const digits = String(value).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${digits} ${noun}${value === 1 ? '' : 's'}`
}
