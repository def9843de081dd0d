/**
 * Several pictures on one page share its frames: news come to all of them at once, and each takes in its own in a frame of its own, so
 * that no frame has the work of all. A picture alone never waits, and where frames are slow nobody waits longer than can be seen.
 */
const LONGEST_WAIT_MS = 150

export class Turns {
  readonly #members: object[] = []
  readonly #waitingSinceMs = new Map<object, number>()
  #turn = 0
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
    if (nowMs !== this.#frameMs) {
      this.#frameMs = nowMs
      this.#turn = (this.#turn + 1) % this.#members.length
    }
    const sinceMs = this.#waitingSinceMs.get(member) ?? nowMs
    const isNow = this.#members[this.#turn] === member || nowMs - sinceMs >= LONGEST_WAIT_MS
    if (isNow) this.#waitingSinceMs.delete(member)
    else this.#waitingSinceMs.set(member, sinceMs)
    return isNow
  }
}
