/**
 * Plain counting: a scenario under many seeds, and in which of them the event happened. The seed of a future is its number, so
 * that any of them can be opened on the stage.
 */
import { parseEvent } from './event.ts'
import { hasHappened } from './happened.ts'
import { Simulation } from '../engine/simulation.ts'
import type { Scenario } from '../schema/scenario.ts'
import type { WorldDocument } from '../schema/world.ts'

export type RiskDocument = Scenario | WorldDocument

/** Seeds from `from`, so many of them. */
export interface CountTask {
  readonly kind: 'count'
  readonly document: RiskDocument
  readonly event: string
  readonly from: number
  readonly count: number
}

export interface CountAnswer {
  /** Of each seed, in order. */
  readonly happened: readonly boolean[]
  /** Steps that were taken. */
  readonly steps: number
}

/** The document under another seed. */
export function withSeed<D extends RiskDocument>(document: D, seed: string): D {
  return { ...document, seed }
}

/** A run ends as soon as the event has happened: nothing takes it back. */
export function countFutures({ document, event: text, from, count }: CountTask): CountAnswer {
  const event = parseEvent(text, document)
  const happened: boolean[] = []
  let steps = 0
  for (let i = 0; i < count; i++) {
    const simulation = Simulation.create(withSeed(document, String(from + i)))
    let is = hasHappened(event, simulation)
    while (!is && !simulation.isDone) {
      simulation.advance()
      is = hasHappened(event, simulation)
    }
    steps += simulation.step
    happened.push(is)
  }
  return { happened, steps }
}
