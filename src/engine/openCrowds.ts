/**
 * Opens every position of a venue (docs/model.md sections 2, 8 and 11.1): accounts as the document lists them, and crowds drawn from
 * streams of their own. The other side of every position is the counterparty account of its market.
 */
import { ceilStar, floorStar, HAIR, MAX_EXACT, toCents } from './arithmetic.ts'
import { cushioned, drawTrader, readTraits, type DrawnTrader } from './crowd.ts'
import { addAccount, addLeg, contractsAt, createLedger, type Ledger } from './ledger.ts'
import type { Program } from './program.ts'
import type { VenueRules } from './rules.ts'
import { Stream } from './random.ts'
import type { MarketState } from './world.ts'
import { FieldError } from '../schema/fieldError.ts'
import type {
  DrawnWorldCrowd,
  ExplicitWorldCrowd,
  Hedgers,
  LeggedAccount,
  WorldCrowd,
} from '../schema/worldCrowd.ts'

/** What a position needs to know of its market at the opening. */
interface OpeningMarket {
  readonly assetId: string
  readonly startPrice: number
  readonly state: Pick<MarketState, 'counterparty' | 'maintenanceMargin'>
}

/** A venue that opens: its rules, the name of its place in the document, and its markets in order. */
export interface OpeningVenue {
  readonly rules: VenueRules
  readonly field: string
  readonly markets: readonly OpeningMarket[]
}

/** The accounts of a crowd, by ids: its first, and the one after its last trader, where its hedgers begin. */
export interface CrowdRange {
  readonly from: number
  readonly hedgersFrom: number
}

/** Name of a stream of a crowd: the first crowd of the first venue by id has the plain name, as the only one has. */
export function crowdStream(program: Program, venue: VenueRules, crowd: number, name: string): string {
  return program.plainVenue === venue.id && crowd === 0 ? name : `${name} ${venue.id} ${crowd}`
}

/** Where a crowd stands in the document. */
export function crowdField({ field }: OpeningVenue, crowd: number): string {
  return `${field}.crowd[${crowd}]`
}

/**
 * Opens every position.
 * @throws FieldError that names the account or the limit
 */
export function openCrowds(program: Program, venue: OpeningVenue): { ledger: Ledger; ranges: CrowdRange[] } {
  const { crowds } = venue.rules
  const ledger = createLedger(
    crowds.reduce((sum, crowd) => sum + sizeOf(crowd), 0),
    venue.markets.length,
  )
  const ranges = crowds.map((crowd, place) => {
    const from = ledger.count
    if ('accounts' in crowd) openExplicit(venue, ledger, crowd, crowdField(venue, place))
    else {
      const stream = new Stream(program.document.seed, crowdStream(program, venue.rules, place, 'crowd'))
      openDrawn(venue, ledger, crowd, stream)
    }
    const hedgersFrom = ledger.count
    if ('hedgers' in crowd && crowd.hedgers) openHedgers(venue, ledger, from, crowd.hedgers)
    return { from, hedgersFrom }
  })
  return { ledger, ranges }
}

/** Accounts that a crowd opens with, its hedgers included. */
function sizeOf(crowd: WorldCrowd): number {
  return 'accounts' in crowd ? crowd.accounts.length : crowd.traders + (crowd.hedgers?.count ?? 0)
}

/** Opens one leg of side ±1 with n contracts against the counterparty. */
function openLeg(
  market: OpeningMarket,
  ledger: Ledger,
  id: number,
  leg: number,
  side: number,
  n: number,
  entry: number,
): void {
  const cost = Math.floor(n * entry + 0.5)
  addLeg(ledger, id, leg, side * n, side * cost, entry)
  market.state.counterparty.contracts -= side * n
  market.state.counterparty.cashCents += side * cost
}

function openExplicit(
  venue: OpeningVenue,
  ledger: Ledger,
  { accounts }: ExplicitWorldCrowd,
  field: string,
): void {
  accounts.forEach((account, i) => {
    const cents = toCents(account.collateral)
    const id = addAccount(ledger, cents)
    assertLeverage(venue, account, `${field}.accounts[${i}]`)
    account.legs.forEach((wanted) => {
      if (account.legs.length > 1) ledger.crossed[id] = 1
      const leg = venue.markets.findIndex(({ assetId }) => assetId === wanted.asset)
      const n = floorStar((cents * wanted.leverage) / wanted.entry)
      if (n < 1 || n > MAX_EXACT)
        throw new FieldError(
          `${field}.accounts[${i}].collateral`,
          account.collateral,
          n < 1
            ? 'enough for one contract at this leverage and entry'
            : `a position of at most ${MAX_EXACT} contracts`,
        )
      openLeg(venue.markets[leg], ledger, id, leg, wanted.side === 'long' ? 1 : -1, n, wanted.entry)
    })
    assertMargin(venue, ledger, id, account, `${field}.accounts[${i}]`)
  })
}

