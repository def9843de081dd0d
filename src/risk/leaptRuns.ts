/**
 * Runs of splitting in which news has leapt (docs/model.md section 12.3). They start wherever runs without a leap are, now and then with
 * a step of wider news, and are split on at the levels like others; each stands for as much as its leap was likely.
 */
import { WidenedRun } from './leaps.ts'
import { progressOf } from './progress.ts'
import type { Entrance, Splitter } from './splitter.ts'
import type { Simulation } from '../engine/simulation.ts'

/** Of all runs, the share that it stands for. */
type Weighed = Entrance & { readonly weight: number }

export class LeaptRuns {
  /** Of all runs, those that came to each target with a leap on the way. */
  readonly reached: number[]
  readonly #splitter: Splitter
  readonly #targets: readonly number[]
  readonly #paths: number
  /** By the target that comes next. */
  readonly #waiting: Weighed[][]

  constructor(splitter: Splitter, targets: readonly number[], paths: number) {
    this.#splitter = splitter
    this.#targets = targets
    this.#paths = paths
    this.reached = targets.map(() => 0)
    this.#waiting = targets.map(() => [])
  }

  /**
   * Runs from the present level in which news leaps before the next target.
   * @param share of all runs that are at the present level
   */
  start(level: number, share: number): void {
    for (let i = 0; i < this.#paths; i++)
      this.#follow(this.#splitter.start(i, 'leap '), level, share / this.#paths, false)
  }

  /** Those that wait before a target go on to it. */
  goOn(level: number): void {
    const waiting = this.#waiting[level]
    this.#waiting[level] = []
    const all = waiting.reduce((sum, { weight }) => sum + weight, 0)
    if (all === 0) return
    const weight = all / this.#paths
    // At even distances along all weights, from a place that is drawn: each as often as it weighs.
    let mark = this.#splitter.draw(`leapt ${level}`) * weight
    let end = 0
    let i = 0
    for (const entrance of waiting) {
      end += entrance.weight
      for (; mark < end && i < this.#paths; mark += weight, i++)
        this.#follow(this.#splitter.resume(entrance, `leapt ${i}`), level, weight, true)
    }
  }

  /**
   * Goes on to the target, or until the run ends. One that has not leapt by then belongs to the others.
   * @param weight of the run at its start
   */
  #follow(simulation: Simulation, level: number, weight: number, hasLeapt: boolean): void {
    const { event, leaps } = this.#splitter
    const seed = this.#splitter.draw(`${hasLeapt ? 'leapt' : 'leap'} ${level} ${this.#splitter.runs}`)
    const run = new WidenedRun(simulation, leaps, seed, hasLeapt)
    const before = simulation.step
    let progress = progressOf(event, simulation)
    while (progress < this.#targets[level] && !simulation.isDone) {
      run.advance()
      progress = progressOf(event, simulation)
    }
    this.#splitter.runs++
    this.#splitter.steps += simulation.step - before
    if (progress >= this.#targets[level] && run.hasLeapt)
      this.#arrive(simulation, level, progress, run.weight * weight)
  }

  /** It may have come further than to the target it was on the way to. */
  #arrive(simulation: Simulation, level: number, progress: number, weight: number): void {
    let next = level
    for (; next < this.#targets.length && progress >= this.#targets[next]; next++)
      this.reached[next] += weight
    if (next < this.#targets.length)
      this.#waiting[next].push({ program: simulation.program, snapshot: simulation.snapshot(), weight })
  }
}
