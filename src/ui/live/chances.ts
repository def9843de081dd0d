/** Chances that the small live figures show, in closed form; the tests hold them to the lab's own arithmetic. Shares as fractions. */

// --- a backtest

export const KUPIEC_REJECTS = 3.841

/** Kupiec's likelihood ratio: so many breaches on so many days, of which `rate` should be. */
export function kupiecRatio(breaches: number, days: number, rate: number): number {
  const log = (count: number, share: number) => (count === 0 ? 0 : count * Math.log(share))
  const seen = breaches / days
  const under = (share: number) => log(days - breaches, 1 - share) + log(breaches, share)
  return 2 * (under(seen) - under(rate))
}

/** The zones of Basel on 250 days at 99 %. */
export function baselZoneOf(breaches: number): 'green' | 'yellow' | 'red' {
  return breaches < 5 ? 'green' : breaches < 10 ? 'yellow' : 'red'
}

// --- tails

const TERMS = 60

/** P(Z > z) of a normal number: its series in the middle, Laplace’s continued fraction beyond 3. */
export function normalAbove(z: number): number {
  if (z < 0) return 1 - normalAbove(-z)
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
  if (z > 3) {
    let fraction = z
    for (let k = TERMS; k > 0; k--) fraction = z + k / fraction
    return density / fraction
  }
  let [term, sum] = [z, z]
  for (let k = 1; k < TERMS; k++) sum += term *= (z * z) / (2 * k + 1)
  return 0.5 - density * sum
}

/** P(T > z) of Student’s t with three degrees of freedom, scaled to a deviation of 1. */
export function fatAbove(z: number): number {
  return 0.5 - (z / (1 + z * z) + Math.atan(z)) / Math.PI
}

// --- ruin

/** P(a price without drift touches a fall) within a time, watched all along (docs/validation.md row C1). */
export function touchChance(fall: number, annualVolatility: number, years: number): number {
  const b = Math.log(1 - fall)
  const drift = -(annualVolatility * annualVolatility) / 2
  const deviation = annualVolatility * Math.sqrt(years)
  const below = (x: number) => normalAbove(-x)
  return (
    below((b - drift * years) / deviation) +
    Math.exp((2 * drift * b) / (annualVolatility * annualVolatility)) * below((b + drift * years) / deviation)
  )
}
