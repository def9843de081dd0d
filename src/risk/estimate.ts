/**
 * The probability of an event with its uncertainty: by plain counting, or by splitting where counting would take too long. Batches
 * have a fixed size and are looked at in order, so that the result depends on the scenario and the seeds alone, not on how many
 * workers there are or who is done first.
 */
import type { CountTask, RiskDocument } from './counting.ts'
import { parseEvent, type RiskEvent } from './event.ts'
import { logInterval, spreadOf, wilson } from './intervals.ts'
import { leapsUnseen } from './leapingNews.ts'
import type { PilotAnswer, SplitTask } from './splitting.ts'
import { performAll } from './performAll.ts'
import type { Pool, Progress } from './task.ts'
import { toWorld } from '../schema/version1.ts'

type Method = 'crude' | 'splitting'

export interface Question {
  readonly document: RiskDocument
  readonly event: string
  readonly method: Method | 'auto'
  /** The first seed; the others follow it. */
  readonly from: number
  /** At most so many runs are counted; splitting takes at least what an interval needs. */
  readonly runs: number
  /** Relative standard error at which it is enough; null runs all. */
  readonly precision: number | null
}

export interface Estimate {
  readonly event: string
  readonly probability: number
  /** 95 %. */
  readonly low: number
  readonly high: number
  /** Standard error ÷ probability; null where nothing was seen. */
  readonly relativeError: number | null
  readonly runs: number
  readonly steps: number
  readonly method: Method
  /** Of counting, for each seed from the first; of splitting, the shares that went on, by level, over all repetitions. */
  readonly happened?: readonly boolean[]
  readonly levels?: readonly { readonly at: number | null; readonly share: number }[]
}

/** Runs a task, tasks a batch: small tasks, so that at the end of a batch no worker waits long for another. */
const COUNTED_A_TASK = 10
const COUNTS_A_BATCH = 20
/** Where fewer of the first runs had it, counting says little; then splitting takes over where it may. */
const RARE = 0.01
const LOOK_RUNS = 1_000
/** Fewer than so many cannot show whether it is that rare. */
const TELLING_RUNS = 1 / RARE
const REPETITIONS_A_BATCH = 10
const REPETITIONS = 20
/** With a wish, and without one. */
const MOST_REPETITIONS = 200
const UNASKED_REPETITIONS = 60
/** Where even those leave it rougher than this, more are made without a wish, too. */
const ROUGH = 0.3
/** Where the event is no rarer than this, there is no way to cut into levels, and counting is as good. */
const COMMON = 0.1
/** Of splitting, where nothing else is wanted: then 95 % of the estimates are within a fifth of the truth. */
const PRECISION = 0.1
const PILOT_PATHS = 200
const MOST_PATHS = 200
const LEAST_PATHS = 40
/** Entrances of a level stay in memory. */
const MAX_BYTES = 48e6
const BYTES_AN_ACCOUNT = 90

type Hear = (soFar: Estimate, progress: Progress | null) => void

/** @param onProgress called with what is known so far, and how far that is; null while it is not known which way it will go */
export async function estimate(question: Question, pool: Pool, onProgress?: Hear): Promise<Estimate> {
  // An event that cannot be is said before anything runs.
  parseEvent(question.event, question.document)
  if (question.method === 'splitting') return split(question, pool, onProgress)
  if (question.method === 'crude') return count(question, pool, question.runs, onProgress)
  const look = await count(question, pool, Math.min(question.runs, LOOK_RUNS), (soFar) =>
    onProgress?.(soFar, null),
  )
  const { probability: p } = look
  const splitOn = () => {
    onProgress?.(look, { done: 0, all: REPETITIONS, before: 0 })
    return split(question, pool, onProgress, look.steps)
  }
  const { precision, runs, document } = question
  if (leapsUnseen(document)) return count(question, pool, runs, onProgress, look)
  if (precision === null && look.runs < TELLING_RUNS) return look
  if (p < RARE) return canHappen(question) ? splitOn() : look
  const needed = precision === null ? 0 : (1 - p) / (p * precision * precision)
  if (needed > runs && p < COMMON) return splitOn()
  return count(question, pool, question.runs, onProgress, look)
}

/** Whether the rules leave a way to it at all: then it makes sense to look for the rare run. */
function canHappen({ event: text, document }: Question): boolean {
  const event: RiskEvent = parseEvent(text, document)
  const { venues } = document.version === 2 ? document : toWorld(document)
  const waterfalls = Object.values(venues).map((venue) => ('waterfall' in venue ? venue.waterfall : null))
  if (event.kind === 'adl') return waterfalls.some((layers) => layers?.includes('adl'))
  if (event.kind !== 'fundExhausted') return true
  return event.venues.some((place) => waterfalls[place]?.includes('insuranceFund') ?? true)
}

async function count(
  { document, event, from, precision }: Question,
  pool: Pool,
  runs: number,
  onProgress?: Hear,
  before?: Estimate,
): Promise<Estimate> {
  const happened = [...(before?.happened ?? [])]
  let hits = happened.filter(Boolean).length
  let steps = before?.steps ?? 0
  const tell = () => describeCount(event, happened, hits, steps)
  const progress = (): Progress => {
    const done = happened.length
    const relativeError = relativeErrorOf(hits, done)
    const expected = precision && relativeError ? expectRepeats(done, relativeError, precision) : runs
    return { done, all: Math.min(runs, expected), before: before?.runs ?? 0 }
  }
  while (happened.length < runs) {
    const relativeError = relativeErrorOf(hits, happened.length)
    if (precision !== null && relativeError !== null && relativeError <= precision) break
    const batch = Math.min(runs - happened.length, COUNTED_A_TASK * COUNTS_A_BATCH)
    const tasks = Array.from({ length: Math.ceil(batch / COUNTED_A_TASK) }, (_, i): CountTask => ({
      kind: 'count',
      document,
      event,
      from: from + happened.length + i * COUNTED_A_TASK,
      count: Math.min(COUNTED_A_TASK, batch - i * COUNTED_A_TASK),
    }))
    for (const answer of await performAll(pool, tasks)) {
      happened.push(...answer.happened)
      hits += answer.happened.filter(Boolean).length
      steps += answer.steps
    }
    onProgress?.(tell(), progress())
  }
  return tell()
}

