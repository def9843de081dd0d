/**
 * The runs of one task of splitting: each level's start where the one before was left, under new news, and everything is named, so that
 * the same task is the same runs. Counts what it starts and steps.
 */
import type { RiskDocument } from './counting.ts'
import { parseEvent, type RiskEvent } from './event.ts'
import { Moves, type LeapRule } from './leaps.ts'
import { progressOf } from './progress.ts'
import type { Program } from '../engine/program.ts'
import { Stream } from '../engine/random.ts'
import { Simulation } from '../engine/simulation.ts'
import type { WorldSnapshot } from '../engine/state.ts'

export interface SplitQuestion {
  readonly document: RiskDocument
  readonly event: string
  /** Runs that start in each level. */
  readonly paths: number
  /** Names all random numbers of the task. */
  readonly seed: string
}

/** Where a level was entered; the opening of a run of its own before the first. */
export interface Entrance {
  readonly program: Program
  readonly snapshot: WorldSnapshot
}

export class Splitter {
  runs = 0
  steps = 0
  readonly event: RiskEvent
  /** A run in which news leaps comes to no level. */
  leaps: readonly LeapRule[] = []
  readonly #question: SplitQuestion
  #entrances: readonly Entrance[] | null = null
  #level = 0
  /** The entrance of the level's first run: drawn, so that none is continued more often than another but by chance. */
  #first = 0

  constructor(question: SplitQuestion) {
    this.#question = question
    this.event = parseEvent(question.event, question.document)
  }

  /** The i-th run of the present level. Called again, it is the same run; a name makes it another one. */
  start(i: number, name = ''): Simulation {
    const { document, seed } = this.#question
    if (this.#entrances === null) return Simulation.create({ ...document, seed: `${seed}.${name}${i}` })
    return this.resume(this.#entrances[(i + this.#first) % this.#entrances.length], `${name}${i}`)
  }

  /** Goes on until the run has come so far, or ends; tells how far it came. A leap ends it, too. */
  follow(simulation: Simulation, target: number): number {
    this.runs++
    const before = simulation.step
    const moves = new Moves(this.leaps, simulation)
    let furthest = progressOf(this.event, simulation)
    while (furthest < target && !simulation.isDone) {
      simulation.advance()
      if (this.leaps.length > 0 && moves.isLeap(moves.read())) break
      const progress = progressOf(this.event, simulation)
      if (progress > furthest) furthest = progress
    }
    this.steps += simulation.step - before
    return furthest
  }

  /** Goes on from where a run came to a level, with news of its own name. */
  resume({ program, snapshot }: Entrance, name: string): Simulation {
    return Simulation.restore(program, snapshot, { branch: `${this.#level}.${name}` })
  }

  /** A number between 0 and 1, of this task and this name. */
  draw(name: string): number {
    return new Stream(this.#question.seed, name).uniform()
  }

  /** The next level begins where this one was left. */
  enter(entrances: readonly Entrance[]): void {
    this.#entrances = entrances
    this.#level++
    this.#first = Math.floor(this.draw(`entrance ${this.#level}`) * entrances.length)
  }
}
