/**
 * A run to its end, for checks and proofs: every reading of its last moment, and those that only the whole run has
 * (schema/outcome.ts). Reads the state from outside, never writes it; what looks at everyone is looked at in every tenth
 * step, so that a run of a small crowd stays a matter of milliseconds.
 */
import { LOOK_EVERY, RunLook } from './look.ts'
import { findMarket } from './namedMarket.ts'
import { countBreaches, READ_END, readAt, readOpening, type RunMemory } from './runReadings.ts'
import { Simulation } from './simulation.ts'
import { EVENT_AT, EVENT_CODE, EVENT_WIDTH, type EventPlace } from '../schema/event.ts'
import type { Outcome } from '../schema/outcome.ts'
import { END_READINGS, FRAME_READINGS } from '../schema/readings.ts'
import type { MarketName } from '../schema/reading.ts'
import type { Scenario } from '../schema/scenario.ts'
import type { WorldDocument } from '../schema/world.ts'

/** A run on its way to its outcome; advanced in parts where somebody has to be listened to meanwhile. */
export class OutcomeRun {
  readonly #simulation: Simulation
  readonly #memory: RunMemory

  /**
   * @param name the market of a world whose readings are meant, with its asset and its venue; the first where it is left out
   * @throws FieldError where the opening shows that the document is wrong, or where there is no such market
   */
  constructor(document: Scenario | WorldDocument, name?: MarketName) {
    this.#simulation = Simulation.create(document, { events: true })
    this.#memory = readOpening(new RunLook(this.#simulation), findMarket(this.#simulation, name))
    this.#notice()
  }

  get isDone(): boolean {
    return this.#simulation.isDone
  }

  /** Advances by some steps, at most to the end. */
  advance(steps: number): void {
    for (let i = 0; i < steps && !this.isDone; i++) {
      this.#simulation.advance()
      countBreaches(this.#memory)
      if (this.isDone || this.#simulation.step % LOOK_EVERY === 0) this.#notice()
    }
  }

  /** Goes on to the end and tells. */
  finish(): Outcome {
    this.advance(Infinity)
    const look = new RunLook(this.#simulation)
    const readings = [
      ...FRAME_READINGS.map((id) => [id, readAt(look, this.#memory.market, id)] as const),
      ...END_READINGS.map((id) => [id, READ_END[id](look, this.#memory)] as const),
    ]
    return Object.fromEntries(
      readings.map(([id, value]) => [id, Number.isNaN(value) ? null : value]),
    ) as Outcome
  }

  /** Looks at everyone, and at what was reported since the last look. */
  #notice(): void {
    const look = new RunLook(this.#simulation)
    const { peak, market } = this.#memory
    for (const id of ['nearContracts', 'openInterest', 'rAhead'] as const)
      peak[id] = Math.max(peak[id], readAt(look, market, id))
    const rows = this.#simulation.takeEvents()
    this.#memory.salePrice ??= findSalePrice(rows, market.where)
  }
}

/** The price just before an outside sale; null where there was none. */
function findSalePrice(rows: Float64Array, { venue, asset }: EventPlace): number | null {
  for (let row = 0; row < rows.length; row += EVENT_WIDTH) {
    const isHere = rows[row + EVENT_AT.venue] === venue && rows[row + EVENT_AT.asset] === asset
    const isSale = rows[row + EVENT_AT.kind] === EVENT_CODE.shock && rows[row + EVENT_AT.contracts] > 0
    if (isHere && isSale) return rows[row + EVENT_AT.priceBefore]
  }
  return null
}
