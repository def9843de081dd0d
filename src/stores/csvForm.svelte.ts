/** How tables are written for the spreadsheet of this person, kept in the browser; it works for the visit where that fails. */
import type { CsvForm } from '../schema/csvCell.ts'
import { findShelf, readStored, toStorageKey, writeStored } from './storage.ts'

const shelf = findShelf()
const key = toStorageKey('csv')
let form = $state<CsvForm>(readStored(shelf, key).value === 'comma' ? 'comma' : 'point')

export const csvForm = {
  get now(): CsvForm {
    return form
  },
  set now(next: CsvForm) {
    form = next
    writeStored(shelf, key, next)
  },
}
