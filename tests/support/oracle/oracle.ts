/**
 * An independent, naive implementation of the model for tests: the oracle the engine is compared with. It shares no code
 * with the engine and follows docs/model.md line by line: linear scans everywhere, clarity over speed.
 * It covers documents of version 1 and 2 with explicit accounts, explicit paths and no random behavior.
 */
import { missingCents, missingContracts } from './conservation.ts'
import type { VersionOneInput, WorldInput } from './document.ts'
import { asWorld } from './document.ts'
import { openWorld } from './opening.ts'
import type { VersionOneRun, WorldRun } from './output.ts'
import { seriesRow, versionOneAccounts, versionOneSummary, worldAccounts, worldSummary } from './output.ts'
import { spiralNumbers } from './readings.ts'
import { runStep } from './step.ts'
import type { World } from './world.ts'

/** Runs a world to its end. `seen` collects the names of the branches the run went through. */
export function runWorld(document: WorldInput, seen: Set<string> = new Set()): WorldRun {
  const world = openWorld(document, seen)
  const errors = advanceToEnd(world)
  return { summary: { ...errors, ...worldSummary(world) }, accounts: worldAccounts(world) }
}

/** Runs a version 1 document, the world of one asset, one exchange and one market, to its end. */
export function runVersionOne(document: VersionOneInput, seen: Set<string> = new Set()): VersionOneRun {
  const world = openWorld(asWorld(document), seen)
  const rAheadStart = spiralNumbers(world, world.venues[0].markets[0]).rAhead
  const series: VersionOneRun['series'] = []
  const errors = advanceToEnd(world, () => series.push(seriesRow(world)))
  return {
    summary: { ...versionOneSummary(world), ...errors, rAheadStart },
    accounts: versionOneAccounts(world),
    series,
  }
}

interface Errors {
  conservationError: number
  contractsError: number
}

function advanceToEnd(world: World, record: () => void = () => undefined): Errors {
  const errors = { conservationError: 0, contractsError: 0 }
  while (world.step < world.steps) {
    runStep(world)
    errors.conservationError = Math.max(errors.conservationError, Math.abs(missingCents(world)))
    errors.contractsError = Math.max(errors.contractsError, missingContracts(world))
    record()
  }
  return errors
}
