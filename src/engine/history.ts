/**
 * The last values of a series: a ring with a fixed length. Used for the index that arrives late and for the
 * prices that the circuit breaker compares with.
 */
export interface History {
  readonly values: Float64Array
  /** Place of the oldest value. */
  head: number
  length: number
}

export function createHistory(capacity: number, first: number): History {
  const history: History = { values: new Float64Array(capacity), head: 0, length: 0 }
  pushValue(history, first)
  return history
}

/** Adds a value; the oldest one goes where there is no room. */
export function pushValue(history: History, value: number): void {
  const { values } = history
  if (history.length < values.length) {
    values[(history.head + history.length++) % values.length] = value
    return
  }
  values[history.head] = value
  history.head = (history.head + 1) % values.length
}

export function oldestValue(history: History): number {
  return history.values[history.head]
}

/** The last value that was added. */
export function newestValue({ values, head, length }: History): number {
  return values[(head + length - 1) % values.length]
}

/** Forgets everything but this value. */
export function restartHistory(history: History, value: number): void {
  history.head = 0
  history.length = 0
  pushValue(history, value)
}
