/**
 * Deleveraging pro rata takes a little from every winner for every bankrupt account: thousands of events, thousands of
 * times in one step. Beyond a limit they are merged into one event for each winner and step, so that the page and its
 * memory stay in proportion to the crowd. The sums stay exact; the bankrupt account is named only where it was one.
 */
import { EVENT_AT as at, EVENT_CODE, EVENT_WIDTH } from '../schema/event.ts'

const DELEVERAGING = EVENT_CODE.deleveraging
/**
 * Deleveraging events of one step that are still kept one by one.
 * @internal
 */
export const MOST_DELEVERAGINGS = 500

/** The events of one step, with those of deleveraging merged where they are too many. The input does not change. */
export function mergeFlood(rows: Float64Array): Float64Array {
  let deleveragings = 0
  for (let row = 0; row < rows.length; row += EVENT_WIDTH)
    if (rows[row + at.kind] === DELEVERAGING) deleveragings++
  if (deleveragings <= MOST_DELEVERAGINGS) return rows
  const merged = new Float64Array(rows.length)
  const placeOfWinner = new Map<number, number>()
  let length = 0
  for (let row = 0; row < rows.length; row += EVENT_WIDTH) {
    const winner = rows[row + at.account]
    const isDeleveraging = rows[row + at.kind] === DELEVERAGING
    const place = isDeleveraging ? placeOfWinner.get(winner) : undefined
    if (place !== undefined) {
      addTo(merged, place, rows, row)
      continue
    }
    if (isDeleveraging) placeOfWinner.set(winner, length)
    merged.set(rows.subarray(row, row + EVENT_WIDTH), length)
    length += EVENT_WIDTH
  }
  return merged.slice(0, length)
}

function addTo(merged: Float64Array, place: number, rows: Float64Array, row: number): void {
  merged[place + at.contracts] += rows[row + at.contracts]
  merged[place + at.cents] += rows[row + at.cents]
  merged[place + at.mark] = rows[row + at.mark]
  if (merged[place + at.counterparty] !== rows[row + at.counterparty]) merged[place + at.counterparty] = -1
}
