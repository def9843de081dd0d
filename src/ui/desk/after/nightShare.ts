/** What one passes on of a result: a few words and squares, to be pasted anywhere. */
import type { Tile } from '../../../risk/nights/score.ts'

const ROW = 10
const WON = '🟦'
const LOST = '🟧'

/** Squares in rows of ten. */
function toSquares(tiles: readonly Tile[]): string {
  const squares = tiles.map(({ outcome }) => (outcome.won ? WON : LOST))
  return Array.from({ length: Math.ceil(squares.length / ROW) }, (_, row) =>
    squares.slice(row * ROW, (row + 1) * ROW).join(''),
  ).join('\n')
}

interface ShareWords {
  /** As in "night 4". */
  readonly game: string
  readonly result: string
  readonly code: string
}

export function toShareText({ game, result, code }: ShareWords, tiles: readonly Tile[], address: string): string {
  return `Loss Spiral, ${game}\n${result}\n${toSquares(tiles)}\n${code} ${address}`
} // prettier-ignore
