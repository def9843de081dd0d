/** What is wrong with a lesson: the file, the field in it, what stands there, and what was expected, on one line. */
import { FieldError, toOneLine } from '../schema/fieldError.ts'

export class LessonError extends Error {
  override readonly name = 'LessonError'

  /** @param file as in `lessons/04-the-spiral/lesson.yaml` */
  constructor(file: string, what: string) {
    super(toOneLine(`${file}: ${what}`))
  }
}

/** Runs a part of the check; whatever is wrong is said with the file, and the part of it. */
export function within<T>(file: string, part: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof FieldError)) throw error
    throw new LessonError(file, part === '' ? error.message : `${part}: ${error.message}`)
  }
}
