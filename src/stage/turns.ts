/**
 * Several pictures on one page share its frames: news come to all of them at once, and each takes in its own in a frame of its own, so
 * that no frame has the work of all. A picture alone never waits, and where frames are slow nobody waits longer than can be seen.
 */
const LONGEST_WAIT_MS = 150
/** Two pictures are compared, and large: their motions are smooth. */
const MANY = 3

export class Turns {
  readonly #members: object[] = []
  readonly #waitingSinceMs = new Map<object, number>()
  #turn = 0
  #frame = 0
  #frameMs = -Infinity

  join(member: object): void {
    this.#members.push(member)
  }

  leave(member: object): void {
    this.#members.splice(this.#members.indexOf(member), 1)
    this.#waitingSinceMs.delete(member)
  }

  /** Whether a member that has work may do it in this frame; else it asks again in the next one. */
  take(member: object, nowMs: number): boolean {
    this.#count(nowMs)
    const sinceMs = this.#waitingSinceMs.get(member) ?? nowMs
    const isNow = this.#members[this.#turn] === member || nowMs - sinceMs >= LONGEST_WAIT_MS
    if (isNow) this.#waitingSinceMs.delete(member)
    else this.#waitingSinceMs.set(member, sinceMs)
    return isNow
  }

  /** Whether a member that only moves leaves out this frame: one of many every other one, half of them at a time. */
  isResting(member: object, nowMs: number): boolean {
    this.#count(nowMs)
    return this.#members.length >= MANY && (this.#members.indexOf(member) + this.#frame) % 2 === 0
  }

  #count(nowMs: number): void {
    if (nowMs === this.#frameMs) return
    this.#frameMs = nowMs
    this.#frame++
    this.#turn = this.#frame % this.#members.length
  }
}
