/**
 * Columns without room, for whoever needs some only later. Nothing can be written to them, so that all share them: to make an array
 * costs more than a step of a small run, and a run that is split is opened ten thousand times a second.
 */
export const NO_IDS = new Int32Array(0)
export const NO_NUMBERS = new Float64Array(0)
export const NO_FLAGS = new Uint8Array(0)
