/**
 * Where a control was moved and nothing came of it, why: one table, a rule for each control, read from what both runs did. A
 * control that no rule speaks of gets no reason, and where anything differs nothing is said.
 */
import { readAt } from '../../schema/documentPath.ts'
import type { SeriesReading } from '../../schema/readings.ts'
import type { Layer, Scenario } from '../../schema/scenario.ts'
import type { SeriesReader } from '../../stores/seriesReader.ts'

/** One of two runs: what it was set to, and what it did. */
export interface Side {
  readonly scenario: Scenario
  readonly series: SeriesReader
}

export interface Nothing {
  readonly name: string
  /** A clause that goes on after "because". */
  readonly why: string
}

/** What both runs did up to the moment that they are compared at. */
interface Both {
  readonly scenarios: readonly Scenario[]
  /** Whether a total, or any step, is nothing in both. */
  none(id: SeriesReading): boolean
  never(id: SeriesReading): boolean
  /** The least of both at the moment. */
  least(id: SeriesReading): number
  /** Whether a layer is in neither waterfall. */
  lacks(layer: Layer): boolean
}

interface Rule {
  readonly name: string
  /** Where the control writes; a place in a document, or the start of one. */
  readonly paths: readonly string[]
  /** Null where nothing is known. */
  readonly why: (both: Both) => string | null
}

const NO_SALE = 'nobody was sold out'
const NO_BANKRUPT = 'nobody ended below zero'

const soldOut = (words: string) => (both: Both) => (both.none('liquidations') ? `${NO_SALE}${words}` : null)
const noOrder = (both: Both) =>
  both.never('forcedContracts') &&
  both.never('stopContracts') &&
  both.scenarios.every(({ shocks }) => shocks.every(({ kind }) => kind !== 'sell'))
    ? 'nobody had to sell, so that no order met the book'
    : null

const RULES: readonly Rule[] = [
  { name: 'Liquidity', paths: ['liquidity.depth'], why: noOrder },
  { name: 'Resilience', paths: ['liquidity.resilience'], why: noOrder },
  {
    name: 'Max leverage',
    paths: ['venue.maxLeverage'],
    why: ({ scenarios }) =>
      scenarios.every(({ crowd }) => 'accounts' in crowd)
        ? 'the traders are a list, and each keeps the bet that is written there'
        : null,
  },
  { name: 'Maintenance margin', paths: ['venue.maintenanceMargin'], why: soldOut(', at either margin') },
  {
    name: 'Liquidation fee',
    paths: ['venue.liquidationFee'],
    why: (both) =>
      both.none('liquidations')
        ? `${NO_SALE}, so that no fee was due`
        : both.none('fees')
          ? 'whoever was sold out had nothing left to pay a fee from'
          : null,
  },
  { name: 'Close factor', paths: ['venue.liquidation.closeFactor'], why: soldOut(', whole or in part') },
  {
    name: 'Capacity',
    paths: ['venue.liquidation.capacityPerStep'],
    why: (both) =>
      both.none('liquidations')
        ? `${NO_SALE}, so that the engine had nothing to do`
        : both.never('queue')
          ? 'nobody had to wait to be sold'
          : null,
  },
  { name: 'Latency', paths: ['venue.liquidation.latencySteps'], why: soldOut(', at once or later') },
  { name: 'What is left of a deposit', paths: ['venue.liquidation.surplus'], why: soldOut('') },
  { name: 'Index weight', paths: ['venue.mark.indexWeight'], why: soldOut(', by either price') },
  {
    name: 'Index lag',
    paths: ['venue.mark.lagSteps'],
    why: (both) =>
      both.scenarios.every(({ venue }) => venue.mark.indexWeight === 0)
        ? 'the index has no weight'
        : soldOut(', by either price')(both),
  },
  {
    name: 'Insurance fund',
    paths: ['venue.insuranceFund'],
    why: (both) => {
      if (both.lacks('insuranceFund')) return 'the insurance fund is not in the waterfall'
      if (both.none('bankruptPositions')) return `${NO_BANKRUPT}, so that the fund had nothing to pay`
      return both.least('fundLeft') > 0 ? 'the fund was large enough either way, and paid the same' : null
    },
  },
  {
    name: 'Exchange’s own money',
    paths: ['venue.venueEquity'],
    why: (both) => {
      if (both.lacks('venueEquity')) return 'the exchange’s own money is not in the waterfall'
      if (both.none('bankruptPositions')) return `${NO_BANKRUPT}, so that it had nothing to pay`
      return both.none('venuePaid') ? 'nothing came to it: others paid everything before' : null
    },
  },
  {
    name: 'Who pays, in this order',
    paths: ['venue.waterfall'],
    why: (both) =>
      both.none('bankruptPositions') ? `${NO_BANKRUPT}, so that nobody had to pay for others` : null,
  },
  {
    name: 'ADL ranking',
    paths: ['venue.adl.ranking'],
    why: (both) => {
      if (both.lacks('adl')) return 'closing winners early (ADL) is not in the waterfall'
      if (both.none('bankruptPositions')) return `${NO_BANKRUPT}, so that no winner was closed early`
      return both.never('adlContracts')
        ? 'no winner was closed early: others paid everything before'
        : 'it decides who is closed early, and not how much: the sums are the same'
    },
  },
  {
    name: 'Shared losses go by',
    paths: ['venue.socializedLoss.base'],
    why: (both) => {
      if (both.lacks('socializedLoss')) return 'sharing losses is not in the waterfall'
      return both.none('socializedLoss')
        ? 'no loss came to the winners'
        : 'it decides who of the winners pays, and not how much: the sums are the same'
    },
  },
  {
    name: 'Circuit breaker',
    paths: ['venue.circuitBreaker'],
    why: (both) => (both.never('halted') ? 'no move was that large: trading was never halted' : null),
  },
]

