/**
 * Multilevel splitting (Kahn and Harris 1951; Glasserman, Heidelberger, Shahabuddin and Zajic 1999): the way to a rare event is cut
 * into levels of progress. From where a level was reached the run is continued many times, each time under new news, until the
 * next one; the probability is the product of the shares that went on. A pilot places the levels where about a fifth goes on.
 */
import type { RiskDocument } from './counting.ts'
import { parseEvent, type RiskEvent } from './event.ts'
import { progressOf } from './progress.ts'
import type { Program } from '../engine/program.ts'
import { Stream } from '../engine/random.ts'
import { Simulation } from '../engine/simulation.ts'
import type { WorldSnapshot } from '../engine/state.ts'

/** The share that goes on from one level to the next; near the best for the least work (Lagnoux 2006: e⁻² to 1/5). */
const GOES_ON = 0.2
/** Beyond a probability of about 10⁻¹¹ it says that it saw nothing. */
const MAX_LEVELS = 16

interface Question {
  readonly document: RiskDocument
  readonly event: string
  /** Runs that start in each level. */
  readonly paths: number
  /** Names all random numbers of the task. */
  readonly seed: string
}

export type PilotTask = Question & { readonly kind: 'pilot' }
export type SplitTask = Question & { readonly kind: 'split'; readonly levels: readonly number[] }

export interface PilotAnswer {
  readonly levels: readonly number[]
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

/** Where a level was entered; the opening of a run of its own before the first. */
interface Entrance {
  readonly program: Program
  readonly snapshot: WorldSnapshot
}

/** Counts what it starts and steps. */
class Splitter {
  runs = 0
  steps = 0
  readonly event: RiskEvent
  readonly #question: Question
  #entrances: readonly Entrance[] | null = null
  #level = 0
  /** The entrance of the level's first run: drawn, so that none is continued more often than another but by chance. */
  #first = 0

  constructor(question: Question) {
    this.#question = question
    this.event = parseEvent(question.event, question.document)
  }

  /** The i-th run of the present level. Called again, it is the same run. */
  start(i: number): Simulation {
    const { document, seed } = this.#question
    if (this.#entrances === null) return Simulation.create({ ...document, seed: `${seed}.${i}` })
    const { program, snapshot } = this.#entrances[(i + this.#first) % this.#entrances.length]
    return Simulation.restore(program, snapshot, { branch: `${this.#level}.${i}` })
  }

  /** Goes on until the run has come so far, or ends; tells how far it came. */
  follow(simulation: Simulation, target: number): number {
    this.runs++
    const before = simulation.step
    let furthest = progressOf(this.event, simulation)
    while (furthest < target && !simulation.isDone) {
      simulation.advance()
      const progress = progressOf(this.event, simulation)
      if (progress > furthest) furthest = progress
    }
    this.steps += simulation.step - before
    return furthest
  }

  /** The next level begins where this one was left. */
  enter(entrances: readonly Entrance[]): void {
    this.#entrances = entrances
    this.#level++
    const draw = new Stream(this.#question.seed, `entrance ${this.#level}`).uniform()
    this.#first = Math.floor(draw * entrances.length)
  }
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

/**
 * Places the levels: each where a fifth of the runs of the one before came, until a fifth comes to the event itself, or no run
 * comes further.
 */
export function choosePilot(task: PilotTask): PilotAnswer {
  const splitter = new Splitter(task)
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
  return { levels, runs: splitter.runs, steps: splitter.steps }
}

/** One estimate of the probability, independent of those under other seeds. */
export function splitOnce(task: SplitTask): SplitAnswer {
  const splitter = new Splitter(task)
  const shares: number[] = []
  let probability = 1
  for (const target of [...task.levels, Infinity]) {
    const entrances = cross(splitter, task.paths, target)
    const share = entrances.length / task.paths
    shares.push(share)
    probability *= share
    if (share === 0) break
    splitter.enter(entrances)
  }
  return { probability, shares, runs: splitter.runs, steps: splitter.steps }
}
