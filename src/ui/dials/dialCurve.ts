/** The small curve of a dial: its way over the run, with its line, on one scale that holds both. */
export const CURVE_WIDTH = 180
export const CURVE_HEIGHT = 40
const EDGE = 2

export interface DialCurve {
  /** Points of polylines, up to the present step and after it: where there was no number, the curve has a gap. */
  readonly pieces: readonly { readonly points: string; readonly isAhead: boolean }[]
  /** Height of the line. */
  readonly line: number
  /** Where the run stands. */
  readonly now: number
}

/**
 * From 0, or the lowest value, at the bottom, to the highest of value and line at the top. A value beyond three times the line is
 * at the top: the line has to be seen.
 */
export function traceDial(
  { steps, values }: { readonly steps: readonly number[]; readonly values: readonly number[] },
  { line, step, of }: { readonly line: number; readonly step: number; readonly of: number },
): DialCurve {
  const top = 3 * line
  const known = values.filter((value) => !Number.isNaN(value)).map((value) => Math.min(top, value))
  const highest = Math.max(line * 1.1, ...known)
  const lowest = Math.min(0, ...known)
  const toX = (at: number) => (at / Math.max(1, of)) * CURVE_WIDTH
  const toY = (value: number) =>
    CURVE_HEIGHT - EDGE - ((Math.min(top, value) - lowest) / (highest - lowest)) * (CURVE_HEIGHT - 2 * EDGE)
  const trace = (from: number, to: number, isAhead: boolean) => {
    const pieces: string[][] = [[]]
    for (let i = from; i < to; i++) {
      if (Number.isNaN(values[i])) pieces.push([])
      else pieces[pieces.length - 1].push(`${toX(steps[i]).toFixed(1)},${toY(values[i]).toFixed(1)}`)
    }
    return pieces.flatMap((piece) => (piece.length > 0 ? [{ points: piece.join(' '), isAhead }] : []))
  }
  const next = steps.filter((one) => one <= step).length
  return {
    pieces: [...trace(0, next, false), ...trace(Math.max(0, next - 1), values.length, true)],
    line: toY(line),
    now: toX(step),
  }
}
