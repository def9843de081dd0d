/** Which point a key leads to when a figure is read by keyboard: the keys of a slider. */

/** Page keys move by this part of the figure. */
const PAGE = 20

/** The next index, or null for a key that means nothing here. */
export function moveCursor(key: string, index: number, count: number): number | null {
  const page = Math.max(1, Math.round(count / PAGE))
  const wanted: Record<string, number> = {
    ArrowRight: index + 1,
    ArrowUp: index + 1,
    ArrowLeft: index - 1,
    ArrowDown: index - 1,
    PageUp: index + page,
    PageDown: index - page,
    Home: 0,
    End: count - 1,
  }
  return Object.hasOwn(wanted, key) ? Math.max(0, Math.min(count - 1, wanted[key])) : null
}
