/**
 * Several documents under the same seeds, so that what differs between them is what was changed and not chance (common random
 * numbers; Glasserman and Yao 1992). Seed by seed: what happened, what R ahead was at the opening, and a mark of what became of it.
 */
import { withSeed } from './counting.ts'
import { parseEvent } from './event.ts'
import { hasHappened } from './happened.ts'
import type { Variant } from './moving.ts'
import { readResolved } from '../engine/held.ts'
import { hashState } from '../engine/hash.ts'
import { Simulation } from '../engine/simulation.ts'
import { FieldError } from '../schema/fieldError.ts'
import { holdShares, type Resolved } from '../schema/holding.ts'
import type { Scenario } from '../schema/scenario.ts'

/** Seeds from `from`, so many of them, for each document. */
export interface VariantsTask {
  readonly kind: 'variants'
  readonly documents: readonly Scenario[]
  /** Whose opening under each seed says what shares come to; null where each document's own does. */
  readonly written: Scenario | null
  readonly events: readonly string[]
  readonly from: number
  readonly count: number
}

/** What became of one document, by seed. */
export interface Outcome {
  /** Of each event. */
  readonly happened: readonly (readonly boolean[])[]
  /** Equal where everything that can be read of two runs is equal, up to where all events have happened. */
  readonly marks: readonly string[]
  /** Of the opening. */
  readonly rAhead: readonly number[]
  /** Why it cannot be opened under some seed; null where it can. */
  readonly problem: string | null
}

export interface VariantsAnswer {
  readonly outcomes: readonly Outcome[]
  readonly steps: number
}

/** The run of one document under one seed, as a document of its own. */
export interface HoldTask extends Variant {
  readonly kind: 'hold'
  readonly seed: number
}

export interface HoldAnswer {
  readonly document: Scenario
  readonly resolved: Resolved
}

export function holdUnder({ document, written, seed }: HoldTask): HoldAnswer {
  const seeded = withSeed(document, String(seed))
  if (written === null) return { document: seeded, resolved: readResolved(Simulation.create(seeded)) }
  const resolved = readResolved(Simulation.create(withSeed(written, String(seed))))
  return { document: holdShares(seeded, resolved), resolved }
}

export function playSeeds({ documents, written, events, from, count }: VariantsTask): VariantsAnswer {
  const players = documents.map((document) => new Player(document, events))
  let steps = 0
  for (let seed = from; seed < from + count; seed++) {
    const resolved =
      written === null ? null : readResolved(Simulation.create(withSeed(written, String(seed))))
    for (const player of players) steps += player.play(String(seed), resolved)
  }
  return { outcomes: players, steps }
}

/** Plays one document, and keeps what became of it. Once it cannot be opened it is not tried again. */
class Player implements Outcome {
  readonly happened: boolean[][]
  readonly marks: string[] = []
  readonly rAhead: number[] = []
  problem: string | null = null
  readonly #document: Scenario
  readonly #events: readonly string[]

  constructor(document: Scenario, events: readonly string[]) {
    this.#document = document
    this.#events = events
    this.happened = events.map(() => [])
  }

  /** @returns the steps that were taken */
  play(seed: string, resolved: Resolved | null): number {
    if (this.problem !== null) return 0
    try {
      const seeded = withSeed(this.#document, seed)
      return this.#follow(Simulation.create(resolved === null ? seeded : holdShares(seeded, resolved)))
    } catch (error) {
      if (!(error instanceof FieldError)) throw error
      this.problem = error.message
      return 0
    }
  }

  #follow(simulation: Simulation): number {
    const events = this.#events.map((text) => parseEvent(text, this.#document))
    this.rAhead.push(simulation.places.venues[0].state.rAheadStart)
    const happened = events.map((event) => hasHappened(event, simulation))
    while (!happened.every(Boolean) && !simulation.isDone) {
      simulation.advance()
      events.forEach((event, i) => {
        // What has happened stays, though fees may fill a fund again.
        happened[i] ||= hasHappened(event, simulation)
      })
    }
    happened.forEach((is, i) => this.happened[i].push(is))
    this.marks.push(markOf(simulation))
    return simulation.step
  }
}

/** Of what can be read of the run's course and of who paid; not of its rules, which differ where a document does. */
function markOf({ step, places }: Simulation): string {
  const [{ state: market }] = places.books
  const [{ state: venue }] = places.venues
  const { totals } = venue
  return hashState([
    step,
    market.price,
    market.lowestPrice,
    totals.longsOut,
    totals.shortsOut,
    totals.fundPaidCents,
    totals.venuePaidCents,
    totals.socializedCents,
    totals.badDebtCents,
    totals.adlContracts,
  ])
}
