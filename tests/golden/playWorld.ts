/**
 * Plays a golden world step by step and gives back what stands in goldenWorlds.json: five key figures that a reviewer can read,
 * and the hash of what the run did; beside them the hash of its last state, which is the same in every engine but is not
 * reviewed. Node's test and the browsers' pages all play with this file.
 */
import { Simulation } from '../../src/engine/simulation.ts'
import { computeWorldSummary, readWorldAccounts, readWorldSeriesRow } from '../../src/engine/worldPrintout.ts'
import { parseWorld } from '../../src/schema/parseDocument.ts'
import type { WorldSummary } from '../../src/schema/worldResult.ts'
import { BehaviorHash } from './behaviorHash.ts'
import { claimWorlds } from './claimWorlds.ts'
import type { GoldenWorld } from './goldenWorld.ts'
import { marketWorlds } from './marketWorlds.ts'

export interface GoldenWorldRun {
  /** Of the first market. */
  finalPrice: number
  liquidations: number
  /** What losers could not pay themselves, in cents: paid by funds, venues and winners, or by nobody. */
  lossPassedOnCents: number
  withdrawnCents: number
  failed: number
  hash: string
}

export const goldenWorlds: readonly GoldenWorld[] = [...marketWorlds, ...claimWorlds]

/** Opens a golden world. Each call is a run of its own. */
export function openGoldenWorld({ document }: GoldenWorld): Simulation {
  return Simulation.create(parseWorld(document))
}

/** Advances, and mixes what each step did. */
export function watchWorld(simulation: Simulation, hash: BehaviorHash, steps: number): void {
  for (let i = 0; i < steps; i++) {
    simulation.advance()
    mixWorld(simulation, hash)
  }
}

/** What is mixed of a world stands here, and only here. */
export function mixWorld(simulation: Simulation, hash: BehaviorHash): void {
  const row = readWorldSeriesRow(simulation)
  const accounts = readWorldAccounts(simulation)
  const { assets, venues } = simulation.program.document
  for (const id of Object.keys(assets)) hash.mixNumbers([row.fair[id]])
  for (const id of Object.keys(venues)) {
    const { fund, badDebt, liquidations, queue, halted, depositors, atHand, netWorth, markets } =
      row.venues[id]
    hash.mixNumbers([fund, badDebt, liquidations, queue, Number(halted), depositors, atHand, netWorth])
    for (const { price, depth } of Object.values(markets)) hash.mixNumbers([price, depth])
    hash.mixAccounts(
      accounts[id].map(({ contracts, ...rest }) => ({ ...rest, held: Object.values(contracts) })),
    )
  }
}

export function reportWorld(simulation: Simulation, hash: BehaviorHash): GoldenWorldRun {
  const summary = computeWorldSummary(simulation)
  const venues = Object.values(summary.venues)
  const total = (field: (venue: WorldSummary['venues'][string]) => number) =>
    venues.reduce((sum, venue) => sum + field(venue), 0)
  return {
    finalPrice: simulation.places.books[0].state.price,
    liquidations: total((v) => v.liquidations),
    lossPassedOnCents: total((v) => v.fundPaid + v.venuePaid + v.socializedLoss + v.badDebt),
    withdrawnCents: total((v) => v.withdrawn),
    failed: summary.failed.length,
    hash: hash.digest(),
  }
}

export function playGoldenWorld(golden: GoldenWorld): { run: GoldenWorldRun; simulation: Simulation } {
  const simulation = openGoldenWorld(golden)
  const hash = new BehaviorHash()
  mixWorld(simulation, hash)
  watchWorld(simulation, hash, golden.steps)
  return { run: reportWorld(simulation, hash), simulation }
}

/** For a page, which knows the worlds by their names. */
export function playWorldByName(name: string): { run: GoldenWorldRun; stateHash: string } {
  const golden = goldenWorlds.find((one) => one.name === name)
  if (!golden) throw new Error(`No golden world: ${name}`)
  const { run, simulation } = playGoldenWorld(golden)
  return { run, stateHash: simulation.hash() }
}
