/**
 * What follows from the world's table of readings: ids by kind of place, and the rule behind each. The engine has one function for
 * each row (src/engine/worldReadings.ts); the printed summary, accounts and series of a world are made from the rows of both
 * tables (worldResult.ts).
 */
import type { ReadingRule } from './reading.ts'
import type { WorldReading } from './worldReading.ts'
import { WORLD_READINGS } from './worldReadingTable.ts'

type Rows = typeof WORLD_READINGS
export type WorldReadingId = keyof Rows
type IdsWith<Row> = { [Id in WorldReadingId]: Rows[Id] extends Row ? Id : never }[WorldReadingId]

/** Of two series. */
export type WindowReading = IdsWith<{ when: 'window' }>
/** At any moment. */
export type MomentReading = Exclude<WorldReadingId, WindowReading>
export type WorldPlaceOf<Id extends WorldReadingId> = Rows[Id]['of']
/** At any moment, of one kind of place. */
export type WorldReadingOf<Kind extends WorldReading['of']> = Extract<MomentReading, IdsWith<{ of: Kind }>>
/** In every row of the series. */
export type WorldStepReading = IdsWith<{ when: 'step' }>
/** Null where it is printed and a run does not have it. */
export type LackingReading = IdsWith<{ mayLack: true }>

export const WORLD_READING_IDS = Object.keys(WORLD_READINGS) as WorldReadingId[]

/** The row of the table. */
export function worldReadingOf(id: WorldReadingId): WorldReading {
  return WORLD_READINGS[id]
}

/**
 * What stands behind the reading, in its own words or another's.
 * @internal
 */
export function worldRuleOf(id: WorldReadingId): ReadingRule {
  const { rule } = worldReadingOf(id)
  return typeof rule === 'string' ? worldRuleOf(rule as WorldReadingId) : rule
}

export const WORLD_STEP_READINGS = WORLD_READING_IDS.filter(
  (id): id is WorldStepReading => worldReadingOf(id).when === 'step',
)

/** Readings of one kind of place that can be read at any moment. */
export function worldReadingsOf<Kind extends WorldReading['of']>(kind: Kind): WorldReadingOf<Kind>[] {
  return WORLD_READING_IDS.filter((id): id is WorldReadingOf<Kind> => {
    const { of, when } = worldReadingOf(id)
    return of === kind && when !== 'window'
  })
}
