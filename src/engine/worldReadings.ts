/**
 * Readings of a world as the headless command prints them (docs/model.md section 11.10), in cents. Computed when asked; nothing is
 * written.
 */
import { CONTRACTS, OPEN } from './ledger.ts'
import { computeInvariants } from './invariants.ts'
import type { Run } from './run.ts'
import { atHand, netWorth } from './treasury.ts'
import type { Venue } from './venue.ts'
import { computeWorldSpiral } from './worldSpiral.ts'
import { NEVER } from './world.ts'
import type { VenueSummary, WorldAccountRow, WorldSeriesRow, WorldSummary } from '../schema/worldResult.ts'
import { toAccountState } from '../schema/states.ts'
import { ENGINE_VERSION } from '../schema/version.ts'

/** By id, in order of the document. */
function byVenue<T>({ places }: Run, read: (venue: Venue) => T): Record<string, T> {
  return Object.fromEntries(places.venues.map((venue) => [venue.rules.id, read(venue)]))
}

/** The summary of the run so far. */
export function computeWorldSummary(run: Run): WorldSummary {
  const idOf = (place: number) => run.places.venues[place].rules.id
  return {
    engineVersion: ENGINE_VERSION,
    ...computeInvariants(run.places),
    failed: run.world.failed.map(({ venue, step, wave }) => ({ venue: idOf(venue), step, wave })),
    votes: run.world.votes.map(({ step, venue, yes, no, passed }) => ({
      step,
      venue: idOf(venue),
      yes,
      no,
      passed,
    })),
    spiral: summarizeSpiral(run),
    venues: byVenue(run, (venue) => summarizeVenue(run, venue)),
  }
}

/** R of the world, and who infects whom, by `venue.asset` of the books. */
function summarizeSpiral(run: Run): WorldSummary['spiral'] {
  const { books, matrix, here, ahead } = computeWorldSpiral(run.places)
  const names = books.map(({ venue, rules }) => `${venue.rules.id}.${run.program.assets[rules.asset].id}`)
  const rowOf = (k: number) => names.map((name, l) => [name, matrix[names.length * k + l]] as const)
  return {
    rHere: here,
    rAhead: ahead,
    matrix: Object.fromEntries(names.map((name, k) => [name, Object.fromEntries(rowOf(k))])),
  }
}

const toStep = (step: number) => (step === NEVER ? null : step)

function summarizeVenue(run: Run, venue: Venue): VenueSummary {
  const { state, rules } = venue
  const { totals, treasury } = state
  return {
    liquidations: totals.liquidations,
    bankruptPositions: totals.bankruptPositions,
    fees: totals.feesCents,
    fundPaid: totals.fundPaidCents,
    venuePaid: totals.venuePaidCents,
    adlContracts: totals.adlContracts,
    adlAccounts: totals.adlAccounts,
    adlAgainstMark: totals.adlAgainstMarkCents,
    socializedLoss: totals.socializedCents,
    badDebt: totals.badDebtCents,
    ownPaid: totals.ownPaidCents,
    halts: totals.halts,
    haltedSteps: totals.haltedSteps,
    insolvent: state.isInsolvent,
    queueLeft: state.queue.length,
    openInterest: state.openInterestContracts,
    insuranceFund: state.fundCents,
    venueEquity: state.equityCents,
    insolventStep: toStep(state.insolventStep),
    illiquidStep: toStep(state.illiquidStep),
    closedStep: toStep(state.closedStep),
    depositors: treasury.depositorsCents,
    atHand: atHand(venue, run.places),
    netWorth: netWorth(venue, run.places),
    liquidatorCash: state.liquidatorCents,
    underWater: computeUnderWater(venue),
    unbid: totals.unbid,
    claimsLost: treasury.claimsLostCents,
    withdrawn: treasury.withdrawnCents,
    refused: treasury.refusedCents,
    stolen: treasury.stolenCents,
    claims: Object.fromEntries(
      rules.treasury.placed.map(({ venue: place }) => [
        run.places.venues[place].rules.id,
        treasury.claimsCents[place],
      ]),
    ),
    markets: Object.fromEntries(
      venue.markets
        .filter((market) => market.soldOn === market)
        .map(({ state: market, rules: { asset } }) => [
          run.program.assets[asset].id,
          {
            finalPrice: market.price,
            minPrice: market.lowestPrice,
            makersContracts: market.makers.contracts,
            makersCash: market.makers.cashCents,
            arbitrageContracts: market.arbitrage.contracts,
            arbitrageCash: market.arbitrage.cashCents,
          },
        ]),
    ),
  }
}

/** What will be lost if nothing rises again, whatever the oracle says: at the prices of the books that would be sold on. */
function computeUnderWater({ state: { ledger }, markets }: Venue): number {
  const { rows, stride } = ledger
  let cents = 0
  for (let id = 0; id < ledger.count; id++) {
    if (ledger.state[id] !== OPEN) continue
    let equity = rows[stride * id]
    for (let leg = 0; leg < ledger.legs; leg++)
      equity += rows[stride * id + CONTRACTS + leg] * markets[leg].soldOn.state.price
    cents += Math.max(0, -Math.floor(equity))
  }
  return cents
}

/** Every account of every venue; an institution has none. */
export function readWorldAccounts(run: Run): Record<string, WorldAccountRow[]> {
  const ids = run.program.assets.map(({ id }) => id)
  return byVenue(run, ({ state: { ledger }, markets }) =>
    Array.from({ length: ledger.count }, (_, id) => ({
      id,
      contracts: Object.fromEntries(
        markets.map(({ rules, leg }) => [
          ids[rules.asset],
          ledger.rows[ledger.stride * id + CONTRACTS + leg],
        ]),
      ),
      cash: ledger.rows[ledger.stride * id],
      state: toAccountState(ledger.state[id]),
      haircut: ledger.haircutCents[id],
    })),
  )
}

/** The row of the series for the step that has just ended. */
export function readWorldSeriesRow(run: Run): WorldSeriesRow {
  const { world, places, program } = run
  return {
    step: world.step,
    fair: Object.fromEntries(program.assets.map(({ id }, place) => [id, world.assets[place].fair])),
    venues: byVenue(run, (venue) => ({
      fund: venue.state.fundCents,
      badDebt: venue.state.totals.badDebtCents,
      liquidations: venue.state.totals.liquidations,
      queue: venue.state.queue.length,
      halted: world.step <= venue.state.haltedUntilStep,
      depositors: venue.state.treasury.depositorsCents,
      atHand: atHand(venue, places),
      netWorth: netWorth(venue, places),
      markets: Object.fromEntries(
        venue.markets
          .filter((market) => market.soldOn === market)
          .map(({ rules, state }) => [
            program.assets[rules.asset].id,
            { price: state.price, depth: state.depthContracts },
          ]),
      ),
    })),
  }
}
