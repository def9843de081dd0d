/**
 * The standard normal distribution for tests, independent of the program: the series near 0, Laplace's continued fraction in the
 * tails, both to about 1e-14.
 */
export function normalDensity(x: number): number {
  return Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)
}

/** P(Z < x). */
export function normalBelow(x: number): number {
  if (x > 3) return 1 - normalBelow(-x)
  if (x < -3) {
    let fraction = -x
    for (let k = 80; k > 0; k--) fraction = -x + k / fraction
    return normalDensity(x) / fraction
  }
  let term = x
  let sum = x
  for (let k = 1; k < 80; k++) sum += term *= (x * x) / (2 * k + 1)
  return 0.5 + normalDensity(x) * sum
}

/** Where P(Z < z) is this, by halving. */
export function normalQuantile(p: number): number {
  let [low, high] = [-40, 40]
  for (let i = 0; i < 120; i++) {
    const middle = (low + high) / 2
    if (normalBelow(middle) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}
