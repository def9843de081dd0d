/**
 * What can be seen of a run at one moment, as a hash: the step, the summary and every account, in whole cents and to the last
 * bit. The same from the worker, from the page's run and from the engine alone.
 */
import { createHash } from 'node:crypto'
import { computeWorldSummary, readWorldAccounts } from '../../src/engine/worldPrintout.ts'
import type { Simulation } from '../../src/engine/simulation.ts'
import type { Answers, RunAccounts, WorldAccounts } from '../../src/schema/message.ts'
import type { Summary } from '../../src/schema/result.ts'
import type { WorldSummary } from '../../src/schema/worldResult.ts'
import { ACCOUNT_STATES } from '../../src/schema/states.ts'
import type { SimulationClient } from '../../src/worker/client.ts'

/** Contracts, cash, haircuts and states of all accounts. */
type Columns = readonly ArrayLike<number>[]

function toHash(step: number, summary: Summary | WorldSummary, columns: Columns): string {
  const hash = createHash('sha256').update(JSON.stringify([step, summary]))
  // 0 and −0 are the same amount.
  for (const column of columns) hash.update(Float64Array.from(column, (value) => value + 0))
  return hash.digest('hex')
}

export function stateOf(simulation: Simulation): string {
  const rows = simulation.readAccounts()
  return toHash(simulation.step, simulation.readSummary(), [
    rows.map(({ contracts }) => contracts),
    rows.map(({ cash }) => cash),
    rows.map(({ haircut }) => haircut),
    rows.map(({ state }) => ACCOUNT_STATES.indexOf(state)),
  ])
}

/** @param report the worker's answer */
export function stateFrom(report: RunAccounts | null): string {
  if (report === null) throw new Error('The run did not answer.')
  const { contracts, cash, haircut, state } = report.table
  return toHash(report.step, report.summary, [contracts, cash, haircut, state])
}

/** The same of a world. */
export function worldStateOf(simulation: Simulation): string {
  const accounts = Object.values(readWorldAccounts(simulation)).flatMap((rows) => [
    ...(rows.length > 0 ? Object.keys(rows[0].contracts) : []).map((asset) =>
      rows.map(({ contracts }) => contracts[asset]),
    ),
    rows.map(({ cash }) => cash),
    rows.map(({ haircut }) => haircut),
    rows.map(({ state }) => ACCOUNT_STATES.indexOf(state)),
  ])
  return toHash(simulation.step, computeWorldSummary(simulation), accounts)
}

export function worldStateFrom(report: WorldAccounts | null): string {
  if (report === null) throw new Error('The run did not answer.')
  const columns = report.tables.flatMap(({ contracts, cash, haircut, state }) => [
    ...(cash.length > 0 ? contracts : []),
    cash,
    haircut,
    state,
  ])
  return toHash(report.step, report.summary, columns)
}

export async function askState(client: SimulationClient, runId: number): Promise<string> {
  const report: Answers['accounts'] = await client.request('accounts', { runId })
  return 'tables' in report ? worldStateFrom(report) : stateFrom(report)
}
