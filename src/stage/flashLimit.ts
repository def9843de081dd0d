/**
 * The one place that keeps the picture from flashing. WCAG counts a flash where relative luminance changes by a tenth of the
 * most and back, over a large area. So whatever may come and go with each step over a large area takes its strength from here:
 * it stays below that tenth, and however fast a run is played, it cannot flash. Marks and orders are small, and each changes
 * its look a few times in a whole run; tests/e2e/flashes.spec.ts measures the frames themselves.
 */
import type { Ink } from './painter.ts'

/**
 * A little below the tenth of WCAG, for the rounding of colors.
 * @internal
 */
export const MOST_CHANGE = 0.09
/** Halvings that find a strength to a thousandth. */
const HALVINGS = 10

/**
 * Relative luminance, as in WCAG, of a color whose parts go from 0 to 255.
 * @internal
 */
export function computeLuminance({ r, g, b }: Ink): number {
  const linear = (value: number) => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

/** The strength of a tint over a ground: what was wished, or as much of it as does not count as a flash. */
export function limitTint(ground: Ink, tint: Ink, wished: number): number {
  const base = computeLuminance(ground)
  const mix = (from: number, to: number, alpha: number) => from + (to - from) * alpha
  const changes = (alpha: number) =>
    Math.abs(
      computeLuminance({
        r: mix(ground.r, tint.r, alpha),
        g: mix(ground.g, tint.g, alpha),
        b: mix(ground.b, tint.b, alpha),
      }) - base,
    )
  if (changes(wished) <= MOST_CHANGE) return wished
  let low = 0
  let high = wished
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2
    if (changes(middle) <= MOST_CHANGE) low = middle
    else high = middle
  }
  return low
}
