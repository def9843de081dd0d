/**
 * Every account as columns, for a file of the whole run. Columns go to the page with their memory: a million rows of
 * objects would be copied, and would stop the page for a second.
 */
import { CLOSED, copyColumns, DELEVERAGED, LIQUIDATED, OPEN } from '../engine/accounts.ts'
import type { Venue } from '../engine/venue.ts'
import { ACCOUNT_STATES, type AccountRow, type AccountTable } from '../schema/result.ts'

const code = (state: AccountRow['state']) => ACCOUNT_STATES.indexOf(state)
/** The code of each state of the engine. */
const CODES = new Uint8Array(4)
CODES[OPEN] = code('open')
CODES[LIQUIDATED] = code('liquidated')
CODES[DELEVERAGED] = code('deleveraged')
CODES[CLOSED] = code('closed')

export function makeAccountTable({ accounts }: Venue): AccountTable {
  const { contracts, cashCents, haircutCents, state } = copyColumns(accounts)
  return { contracts, cashCents, haircutCents, state: state.map((engineCode) => CODES[engineCode]) }
}

/** The memory of the table, which moves to the page. */
export function listTableBuffers(table: AccountTable): ArrayBufferLike[] {
  return [table.contracts, table.cashCents, table.haircutCents, table.state].map((column) => column.buffer)
}
