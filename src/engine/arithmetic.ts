/**
 * Exact and reproducible arithmetic. Reads and writes nothing.
 * `Math.exp` and `Math.log` give different bits in different browsers, so both are computed here from + − × ÷ and the square
 * root alone, and nearly always as the nearest double there is: what is rounded to whole contracts and cents leans on it.
 * The exponential after Nagy (2018, ARM optimized routines) and Tang (1989), the logarithm after fdlibm's e_log.c (Sun
 * Microsystems, 1993) with its first term in two doubles; products of two doubles after Dekker (1971).
 */

const LN2_HIGH = 6.9314718036912381649e-1
const LN2_LOW = 1.90821492927058770002e-10
const SMALLEST_EXPONENT = -1074

/** 2^k for k from −1074 to 1023. */
const powersOfTwo = new Float64Array(1023 - SMALLEST_EXPONENT + 1)
powersOfTwo[-SMALLEST_EXPONENT] = 1
for (let k = 1; k <= 1023; k++)
  powersOfTwo[k - SMALLEST_EXPONENT] = powersOfTwo[k - 1 - SMALLEST_EXPONENT] * 2
for (let k = -1; k >= SMALLEST_EXPONENT; k--)
  powersOfTwo[k - SMALLEST_EXPONENT] = powersOfTwo[k + 1 - SMALLEST_EXPONENT] / 2

const SPLITTER = 134217729 // 2^27 + 1

/** The exact error of a product: `a·b = product + productError`. */
function productError(a: number, b: number, product: number): number {
  const aSplit = SPLITTER * a
  const aHigh = aSplit - (aSplit - a)
  const aLow = a - aHigh
  const bSplit = SPLITTER * b
  const bHigh = bSplit - (bSplit - b)
  const bLow = b - bHigh
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow)
}

const ROOT_BITS = 7
const ROOTS = 128
/** 2^(i/128) for i from 0 to 127, and how much each is too small, as a share of it. */
const roots = new Float64Array(ROOTS).fill(1)
const rootTails = new Float64Array(ROOTS)

/** From 2 by square roots, in pairs of doubles: 2^(1/2), 2^(1/4), …, and products of them. */
function fillRoots(): void {
  let high = 2
  let low = 0
  for (let bit = ROOTS / 2; bit >= 1; bit /= 2) {
    const root = Math.sqrt(high)
    low = (high - root * root - productError(root, root, root * root) + low) / (2 * root)
    high = root
    for (let i = 0; i < ROOTS; i++) {
      if ((i & bit) === 0) continue
      const product = roots[i] * high
      const error = productError(roots[i], high, product) + roots[i] * low + rootTails[i] * high
      roots[i] = product + error
      rootTails[i] = error - (roots[i] - product)
    }
  }
  for (let i = 0; i < ROOTS; i++) rootTails[i] /= roots[i]
}
fillRoots()

/** 128 ÷ ln 2, and −ln 2 ÷ 128 in two parts, of which products of the first with whole numbers are exact. */
const ROOTS_A_NATURAL = 184.6649652337873
const ROOT_HIGH = -0.005415212348111709
const ROOT_LOW = -1.2864023111638344e-14

/** e to the power x, the same bits on every machine. */
export function exp(x: number): number {
  if (x === 0) return 1
  if (!(x > -690 && x < 709)) return expFar(x)
  const k = Math.floor(ROOTS_A_NATURAL * x + 0.5)
  return expReduced(x, k) * powersOfTwo[(k >> ROOT_BITS) - SMALLEST_EXPONENT]
}

/** Where the result is too small or too large for one power of two, or none. */
function expFar(x: number): number {
  if (!(x < 709.78)) return x > 709.78 ? Infinity : x
  if (x < -745.2) return 0
  const k = Math.floor(ROOTS_A_NATURAL * x + 0.5)
  const exponent = k >> ROOT_BITS
  const y = expReduced(x, k)
  if (exponent > 1023) return y * 2 * powersOfTwo[1023 - SMALLEST_EXPONENT]
  if (exponent < -1000)
    return y * powersOfTwo[exponent + 100 - SMALLEST_EXPONENT] * powersOfTwo[-100 - SMALLEST_EXPONENT]
  return y * powersOfTwo[exponent - SMALLEST_EXPONENT]
}

/** e^x ÷ 2^⌊k/128⌋, for the k that is nearest to 128·x ÷ ln 2. */
function expReduced(x: number, k: number): number {
  const r = x + k * ROOT_HIGH + k * ROOT_LOW
  const r2 = r * r
  const i = k & (ROOTS - 1)
  const root = roots[i]
  const rest =
    rootTails[i] +
    r +
    r2 * (0.49999999999996786 + r * 0.16666666666665886) +
    r2 * r2 * (0.0416666808410674 + r * 0.008333335853059549)
  return root + root * rest
}

const doubleBits = new Float64Array(1)
const wordBits = new Uint32Array(doubleBits.buffer)
/** Which of the two words of a double holds sign and exponent, on this machine. */
doubleBits[0] = 1
const HIGH_WORD = wordBits[1] === 0 ? 0 : 1

/** The natural logarithm of a number above 0, the same bits on every machine. */
export function ln(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN
  if (x === Infinity) return x
  let k = 0
  if (x < 2.2250738585072014e-308) {
    x *= 18014398509481984 // 2^54: a subnormal number becomes a normal one
    k = -54
  }
  doubleBits[0] = x
  const high = wordBits[HIGH_WORD]
  k += (high >>> 20) - 1023
  wordBits[HIGH_WORD] = (high & 0xfffff) | 0x3ff00000
  let m = doubleBits[0]
  if (m > 1.4142135623730951) {
    m /= 2
    k++
  }
  return lnReduced(m - 1, k)
}

