/** The columns of a world's series: those of every run, and after them what only a world has after every step. */
import { listColumns, type Places, type SeriesColumn } from './frame.ts'
import { WORLD_STEP_READINGS, type WorldStepReading } from './worldReadings.ts'

/** The columns that a world adds, reading by reading: all of them are of venues. */
export function listAddedColumns({ venues }: Places): SeriesColumn<WorldStepReading>[] {
  return WORLD_STEP_READINGS.flatMap((id) => Array.from({ length: venues }, (_, place) => ({ id, place })))
}

export function listWorldColumns(places: Places): SeriesColumn[] {
  return [...listColumns(places), ...listAddedColumns(places)]
}
