/**
 * The one table of the model's readings, as parameters.ts is of its settings: what each number is called, of which place it
 * is, in which unit, when it is computed and which rule explains it. The engine has one function for each row
 * (src/engine/readings.ts, runReadings.ts, accountReadings.ts); series, frames, the printed summary, charts, comparisons,
 * lessons, files and "show the rule" are made from the rows (docs/model.md section 7).
 */
import type { PlaceKind, Reading, ReadingRule } from './reading.ts'
import { READINGS } from './readingTable.ts'

export type ReadingId = keyof typeof READINGS
type Rows = typeof READINGS
type IdsWith<Row> = { [Id in ReadingId]: Rows[Id] extends Row ? Id : never }[ReadingId]

/** In the series. */
export type SeriesReading = IdsWith<{ when: 'step' | 'sample' }>
export type SampledReading = IdsWith<{ when: 'sample' }>
/** In every frame. */
export type FrameReading = Exclude<IdsWith<{ when: 'step' | 'sample' | 'asked' }>, AccountReading>
/** Of one trader, at any moment. */
export type AccountReading = IdsWith<{ of: 'account'; when: 'asked' }>
/** Of a whole run only. */
export type EndReading = IdsWith<{ when: 'end' }>
/** What a finished run leaves behind: what its last frame would say, and what only the whole run can. */
export type OutcomeReading = FrameReading | EndReading
/** Gives back a running total of a venue as it is. */
export type TotalReading = IdsWith<{ total: string }>
export type TotalName = Rows[TotalReading]['total']
/** The kind of place that a reading is of. */
export type PlaceOf<Id extends ReadingId> = Rows[Id]['of']
/** In a frame, of one kind of place. */
export type FrameReadingOf<Kind extends PlaceKind> = Extract<FrameReading, IdsWith<{ of: Kind }>>

/** Rules have the id of the reading that they explain; the profile of R is a rule without a single number. */
export type RuleId = Exclude<ReadingId, IdsWith<{ rule: string }>> | 'rProfile'

/** Rules that stand in the table, beside their row. */
export type OwnRuleId = IdsWith<{ rule: ReadingRule }>

/**
 * All ids, in the order of the table.
 * @internal
 */
export const READING_IDS = Object.keys(READINGS) as ReadingId[]

export function isReadingId(id: string): id is ReadingId {
  return Object.hasOwn(READINGS, id)
}

/** The row of the table. */
export function readingOf(id: ReadingId): Reading {
  return READINGS[id]
}

/** What an axis is called: the field's own word with a large letter, or the label. */
export function axisNameOf(id: ReadingId): string {
  const { label, term } = readingOf(id)
  return term === undefined ? label : term.charAt(0).toUpperCase() + term.slice(1)
}

/** The value as files print it: a flag as a truth. */
export function toPrinted(id: ReadingId, value: number): number | boolean {
  return readingOf(id).unit === 'flag' ? value === 1 : value
}

/**
 * The rules, in the order of the table.
 * @internal
 */
export const RULE_IDS: readonly RuleId[] = [...new Set(READING_IDS.map(ruleOf)), 'rProfile']

/** The rule that explains the reading. */
export function ruleOf(id: ReadingId): RuleId {
  const { rule } = readingOf(id)
  return (typeof rule === 'string' ? rule : id) as RuleId
}

export const OWN_RULES = Object.fromEntries(
  READING_IDS.flatMap((id) => {
    const { rule } = readingOf(id)
    return typeof rule === 'object' ? [[id, rule]] : []
  }),
) as Readonly<Record<OwnRuleId, ReadingRule>>

function isInFrames(id: ReadingId): id is FrameReading {
  const { of, when } = readingOf(id)
  return of !== 'account' && when !== 'end'
}

export function isSampled(id: ReadingId): id is SampledReading {
  return readingOf(id).when === 'sample'
}

export function isOutcomeReading(id: string): id is OutcomeReading {
  return (OUTCOME_READINGS as readonly string[]).includes(id)
}

/** The total behind each reading that gives one back. */
export const TOTAL_NAMES = Object.fromEntries(
  READING_IDS.flatMap((id) => {
    const { total } = readingOf(id)
    return total === undefined ? [] : [[id, total]]
  }),
) as { readonly [Id in TotalReading]: Rows[Id]['total'] }

export const FRAME_READINGS = READING_IDS.filter(isInFrames)

export const SERIES_READINGS = FRAME_READINGS.filter(
  (id): id is SeriesReading => readingOf(id).when !== 'asked',
)

/** Known of every step: what a line can be drawn of. */
export const STEP_READINGS = FRAME_READINGS.filter(
  (id): id is Exclude<SeriesReading, SampledReading> => readingOf(id).when === 'step',
)

export const END_READINGS = READING_IDS.filter((id): id is EndReading => readingOf(id).when === 'end')

export const ACCOUNT_READINGS = READING_IDS.filter((id): id is AccountReading => {
  const { of, when } = readingOf(id)
  return of === 'account' && when === 'asked'
})

export const OUTCOME_READINGS: readonly OutcomeReading[] = [...FRAME_READINGS, ...END_READINGS]

/** Readings of one kind of place that a frame has. */
export function frameReadingsOf<Kind extends PlaceKind>(kind: Kind): FrameReadingOf<Kind>[] {
  return FRAME_READINGS.filter((id): id is FrameReadingOf<Kind> => readingOf(id).of === kind)
}
