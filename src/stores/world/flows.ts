/**
 * What flowed through each link of a world in one step, summed from what the run reports: whoever adds the flows of a kind up gets
 * what readings say has changed.
 */
import type { Flow, FlowSource } from './flow.ts'
import { readPlaced, readStolen, readWithdrawn } from './moneyFlows.ts'
import { readChains, readDesks, readIndexes, readTokens } from './signalFlows.ts'
import { readArbitrage, readForced, readHedges, readHoldings } from './tradeFlows.ts'

export function readFlows(source: FlowSource, step: number): Flow[] {
  if (step < 1) return []
  const rows = source.eventsOf(step)
  return [
    ...readForced(source, rows),
    ...readArbitrage(source, rows),
    ...readHedges(source, rows),
    ...readIndexes(source, step),
    ...readDesks(source, step),
    ...readChains(source, rows, step),
    ...readPlaced(source, rows),
    ...readHoldings(source, rows),
    ...readTokens(source, step),
    ...readWithdrawn(source, rows),
    ...readStolen(source, rows),
  ]
}
