/**
 * Futures: a scenario under many seeds, each to its end, and what became of it: whether and when something failed, who paid, how
 * far the price fell. Sums over all venues of a world. The seed of a future is its number, so that any can be opened on the stage.
 */
import { withSeed, type RiskDocument } from './counting.ts'
import { firstAsset, isFundExhausted } from './happened.ts'
import { Simulation } from '../engine/simulation.ts'
import { NEVER } from '../engine/world.ts'
import { EVENT_AT, EVENT_CODE, EVENT_WIDTH, type EventField } from '../schema/event.ts'

const STEPS_A_READING = 20

/** Seeds from `from`, so many of them. */
export interface FuturesTask {
  readonly kind: 'futures'
  readonly document: RiskDocument
  readonly from: number
  readonly count: number
}

/** Money in whole cents. */
export interface Future {
  readonly seed: number
  /** The first step in which a venue became insolvent, or could not pay; null where none did. */
  readonly insolventStep: number | null
  readonly illiquidStep: number | null
  /** Places of the venues that became insolvent, in order of the document. */
  readonly failed: readonly number[]
  readonly isFundExhausted: boolean
  readonly adlContracts: number
  readonly liquidations: number
  /** Losses beyond the traders' own deposits, by who paid them. */
  readonly fundPaid: number
  readonly venuePaid: number
  readonly socialized: number
  readonly badDebt: number
  /**
   * The smallest insurance fund at the opening that would have paid for everything: exact where only money stands behind the fund,
   * so that its size does not change the price path. Of the venue that would have needed most.
   */
  readonly fundNeeded: number
  /** The insurance fund that this venue had at the opening: a share of open interest is another sum under each seed. */
  readonly fundAtOpening: number
  /**
   * Of the first market, in dollars, and the largest fall of its price ÷ that of fair value; null where that did not fall. Without
   * a market, the lowest fair value.
   */
  readonly lowestPrice: number
  readonly amplification: number | null
}

export interface FuturesAnswer {
  readonly futures: readonly Future[]
  readonly steps: number
}

export function playFutures({ document, from, count }: FuturesTask): FuturesAnswer {
  const futures: Future[] = []
  let steps = 0
  for (let seed = from; seed < from + count; seed++) {
    const simulation = Simulation.create(withSeed(document, String(seed)), { events: true })
    const purses = simulation.places.venues.map(({ state }) => new Purse(state.fundCents))
    while (!simulation.isDone) {
      simulation.advance(STEPS_A_READING)
      follow(simulation.takeEvents(), purses)
    }
    steps += simulation.step
    futures.push(readFuture(simulation, seed, findNeediest(purses)))
  }
  return { futures, steps }
}

/** What a fund without a bottom would have paid, less what it took in: at its worst, the fund that was needed. */
class Purse {
  readonly atOpening: number
  #paid = 0
  needed = 0

  constructor(atOpening: number) {
    this.atOpening = atOpening
  }

  move(takenCents: number, paidCents: number): void {
    this.#paid += paidCents - takenCents
    if (this.#paid > this.needed) this.needed = this.#paid
  }
}

/** The first of those that would have needed most; an empty one where there is no venue. */
function findNeediest(purses: readonly Purse[]): Purse {
  const [first = new Purse(0), ...others] = purses
  return others.reduce((most, one) => (one.needed > most.needed ? one : most), first)
}

/** Payments in the order in which they were made. */
function follow(rows: Float64Array, purses: readonly Purse[]): void {
  for (let row = 0; row < rows.length; row += EVENT_WIDTH) {
    const at = (field: EventField) => rows[row + EVENT_AT[field]]
    const venue = at('venue')
    if (venue < 0) continue
    const paid = at('fundCents') + at('venueCents') + at('pendingCents') + at('badDebtCents')
    const taken = at('kind') === EVENT_CODE.liquidation ? at('feeCents') : 0
    if (paid !== 0 || taken !== 0) purses[venue].move(taken, paid)
  }
}

function readFuture({ places, world, program }: Simulation, seed: number, purse: Purse): Future {
  const { venues } = places
  const sum = (read: (totals: (typeof venues)[number]['state']['totals']) => number) =>
    venues.reduce((total, { state }) => total + read(state.totals), 0)
  const market = places.books.at(0)
  const { lowestFair } = firstAsset(places).state
  const { startPrice } = program.assets[market?.rules.asset ?? 0]
  const fairFall = 1 - lowestFair / startPrice
  const lowestPrice = market?.state.lowestPrice ?? lowestFair
  return {
    seed,
    insolventStep: firstStep(venues.map(({ state }) => state.insolventStep)),
    illiquidStep: firstStep(venues.map(({ state }) => state.illiquidStep)),
    failed: [...new Set(world.failed.map(({ venue }) => venue))].sort((a, b) => a - b),
    isFundExhausted: venues.some(isFundExhausted),
    adlContracts: sum((totals) => totals.adlContracts),
    liquidations: sum((totals) => totals.longsOut + totals.shortsOut),
    fundPaid: sum((totals) => totals.fundPaidCents),
    venuePaid: sum((totals) => totals.venuePaidCents),
    socialized: sum((totals) => totals.socializedCents),
    badDebt: sum((totals) => totals.badDebtCents),
    fundNeeded: purse.needed,
    fundAtOpening: purse.atOpening,
    lowestPrice,
    amplification: market && fairFall > 0 ? (1 - lowestPrice / startPrice) / fairFall : null,
  }
}

function firstStep(steps: readonly number[]): number | null {
  const taken = steps.filter((step) => step !== NEVER)
  return taken.length === 0 ? null : Math.min(...taken)
}
