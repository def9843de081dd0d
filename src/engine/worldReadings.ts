/**
 * One function for each row that a world adds to the table of readings (schema/worldReadingTable.ts, docs/model.md section 11.9), of
 * its place or its two places. The compiler asks for each row's function, and for each function's row. Computed when asked;
 * nothing is written. Money in whole cents; NaN where there is no such number.
 */
import { correlateReturns } from './correlation.ts'
import { deskShare } from './desks.ts'
import { reserveOf } from './impact.ts'
import { CONTRACTS, OPEN } from './ledger.ts'
import { divide } from './readings.ts'
import type { Run } from './run.ts'
import { assetsHeld, atHand, netWorth, ownTokenHeld } from './treasury.ts'
import type { Market, Venue } from './venue.ts'
import { NEVER } from './world.ts'
import { computeWorldSpiral, type WorldSpiral } from './worldSpiral.ts'
import type { MomentReading, WindowReading, WorldPlaceOf } from '../schema/worldReadings.ts'

/** A look at a world at one moment. What several readings share is computed when the first of them asks. */
export class WorldLook {
  readonly run: Run
  #spiral: WorldSpiral | undefined

  constructor(run: Run) {
    this.run = run
  }

  spiral(): WorldSpiral {
    return (this.#spiral ??= computeWorldSpiral(this.run.places))
  }

  /** Of the failures so far; undefined where the venue has not failed. */
  failureOf({ where }: Venue) {
    return this.run.world.failed.find(({ venue }) => venue === where.venue)
  }
}

/** Two places, in this order. */
interface Pair<T> {
  readonly look: WorldLook
  readonly from: T
  readonly to: T
}

/** What a look at each kind of place is. */
interface WorldLooks {
  run: WorldLook
  market: { readonly look: WorldLook; readonly market: Market }
  venue: { readonly look: WorldLook; readonly venue: Venue }
  markets: Pair<Market>
  venues: Pair<Venue>
}

type Readers = { readonly [Id in MomentReading]: (look: WorldLooks[WorldPlaceOf<Id>]) => number }

export const READ_WORLD: Readers = {
  rWorld: (look) => look.spiral().here,
  rWorldAhead: (look) => look.spiral().ahead,
  failures: (look) => look.run.world.failed.length,
  voteAgainst: (look) => {
    const last = look.run.world.votes.at(-1)
    return last ? divide(last.no, last.yes + last.no) : NaN
  },
  spiralMatrix: ({ look, from, to }) => {
    const { books, matrix } = look.spiral()
    return matrix[books.length * books.indexOf(from) + books.indexOf(to)]
  },

  makersContracts: ({ market: { state } }) => state.makers.contracts,
  makersCash: ({ market: { state } }) => state.makers.cashCents,
  arbitrageContracts: ({ market: { state } }) => state.arbitrage.contracts,
  arbitrageCash: ({ market: { state } }) => state.arbitrage.cashCents,
  hedgeContracts: ({ market: { state } }) => state.hedge.contracts,
  hedgeCash: ({ market: { state } }) => state.hedge.cashCents,
  makersLeft: readMakersLeft,
  impermanentLoss: (at) => readPool(at).withoutFees,
  poolGain: (at) => readPool(at).againstHolding,
  poolResult: (at) => readPool(at).result,
  holdingResult: (at) => readPool(at).holding,
  poolFees: ({ market: { state } }) => state.poolFeesCents,

  insolventStep: ({ venue }) => toStep(venue.state.insolventStep),
  failurePlace: ({ look, venue }) => {
    const failure = look.failureOf(venue)
    if (failure === undefined) return NaN
    const { step, wave } = failure
    return 1 + look.run.world.failed.filter((f) => f.step < step || (f.step === step && f.wave < wave)).length
  },
  failureWave: ({ look, venue }) => look.failureOf(venue)?.wave ?? NaN,
  illiquidStep: ({ venue }) => toStep(venue.state.illiquidStep),
  closedStep: ({ venue }) => toStep(venue.state.closedStep),

  depositors: ({ venue }) => venue.state.treasury.depositorsCents,
  atHand: ({ venue, look }) => atHand(venue, look.run.places),
  netWorth: ({ venue, look }) => netWorth(venue, look.run.places),
  assetsHeld: ({ venue, look }) => assetsHeld(venue, look.run.places),
  ownTokenHeld: ({ venue, look }) => ownTokenHeld(venue, look.run),
  utilization: ({ venue: { rules, state } }) =>
    rules.kind === 'lending' ? divide(state.debtsCents, state.treasury.depositorsCents) : NaN,
  liquidatorCash: ({ venue }) => venue.state.liquidatorCents,
  underWater: ({ venue }) => computeUnderWater(venue),
  unbid: ({ venue }) => venue.state.totals.unbid,
  claims: ({ from, to }) => from.state.treasury.claimsCents[to.where.venue],
  claimsLeft: ({ venue }) => venue.state.treasury.claimsCents.reduce((sum, cents) => sum + cents, 0),
  claimsLost: ({ venue }) => venue.state.treasury.claimsLostCents,
  withdrawn: ({ venue }) => venue.state.treasury.withdrawnCents,
  refused: ({ venue }) => venue.state.treasury.refusedCents,
  stolen: ({ venue }) => venue.state.treasury.stolenCents,
}

/** Of two series, step by step, over a window that whoever asks has cut out. */
export const READ_WINDOW: Readonly<
  Record<WindowReading, (first: Float64Array, second: Float64Array) => number>
> = { correlation: correlateReturns }

const toStep = (step: number) => (step === NEVER ? NaN : step)

/** NaN where no loss of theirs makes the makers of the market withdraw. */
function readMakersLeft({ look, market }: WorldLooks['market']): number {
  const { rules, state } = market
  if (rules.desk >= 0) return deskShare(market, look.run.places)
  const { makersCapitalCents: capital, makers, price } = state
  return capital > 0 ? (capital + makers.cashCents + makers.contracts * price) / capital : NaN
}

const NO_POOL = { withoutFees: NaN, againstHolding: NaN, result: NaN, holding: NaN }

/** What its providers have of a pool, beside what they brought; NaN where the market is none. Money in cents. */
function readPool({ look, market }: WorldLooks['market']) {
  const { rules, state, asset } = market
  const { startPrice } = look.run.program.assets[rules.asset]
  if (!rules.reserves) return NO_POOL
  // F·X² stays what it was: X is the reserve at no displacement.
  const brought = reserveOf(0, state.baseDepthContracts) * Math.sqrt(asset.fair / startPrice)
  const { price } = state
  const gain = state.makers.cashCents + state.makers.contracts * price
  const held = brought * (price + startPrice)
  const hedges = look.run.places.books
    .filter((book) => look.run.places.markets[book.rules.hedge?.market ?? -1] === market)
    .reduce(
      (sum, book) => sum + book.state.hedge.cashCents + book.state.hedge.contracts * book.state.price,
      0,
    )
  return {
    withoutFees: (gain - state.poolFeesCents) / held,
    againstHolding: gain / held,
    result: (brought * (price - startPrice) + gain + hedges) / (2 * brought * startPrice),
    holding: (price - startPrice) / (2 * startPrice),
  }
}

/** What will be lost if nothing rises again, whatever the oracle says: at the prices of the books that would be sold on. */
function computeUnderWater({ state: { ledger }, markets }: Venue): number {
  const { rows, stride } = ledger
  let cents = 0
  for (let id = 0; id < ledger.count; id++) {
    if (ledger.state[id] !== OPEN) continue
    let positions = 0
    for (let leg = 0; leg < ledger.legs; leg++)
      positions += rows[stride * id + CONTRACTS + leg] * markets[leg].soldOn.state.price
    cents += Math.max(0, -Math.floor(rows[stride * id] + positions))
  }
  return cents
}
