/** The nights of the row as links: which are won, and what came of them at best. */
import type { NightEntry } from '../../nights/catalog.ts'
import type { DeskRecord, NightRecord } from '../../stores/deskRecord.ts'

export interface RowNight {
  readonly number: number
  readonly id: string
  readonly title: string
  readonly desk: NightEntry['desk']
  readonly isWon: boolean
  readonly record: NightRecord | null
}

export function listRow(catalog: readonly NightEntry[], { nights }: DeskRecord): RowNight[] {
  return catalog.map(({ number, id, title, desk }) => {
    const record = Object.hasOwn(nights, id) ? nights[id] : null
    return { number, id, title, desk, isWon: record?.best?.won ?? false, record }
  })
}

/** As it is heard. */
export function sayRowNight({ number, title, isWon, record }: RowNight): string {
  const best = record?.best
  const told = best ? `, best ${best.solvent} of ${best.seeds}${isWon ? ', won' : ''}` : ''
  return `Night ${number}: ${title}${told}`
}

/** The first that is not won; after all of them, the first. */
export function findNext(row: readonly RowNight[], after = 0): RowNight | null {
  return row.find(({ number, isWon }) => number > after && !isWon) ?? row.find(({ isWon }) => !isWon) ?? null
}
