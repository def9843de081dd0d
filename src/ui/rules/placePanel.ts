/**
 * Puts a panel beside the thing it explains: on its left where there is room, since readings stand at the right; else
 * below or above it. Always whole within the window.
 */
const GAP = 12
const NARROW = 700

/** @param side beside the opener where there is room, or only below and above it */
export function placePanel(
  panel: HTMLElement,
  opener: HTMLElement,
  side: 'beside' | 'over' = 'beside',
): void {
  const { innerWidth, innerHeight } = window
  const { width, height } = panel.getBoundingClientRect()
  const at = opener.getBoundingClientRect()
  const within = (value: number, size: number, room: number) =>
    Math.max(GAP, Math.min(value, room - size - GAP))
  const isBeside = side === 'beside' && innerWidth >= NARROW && at.left - width - GAP >= GAP
  const left = isBeside ? at.left - width - GAP : at.left
  const hasRoomBelow = at.bottom + height + GAP <= innerHeight
  const top = isBeside ? at.top - GAP : hasRoomBelow ? at.bottom + GAP / 2 : at.top - height - GAP / 2
  panel.style.left = `${within(left, width, innerWidth)}px`
  panel.style.top = `${within(top, height, innerHeight)}px`
}
