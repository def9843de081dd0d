/**
 * Seeded random streams, one a subsystem, each derived from the scenario's seed and its own name, so that switching
 * one mechanism on does not shift another's draws (docs/model.md section 9). The generator is seedrandom's Alea: exact in every
 * engine, and its state is four numbers that go through JSON unchanged.
 */
import alea from 'seedrandom/lib/alea.js'
import { exp, ln } from './arithmetic.ts'

/** The state of an Alea generator. */
export interface StreamState {
  c: number
  s0: number
  s1: number
  s2: number
}

interface Generator {
  (): number
  state(): StreamState
}

/** A stream of uniform numbers strictly between 0 and 1, in steps of 2⁻³². */
export class Stream {
  readonly #draw: Generator

  constructor(seed: string, name: string, state?: StreamState) {
    this.#draw = alea(`${seed}\u0000${name}`, { state: state ?? true }) as unknown as Generator
  }

  uniform(): number {
    return this.#draw() + 1.1641532182693481e-10 // half a step of 2⁻³², so that neither 0 nor 1 can come
  }

  /** One draw, one standard normal number. */
  normal(): number {
    return inverseNormal(this.uniform())
  }

  state(): StreamState {
    const { c, s0, s1, s2 } = this.#draw.state()
    return { c, s0, s1, s2 }
  }
}

/** The streams of a run by name, made when first asked for, and their states for a snapshot. */
export class Streams {
  readonly #seed: string
  readonly #states: Readonly<Record<string, StreamState>>
  readonly #streams = new Map<string, Stream>()

  /** @param states where each stream goes on; one that is not among them starts */
  constructor(seed: string, states: Readonly<Record<string, StreamState>> = {}) {
    this.#seed = seed
    this.#states = states
  }

  get(name: string): Stream {
    let stream = this.#streams.get(name)
    if (stream === undefined) {
      const state = Object.hasOwn(this.#states, name) ? this.#states[name] : undefined
      stream = new Stream(this.#seed, name, state)
      this.#streams.set(name, stream)
    }
    return stream
  }

  states(): Record<string, StreamState> {
    return Object.fromEntries([...this.#streams].map(([name, stream]) => [name, stream.state()]))
  }
}

/**
 * Coefficients of Wichura (1988), algorithm AS 241, PPND16, highest power first: the center, the tails, and the far tails.
 * Some have more digits than a double holds; the nearest double is what is meant.
 */
/* eslint-disable no-loss-of-precision -- digits as published */
// prettier-ignore
const CENTER = {
  top: [2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4, 4.5921953931549871457e4, 1.3731693765509461125e4, 1.9715909503065514427e3, 1.3314166789178437745e2, 3.3871328727963666080e0],
  bottom: [5.2264952788528545610e3, 2.8729085735721942674e4, 3.9307895800092710610e4, 2.1213794301586595867e4, 5.3941960214247511077e3, 6.8718700749205790830e2, 4.2313330701600911252e1, 1],
}
// prettier-ignore
const TAIL = {
  top: [7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258e0, 3.64784832476320460504e0, 5.76949722146069140550e0, 4.63033784615654529590e0, 1.42343711074968357734e0],
  bottom: [1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1, 6.89767334985100004550e-1, 1.67638483018380384940e0, 2.05319162663775882187e0, 1],
}
// prettier-ignore
const FAR_TAIL = {
  top: [2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2, 2.96560571828504891230e-1, 1.78482653991729133580e0, 5.46378491116411436990e0, 6.65790464350110377720e0],
  bottom: [2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4, 1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1],
}
/* eslint-enable no-loss-of-precision */

function polynomial(coefficients: readonly number[], r: number): number {
  let value = coefficients[0]
  for (let i = 1; i < coefficients.length; i++) value = value * r + coefficients[i]
  return value
}

/**
 * The standard normal quantile, relative error about 1e-16. One uniform draw makes one normal draw, so that every trader
 * takes the same number of draws.
 * @param u strictly between 0 and 1
 */
export function inverseNormal(u: number): number {
  const q = u - 0.5
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q
    return (q * polynomial(CENTER.top, r)) / polynomial(CENTER.bottom, r)
  }
  const depth = Math.sqrt(-ln(q < 0 ? u : 1 - u))
  const { top, bottom } = depth <= 5 ? TAIL : FAR_TAIL
  const r = depth <= 5 ? depth - 1.6 : depth - 5
  const z = polynomial(top, r) / polynomial(bottom, r)
  return q < 0 ? -z : z
}

/** A Poisson count with this mean, from as many draws as it needs; large means are split so that exp never underflows. */
export function poisson(stream: Stream, mean: number): number {
  let count = 0
  for (let left = mean; left > 0; left -= 500) {
    const limit = exp(-Math.min(left, 500))
    for (let product = stream.uniform(); product > limit; product *= stream.uniform()) count++
  }
  return count
}

/** How many trials until the first success, at least 1: geometric, from one draw. Infinity where success never comes. */
export function geometric(stream: Stream, probability: number): number {
  const u = stream.uniform()
  if (probability <= 0) return Infinity
  if (probability >= 1) return 1
  // ln(1 − p) by its series where 1 − p has too few digits left of a small p.
  const decay = probability < 1e-8 ? -probability * (1 + probability / 2) : ln(1 - probability)
  return Math.max(1, Math.ceil(ln(u) / decay))
}

/**
 * A χ² number with ν > 2 degrees of freedom: twice a gamma of shape ν/2, by squeezed rejection from a normal number (Marsaglia
 * and Tsang, 2000), from as many draws as it needs, mostly two.
 */
export function chiSquared(stream: Stream, degreesOfFreedom: number): number {
  const d = degreesOfFreedom / 2 - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = stream.normal()
    const root = 1 + c * x
    const u = stream.uniform()
    if (root <= 0) continue
    const v = root * root * root
    if (ln(u) < 0.5 * x * x + d * (1 - v + ln(v))) return 2 * d * v
  }
}
