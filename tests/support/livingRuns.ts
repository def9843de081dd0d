/**
 * Small living crowds to compute by hand: a handful of accounts, a path that the mark follows, one behavior. The displacement
 * heals within a step, so that each step begins at fair value, and the book is so deep that a thousand contracts move the price
 * by a millionth: a seller gets a cent less than contracts × price, a buyer pays a cent more.
 */
import { contractsAt, depositAt } from '../../src/engine/ledger.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { EVENT_FIELDS, EVENT_KINDS, type EventField, type EventKind } from '../../src/schema/event.ts'
import type { AccountRow } from '../../src/schema/result.ts'
import { parseScenario, type ExplicitAccount } from '../../src/schema/scenario.ts'
import { position } from './validationScenarios.ts'

/** 1,000 contracts at 100 on a deposit of 10,000 cents: leverage 10, cash −90,000, nothing left at 90. */
export const LONG = position('long', 1000, 10_000, 100)
/** The mirror image: cash 110,000, nothing left at 110. */
export const SHORT = position('short', 1000, 10_000, 100)

const DEEP = 10_000_000

export interface LivingOptions {
  accounts?: readonly ExplicitAccount[]
  /** Instead of accounts: a drawn crowd, without its behavior. */
  drawn?: Record<string, unknown>
  behavior: Record<string, unknown>
  /** Fair value, from the start price on; the last value holds. */
  path: readonly number[]
  steps?: number
  depth?: number
  /** Fields of the venue that are not as plain as can be. */
  venue?: Record<string, unknown>
  shocks?: readonly Record<string, unknown>[]
  seed?: string
}

/** Maintenance margin 1 %, no fee, no limit of capacity, nobody who pays: but for what is asked. */
export function livingDocument(options: LivingOptions): Record<string, unknown> {
  return {
    version: 1,
    seed: options.seed ?? 'living',
    steps: options.steps ?? options.path.length - 1,
    market: { startPrice: options.path[0], fairValue: { path: options.path } },
    liquidity: { curve: 'exponential', depth: options.depth ?? DEEP, resilience: 1 },
    venue: {
      maxLeverage: 1000,
      maintenanceMargin: 0.01,
      liquidationFee: 0,
      liquidation: { capacityPerStep: null },
      waterfall: [],
      insuranceFund: 0,
      ...options.venue,
    },
    crowd: { ...(options.drawn ?? { accounts: options.accounts }), behavior: options.behavior },
    shocks: options.shocks ?? [],
  }
}

/** One event, by name. */
export type LivingEvent = Record<Exclude<EventField, 'kind'>, number> & { kind: EventKind }

/** The events of a run since they were last taken, all of them or those of one kind. */
export function takeEvents(simulation: Simulation, only?: EventKind): LivingEvent[] {
  const rows = simulation.takeEvents()
  const events: LivingEvent[] = []
  for (let at = 0; at < rows.length; at += EVENT_FIELDS.length) {
    const kind = EVENT_KINDS[rows[at]]
    if (only !== undefined && kind !== only) continue
    const entries = EVENT_FIELDS.map((name, i) => [name, rows[at + i]])
    events.push({ ...Object.fromEntries(entries), kind } as LivingEvent)
  }
  return events
}

export interface LivingRun {
  simulation: Simulation
  events: LivingEvent[]
  /** What an account was at the end of a step; step 0 is the opening. */
  at: (step: number, id?: number) => AccountRow & { deposit: number }
}

/** Runs to the end, every invariant checked after every step, and remembers every account at every step. */
export function runLiving(options: LivingOptions): LivingRun {
  const simulation = Simulation.create(parseScenario(livingDocument(options)), { assert: true, events: true })
  const { ledger } = simulation.places.venues[0].state
  const read = () =>
    simulation.readAccounts().map((row) => ({ ...row, deposit: ledger.rows[depositAt(ledger, row.id)] }))
  const moments = [read()]
  while (!simulation.isDone) {
    simulation.advance()
    moments.push(read())
  }
  return { simulation, events: takeEvents(simulation), at: (step, id = 0) => moments[step][id] }
}

/** Runs a crowd that is too large, or too long, to be remembered: only its events are. */
export function runCrowd(options: LivingOptions): { simulation: Simulation; events: LivingEvent[] } {
  const simulation = Simulation.create(parseScenario(livingDocument(options)), { events: true })
  while (!simulation.isDone) simulation.advance()
  return { simulation, events: takeEvents(simulation) }
}

/** What happened to traders, in order: kind and account. */
export function listTrades(events: readonly LivingEvent[]): string[] {
  return events
    .filter(({ kind }) => kind !== 'insolvent')
    .map(({ kind, account, step }) => `step ${step}: ${kind} of ${account}`)
}

/** Contracts that an account holds now. */
export function contractsOf(simulation: Simulation, id: number): number {
  const { ledger } = simulation.places.venues[0].state
  return ledger.rows[contractsAt(ledger, id, 0)]
}
