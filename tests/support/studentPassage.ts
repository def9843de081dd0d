/**
 * How likely a walk of Student-t steps with four degrees of freedom is to end a step below a barrier: the density of who is left,
 * step by step on a grid, twice and extrapolated. Such steps have a distribution in closed form, and a single one can come all the way.
 */

/** Of t with four degrees of freedom. */
const density = (x: number) => 0.375 * (1 + (x * x) / 4) ** -2.5

/** P(T < −x), for x from 0 on: without the difference of two numbers near ½ where it is small. */
function tail(x: number): number {
  if (x > 30) return (3 / x ** 4) * (1 - 20 / (3 * x * x) + 35 / x ** 4)
  const part = (x * x) / (4 + x * x)
  return 0.5 - 0.75 * Math.sqrt(part) * (1 - part / 3)
}

export interface StudentPassage {
  /** Standard deviation of a step of log price, and its mean. */
  readonly deviation: number
  readonly drift: number
  /** Log of the barrier over the start, below 0. */
  readonly barrier: number
  readonly steps: number
}

export function passByStudentSteps(passage: StudentPassage): number {
  const [coarse, fine] = [4, 8].map((perDeviation) => pass(passage, perDeviation))
  return fine + (fine - coarse) / 3
}

function pass({ deviation, drift, barrier, steps }: StudentPassage, perDeviation: number): number {
  // In standard deviations of a step above the barrier; t itself has variance 2.
  const [start, mean] = [-barrier / deviation, drift / deviation]
  const width = 1 / perDeviation
  const points = Math.ceil((start + 12 * Math.sqrt(steps)) * perDeviation)
  const kernel = Float64Array.from(
    { length: 2 * points },
    (_, i) => Math.SQRT2 * density(((i - points) * width - mean) * Math.SQRT2),
  )
  const below = Float64Array.from({ length: points }, (_, i) => tail((i * width + mean) * Math.SQRT2))
  let left = Float64Array.from(
    { length: points },
    (_, i) => Math.SQRT2 * density((i * width - start - mean) * Math.SQRT2),
  )
  let passed = tail((start + mean) * Math.SQRT2)
  for (let step = 2; step <= steps; step++) {
    const next = new Float64Array(points)
    left[0] /= 2
    for (let j = 0; j < points; j++) {
      passed += left[j] * below[j] * width
      for (let i = 0; i < points; i++) next[i] += kernel[i - j + points] * left[j] * width
    }
    left = next
  }
  return passed
}
