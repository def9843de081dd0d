/**
 * Moments of a world's run that are worth finding again, and the point at which its story is told, read from its series and from
 * what it reports; no rule is computed here.
 */
import { markPushes, type Mark } from '../story.ts'
import { readFailures, readIlliquid } from './failureOrder.ts'
import type { FlowSource } from './flow.ts'
import type { SeriesHistory } from '../seriesHistory.svelte.ts'
import type { WorldShock } from '../../schema/worldShocks.ts'
import { sayVenue } from '../../schema/worldTitles.ts'

/** Pushes and failures as far as they are known, in order of time. */
export function findWorldMarks(source: FlowSource, shocks: readonly WorldShock[]): Mark[] {
  const marks = markPushes(shocks)
  const first = source.firstEvent('liquidation')
  if (first) marks.push({ step: first.step, name: 'first forced sale' })
  for (const { venue, step, place } of readFailures(source, Infinity))
    marks.push({ step, name: `${place}: ${sayVenue(venue)} is insolvent` })
  for (const { venue, step } of readIlliquid(source, Infinity))
    marks.push({ step, name: `${sayVenue(venue)} cannot pay` })
  return marks.sort((a, b) => a.step - b.step)
}

/** Nothing happened anywhere for so many steps. */
const CALM_STEPS = 20
/** Steps after a push in which something must have begun. */
const WAIT_STEPS = 40

/**
 * Whether the story of the last shock is told at this step: nobody waits, and for a while nobody was sold out, nobody took money
 * out and nothing more was lost.
 */
export function isWorldSettled(
  series: SeriesHistory,
  venues: number,
  shocks: readonly WorldShock[],
  step: number,
): boolean {
  const last = shocks.reduce((latest, shock) => Math.max(latest, shock.step), 0)
  if (shocks.length === 0 || step < last + CALM_STEPS || step >= series.length) return false
  const places = Array.from({ length: venues }, (_, place) => place)
  const isSame = (a: number, b: number) =>
    places.every((place) =>
      (['liquidations', 'badDebt', 'depositors'] as const).every(
        (id) => series.at(id, a, place) === series.at(id, b, place),
      ),
    )
  if (places.some((place) => series.at('queue', step, place) > 0)) return false
  if (!isSame(step, step - CALM_STEPS)) return false
  return !isSame(step, Math.max(0, last - 1)) || step >= last + WAIT_STEPS
}
