/**
 * Every account of a venue as columns, for a file of the whole run. Columns go to the page with their memory: a million rows of
 * objects would be copied, and would stop the page for a second.
 */
import { copyColumns } from '../engine/ledger.ts'
import type { Venue } from '../engine/venue.ts'
import type { Answers } from '../schema/message.ts'
import { STATE_CODE } from '../schema/states.ts'
import type { WorldAccountTable } from '../schema/worldResult.ts'

export function makeAccountTable({ state: { ledger } }: Venue): WorldAccountTable {
  const { contracts, cashCents, haircutCents, state } = copyColumns(ledger)
  const states = state.map((code) => (code === STATE_CODE.stopped ? STATE_CODE.closed : code))
  return { contracts, cash: cashCents, haircut: haircutCents, state: states }
}

/** The memory of the tables, which moves to the page. */
export function listTableBuffers(answer: Answers['accounts']): ArrayBufferLike[] {
  const tables =
    'table' in answer ? [{ ...answer.table, contracts: [answer.table.contracts] }] : answer.tables
  return tables
    .flatMap(({ contracts, cash, haircut, state }) => [...contracts, cash, haircut, state])
    .map((column) => column.buffer)
}
