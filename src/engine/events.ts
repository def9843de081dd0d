/**
 * Collects events in rows of numbers (schema/event.ts) until the reader takes them. Optional: a run without a log costs nothing.
 */
import { EVENT_AT as at, EVENT_CODE, EVENT_WIDTH as WIDTH, type EventKind } from '../schema/event.ts'
import type { Payment } from './waterfall.ts'

export interface EventDetail {
  contracts?: number
  cents?: number
  price?: number
  priceBefore?: number
  priceAfter?: number
  counterparty?: number
}

export class EventLog {
  #rows = new Float64Array(64 * WIDTH)
  #length = 0

  /** How many events wait to be taken. */
  get count(): number {
    return this.#length / WIDTH
  }

  add(kind: EventKind, step: number, account: number, detail: EventDetail): number {
    if (this.#length === this.#rows.length) {
      const grown = new Float64Array(2 * this.#rows.length)
      grown.set(this.#rows)
      this.#rows = grown
    }
    const row = this.#length
    const rows = this.#rows
    rows.fill(0, row, row + WIDTH)
    rows[row + at.kind] = EVENT_CODE[kind]
    rows[row + at.step] = step
    rows[row + at.account] = account
    rows[row + at.contracts] = detail.contracts ?? 0
    rows[row + at.cents] = detail.cents ?? 0
    rows[row + at.mark] = detail.price ?? 0
    rows[row + at.priceBefore] = detail.priceBefore ?? 0
    rows[row + at.priceAfter] = detail.priceAfter ?? 0
    rows[row + at.counterparty] = detail.counterparty ?? -1
    this.#length += WIDTH
    return row
  }

  addLiquidation(
    step: number,
    account: number,
    contracts: number,
    cents: number,
    mark: number,
    priceBefore: number,
    priceAfter: number,
    feeCents: number,
    deleveraged: number,
    payment: Readonly<Payment> | null,
  ): void {
    const row = this.add('liquidation', step, account, {
      contracts,
      cents,
      price: mark,
      priceBefore,
      priceAfter,
    })
    this.#rows[row + at.feeCents] = feeCents
    this.#rows[row + at.deleveragedContracts] = deleveraged
    if (payment !== null) this.addPayment(row, payment)
  }

  /** Completes a row by who paid the deficit. */
  addPayment(row: number, payment: Readonly<Payment>): void {
    this.#rows[row + at.fundCents] = payment.fundCents
    this.#rows[row + at.venueCents] = payment.venueCents
    this.#rows[row + at.pendingCents] = payment.pendingCents
    this.#rows[row + at.badDebtCents] = payment.badDebtCents
  }

  /** Hands over the rows so far, in order, and starts anew. */
  take(): Float64Array {
    const rows = this.#rows.slice(0, this.#length)
    this.#length = 0
    return rows
  }
}
