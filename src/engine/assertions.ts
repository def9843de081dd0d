/**
 * What must hold whatever a document says, asked in every build: a mechanism that breaks it has a fault of its own, and the run
 * ends there. Ask it where something happens a few times a step, and never for each account; invariants.ts looks at everyone.
 */

/**
 * A whole number within its bounds: of cents or contracts.
 * @param what the number is, for the error
 */
export function assertWhole(what: string, value: number, low: number, high: number): void {
  if (!(Number.isInteger(value) && value >= low && value <= high))
    throw new Error(`${what}: ${value}, not a whole number from ${low} to ${high}`)
}
