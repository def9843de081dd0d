/** Where a key leads in a figure whose marks stand in rows. */

interface Place {
  readonly at: number
  readonly count: number
  /** Marks in a row. */
  readonly columns: number
  /** Rows are drawn from below. */
  readonly isUpward: boolean
}

/** @returns null for a key that leads nowhere; where no mark is, the one that it left */
export function walk(key: string, { at, count, columns, isUpward }: Place): number | null {
  const row = isUpward ? -columns : columns
  const single = columns >= count
  const moves: Readonly<Record<string, number>> = {
    ArrowRight: at + 1,
    ArrowLeft: at - 1,
    ArrowDown: single ? at - 1 : at + row,
    ArrowUp: single ? at + 1 : at - row,
    Home: 0,
    End: count - 1,
  }
  if (!Object.hasOwn(moves, key)) return null
  const next = moves[key]
  return next >= 0 && next < count ? next : at
}
