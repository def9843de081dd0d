/** What is typed for a question of the lab, and what its present answer was asked with: a link repeats the latter. */
export class Form<F> {
  /** Null until something is typed, or an address says it: then what is usual for the scenario stands there. */
  typed: F | null = $state.raw(null)
  asked: F | null = $state.raw(null)

  /** What a link repeats. */
  get told(): F | null {
    return this.asked ?? this.typed
  }

  clear(): void {
    this.typed = this.asked = null
  }
}
