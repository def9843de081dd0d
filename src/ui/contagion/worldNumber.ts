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

/** A common fall of all prices: 3.25%. */
export const sayFall = (fall: number): string => `${formatFew(100 * fall)}%`

/** @param fall of all prices, after which it is so, as a share */
export function describeCell(from: string, onto: string, percent: number, fall: number): string {
  const forced = percent > 0 ? `forces ${formatFew(percent)}%` : 'forces nothing'
  const where = fall > 0 ? `With all prices ${sayFall(fall)} down, a` : 'A'
  return from === onto
    ? `${where} fall of 1% on ${from} ${forced} more there.`
    : `${where} fall of 1% on ${from} ${forced} on ${onto}.`
}

interface WorldNumber {
  readonly here: number
  readonly ahead: number
  readonly books: readonly Book[]
  /** Of the matrix where R is largest. */
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
      : 'A sale would force nobody out.'
  const alone = books.length > 0 ? Math.max(...books.map((_, place) => at(place, place))) : 0
  if (ahead < 1) return { sentence, why: 'Selling dies out.' }
  const why =
    here >= 1 ? 'Selling feeds on itself here.' : 'Here selling dies out. Further down it feeds on itself.'
  const isJoint = alone < 1 && books.length > 1
  return { sentence, why: isJoint ? `${why} No place alone reaches 1. Joined, they do.` : why }
}
