/**
 * What a house owns beside its cushion, against what it owes its depositors: claims on others, holdings, what is lent, what is at
 * hand. Each line with what it was at the opening, so that what is gone can be seen. Reads two moments; money in cents.
 */
import type { WorldMoment } from '../../schema/worldFrame.ts'
import { assetWord, venueTitle } from '../../schema/worldTitles.ts'

export interface BookLine {
  readonly key: string
  readonly name: string
  readonly cents: number
  readonly startCents: number
}

export interface Books {
  readonly owned: readonly BookLine[]
  readonly depositors: BookLine
  /** Of everything here the most: all bars of a house are on this scale. */
  readonly scaleCents: number
}

export interface BookNames {
  /** Ids of all venues, in order. */
  readonly venues: readonly string[]
  /** Assets that the treasury holds, in order of the document. */
  readonly holdings: readonly string[]
  readonly isLender: boolean
}

export function readBooks(place: number, now: WorldMoment, start: WorldMoment, names: BookNames): Books {
  const line = (key: string, name: string, read: (moment: WorldMoment) => number): BookLine => ({
    key,
    name,
    cents: read(now),
    startCents: read(start),
  })
  const lines = [
    ...names.venues.map((id, debtor) =>
      line(`claim ${id}`, `${venueTitle(id)} owes`, ({ claims }) => claims[place][debtor]),
    ),
    ...names.holdings.map((asset, i) =>
      line(
        `holding ${asset}`,
        `${assetWord(asset)} held`,
        ({ treasuries }) => treasuries[place].holdings[i].value,
      ),
    ),
    ...(names.isLender ? [line('debts', 'lent out', ({ treasuries }) => treasuries[place].debts)] : []),
    line('hand', 'at hand', ({ venues }) => Math.max(0, venues[place].atHand)),
  ]
  const owned = lines.filter(({ key, cents, startCents }) => key === 'hand' || cents > 0 || startCents > 0)
  const depositors = line(
    'depositors',
    names.isLender ? 'owed to lenders' : 'owed to depositors',
    ({ venues }) => venues[place].depositors,
  )
  const scaleCents = Math.max(
    1,
    ...[...owned, depositors].map(({ cents, startCents }) => Math.max(cents, startCents)),
  )
  return { owned, depositors, scaleCents }
}
