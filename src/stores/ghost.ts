/**
 * An earlier run that stays in the picture, to compare with: what a lever changed is seen against it.
 */
import type { EventHistory } from './eventHistory.svelte.ts'
import type { SeriesHistory } from './seriesHistory.svelte.ts'
import type { Scenario } from '../schema/scenario.ts'
import type { RunFrame } from '../schema/snapshot.ts'

export interface Ghost {
  readonly label: string
  /** With the pushes that were made. */
  readonly scenario: Scenario
  readonly series: SeriesHistory
  readonly events: EventHistory
  readonly payers: RunFrame['payers']
  /** At the furthest step that was reached, without the crowd, which is most of its memory. */
  readonly frame: RunFrame
}

export function createGhost(
  label: string,
  scenario: Scenario,
  frame: RunFrame,
  series: SeriesHistory,
  events: EventHistory,
): Ghost {
  return { label, scenario, series, events, payers: frame.payers, frame: { ...frame, crowd: null } }
}
