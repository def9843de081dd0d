/**
 * Moments of a run that are worth finding again: the marks on the scrub bar, and the point at which a crash is over. They
 * are read from the series; no rule of the market is computed here.
 */
import { findExtremes, findStep, type SeriesReader } from './seriesReader.ts'

/** Of a shock, when it comes. */
interface Timed {
  readonly step: number
}

export interface Mark {
  step: number
  name: string
}

/** Pushes of one step are one mark: on the bar they lie at one place, and a mark is known by its step and its name. */
export function markPushes(shocks: readonly Timed[]): Mark[] {
  return [...new Set(shocks.map(({ step }) => step))].map((step) => ({ step, name: 'push' }))
}

const FIRSTS: readonly [name: string, holds: (series: SeriesReader, step: number) => boolean][] = [
  ['first forced sale', (s, step) => s.at('forcedContracts', step) > s.at('forcedBuys', step)],
  ['first forced purchase', (s, step) => s.at('forcedBuys', step) > 0],
  ['fund empty', (s, step) => s.at('fundPaid', step) > 0 && s.at('fundLeft', step) === 0],
  ['first winner closed early', (s, step) => s.at('adlContracts', step) > 0],
  ['trading halted', (s, step) => s.at('halted', step) === 1],
  ['insolvent', (s, step) => s.at('badDebt', step) > 0],
]

/** The marks of the scrub bar, in order of time. */
export function findMarks(series: SeriesReader, shocks: readonly Timed[]): Mark[] {
  const marks = markPushes(shocks)
  for (const [name, holds] of FIRSTS) {
    const step = findStep(series, (s) => holds(series, s))
    if (step !== null) marks.push({ step, name })
  }
  return marks.sort((a, b) => a.step - b.step)
}

/** A changed run begins a little before its first push, since the calm is known. */
const LEAD_STEPS = 4

/**
 * Where a changed run begins.
 * @param isLiving whether the crowd acts by itself: then the calm decides the rest, and the run begins at its opening
 */
export function findLead(shocks: readonly Timed[], isLiving = false): number {
  if (isLiving) return 0
  const first = shocks.reduce((earliest, shock) => Math.min(earliest, shock.step), Infinity)
  return Number.isFinite(first) ? Math.max(0, first - LEAD_STEPS) : 0
}

/** Nobody was sold out for so many steps. */
const QUIET_STEPS = 20
/** Steps after a push in which its fall must have begun. */
const PATIENCE_STEPS = 40

/**
 * Whether the story of the last shock is told at this step: nobody waits, nobody was sold out for a while, and a part of the
 * fall is made good.
 */
export function isSettled(series: SeriesReader, shocks: readonly Timed[], step: number): boolean {
  const last = shocks.reduce((latest, shock) => Math.max(latest, shock.step), 0)
  if (shocks.length === 0 || step < last + QUIET_STEPS || step >= series.length) return false
  if (series.at('queue', step) > 0 || series.at('halted', step) === 1) return false
  const soldOut = series.at('liquidations', step)
  if (soldOut !== series.at('liquidations', step - QUIET_STEPS)) return false
  return soldOut > series.at('liquidations', last - 1) || step >= last + PATIENCE_STEPS
}

/** A moment of a run that decides what comes of it. */
export type Moment = 'lowest' | 'halted' | 'reopened' | 'fund-empty' | 'closed-early' | 'sold-out'

const MOMENTS: Readonly<Record<Exclude<Moment, 'lowest'>, (series: SeriesReader, step: number) => boolean>> =
  {
    halted: (s, step) => s.at('halted', step) === 1,
    reopened: (s, step) => step > 0 && s.at('halted', step) === 0 && s.at('halted', step - 1) === 1,
    'fund-empty': (s, step) => s.at('fundPaid', step) > 0 && s.at('fundLeft', step) === 0,
    'closed-early': (s, step) => s.at('adlContracts', step) > 0,
    'sold-out': (s, step) => s.at('liquidations', step) > 0,
  }

/** The step of the first push; where fair value follows a path no shock tells it, and the whole run counts. */
function findFirstPush(shocks: readonly Timed[]): number {
  return shocks.length === 0 ? 0 : Math.min(...shocks.map(({ step }) => step))
}

/** When it comes; null where the run has no such moment. */
export function findMoment(series: SeriesReader, shocks: readonly Timed[], moment: Moment): number | null {
  if (moment !== 'lowest') return findStep(series, (step) => MOMENTS[moment](series, step))
  const last = series.length - 1
  return findExtremes(Math.min(findFirstPush(shocks), last), last, (step) => series.at('price', step))
    .lowestStep
}

/**
 * The three stills that tell the story without motion: before, in the fall, after.
 * @param isTold whether the story is told at a step; left out, as a scenario's is
 */
export function findStills(
  series: SeriesReader,
  shocks: readonly Timed[],
  isTold?: (step: number) => boolean,
): number[] {
  const end = findEnd(series, shocks, isTold)
  const first = Math.min(findFirstPush(shocks), end)
  const { lowestStep } = findExtremes(first, end, (step) => series.at('price', step))
  return [Math.max(0, first - 1), Math.max(first, Math.round((first + lowestStep) / 2)), end]
}

/**
 * The step at which the story is told, where the series knows it; else the last one it knows.
 * @internal
 */
export function findEnd(
  series: SeriesReader,
  shocks: readonly Timed[],
  isTold = (step: number) => isSettled(series, shocks, step),
): number {
  return findStep(series, isTold) ?? series.length - 1
}

/** A rise above the start by less than this, relative to the start, is noise. */
const RISE = 0.02

/** The deepest fall from a high before it, up to a step; null where the price never rose, so that the start was the high. */
export function findFallFromHigh(series: SeriesReader, step: number): number | null {
  let [high, deepest] = [-Infinity, 0]
  for (let at = 0; at <= Math.min(step, series.length - 1); at++) {
    const price = series.at('price', at)
    high = Math.max(high, price)
    deepest = Math.max(deepest, 1 - price / high)
  }
  return high > series.at('price', 0) * (1 + RISE) ? deepest : null
}
