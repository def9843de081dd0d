/**
 * Exact and reproducible arithmetic. Reads and writes nothing.
 * `Math.exp` and `Math.log` give different bits in different browsers, so both are computed here from + − × ÷ alone,
 * after the algorithms of fdlibm (Sun Microsystems, 1993: e_exp.c and e_log.c), with errors below one unit in the last place.
 * Products of whole numbers beyond 2⁵³ are divided exactly after Dekker (1971), "A floating-point technique".
 */

const LN2_HIGH = 6.9314718036912381649e-1
const LN2_LOW = 1.90821492927058770002e-10
const INVERSE_LN2 = 1.442695040888963387
const SMALLEST_EXPONENT = -1074

/** 2^k for k from −1074 to 1023. */
const powersOfTwo = new Float64Array(1023 - SMALLEST_EXPONENT + 1)
powersOfTwo[-SMALLEST_EXPONENT] = 1
for (let k = 1; k <= 1023; k++)
  powersOfTwo[k - SMALLEST_EXPONENT] = powersOfTwo[k - 1 - SMALLEST_EXPONENT] * 2
for (let k = -1; k >= SMALLEST_EXPONENT; k--)
  powersOfTwo[k - SMALLEST_EXPONENT] = powersOfTwo[k + 1 - SMALLEST_EXPONENT] / 2

/** e to the power x, the same bits on every machine. */
export function exp(x: number): number {
  if (x === 0) return 1
  if (!(x > -690 && x < 709)) return expFar(x)
  const k = Math.floor(INVERSE_LN2 * x + 0.5)
  return expReduced(x, k) * powersOfTwo[k - SMALLEST_EXPONENT]
}

/** Where the result is too small or too large for one power of two, or none. */
function expFar(x: number): number {
  if (!(x < 709.78)) return x > 709.78 ? Infinity : x
  if (x < -745.2) return 0
  const k = Math.floor(INVERSE_LN2 * x + 0.5)
  const y = expReduced(x, k)
  if (k > 1023) return y * 2 * powersOfTwo[1023 - SMALLEST_EXPONENT]
  if (k < -1000) return y * powersOfTwo[k + 100 - SMALLEST_EXPONENT] * powersOfTwo[-100 - SMALLEST_EXPONENT]
  return y * powersOfTwo[k - SMALLEST_EXPONENT]
}

/** e^(x − k·ln 2). */
function expReduced(x: number, k: number): number {
  const high = x - k * LN2_HIGH
  const low = k * LN2_LOW
  const r = high - low
  const t = r * r
  const c =
    r -
    t *
      (1.66666666666666019037e-1 +
        t *
          (-2.77777777770155933842e-3 +
            t *
              (6.61375632143793436117e-5 + t * (-1.6533902205465251539e-6 + t * 4.13813679705723846039e-8))))
  return 1 - (low - (r * c) / (2 - c) - high)
}

const doubleBits = new Float64Array(1)
const wordBits = new Uint32Array(doubleBits.buffer)
/** Which of the two words of a double holds sign and exponent, on this machine. */
doubleBits[0] = 1
export const HIGH_WORD = wordBits[1] === 0 ? 0 : 1

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
  const f = m - 1
  if (f === 0) return k * LN2_HIGH + k * LN2_LOW
  const s = f / (2 + f)
  const z = s * s
  const w = z * z
  const t1 = w * (3.999999999940941908e-1 + w * (2.222219843214978396e-1 + w * 1.531383769920937332e-1))
  const t2 =
    z *
    (6.66666666666673513e-1 +
      w * (2.857142874366239149e-1 + w * (1.818357216161805012e-1 + w * 1.479819860511658591e-1)))
  const half = 0.5 * f * f
  return k * LN2_HIGH - (half - (s * (half + t1 + t2) + k * LN2_LOW) - f)
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

const SPLITTER = 134217729 // 2^27 + 1
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

/** `floor(cash·part ÷ whole + ½)`, exactly: what stays of an account's cash when part of its contracts stays. */
export function proportionHalfUp(cash: number, part: number, whole: number): number {
  const product = cash * part
  if (product <= MAX_DEKKER && product >= -MAX_DEKKER && whole <= MAX_DEKKER) {
    // The product is exact, and so is the floor of its quotient: it is below MAX_FLOOR.
    const q = Math.floor(product / whole)
    const rest = product - q * whole
    return (rest >= whole - rest ? q + 1 : q) + 0
  }
  const division = { quotient: 0, remainder: 0 }
  divideProduct(cash, part, whole, division)
  const { quotient, remainder } = division
  // A whole position leaves 0, not −0.
  return (remainder >= whole - remainder ? quotient + 1 : quotient) + 0
}

/**
 * `floor(a·b ÷ c)` for whole numbers, exact where the product passes 2⁵³; see `divideProduct` for the ranges.
 * @internal
 */
export function floorProportion(a: number, b: number, c: number): number {
  const division = { quotient: 0, remainder: 0 }
  divideProduct(a, b, c, division)
  return division.quotient
}
