/** The run before the last change, as a gray line, with what its levers said: a change is read against it. */
import type { OpenedRun } from '../schema/message.ts'
import type { Scenario } from '../schema/scenario.ts'
import type { SeriesHistory } from './seriesHistory.svelte.ts'

export interface Before {
  readonly series: SeriesHistory
  /** What its levers said, and what those of the run on the screen say: what differs is what was changed. */
  readonly scenario: Scenario | null
  readonly now: Scenario | null
  /** Where its levers stood. */
  readonly maxLeverage: number
  readonly depthContracts: number
  readonly insuranceFund: number
}

/** A run that was watched for so many steps is worth comparing with; a lever on its way makes runs that nobody saw. */
const WATCHED_STEPS = 20

/** @param lead where the run began to be watched */
export function isWatched(series: SeriesHistory, lead: number): boolean {
  return series.length > lead + WATCHED_STEPS
}

export function createBefore(
  { resolved, scenario }: OpenedRun,
  series: SeriesHistory,
  levers: Scenario | null,
): Before {
  const { depthContracts, insuranceFund } = resolved
  const { maxLeverage } = scenario.venue
  return { series, scenario: levers, now: levers, maxLeverage, depthContracts, insuranceFund }
}
