/**
 * The spectral radius of a small square matrix by Gelfand's formula, lim ‖Aⁿ‖^(1/n), with n doubled by squaring. With additions,
 * products and square roots alone, so that it is the same in every engine. Reads its arguments only.
 */

/** Doublings; the error left is of the order of 2⁻³⁰. */
const DOUBLINGS = 32

/** @param matrix n × n, row by row */
export function spectralRadius(matrix: Float64Array, n: number): number {
  let power: Float64Array = matrix.slice()
  let radius = 1
  for (let doubling = 0; doubling <= DOUBLINGS; doubling++) {
    const norm = normalize(power)
    if (norm === 0) return 0
    radius *= rootOf(norm, doubling)
    power = square(power, n)
  }
  return radius
}

/** Divides by the largest row sum of absolute values, which it returns. */
function normalize(matrix: Float64Array): number {
  const n = Math.round(Math.sqrt(matrix.length))
  let norm = 0
  for (let row = 0; row < n; row++) {
    let sum = 0
    for (let column = 0; column < n; column++) sum += Math.abs(matrix[n * row + column])
    norm = Math.max(norm, sum)
  }
  if (norm > 0) for (let i = 0; i < matrix.length; i++) matrix[i] /= norm
  return norm
}

/** x^(1/2^doublings). */
function rootOf(x: number, doublings: number): number {
  let root = x
  for (let i = 0; i < doublings; i++) root = Math.sqrt(root)
  return root
}

function square(a: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n * n)
  for (let row = 0; row < n; row++)
    for (let k = 0; k < n; k++) {
      const factor = a[n * row + k]
      if (factor === 0) continue
      for (let column = 0; column < n; column++) out[n * row + column] += factor * a[n * k + column]
    }
  return out
}
