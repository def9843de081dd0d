/** The run before the last change, as a gray line, with what its levers said: a change is read against it. */
import type { OpenedRun } from '../schema/message.ts'
import type { SeriesHistory } from './seriesHistory.svelte.ts'

export interface Before {
  readonly series: SeriesHistory
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

export function createBefore({ resolved, scenario }: OpenedRun, series: SeriesHistory): Before {
  const { depthContracts, insuranceFund } = resolved
  return { series, maxLeverage: scenario.venue.maxLeverage, depthContracts, insuranceFund }
}
