/**
 * Counts flashes in a row of pictures, by WCAG 2.2: a flash is a pair of opposing changes of relative luminance of at least
 * 10 % of the most, where the darker picture is below 0.80. A flash counts for the safety of the eyes where so many places
 * that touch each other flash together that they cover an area; here 21,824 CSS pixels (341 × 256 / 4).
 */
export interface Frame {
  readonly width: number
  readonly height: number
  /** Red, green, blue and alpha of each pixel, row by row; one pixel is one CSS pixel. */
  readonly pixels: Uint8Array | Uint8ClampedArray
}

export interface FlashLimits {
  /** The side of a square of pixels that is measured as one. */
  readonly cell: number
  readonly area: number
  readonly framesPerSecond: number
}

export const WCAG_LIMITS: FlashLimits = { cell: 8, area: 21_824, framesPerSecond: 60 }
const SMALLEST_CHANGE = 0.1
const BRIGHT = 0.8
/** One change up and one down. */
const CHANGES_PER_FLASH = 2

/** The mean relative luminance of each cell, row by row. Cells at the edge may be smaller. Needs nothing around it: it runs in a page too. */
export function measureLuminance({ width, height, pixels }: Frame, cell: number): Float64Array {
  const linear = Float64Array.from({ length: 256 }, (_, value) => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  const columns = Math.ceil(width / cell)
  const sums = new Float64Array(columns * Math.ceil(height / cell))
  const counts = new Float64Array(sums.length)
  for (let y = 0; y < height; y++) {
    const row = Math.floor(y / cell) * columns
    for (let x = 0; x < width; x++) {
      const i = (y * width + x) * 4
      const at = row + Math.floor(x / cell)
      sums[at] += 0.2126 * linear[pixels[i]] + 0.7152 * linear[pixels[i + 1]] + 0.0722 * linear[pixels[i + 2]]
      counts[at]++
    }
  }
  return sums.map((sum, at) => sum / counts[at])
}

/** The way of one cell's luminance: where it last turned, and the changes that counted. */
interface Swing {
  low: number
  high: number
  direction: -1 | 0 | 1
}

/** @returns whether this value completes a change in the direction opposite to the change before, or is the first change */
function follow(swing: Swing, value: number): boolean {
  swing.low = Math.min(swing.low, value)
  swing.high = Math.max(swing.high, value)
  const rises = swing.direction !== 1 && value - swing.low >= SMALLEST_CHANGE && swing.low < BRIGHT
  const falls = swing.direction !== -1 && swing.high - value >= SMALLEST_CHANGE && value < BRIGHT
  if (!rises && !falls) {
    // Going on in the same direction: the turn, if one comes, starts from here.
    if (swing.direction === 1 && value >= swing.high) swing.low = value
    if (swing.direction === -1 && value <= swing.low) swing.high = value
    return false
  }
  swing.direction = rises ? 1 : -1
  swing.low = swing.high = value
  return true
}

/** Pixels of the largest group of marked cells that touch by an edge. */
function measureLargestArea(marked: Uint8Array, columns: number, { cell }: FlashLimits): number {
  const left = marked.slice()
  let largest = 0
  for (let start = 0; start < left.length; start++) {
    if (left[start] === 0) continue
    const stack = [start]
    left[start] = 0
    let cells = 0
    while (stack.length > 0) {
      const at = stack.pop() as number
      cells++
      const x = at % columns
      const neighbors = [x > 0 ? at - 1 : -1, x < columns - 1 ? at + 1 : -1, at - columns, at + columns]
      for (const next of neighbors) {
        if (next < 0 || next >= left.length || left[next] === 0) continue
        left[next] = 0
        stack.push(next)
      }
    }
    largest = Math.max(largest, cells)
  }
  return largest * cell * cell
}

export class FlashMeter {
  readonly #limits: FlashLimits
  #columns = 0
  #swings: Swing[] = []
  /** Frames in which each cell changed, oldest first, of the last second. */
  #changes: number[][] = []
  #frame = 0
  /** Of the worst second: the most flashes that an area as large as the limit went through together. */
  mostFlashes = 0
  /** The largest area that went through more flashes in a second than `allowed`. */
  largestFlashingArea = 0
  readonly #allowed: number

  constructor(allowed = 3, limits: FlashLimits = WCAG_LIMITS) {
    this.#allowed = allowed
    this.#limits = limits
  }

  add(frame: Frame): void {
    this.addLuminance(measureLuminance(frame, this.#limits.cell), frame.width)
  }

  /** A frame that was measured already, where its pixels were. */
  addLuminance(luminance: ArrayLike<number>, width: number): void {
    if (this.#swings.length === 0) {
      this.#columns = Math.ceil(width / this.#limits.cell)
      this.#swings = Array.from(luminance, (value) => ({ low: value, high: value, direction: 0 as const }))
      this.#changes = Array.from(luminance, () => [])
    }
    const oldest = this.#frame - this.#limits.framesPerSecond
    let hasChanged = false
    for (let at = 0; at < luminance.length; at++) {
      const changes = this.#changes[at]
      while (changes.length > 0 && changes[0] <= oldest) changes.shift()
      if (!follow(this.#swings[at], luminance[at])) continue
      changes.push(this.#frame)
      hasChanged = true
    }
    this.#frame++
    if (hasChanged) this.#judge()
  }

  #judge(): void {
    const area = (flashes: number) =>
      measureLargestArea(
        Uint8Array.from(this.#changes, ({ length }) => +(length >= flashes * CHANGES_PER_FLASH)),
        this.#columns,
        this.#limits,
      )
    this.largestFlashingArea = Math.max(this.largestFlashingArea, area(this.#allowed + 1))
    while (area(this.mostFlashes + 1) >= this.#limits.area) this.mostFlashes++
  }
}
