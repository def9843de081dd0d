/** Seeded random numbers for the generators of test scenarios; not the engine's. */
export type Random = () => number

/** A small seeded generator of numbers in [0, 1). */
export function mulberry32(seed: number): Random {
  let state = (seed ^ 0x9e3779b9) >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export function pick<T>(random: Random, choices: readonly T[]): T {
  const choice = choices[Math.floor(random() * choices.length)]
  if (choice === undefined) throw new Error('nothing to pick from')
  return choice
}

export function between(random: Random, low: number, high: number): number {
  return low + (high - low) * random()
}

export function integerBetween(random: Random, low: number, high: number): number {
  return Math.floor(between(random, low, high + 1))
}

/** Roughly normal, which is all that is needed here. */
export function bell(random: Random): number {
  return (random() + random() + random() + random() - 2) * Math.sqrt(3)
}

/** Not toFixed: parsing its text gives the double nearest to the decimal number, as a document would. */
export function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals))
}
