/** R of the world and its matrix in words. Reads numbers of a moment. */
import { formatFew, formatFixed, roundSpiral } from '../../schema/words.ts'
import { assetWord, venueTitle } from '../../schema/worldTitles.ts'
import type { House } from './houses.ts'

/** A market with a book: a row and a column of the matrix. */
export interface Book {
  readonly name: string
  /** Among all markets of the world. */
  readonly place: number
  readonly venue: string
}

/** Books by venue; with the asset in the name where a venue has several. */
export function listBooks(houses: readonly House[]): Book[] {
  return houses
    .filter(({ kind }) => kind !== 'lending')
    .flatMap(({ id, markets }) =>
      markets.map(({ asset, place }) => ({
        name: markets.length > 1 ? `${venueTitle(id)} ${assetWord(asset)}` : venueTitle(id),
        place,
        venue: id,
      })),
    )
}

export function describeCell(from: string, onto: string, percent: number): string {
  const forced = percent > 0 ? `forces ${formatFew(percent)}%` : 'forces nothing'
  return from === onto
    ? `A fall of 1% on ${from} ${forced} more there.`
    : `A fall of 1% on ${from} ${forced} on ${onto}.`
}

interface WorldNumber {
  readonly here: number
  readonly ahead: number
  readonly books: readonly Book[]
  readonly at: (from: number, to: number) => number
}

/** What R says in dollars, and whether it takes several places together. */
export function describeWorldNumber({ here, ahead, books, at }: WorldNumber): {
  sentence: string
  why: string
} {
  const sentence =
    ahead > 0
      ? `Each $1 sold would force $${formatFixed(roundSpiral(ahead), 2)} more, somewhere.`
      : 'Nobody ahead can be sold out.'
  const alone = books.length > 0 ? Math.max(...books.map((_, place) => at(place, place))) : 0
  const isJoint = here >= 1 && alone < 1 && books.length > 1
  const why = isJoint
    ? 'No place alone reaches 1. Joined, they do.'
    : here >= 1
      ? 'Selling feeds on itself here.'
      : ahead >= 1
        ? 'Here selling dies out. Further down it feeds on itself.'
        : 'Selling dies out.'
  return { sentence, why }
}
