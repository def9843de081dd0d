/**
 * What a finished run leaves behind, for checks and proofs: every reading of its last moment, and those that only a whole run
 * has, by their ids in the table of readings. Null where the run has none. Small enough to be sent by the hundreds.
 */
import type { OutcomeReading } from './readings.ts'

export type Outcome = Readonly<Record<OutcomeReading, number | null>>
