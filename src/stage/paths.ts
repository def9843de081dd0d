/** The paths of a picture: its run's, the run before as its ghost, and the sketch of a lever; and the prices that they ask for. */
import { PathRecord } from './pathRecord.ts'
import { extendRange, findExtremes } from './priceRange.ts'
import type { Range } from './scales.ts'
import type { SeriesView, StageView } from './stage.ts'

export class Paths {
  readonly record = new PathRecord()
  readonly #before = new PathRecord()
  #ghost: SeriesView | null = null

  reset(): void {
    this.record.reset()
    this.#before.reset()
  }

  read({ series, step, ghost }: StageView): void {
    this.record.read(series, step)
    if (ghost !== this.#ghost) this.#before.reset()
    this.#ghost = ghost
    if (ghost) this.#before.read(ghost, ghost.length - 1)
  }

  /** The range, wide enough for all paths; the same object where nothing changes. */
  cover(range: Range, sketch: StageView['sketch']): Range {
    const paths = [this.record, this.#before, ...(sketch ? [findExtremes(sketch.price)] : [])]
    return extendRange(
      range,
      Math.min(...paths.map(({ lowest }) => lowest)),
      Math.max(...paths.map(({ highest }) => highest)),
    )
  }
}
