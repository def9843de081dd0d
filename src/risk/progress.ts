/**
 * How far a run has come on the way to an event: what the levels of splitting are drawn on. Any number that grows towards the
 * event gives the right probability; a better one gives it sooner. Reads a run, writes nothing.
 */
import type { RiskEvent } from './event.ts'
import { firstAsset, hasHappened } from './happened.ts'
import { ln } from '../engine/arithmetic.ts'
import { contractsAt, liquidationPrice } from '../engine/ledger.ts'
import type { Run } from '../engine/run.ts'
import { markPrice, type Asset, type Venue } from '../engine/venue.ts'
import { SECONDS_A_YEAR, type FairValueDocument } from '../schema/fairValue.ts'

/** Losses beyond deposits weigh as much as this fall of the price, once they are as large as what is there to pay them. */
const LOSS_WEIGHT = 0.5

/**
 * Larger is nearer; Infinity once it has happened. Of a distance in price it is taken in standard deviations of the time that is
 * left: then the levels are surfaces of nearly equal probability, and where a level is entered matters little.
 */
export function progressOf(event: RiskEvent, run: Run): number {
  if (hasHappened(event, run)) return Infinity
  const { places } = run
  switch (event.kind) {
    case 'fairBelow':
      return -ln(firstAsset(places).state.fair / event.price) / spreadLeft(run, firstAsset(places).rules)
    case 'priceBelow':
      return -ln(places.books[0].state.price / event.price) / spreadLeft(run, firstAsset(places).rules)
    case 'accountLiquidated':
      return nearLiquidation(run, event.venue, event.id)
    case 'insolvent':
    case 'illiquid':
    case 'fundExhausted':
      return Math.max(...event.venues.map((place) => trouble(run, places.venues[place])))
    case 'adl':
    case 'failures':
      return places.venues.reduce((sum, venue) => sum + trouble(run, venue), 0)
  }
}

/** Standard deviation of the log fair value over the rest of the run; 1 where no process drives it. */
function spreadLeft({ program, world }: Run, { fairValue }: Asset['rules']): number {
  if (!('annualVolatility' in fairValue)) return 1
  const { steps, stepSeconds } = program.document
  const left = (Math.max(1, steps - world.step) * stepSeconds) / SECONDS_A_YEAR
  const spread = Math.sqrt(varianceAYear(fairValue) * left)
  return spread > 0 ? spread : 1
}

/** Of the log fair value, jumps included. */
function varianceAYear(walk: Extract<FairValueDocument, { annualVolatility: number }>): number {
  const own = walk.annualVolatility * walk.annualVolatility
  return walk.process === 'jumps'
    ? own + walk.perYear * (walk.meanLog * walk.meanLog + walk.sdLog * walk.sdLog)
    : own
}

/** The largest move of a price here, and what was lost beyond deposits against what was there to pay it. */
function trouble({ places, program }: Run, { state, markets }: Venue): number {
  const { totals, openingFundsCents, openInterestContracts } = state
  const lost = totals.fundPaidCents + totals.venuePaidCents + totals.socializedCents + totals.badDebtCents
  const books = markets.length > 0 ? markets : places.books
  let move = 0
  for (const market of books)
    move = Math.max(move, Math.abs(ln(markPrice(market) / program.assets[market.rules.asset].startPrice)))
  const toPay = openingFundsCents + 0.01 * openInterestContracts
  return move + (lost === 0 ? 0 : LOSS_WEIGHT * Math.min(4, lost / Math.max(1, toPay)))
}

function nearLiquidation(run: Run, place: number, id: number): number {
  const { state, markets } = run.places.venues[place]
  const { ledger } = state
  let nearest = -Infinity
  markets.forEach((market, leg) => {
    const contracts = ledger.rows[contractsAt(ledger, id, leg)]
    if (contracts === 0) return
    const price = liquidationPrice(ledger, id, leg, market.state.maintenanceMargin)
    if (!(price > 0)) return
    const distance = ln(markPrice(market) / price) * Math.sign(contracts)
    nearest = Math.max(nearest, -distance / spreadLeft(run, run.program.assets[market.rules.asset]))
  })
  return nearest
}
