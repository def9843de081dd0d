/** A clock that moves on by this much whenever it is read: time then depends on the work alone, and not on the machine. */
export function createTickingClock(millisecondsPerReading: number): () => number {
  let now = 0
  return () => (now += millisecondsPerReading)
}
