/** What the page gets of the lessons: a catalog at once, and each lesson when it is asked for (src/cli/lessonsPlugin.ts). */
import type { Lesson } from './lesson.ts'
import type { KnownNumbers } from './numbers.ts'
import type { LessonWords } from './words.ts'

export interface LessonModule {
  readonly lesson: Lesson
  /** Rich texts as safe HTML. */
  readonly words: LessonWords
  readonly numbers: KnownNumbers
  /** The teacher's notes, as safe HTML. */
  readonly notes: string
}

export interface CatalogEntry {
  readonly number: number
  readonly id: string
  readonly title: string
  /** Safe HTML. */
  readonly summary: string
  /** The one thing to remember, in plain words; empty where the lesson has none. */
  readonly takeaway: string
  readonly minutes: number
  readonly terms: readonly string[]
  readonly prerequisites: readonly string[]
  readonly load: () => Promise<LessonModule>
}
