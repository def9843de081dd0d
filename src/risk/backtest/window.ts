/**
 * A stretch of returns that moves on day by day: its mean, spread and tails, and its values in order. What comes in and what leaves is
 * added and taken away, so that a day costs as little with a long stretch as with a short one.
 */
export class Window {
  /** Sums of powers of returns, each less `#center`, where little is lost by taking away. */
  readonly #sums = [0, 0, 0, 0]
  readonly #center: number
  readonly #sorted: Float64Array
  count = 0

  /** @param most as many returns as it ever holds at once */
  constructor(first: Float64Array, most: number) {
    this.#center = first.reduce((sum, one) => sum + one, 0) / Math.max(1, first.length)
    this.#sorted = new Float64Array(most)
    this.#sorted.set(first.toSorted())
    this.count = first.length
    for (const one of first) this.#sum(one, 1)
  }

  add(value: number): void {
    const at = this.#find(value)
    this.#sorted.copyWithin(at + 1, at, this.count)
    this.#sorted[at] = value
    this.count++
    this.#sum(value, 1)
  }

  /** @param value one that is in it */
  remove(value: number): void {
    const at = this.#find(value)
    this.#sorted.copyWithin(at, at + 1, this.count)
    this.count--
    this.#sum(value, -1)
  }

  get mean(): number {
    return this.#center + this.#sums[0] / this.count
  }

  get variance(): number {
    const shift = this.#sums[0] / this.count
    return Math.max(0, this.#sums[1] / this.count - shift * shift)
  }

  /** 3 for a normal distribution. */
  get kurtosis(): number {
    const [a, b, c, d] = this.#sums.map((sum) => sum / this.count)
    const fourth = d - 4 * a * c + 6 * a * a * b - 3 * a * a * a * a
    const { variance } = this
    return variance === 0 ? 3 : fourth / (variance * variance)
  }

  /**
   * So that one more return of the same kind lies below it with this probability: between the values of the neighboring ranks (type 6
   * of Hyndman and Fan 1996); the lowest where that asks for more than there are.
   */
  quantile(p: number): number {
    const rank = p * (this.count + 1)
    const below = Math.floor(rank)
    if (below < 1) return this.#sorted[0]
    const [low, high] = [this.#sorted[below - 1], this.#sorted[Math.min(below, this.count - 1)]]
    return low + (rank - below) * (high - low)
  }

  #sum(value: number, sign: 1 | -1): void {
    const off = value - this.#center
    let power = sign as number
    for (let k = 0; k < 4; k++) this.#sums[k] += power *= off
  }

  /** The place of the first that is not smaller. */
  #find(value: number): number {
    let [low, high] = [0, this.count]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#sorted[middle] < value) low = middle + 1
      else high = middle
    }
    return low
  }
}
