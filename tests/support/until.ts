/** Waits for a state, looking between any two messages of a session in the same thread; for as long as it takes. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve))
}
