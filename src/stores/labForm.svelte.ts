/** What is typed for a question of the lab, and what its present answer was asked with: a link repeats the latter. */
import { isAlike } from './alike.ts'

export class Form<F> {
  /** Null until something is typed, or an address says it: then what is usual for the scenario stands there. */
  typed: F | null = $state.raw(null)
  asked: F | null = $state.raw(null)

  /** What a link repeats. */
  get told(): F | null {
    return this.asked ?? this.typed
  }

  /** Whether another question is typed than the present answer is about. */
  get isChanged(): boolean {
    const { typed, asked } = this
    return typed !== null && asked !== null && !isAlike(typed, asked)
  }

  clear(): void {
    this.typed = this.asked = null
  }
}
