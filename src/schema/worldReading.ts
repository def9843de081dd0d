/**
 * What one row of the world's table of readings holds (worldReadingTable.ts): a row of the table of readings, with its rule beside
 * it, since only a world asks for it (docs/model.md section 11.9).
 */
import type { PlaceKind, Reading, ReadingRule } from './reading.ts'

/** Of two places, in this order: what the first does to the second, or what it has from it. */
type PairKind = 'markets' | 'venues'

/** `window`: of two series over some steps, computed when asked. */
type WorldOccasion = Extract<Reading['when'], 'step' | 'asked'> | 'window'

export interface WorldReading extends Omit<Reading, 'of' | 'when' | 'rule'> {
  readonly of: Extract<PlaceKind, 'run' | 'market' | 'venue'> | PairKind
  readonly when: WorldOccasion
  /** A run may not have it, as the step of a failure that never came: NaN, and null where it is printed. */
  readonly mayLack?: true
  readonly rule: string | ReadingRule
}