/** ln(1 + f) + k·ln 2 = 2s + s·(…) + k·ln 2 with s = f ÷ (2 + f). */
function lnReduced(f: number, k: number): number {
  const whole = k * LN2_HIGH
  if (f === 0) return whole + k * LN2_LOW
  const d = 2 + f
  const s = f / d
  const sLow = (f - s * d - productError(s, d, s * d) - s * (f - (d - 2))) / d
  const z = s * s
  const w = z * z
  const t1 = w * (3.999999999940941908e-1 + w * (2.222219843214978396e-1 + w * 1.531383769920937332e-1))
  const t2 =
    z *
    (6.66666666666673513e-1 +
      w * (2.857142874366239149e-1 + w * (1.818357216161805012e-1 + w * 1.479819860511658591e-1)))
  const sum = whole + 2 * s
  const sumLow = k === 0 ? 0 : 2 * s - (sum - whole)
  return sum + (sumLow + (s * (t1 + t2) + 2 * sLow + k * LN2_LOW))
}

/** 2⁻⁵¹: how far a product or quotient of typed numbers can lie beside the whole number that is meant, relative to it. */
export const HAIR = 4.440892098500626e-16

/** `floor*`: a whole number that rounding has put a hair below itself counts as that number. For numbers that people type. */
export function floorStar(x: number): number {
  return Math.floor(x * (1 + HAIR))
}

/** `ceil*`: a whole number that rounding has put a hair above itself counts as that number. For numbers that people type. */
export function ceilStar(x: number): number {
  return Math.ceil(x * (1 - HAIR))
}

/** Dollars of a document as whole cents. */
export function toCents(dollars: number): number {
  return Math.floor(100 * dollars + 0.5)
}

/** The largest whole number that every float64 neighbor of it can still tell apart. */
export const MAX_EXACT = 9007199254740991

const MAX_DEKKER = 1125899906842624 // 2^50

/**
 * 2⁵²: a whole number up to here, divided by a whole number and rounded, has the floor of the exact quotient. What is not whole lies
 * further from the next whole number, by 1 ÷ divisor, than rounding moves it.
 */
export const MAX_FLOOR = 4503599627370496

/** What `divideProduct` gives: `a·b = quotient·c + remainder`, the remainder from 0 to below c. */
export interface Division {
  quotient: number
  remainder: number
}

/**
 * `floor(a·b ÷ c)` for whole numbers, exact where the product passes 2⁵³.
 * @param a whole, any sign, |a| < 2⁵³
 * @param b whole, from 0 to below 2⁵³
 * @param c whole, from 1 to below 2⁵³, with b ≤ c or a quotient below 2⁵³
 */
export function divideProduct(a: number, b: number, c: number, out: Division): void {
  const high = a * b
  // Below 0 the quotient rounds away from 0, so that q·c may be larger than the product by up to c.
  if (high <= MAX_EXACT && (high >= 0 || (high >= -MAX_DEKKER && c <= MAX_DEKKER))) {
    const q = Math.floor(high / c)
    const r = high - q * c
    if (r >= 0 && r < c) return setDivision(out, q, r)
    return r < 0 ? setDivision(out, q - 1, r + c) : setDivision(out, q + 1, r - c)
  }
  if (c > MAX_DEKKER || b > MAX_DEKKER || a > MAX_DEKKER || a < -MAX_DEKKER)
    return divideBigProduct(a, b, c, out)
  let q = Math.floor(high / c)
  for (;;) {
    // a·b − q·c, both products as exact sums of two doubles.
    const r = high - q * c + (productError(a, b, high) - productError(q, c, q * c))
    if (r >= 0 && r < c) return setDivision(out, q, r)
    q += Math.floor(r / c)
  }
}

/** The same at the edge of what a double can hold, where the errors themselves would round. */
function divideBigProduct(a: number, b: number, c: number, out: Division): void {
  const product = BigInt(a) * BigInt(b)
  const divisor = BigInt(c)
  let q = product / divisor
  if (product < q * divisor) q -= 1n
  setDivision(out, Number(q), Number(product - q * divisor))
}

function setDivision(out: Division, quotient: number, remainder: number): void {
  out.quotient = quotient
  out.remainder = remainder
}

/** `floor(cash·part ÷ whole + ½)`, exactly: what stays of an account's cash when part of its contracts stays. */
export function proportionHalfUp(cash: number, part: number, whole: number): number {
  const product = cash * part
  if (product <= MAX_DEKKER && product >= -MAX_DEKKER && whole <= MAX_DEKKER) {
    // The product is exact, and so is the floor of its quotient: it is below MAX_FLOOR.
    const q = Math.floor(product / whole)
    const rest = product - q * whole
    // Up or down comes in no order, so that a branch would cost more.
    return q + Number(rest >= whole - rest)
  }
  const division = { quotient: 0, remainder: 0 }
  divideProduct(cash, part, whole, division)
  const { quotient, remainder } = division
  // A whole position leaves 0, not −0.
  return (remainder >= whole - remainder ? quotient + 1 : quotient) + 0
}

/**
 * `floor(a·b ÷ c)` for whole numbers, exact where the product passes 2⁵³; see `divideProduct` for the ranges.
 */
export function floorProportion(a: number, b: number, c: number): number {
  const division = { quotient: 0, remainder: 0 }
  divideProduct(a, b, c, division)
  return division.quotient
}
