/**
 * GARCH(1,1) (Bollerslev 1986): variance of the next day `ω + α·r² + β·σ²`. The long-run variance is that of the stretch itself (variance
 * targeting, Engle and Mezrich 1996), so that two numbers are left to find: those under which the stretch is likeliest.
 */
import { ln } from '../../engine/arithmetic.ts'

export interface Garch {
  readonly alpha: number
  readonly beta: number
}

/** The variance of the next day from that of this one. */
export function nextVariance({ alpha, beta }: Garch, longRun: number, variance: number, off: number): number {
  return (1 - alpha - beta) * longRun + alpha * off * off + beta * variance
}

/** Twice the negative log likelihood, but for a constant. */
function misfit(offs: Float64Array, longRun: number, garch: Garch): number {
  let variance = longRun
  let sum = 0
  for (const off of offs) {
    sum += ln(variance) + (off * off) / variance
    variance = nextVariance(garch, longRun, variance, off)
  }
  return sum
}

const [ALPHA_START, BETA_START, FIRST_STEP, LAST_STEP] = [0.08, 0.88, 0.04, 0.0005]
const MOST_PERSISTENT = 0.999

/** From a usual place to the next better one, in smaller and smaller steps. */
export function fitGarch(returns: Float64Array): Garch {
  const mean = returns.reduce((sum, one) => sum + one, 0) / returns.length
  const offs = returns.map((one) => one - mean)
  const longRun = offs.reduce((sum, off) => sum + off * off, 0) / offs.length
  let best: Garch = { alpha: ALPHA_START, beta: BETA_START }
  if (longRun === 0) return best
  let least = misfit(offs, longRun, best)
  for (let step = FIRST_STEP; step > LAST_STEP;) {
    const around = neighbors(best, step).map((garch) => ({ garch, value: misfit(offs, longRun, garch) }))
    const better = around.reduce((a, b) => (b.value < a.value ? b : a))
    if (better.value < least) [best, least] = [better.garch, better.value]
    else step /= 2
  }
  return best
}

function neighbors({ alpha, beta }: Garch, step: number): Garch[] {
  const moves = [-1, 0, 1].flatMap((a) => [-1, 0, 1].map((b) => [a, b]))
  return moves
    .map(([a, b]) => ({ alpha: Math.max(0, alpha + a * step), beta: Math.max(0, beta + b * step) }))
    .filter((one) => one.alpha + one.beta <= MOST_PERSISTENT)
}
