/**
 * Collects events in rows of numbers (schema/event.ts) until the reader takes them, as many as a run may keep at most. Optional: a run without a log costs nothing.
 */
import {
  EVENT_AT as at,
  EVENT_CODE,
  EVENT_WIDTH as WIDTH,
  MOST_EVENTS,
  type EventKind,
  type EventPlace,
} from '../schema/event.ts'

/** What each layer paid for one deficit, in whole cents. */
export interface Payment {
  readonly fundCents: number
  readonly venueCents: number
  /** Left to be shared by the winners at the end of the step. */
  readonly pendingCents: number
  readonly badDebtCents: number
}

/** What does not apply is left out. */
export interface EventDetail {
  account?: number
  contracts?: number
  cents?: number
  price?: number
  priceBefore?: number
  priceAfter?: number
  counterparty?: number
  feeCents?: number
  deleveragedContracts?: number
  payment?: Payment
}

export class EventLog {
  #rows = new Float64Array(64 * WIDTH)
  #length = 0

  /** How many events wait to be taken. */
  get count(): number {
    return this.#length / WIDTH
  }

  add(kind: EventKind, step: number, where: EventPlace, detail: EventDetail): void {
    if (this.#length >= MOST_EVENTS * WIDTH && kind !== 'arrival') return
    if (this.#length === this.#rows.length) {
      const grown = new Float64Array(2 * this.#rows.length)
      grown.set(this.#rows)
      this.#rows = grown
    }
    const row = this.#length
    const rows = this.#rows
    const { payment } = detail
    rows.fill(0, row, row + WIDTH)
    rows[row + at.kind] = EVENT_CODE[kind]
    rows[row + at.step] = step
    rows[row + at.venue] = where.venue
    rows[row + at.asset] = where.asset
    rows[row + at.account] = detail.account ?? -1
    rows[row + at.contracts] = detail.contracts ?? 0
    rows[row + at.cents] = detail.cents ?? 0
    rows[row + at.mark] = detail.price ?? 0
    rows[row + at.priceBefore] = detail.priceBefore ?? 0
    rows[row + at.priceAfter] = detail.priceAfter ?? 0
    rows[row + at.counterparty] = detail.counterparty ?? -1
    rows[row + at.feeCents] = detail.feeCents ?? 0
    rows[row + at.deleveragedContracts] = detail.deleveragedContracts ?? 0
    if (payment) {
      rows[row + at.fundCents] = payment.fundCents
      rows[row + at.venueCents] = payment.venueCents
      rows[row + at.pendingCents] = payment.pendingCents
      rows[row + at.badDebtCents] = payment.badDebtCents
    }
    this.#length += WIDTH
  }

  /** Hands over the rows so far, in order, and starts anew. */
  take(): Float64Array {
    const rows = this.#rows.slice(0, this.#length)
    this.#length = 0
    return rows
  }
}
