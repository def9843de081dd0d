/** A binary heap of codes by score, highest first, ties by lower code. Plain and growable; knows nothing of accounts. */
export class ScoreHeap {
  #codes = new Int32Array(256)
  #scores = new Float64Array(256)
  #size = 0

  get size(): number {
    return this.#size
  }

  clear(): void {
    this.#size = 0
  }

  push(score: number, code: number): void {
    if (this.#size === this.#codes.length) this.#grow()
    const scores = this.#scores
    const codes = this.#codes
    let at = this.#size++
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (scores[parent] > score || (scores[parent] === score && codes[parent] < code)) break
      scores[at] = scores[parent]
      codes[at] = codes[parent]
      at = parent
    }
    scores[at] = score
    codes[at] = code
  }

  /** The highest score. The heap must not be empty. */
  topScore(): number {
    return this.#scores[0]
  }

  /** The code with the highest score. The heap must not be empty. */
  top(): number {
    return this.#codes[0]
  }

  /** Takes out any code, the one that costs nothing to take. The heap must not be empty. */
  popLast(): number {
    return this.#codes[--this.#size]
  }

  /** Takes the code with the highest score out. The heap must not be empty. */
  pop(): number {
    const scores = this.#scores
    const codes = this.#codes
    const top = codes[0]
    const size = --this.#size
    const score = scores[size]
    const code = codes[size]
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= size) break
      const right = child + 1
      if (
        right < size &&
        (scores[right] > scores[child] || (scores[right] === scores[child] && codes[right] < codes[child]))
      )
        child = right
      if (score > scores[child] || (score === scores[child] && code < codes[child])) break
      scores[at] = scores[child]
      codes[at] = codes[child]
      at = child
    }
    scores[at] = score
    codes[at] = code
    return top
  }

  #grow(): void {
    const codes = new Int32Array(2 * this.#size)
    const scores = new Float64Array(2 * this.#size)
    codes.set(this.#codes)
    scores.set(this.#scores)
    this.#codes = codes
    this.#scores = scores
  }
}
