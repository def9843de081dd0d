/**
 * What the next drawing has to do anew, gathered from all that changed since the last one. Nothing is drawn while nothing is
 * due, and what stands still (the ground, the marks' places) is not worked out again while only something small moves.
 */

/** How long marks and places move after a change. */
const MOTION_MS = 450

export interface Redraw {
  /** Everything but the marks and the moving things. */
  ground: boolean
  /** New places or looks of marks. */
  marks: { places: boolean; looks: boolean }
  nowMs: number
}

export class PendingRedraw {
  #ground = true
  #isPointed = false
  #movesUntilMs = 0
  #wasMoving = false
  #marks = { places: true, looks: true }

  /** Labels follow the ground, and what is pointed at. */
  get labels(): boolean {
    return this.#ground || this.#isPointed
  }

  addGround(): void {
    this.#ground = true
  }

  /** Something else is pointed at. */
  addPointing(): void {
    this.#isPointed = true
  }

  addMarks({ places, looks }: { places: boolean; looks: boolean }): void {
    this.#marks.places ||= places
    this.#marks.looks ||= looks
  }

  addEverything(): void {
    this.addMarks({ places: true, looks: true })
    this.#ground = true
  }

  /** From now on marks move for a while. */
  addMotion(nowMs: number): void {
    this.#movesUntilMs = nowMs + MOTION_MS
  }

  /** What is due, or null where the picture would be the same. `isFlying`: something else moves by itself. */
  next(nowMs: number, isFlying: boolean): Redraw | null {
    // One more drawing after the last motion: it shows where everything came to rest.
    const isMoving = nowMs <= this.#movesUntilMs || isFlying
    if (!this.labels && !isMoving && !this.#wasMoving) return null
    this.#wasMoving = isMoving
    return { ground: this.#ground, marks: this.#marks, nowMs }
  }

  /** It is drawn. */
  clear(): void {
    this.#marks = { places: false, looks: false }
    this.#ground = this.#isPointed = false
  }
}
