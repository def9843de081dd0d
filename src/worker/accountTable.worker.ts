/**
 * Every account as columns, for a file of the whole run. Columns go to the page with their memory: a million rows of
 * objects would be copied, and would stop the page for a second.
 */
import { copyColumns } from '../engine/ledger.ts'
import type { Venue } from '../engine/venue.ts'
import type { AccountTable } from '../schema/result.ts'
import { STATE_CODE } from '../schema/states.ts'

export function makeAccountTable({ state: { ledger } }: Venue): AccountTable {
  const { contracts, cashCents, haircutCents, state } = copyColumns(ledger)
  const states = state.map((code) => (code === STATE_CODE.stopped ? STATE_CODE.closed : code))
  return { contracts: contracts[0], cash: cashCents, haircut: haircutCents, state: states }
}

/** The memory of the table, which moves to the page. */
export function listTableBuffers(table: AccountTable): ArrayBufferLike[] {
  return [table.contracts, table.cash, table.haircut, table.state].map((column) => column.buffer)
}
