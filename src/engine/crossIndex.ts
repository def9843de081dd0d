/**
 * Accounts with one margin for several legs, by how far marks may move before they need a look (docs/model.md section 11.1).
 * The slack equity − maintenance is linear in the marks: g = c + Σ w·m, with w = q(1−μ) for a long leg and −|q|(1+μ) for a
 * short one. A clock S grows at each detection by the largest relative move of any mark since the last one, so an account
 * looked at with slack g and weight W = Σ|w|·m cannot be below maintenance before S has grown by ln(1 + g/W).
 * The index only finds candidates; the inequality decides. Reads marks and ledger; holds deadlines.
 */
import { ln } from './arithmetic.ts'
import { TriggerIndex } from './triggerIndex.ts'

/** Deadlines come early by this much, so that rounding never hides anybody. */
const SAFETY = 1e-9

export class CrossIndex {
  readonly #deadlines: TriggerIndex
  readonly #marks: Float64Array
  #clock = 0

  constructor(capacity: number, legs: number) {
    this.#deadlines = new TriggerIndex(capacity)
    this.#marks = new Float64Array(legs)
  }

  /** Whether anybody can be due at these marks. Moves the clock. */
  advance(markAt: (leg: number) => number): boolean {
    if (this.#deadlines.top === -Infinity) return false
    this.#moveClock(markAt)
    return this.#deadlines.top >= -this.#clock
  }

  #moveClock(markAt: (leg: number) => number): void {
    let most = 1
    for (let leg = 0; leg < this.#marks.length; leg++) {
      const before = this.#marks[leg]
      const now = markAt(leg)
      if (now === before) continue
      this.#marks[leg] = now
      // |ln f| is at most f − 1 for a rise by f, and 1/f − 1 for a fall.
      most = Math.max(most, now / before, before / now)
    }
    this.#clock += most - 1
  }

  /** Takes out an account that is due; −1 where nobody is. */
  popDue(): number {
    return this.#deadlines.top >= -this.#clock ? this.#deadlines.pop() : -1
  }

  /**
   * Puts an account in, or moves it.
   * @param slack equity − maintenance at these marks, in cents
   * @param weight Σ|w|·m, in cents
   */
  set(id: number, slack: number, weight: number, markAt: (leg: number) => number): void {
    // Marks of an empty index are old; nobody's deadline leans on them.
    if (this.#deadlines.top === -Infinity)
      for (let leg = 0; leg < this.#marks.length; leg++) this.#marks[leg] = markAt(leg)
    else this.#moveClock(markAt)
    const room = slack > 0 ? ln(1 + slack / weight) * (1 - SAFETY) : 0
    this.#deadlines.set(id, -(this.#clock + room))
  }

  remove(id: number): void {
    this.#deadlines.remove(id)
  }
}
