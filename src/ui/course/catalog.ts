/** What the map and the player say about the lessons as a whole: their order, where each stands, what comes next. */
import type { Status } from '../../stores/progressRecord.ts'

/** An entry of the catalog, as the map shows it. */
export interface LessonEntry {
  readonly number: number
  readonly id: string
  readonly title: string
  /** Safe HTML, as all rich words. */
  readonly summary: string
  /** The one thing to remember; empty where the lesson has none. */
  readonly takeaway: string
  readonly minutes: number
  readonly prerequisites: readonly string[]
}

export const STATUS_WORDS: Readonly<Record<Status, string>> = {
  new: 'not begun',
  begun: 'begun',
  seen: 'seen, not solved',
  solved: 'solved',
}

/** The lesson to go on with: one that was begun, else the first that is not finished; null where all are. */
export function findNext<E extends LessonEntry>(
  lessons: readonly E[],
  status: (id: string) => Status,
  current: string | null,
): E | null {
  const isOpen = ({ id }: E) => status(id) === 'new' || status(id) === 'begun'
  return lessons.find(({ id }) => id === current) ?? lessons.find(isOpen) ?? null
}

/** The lesson that comes after this one on the map, or null after the last. */
export function findFollowing<E extends LessonEntry>(lessons: readonly E[], id: string): E | null {
  const place = lessons.findIndex((one) => one.id === id)
  return place < 0 ? null : (lessons[place + 1] ?? null)
}

/** What should be known before, in words; empty where nothing is. */
export function describePrerequisites(entry: LessonEntry, lessons: readonly LessonEntry[]): string {
  const known = entry.prerequisites.flatMap((id) => lessons.find((one) => one.id === id) ?? [])
  if (known.length === 0) return ''
  return `After ${known.map(({ number, title }) => `${number} ${title}`).join(' and ')}`
}
