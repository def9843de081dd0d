/**
 * The readings that a lesson may name: those of the table, of its only market; or, where its scenario is a world, those that the
 * lesson has given names to, each of its place (schema/placedReading.ts). Their words stand in the words file, under the name.
 */
import type { Lesson } from './lesson.ts'
import { assertKnown } from './nameChecks.ts'
import { FieldError } from '../schema/fieldError.ts'
import { assertPlaced, placedRow } from '../schema/placedReading.ts'
import { isReadingId, OUTCOME_READINGS, readingOf } from '../schema/readings.ts'
import type { ReadingUnit } from '../schema/reading.ts'
import type { WorldDocument } from '../schema/world.ts'

interface LessonReadingRow {
  readonly unit: ReadingUnit
  /** In tables and legends. */
  readonly label: string
  /** Within a sentence. */
  readonly said: string
  /** The reading of the table that stands behind it, as R of the world is; its own name where there is none. */
  readonly id: string
}

export type Named = Pick<Lesson, 'readings' | 'readingLabels'>
/** Where no world is played: the table of readings alone. */
export const NO_NAMES: Named = { readings: {}, readingLabels: {} }

export function isWorldLesson({ scenario }: Pick<Lesson, 'scenario'>): boolean {
  return scenario.document['version'] === 2
}

/** How a number of the lesson is called and written. */
export function readingRow({ readings, readingLabels }: Named, name: string): LessonReadingRow {
  if (!Object.hasOwn(readings, name)) {
    if (!isReadingId(name)) throw new FieldError('readings', name, 'a reading of the lesson')
    const { unit, label, said } = readingOf(name)
    return { unit, label, said, id: name }
  }
  const read = readings[name]
  const label = Object.hasOwn(readingLabels, name) ? readingLabels[name] : name
  const said = label.charAt(0).toLowerCase() + label.slice(1)
  if ('ratio' in read) return { unit: 'share', label, said, id: name }
  if ('sum' in read) return { ...readingRow({ readings, readingLabels }, read.sum[0]), label, said }
  // When a dial warned is a point in time, and no length of it: the label says what a step is.
  if ('minutes' in read || 'warned' in read) return { unit: 'count', label, said, id: name }
  return { unit: placedRow(read).unit, label, said, id: read.reading }
}

/** The names that clauses, facts and placeholders may use. */
export function listReadingNames(lesson: Pick<Lesson, 'readings' | 'scenario'>): readonly string[] {
  return isWorldLesson(lesson) ? Object.keys(lesson.readings) : OUTCOME_READINGS
}

/** @throws FieldError where a place, a committee, or a name that another reading is made from is not there */
export function checkReadings(
  { readings, scenario }: Pick<Lesson, 'readings' | 'scenario'>,
  world: WorldDocument,
): void {
  const before: string[] = []
  for (const [name, read] of Object.entries(readings)) {
    const field = `readings.${name}`
    if ('reading' in read) assertPlaced(field, read, world)
    else if ('minutes' in read || 'warned' in read) {
      if (!scenario.committee) throw new FieldError(field, read, 'a lesson with a committee')
    } else for (const part of 'sum' in read ? read.sum : read.ratio) assertKnown(field, part, before)
    before.push(name)
  }
}
