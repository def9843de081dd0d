/**
 * How large a label will be, without making the browser lay out the page: measured on a canvas nobody sees. The sizes here
 * are those of stage.css; a test of the page holds both together.
 */
export type Measure = (kind: string, text: string) => { readonly width: number; readonly height: number }

interface Look {
  /** Size of its type, in that of the picture. */
  readonly scale?: number
  readonly isBold?: boolean
  /** Inside its own ground: left and right, above and below, in sizes of its own type. */
  readonly padding?: readonly [number, number]
}

const GROUNDED: Look = { padding: [0.4, 0.1] }
const LOOKS: Readonly<Record<string, Look>> = {
  tag: { scale: 1.15, isBold: true, padding: [0.45, 0.25] },
  forced: { scale: 1.15, isBold: true },
  bought: { scale: 1.15, isBold: true },
  band: GROUNDED,
  halted: { ...GROUNDED, isBold: true },
  trader: { ...GROUNDED, isBold: true },
}
const LINE = 1.25
/** About how wide a letter is, where there is no canvas to measure on. */
const LETTER = 0.56
/** Figures of one width may be a little wider than those of the canvas. */
const SLACK = 1
/** Prices and moments are always new; the oldest texts go. */
const MOST_KNOWN = 400

/**
 * Measures by counting letters.
 * @internal
 */
export function estimateText(type: number): Measure {
  return (kind, text) => toSize(kind, text, type, (line, size) => line.length * size * LETTER)
}

/** Measures texts of the picture, in the page's own font. */
export class TextSizes {
  readonly #context = document.createElement('canvas').getContext('2d')
  readonly #known = new Map<string, number>()
  #family = ''

  /** A font that arrived, or another one. */
  refresh(root: HTMLElement): void {
    const { fontFamily } = getComputedStyle(root)
    if (fontFamily === this.#family) return
    this.#family = fontFamily
    this.#known.clear()
  }

  at(type: number): Measure {
    return (kind, text) => toSize(kind, text, type, (line, size, isBold) => this.#widthOf(line, size, isBold))
  }

  #widthOf(line: string, size: number, isBold: boolean): number {
    const key = `${size} ${isBold} ${line}`
    let width = this.#known.get(key)
    if (width !== undefined) return width
    if (!this.#context) return line.length * size * LETTER
    this.#context.font = `${isBold ? '700 ' : ''}${size}px ${this.#family || 'sans-serif'}`
    width = this.#context.measureText(line).width
    if (this.#known.size >= MOST_KNOWN) this.#known.clear()
    this.#known.set(key, width)
    return width
  }
}

function toSize(
  kind: string,
  text: string,
  type: number,
  widthOf: (line: string, size: number, isBold: boolean) => number,
): { width: number; height: number } {
  const { scale = 1, isBold = false, padding = [0, 0] } = LOOKS[kind] ?? {}
  const size = type * scale
  const lines = text.split('\n')
  const widest = Math.max(...lines.map((line) => widthOf(line, size, isBold)))
  return {
    width: widest + SLACK + 2 * padding[0] * size,
    height: lines.length * LINE * size + 2 * padding[1] * size,
  }
}