function assertLeverage({ rules }: OpeningVenue, { legs }: LeggedAccount, field: string): void {
  const total = legs.reduce((sum, { leverage }) => sum + leverage, 0)
  // Leverages of several legs are typed numbers, whose sum can be a hair beside what is meant.
  if (total * (1 - HAIR) > rules.maxLeverage)
    throw new FieldError(
      `${field}.legs[0].leverage`,
      total,
      `at most venue.maxLeverage, ${rules.maxLeverage}`,
    )
}

function assertMargin(
  { markets }: OpeningVenue,
  ledger: Ledger,
  id: number,
  account: LeggedAccount,
  field: string,
): void {
  let equity = ledger.rows[ledger.stride * id]
  let maintenance = 0
  let value = 0
  markets.forEach(({ startPrice, state }, leg) => {
    const q = ledger.rows[contractsAt(ledger, id, leg)]
    equity += q * startPrice
    maintenance += state.maintenanceMargin * Math.abs(q) * startPrice
    value += Math.abs(q) * startPrice
  })
  if (equity < maintenance - HAIR * value)
    throw new FieldError(
      `${field}.legs[0].leverage`,
      account.legs[0].leverage,
      `a position above maintenance margin at the start price, ${markets[0].startPrice}`,
    )
}

function openDrawn(venue: OpeningVenue, ledger: Ledger, crowd: DrawnWorldCrowd, stream: Stream): void {
  const traits = readTraits(crowd, venue.rules.maxLeverage)
  const trader: DrawnTrader = { side: 1, cents: 0, leverage: 1, entryFactor: 1 }
  const wishes = crowd.assets.map((id) => {
    const leg = venue.markets.findIndex(({ assetId }) => assetId === id)
    const { startPrice, state } = venue.markets[leg]
    // One a leg, written anew for each trader.
    const { maintenanceMargin } = state
    return { leg, side: 1, cents: 0, entry: startPrice, price: startPrice, maintenanceMargin }
  })
  const legs = wishes.length
  for (let i = 0; i < crowd.traders; i++) {
    drawTrader(stream, traits, crowd.longShare, trader)
    const id = addAccount(ledger, trader.cents)
    if (legs > 1) ledger.crossed[id] = 1
    // One side, and the leverage split evenly: each leg leans on its part of the deposit alone.
    for (const wish of wishes) {
      wish.side = trader.side
      wish.cents = trader.cents / legs
      wish.entry = wish.price * trader.entryFactor
      const n = cushioned(floorStar((trader.cents * (trader.leverage / legs)) / wish.entry), wish)
      openLeg(venue.markets[wish.leg], ledger, id, wish.leg, trader.side, n, wish.entry)
    }
  }
}

/**
 * Somebody who is hedged elsewhere holds the other side of what the traders drawn so far are net long or short: that many more
 * accounts, contracts split evenly, the first ids one more, at the start price, without behavior.
 */
function openHedgers(venue: OpeningVenue, ledger: Ledger, from: number, { count, leverage }: Hedgers): void {
  const nets = venue.markets.map((_, leg) => {
    let net = 0
    for (let id = from; id < ledger.count; id++) net += ledger.rows[contractsAt(ledger, id, leg)]
    return net
  })
  for (let i = 0; i < count; i++) {
    const parts = nets.map((net) => {
      const size = Math.abs(net)
      return Math.floor(size / count) + (i < size % count ? 1 : 0)
    })
    const value = parts.reduce((sum, n, leg) => sum + n * venue.markets[leg].startPrice, 0)
    const id = addAccount(ledger, ceilStar(value / leverage))
    if (parts.filter((n) => n > 0).length > 1) ledger.crossed[id] = 1
    parts.forEach((n, leg) => {
      const market = venue.markets[leg]
      openLeg(market, ledger, id, leg, nets[leg] > 0 ? -1 : 1, n, market.startPrice)
    })
  }
}
