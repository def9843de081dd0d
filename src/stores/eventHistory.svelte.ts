/**
 * The events of one run as the page knows them, in order: rows of numbers (schema/event.ts) in one growing array. A row
 * is named by its place, which stays the same while the run goes on, so that lists and charts can keep row numbers.
 */
import {
  EVENT_AT as at,
  EVENT_CODE,
  EVENT_FIELDS,
  EVENT_KINDS,
  EVENT_WIDTH as WIDTH,
  MOST_EVENTS,
  type EventField,
  type EventKind,
} from '../schema/event.ts'

/** One event, written out. */
export type EventRow = Omit<Record<EventField, number>, 'kind'> & { kind: EventKind }

interface EventFilter {
  readonly kinds?: readonly EventKind[]
  /** As the account of the event, or as the bankrupt side of a deleveraging. */
  readonly account?: number
  /** By its place in the document. */
  readonly venue?: number
  /** First step, included. */
  readonly fromStep?: number
  /** Last step, included. */
  readonly untilStep?: number
}

export class EventHistory {
  #rows = new Float64Array(64 * WIDTH)
  #length = 0
  /** Rows by kind, as far as they were listed: whoever asks in every frame does not look at a million rows each time. */
  readonly #listed: number[][] = EVENT_KINDS.map(() => [])
  #listedUntil = 0
  #version = $state(0)

  /** Events known, also of steps after the present one. */
  get length(): number {
    void this.#version
    return this.#length
  }

  /** The step amid which there was no more room for events; null where all are known. */
  get fullAt(): number | null {
    return this.length < MOST_EVENTS ? null : this.value(MOST_EVENTS - 1, 'step')
  }

  /** How many events there were up to the end of this step. Rows from 0 to this, less one, are theirs. */
  countAt(step: number): number {
    void this.#version
    return this.#startOf(step + 1)
  }

  /** The rows of one step: from the first number up to, without, the second. */
  rangeOf(step: number): [from: number, to: number] {
    return [this.countAt(step - 1), this.countAt(step)]
  }

  value(row: number, field: EventField): number {
    void this.#version
    return row >= 0 && row < this.#length ? this.#rows[row * WIDTH + at[field]] : NaN
  }

  kind(row: number): EventKind {
    return EVENT_KINDS[this.value(row, 'kind')]
  }

  row(row: number): EventRow {
    const fields = Object.fromEntries(EVENT_FIELDS.map((field) => [field, this.value(row, field)]))
    return { ...fields, kind: this.kind(row) } as EventRow
  }

  /** Numbers of the rows that fit, in order. Who pays nothing in step after step is there once, where that began. */
  find({ kinds, account, venue, fromStep = 0, untilStep = Infinity }: EventFilter = {}): number[] {
    const codes = kinds?.map((kind) => EVENT_CODE[kind])
    const end = this.countAt(untilStep)
    const found: number[] = []
    const unpaid: Record<string, boolean> = {}
    for (let row = this.#startOf(fromStep); row < end; row++) {
      const start = row * WIDTH
      if (codes && !codes.includes(this.#rows[start + at.kind])) continue
      if (venue !== undefined && this.#rows[start + at.venue] !== venue) continue
      if (
        account !== undefined &&
        this.#rows[start + at.account] !== account &&
        this.#rows[start + at.counterparty] !== account
      )
        continue
      if (!this.#isRepeated(row * WIDTH, unpaid)) found.push(row)
    }
    return found
  }

  /** Numbers of all rows of a kind, in order. */
  rowsOf(kind: EventKind): readonly number[] {
    void this.#version
    for (; this.#listedUntil < this.#length; this.#listedUntil++)
      this.#listed[this.#rows[this.#listedUntil * WIDTH + at.kind]].push(this.#listedUntil)
    return this.#listed[EVENT_CODE[kind]]
  }

  /** How many events of each kind fit, in the order of EVENT_KINDS. */
  tally(filter: Omit<EventFilter, 'kinds'> = {}): number[] {
    const counts = EVENT_KINDS.map(() => 0)
    for (const row of this.find(filter)) counts[this.#rows[row * WIDTH + at.kind]]++
    return counts
  }

  /** Takes in the events of the steps from `fromStep` on, and forgets what they replace. */
  apply(fromStep: number, rows: Float64Array): void {
    const kept = this.#startOf(fromStep)
    if (rows.length === 0 && kept === this.#length) return
    const length = kept + rows.length / WIDTH
    if (length * WIDTH > this.#rows.length) {
      const grown = new Float64Array(Math.max(length * WIDTH, 2 * this.#rows.length))
      grown.set(this.#rows.subarray(0, kept * WIDTH))
      this.#rows = grown
    }
    this.#rows.set(rows, kept * WIDTH)
    this.#length = length
    if (kept < this.#listedUntil) {
      for (const list of this.#listed) while (list.length > 0 && list[list.length - 1] >= kept) list.pop()
      this.#listedUntil = kept
    }
    this.#version++
  }

  /** @param unpaid who paid nothing the last time that they were asked; brought up to date */
  #isRepeated(start: number, unpaid: Record<string, boolean>): boolean {
    const [kind, cents] = [this.#rows[start + at.kind], this.#rows[start + at.cents]]
    if (kind !== EVENT_CODE.recall && kind !== EVENT_CODE.withdrawal) return false
    const asked = `${kind} ${this.#rows[start + at.venue]} ${this.#rows[start + at.counterparty]}`
    const was = unpaid[asked]
    return (unpaid[asked] = cents === 0) && was
  }

  /** The first row of this step or a later one. */
  #startOf(step: number): number {
    let low = 0
    let high = this.#length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#rows[middle * WIDTH + at.step] < step) low = middle + 1
      else high = middle
    }
    return low
  }
}
