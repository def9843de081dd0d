/**
 * What can be seen of a run at one moment, as a hash: the step, the summary and every account, in whole cents and to the last
 * bit. The same from the worker, from the page's run and from the engine alone.
 */
import { createHash } from 'node:crypto'
import type { Simulation } from '../../src/engine/simulation.ts'
import type { Answers } from '../../src/schema/message.ts'
import type { AccountRow, Summary } from '../../src/schema/result.ts'
import { ACCOUNT_STATES } from '../../src/schema/states.ts'
import type { SimulationClient } from '../../src/worker/client.ts'

interface Visible {
  readonly step: number
  readonly summary: Summary
  readonly accounts: readonly AccountRow[]
}

function toHash({ step, summary, accounts }: Visible): string {
  return createHash('sha256')
    .update(JSON.stringify([step, summary, accounts]))
    .digest('hex')
}

export function stateOf(simulation: Simulation): string {
  return toHash({
    step: simulation.step,
    summary: simulation.readSummary(),
    accounts: simulation.readAccounts(),
  })
}

/** @param report the worker's answer */
export function stateFrom(report: Answers['accounts'] | null): string {
  if (report === null) throw new Error('The run did not answer.')
  const { step, summary, table } = report
  const accounts = Array.from(table.contracts, (contracts, id) => ({
    id,
    contracts,
    cash: table.cashCents[id],
    state: ACCOUNT_STATES[table.state[id]],
    haircut: table.haircutCents[id],
  }))
  return toHash({ step, summary, accounts })
}

export async function askState(client: SimulationClient, runId: number): Promise<string> {
  return stateFrom(await client.request('accounts', { runId }))
}