/** How many it will take until the error is small enough, if it goes on as it did. */
function expectRepeats(done: number, relativeError: number, precision: number): number {
  const factor = relativeError / precision
  return Math.ceil(done * factor * factor)
}

/** Of a share that was counted: null where nothing was. */
function relativeErrorOf(hits: number, runs: number): number | null {
  return hits === 0 ? null : Math.sqrt((1 - hits / runs) / hits)
}

function describeCount(event: string, happened: readonly boolean[], hits: number, steps: number): Estimate {
  const runs = happened.length
  return {
    event,
    probability: runs === 0 ? 0 : hits / runs,
    ...wilson(hits, runs),
    relativeError: relativeErrorOf(hits, runs),
    runs,
    steps,
    method: 'crude',
    happened: [...happened],
  }
}

async function split(
  { document, event, from, precision }: Question,
  pool: Pool,
  onProgress?: Hear,
  stepsBefore = 0,
): Promise<Estimate> {
  const paths = choosePaths(document)
  const [pilot] = await performAll(pool, [
    { kind: 'pilot', document, event, paths: Math.min(PILOT_PATHS, paths), seed: `pilot ${from}` },
  ])
  const { levels, leaps } = pilot
  const estimates: number[] = []
  const shares: number[][] = []
  let started = pilot.runs
  let steps = stepsBefore + pilot.steps
  const tell = () => describeSplit(event, pilot, estimates, shares, paths, { runs: started, steps })
  /** What is good enough after so many. */
  const aim = (done: number) => precision ?? (done < UNASKED_REPETITIONS ? PRECISION : ROUGH)
  const progress = (): Progress => {
    const done = estimates.length
    const { mean, standardError } = spreadOf(estimates)
    const expected = mean === 0 ? 0 : expectRepeats(done, standardError / mean, aim(done))
    const most = precision === null && done < UNASKED_REPETITIONS ? UNASKED_REPETITIONS : MOST_REPETITIONS
    // They come in batches.
    const all = Math.ceil(Math.max(REPETITIONS, expected) / REPETITIONS_A_BATCH) * REPETITIONS_A_BATCH
    return { done, all: Math.min(most, all), before: 0 }
  }
  while (estimates.length < MOST_REPETITIONS) {
    const tasks = Array.from({ length: REPETITIONS_A_BATCH }, (_, i): SplitTask => ({
      kind: 'split',
      document,
      event,
      levels,
      leaps,
      paths,
      seed: `${from + estimates.length + i} split`,
    }))
    for (const answer of await performAll(pool, tasks)) {
      estimates.push(answer.probability)
      shares.push([...answer.shares])
      started += answer.runs
      steps += answer.steps
    }
    onProgress?.(tell(), progress())
    if (estimates.length < REPETITIONS) continue
    // Where no run came to the event, more of the same would not.
    const { mean, standardError } = spreadOf(estimates)
    if (standardError <= aim(estimates.length) * mean) break
    // Nor is it worth going on where counting, as sure, would have taken fewer steps, and nobody asked to be surer.
    const counting = (document.steps * (1 - mean) * mean) / (standardError * standardError)
    if (precision === null && steps - stepsBefore >= counting) break
  }
  return tell()
}

function describeSplit(
  event: string,
  { levels }: PilotAnswer,
  estimates: readonly number[],
  shares: readonly (readonly number[])[],
  paths: number,
  work: { readonly runs: number; readonly steps: number },
): Estimate {
  const spread = spreadOf(estimates)
  const { mean, standardError } = spread
  // How many came so far, over all repetitions: what is said of the last level is the estimate itself.
  const reachedAt = (k: number) =>
    shares.reduce(
      (sum, one) => sum + (one.length > k ? one.slice(0, k + 1).reduce((p, s) => p * s, 1) : 0),
      0,
    )
  const byLevel = [...levels, null].map((at, k) => {
    const before = k === 0 ? shares.length : reachedAt(k - 1)
    return { at, share: before === 0 ? 0 : reachedAt(k) / before }
  })
  // Where no run came to the event: the rule of three of the runs from the opening. Those of later levels descend from a few of
  // them, and there may be a way that leads past all levels: of those the shares that came on say nothing.
  const none = 3 / (paths * estimates.length)
  return {
    event,
    probability: mean,
    ...(mean === 0 ? { low: 0, high: Math.min(1, none) } : logInterval(spread, estimates.length)),
    relativeError: mean === 0 ? null : standardError / mean,
    ...work,
    method: 'splitting',
    levels: byLevel,
  }
}

/** Fewer runs a level where many accounts would fill the memory. */
function choosePaths(document: RiskDocument): number {
  const world = document.version === 2 ? document : toWorld(document)
  let accounts = 0
  for (const venue of Object.values(world.venues)) {
    if (!('crowd' in venue)) continue
    for (const crowd of venue.crowd) accounts += 'accounts' in crowd ? crowd.accounts.length : crowd.traders
  }
  const room = Math.floor(MAX_BYTES / (BYTES_AN_ACCOUNT * Math.max(1, accounts)))
  return Math.max(LEAST_PATHS, Math.min(MOST_PATHS, room))
}
