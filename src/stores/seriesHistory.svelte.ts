/**
 * The series of one run as the page knows it, a column a field, a number a step, from step 0 on. Arrays grow by doubling
 * and are not observed one by one: whoever reads is told by one counter that there is something new.
 */
import { SERIES_FIELDS, type RunFrame, type SeriesField } from '../schema/snapshot.ts'

const WIDTH = SERIES_FIELDS.length

export class SeriesHistory {
  readonly #columns = Object.fromEntries(
    SERIES_FIELDS.map((field) => [field, new Float64Array(64)]),
  ) as Record<SeriesField, Float64Array<ArrayBuffer>>
  #length = 0
  #version = $state(0)

  /** Steps known, the opening included: the furthest step is `length − 1`. */
  get length(): number {
    void this.#version
    return this.#length
  }

  /** A view of all known values of the field, by step. It is valid until the next frame. */
  column(field: SeriesField): Float64Array {
    void this.#version
    return this.#columns[field].subarray(0, this.#length)
  }

  /** The field's value at the end of the step; NaN for a step that is not known. */
  at(field: SeriesField, step: number): number {
    void this.#version
    return step >= 0 && step < this.#length ? this.#columns[field][step] : NaN
  }

  /** Takes in what a frame brings, and forgets what it replaces. */
  apply({ fromStep, rows }: RunFrame['series']): void {
    const length = fromStep + rows.length / WIDTH
    if (fromStep > this.#length) throw new Error(`steps ${this.#length} to ${fromStep - 1} are missing`)
    if (rows.length === 0 && fromStep === this.#length) return
    for (const [place, field] of SERIES_FIELDS.entries()) {
      const column = this.#reserve(field, length)
      for (let row = 0, step = fromStep; step < length; step++, row++)
        column[step] = rows[row * WIDTH + place]
    }
    this.#length = length
    this.#version++
  }

  /** Another history of the same steps and of those that follow. */
  extend(news: RunFrame['series']): SeriesHistory {
    const longer = new SeriesHistory()
    for (const field of SERIES_FIELDS) longer.#columns[field] = this.#columns[field].slice()
    longer.#length = this.#length
    longer.apply(news)
    return longer
  }

  #reserve(field: SeriesField, length: number): Float64Array {
    const column = this.#columns[field]
    if (column.length >= length) return column
    const grown = new Float64Array(Math.max(length, 2 * column.length))
    grown.set(column.subarray(0, this.#length))
    this.#columns[field] = grown
    return grown
  }
}
