/**
 * Multilevel splitting (Kahn and Harris 1951; Glasserman, Heidelberger, Shahabuddin and Zajic 1999): the way to a rare event is cut
 * into levels of progress. From where a level was reached the run is continued many times, each time under new news, until the
 * next one; the probability is the product of the shares that went on. A pilot places the levels where about a fifth goes on. Where
 * news can leap over all levels at once, runs with a leap are estimated apart (leaps.ts).
 */
import { LeaptRuns } from './leaptRuns.ts'
import { Moves, placeBounds, watchAll, type LeapRule } from './leaps.ts'
import { Splitter, type Entrance, type SplitQuestion } from './splitter.ts'

/** The share that goes on from one level to the next; near the best for the least work (Lagnoux 2006: e⁻² to 1/5). */
const GOES_ON = 0.2
/** Beyond a probability of about 10⁻¹¹ it says that it saw nothing. */
const MAX_LEVELS = 16

export type PilotTask = SplitQuestion & { readonly kind: 'pilot' }
export type SplitTask = SplitQuestion & { readonly kind: 'split' } & Pick<PilotAnswer, 'levels' | 'leaps'>

export interface PilotAnswer {
  readonly levels: readonly number[]
  /** What counts as a leap of news; nothing where none can. */
  readonly leaps: readonly LeapRule[]
  readonly runs: number
  readonly steps: number
}

export interface SplitAnswer {
  /** Unbiased. */
  readonly probability: number
  /** The share that went on in each level, the event being the last. */
  readonly shares: readonly number[]
  readonly runs: number
  readonly steps: number
}

/** Runs of the level that come to the target, as they are when they do. */
function cross(splitter: Splitter, paths: number, target: number): Entrance[] {
  const entrances: Entrance[] = []
  for (let i = 0; i < paths; i++) {
    const simulation = splitter.start(i)
    if (splitter.follow(simulation, target) >= target)
      entrances.push({ program: simulation.program, snapshot: simulation.snapshot() })
  }
  return entrances
}

/** How large moves of news are, in runs from the opening. */
function findLeaps(splitter: Splitter, paths: number): readonly LeapRule[] {
  const { program } = splitter.start(0)
  const all = watchAll(program)
  if (all.length === 0) return []
  const found: number[][] = all.map(() => [])
  for (let i = 0; i < paths; i++) {
    const simulation = splitter.start(i)
    const moves = new Moves(all, simulation)
    while (!simulation.isDone) {
      simulation.advance()
      moves.read().forEach((move, asset) => found[asset].push(move))
    }
    splitter.runs++
    splitter.steps += simulation.step
  }
  return placeBounds(program, found, paths)
}

/**
 * Places the levels: each where a fifth of the runs of the one before came, until a fifth comes to the event itself, or no run
 * comes further.
 */
export function choosePilot(task: PilotTask): PilotAnswer {
  const splitter = new Splitter(task)
  splitter.leaps = findLeaps(splitter, task.paths)
  const levels: number[] = []
  const enough = Math.ceil(GOES_ON * task.paths)
  while (levels.length < MAX_LEVELS) {
    const furthest = Array.from({ length: task.paths }, (_, i) =>
      splitter.follow(splitter.start(i), Infinity),
    )
    furthest.sort((a, b) => b - a)
    const last = levels.at(-1) ?? -Infinity
    // Where many come equally far, the level is the next step beyond that at least one run took.
    const level =
      furthest[enough - 1] > last ? furthest[enough - 1] : furthest.findLast((progress) => progress > last)
    if (level === undefined || level === Infinity) break
    levels.push(level)
    splitter.enter(cross(splitter, task.paths, level))
  }
  return { levels, leaps: splitter.leaps, runs: splitter.runs, steps: splitter.steps }
}

/** One estimate of the probability, independent of those under other seeds. */
export function splitOnce(task: SplitTask): SplitAnswer {
  const { paths, leaps } = task
  const splitter = new Splitter(task)
  splitter.leaps = leaps
  const targets = [...task.levels, Infinity]
  const leapt = leaps.length === 0 ? null : new LeaptRuns(splitter, targets, paths)
  const shares: number[] = []
  /** Of all runs, those that came to each target without a leap. */
  const plain: number[] = []
  let probability = 1
  for (const [level, target] of targets.entries()) {
    if (probability > 0) leapt?.start(level, probability)
    leapt?.goOn(level)
    if (probability === 0) continue
    const entrances = cross(splitter, paths, target)
    const share = entrances.length / paths
    probability *= share
    shares.push(share)
    plain.push(probability)
    if (share > 0) splitter.enter(entrances)
    else if (leapt === null) break
  }
  const { runs, steps } = splitter
  if (leapt === null) return { probability, shares, runs, steps }
  const reached = targets.map((_, i) => (plain[i] ?? 0) + leapt.reached[i])
  return { probability: reached[reached.length - 1], shares: toShares(reached), runs, steps }
}

/** What went on from each to the next; after one that none reached there are no more. */
function toShares(reached: readonly number[]): number[] {
  const end = reached.findIndex((share) => share === 0)
  return (end < 0 ? reached : reached.slice(0, end + 1)).map(
    (share, i) => share / (i === 0 ? 1 : reached[i - 1]),
  )
}
