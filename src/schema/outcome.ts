/**
 * What a finished run leaves behind, for checks and proofs: every reading of its last moment, and those that only a whole run
 * has, by their ids in the table of readings; of a world those that were asked for, by their names. Null where the run has none. Small enough to be sent by the hundreds.
 */
export type Outcome = Readonly<Record<string, number | null>>
