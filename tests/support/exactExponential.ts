/**
 * Exponential and logarithm as the doubles nearest to them, in whole numbers of 2⁻¹⁶⁰: what the engine's own are compared with,
 * and what the oracles price with, since the machine's differ from one engine to the next.
 * Series that every textbook has; shares no code with the engine.
 */
const BITS = 160n
const ONE = 1n << BITS

/** 2·artanh(s) = 2·(s + s³/3 + s⁵/5 + …) = ln((1 + s)/(1 − s)). */
function twiceArtanh(s: bigint): bigint {
  const square = (s * s) >> BITS
  let sum = 0n
  for (let term = s, n = 1n; term !== 0n && term !== -1n; term = (term * square) >> BITS, n += 2n)
    sum += term / n
  return 2n * sum
}

const LN2 = twiceArtanh(ONE / 3n)

const view = new DataView(new ArrayBuffer(8))

/** A double as m·2^e, with m whole. */
function parts(x: number): { m: bigint; e: number } {
  view.setFloat64(0, x)
  const bits = view.getBigUint64(0)
  const exponent = Number((bits >> 52n) & 0x7ffn)
  const fraction = bits & 0xfffffffffffffn
  const m = exponent === 0 ? fraction : fraction | (1n << 52n)
  return { m: x < 0 ? -m : m, e: (exponent === 0 ? 1 : exponent) - 1075 }
}

function shift(m: bigint, by: number): bigint {
  return by >= 0 ? m << BigInt(by) : m >> BigInt(-by)
}

/** The nearest double to y·2^e; halves go as the language rounds whole numbers. */
function toDouble(y: bigint, e: number): number {
  const size = y.toString(2).length
  const value = Number(y)
  // A whole number beyond 2¹⁰²³ is scaled in two parts, and so is a result below the normal ones.
  return e < -1000 ? value * 2 ** -size * 2 ** (e + size) : value * 2 ** e
}

function computeExp(x: number): number {
  const { m, e } = parts(x)
  const scaled = shift(m, e + Number(BITS))
  const k = (scaled + LN2 / 2n) / LN2 - (scaled + LN2 / 2n < 0n ? 1n : 0n)
  const r = scaled - k * LN2
  let sum = 0n
  for (let term = ONE, n = 1n; term !== 0n && term !== -1n; term = (term * r) / (n * ONE), n++) sum += term
  return toDouble(sum, Number(k - BITS))
}

function computeLn(x: number): number {
  const { m, e } = parts(x)
  const size = m.toString(2).length
  // x = f·2^k with f from 0.75 to below 1.5.
  let k = e + size
  let f = shift(m, Number(BITS) - size)
  if (4n * f < 3n * ONE) {
    f *= 2n
    k--
  }
  return toDouble(BigInt(k) * LN2 + twiceArtanh(((f - ONE) * ONE) / (f + ONE)), Number(-BITS))
}

/** The same numbers are asked for again and again: a price, while nobody trades. */
function remembered(compute: (x: number) => number): (x: number) => number {
  const known = new Map<number, number>()
  return (x) => {
    let value = known.get(x)
    if (value === undefined) {
      value = compute(x)
      if (known.size > 100_000) known.clear()
      known.set(x, value)
    }
    return value
  }
}

/** Both, in one place where a test can put others: exp for |x| up to 700, ln for x above 0. */
export const nearest = { exp: remembered(computeExp), ln: remembered(computeLn) }