/** What may not differ if nothing came of it; what a setting is itself, such as the money in the fund, does not count. */
const TOTALS: readonly SeriesReading[] = [
  'tradersLiquidated',
  'liquidations',
  'bankruptPositions',
  'losses',
  'ownPaid',
  'fundPaid',
  'venuePaid',
  'socializedLoss',
  'badDebt',
  'adlContracts',
  'adlAgainstMark',
  'fees',
]

/** What is said of it: a sentence. */
export function tellNothing({ name, why }: Nothing): string {
  return `${name}: nothing here, because ${why}.`
}

/** Controls that differ though nothing came of it, each with its reason; empty where anything differs, or nothing is known. */
export function explainNothing(a: Side, b: Side, step: number): Nothing[] {
  if (!isTold(a, step) || !isTold(b, step) || !isSame(a.series, b.series, step)) return []
  const both = readBoth([a, b], step)
  return RULES.flatMap(({ name, paths, why }) => {
    const isMoved = paths.some((path) => read(a.scenario, path) !== read(b.scenario, path))
    const reason = isMoved ? why(both) : null
    return reason === null ? [] : [{ name, why: reason }]
  })
}

/** Steps after the last push in which something still comes of it. */
const STEPS_TO_TELL = 20

/** Before the last push, and shortly after it, nothing can have come of anything yet. */
function isTold({ scenario }: Side, step: number): boolean {
  const last = scenario.shocks.reduce((latest, shock) => Math.max(latest, shock.step), 0)
  return step >= Math.min(scenario.steps, last + STEPS_TO_TELL)
}

function read(scenario: Scenario, path: string): string {
  return JSON.stringify(readAt(scenario, path) ?? null)
}

function isSame(a: SeriesReader, b: SeriesReader, step: number): boolean {
  for (let at = 0; at <= step; at++) {
    if (a.at('price', at) !== b.at('price', at)) return false
    if (a.at('halted', at) !== b.at('halted', at)) return false
  }
  return TOTALS.every((id) => a.at(id, step) === b.at(id, step))
}

function readBoth(sides: readonly Side[], step: number): Both {
  const every = (holds: (series: SeriesReader) => boolean) => sides.every(({ series }) => holds(series))
  return {
    scenarios: sides.map(({ scenario }) => scenario),
    none: (id) => every((series) => series.at(id, step) === 0),
    never: (id) =>
      every((series) => {
        for (let at = 0; at <= step; at++) if (series.at(id, at) > 0) return false
        return true
      }),
    least: (id) => Math.min(...sides.map(({ series }) => series.at(id, step))),
    lacks: (layer) => sides.every(({ scenario }) => !scenario.venue.waterfall.includes(layer)),
  }
}
