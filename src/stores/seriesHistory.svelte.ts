/**
 * The series of one run as the page knows it, a column for each reading and place, a number a step, from step 0 on. Arrays
 * grow by doubling and are not observed one by one: whoever reads is told by one counter that there is something new.
 */
import { listColumns, type Frame, type Places, type SeriesColumn } from '../schema/frame.ts'

/** What a frame brings for the series, and how many places it has. */
export type SeriesNews = Pick<Frame, 'series'> & {
  readonly [Kind in 'assets' | 'markets' | 'venues']: { readonly length: number }
}

type ColumnId = SeriesColumn['id']

interface Column extends SeriesColumn {
  values: Float64Array<ArrayBuffer>
}

export class SeriesHistory {
  /** In the order of a row; empty before the first frame. */
  #columns: readonly Column[] = []
  readonly #byId: Partial<Record<ColumnId, Column[]>> = {}
  readonly #listColumns: (places: Places) => SeriesColumn[]
  #length = 0
  #version = $state(0)

  /** @param list the columns of its rows */
  constructor(list: (places: Places) => SeriesColumn[] = listColumns) {
    this.#listColumns = list
  }

  /** Steps known, the opening included: the furthest step is `length − 1`. */
  get length(): number {
    void this.#version
    return this.#length
  }

  /** A view of all known values of the reading, by step. It is valid until the next frame. */
  column(id: ColumnId, place = 0): Float64Array {
    void this.#version
    return this.#values(id, place).subarray(0, this.#length)
  }

  /** The reading's value at the end of the step; NaN for a step that is not known. */
  at(id: ColumnId, step: number, place = 0): number {
    void this.#version
    return step >= 0 && step < this.#length ? (this.#values(id, place)[step] ?? NaN) : NaN
  }

  /** Takes in what a frame brings, and forgets what it replaces. */
  apply({ series, assets, markets, venues }: SeriesNews): void {
    if (this.#columns.length === 0) {
      const places = { assets: assets.length, markets: markets.length, venues: venues.length }
      this.#setColumns(
        this.#listColumns(places).map((column) => ({ ...column, values: new Float64Array(64) })),
      )
    }
    this.#take(series)
  }

  /** Another history of the same steps and of those that follow. */
  extend(news: Frame['series']): SeriesHistory {
    const longer = new SeriesHistory()
    longer.#setColumns(this.#columns.map((column) => ({ ...column, values: column.values.slice() })))
    longer.#length = this.#length
    longer.#take(news)
    return longer
  }

  #take({ fromStep, rows }: Frame['series']): void {
    const width = this.#columns.length
    const length = fromStep + rows.length / width
    if (fromStep > this.#length) throw new Error(`steps ${this.#length} to ${fromStep - 1} are missing`)
    if (rows.length === 0 && fromStep === this.#length) return
    for (const [at, column] of this.#columns.entries()) {
      this.#reserve(column, length)
      for (let row = 0, step = fromStep; step < length; step++, row++)
        column.values[step] = rows[row * width + at]
    }
    this.#length = length
    this.#version++
  }

  #values(id: ColumnId, place: number): Float64Array {
    return this.#byId[id]?.[place]?.values ?? NONE
  }

  #setColumns(columns: readonly Column[]): void {
    this.#columns = columns
    for (const column of columns) (this.#byId[column.id] ??= []).push(column)
  }

  #reserve(column: Column, length: number): void {
    if (column.values.length >= length) return
    const grown = new Float64Array(Math.max(length, 2 * column.values.length))
    grown.set(column.values.subarray(0, this.#length))
    column.values = grown
  }
}

const NONE = new Float64Array(0)
