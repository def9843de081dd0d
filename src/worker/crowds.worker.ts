/**
 * The crowds of a run, market by market, as the page draws them. Of a venue with several markets an account has an entry in
 * those where it opened, and a position that is no longer held stays where it was at the opening: the account's last price may
 * be that of another position. Every array is new and goes to the page with its memory.
 */
import { type Ledger, contractsAt, copyColumns, OPEN, outPriceAt } from '../engine/ledger.ts'
import { legLiquidationPrice } from '../engine/margin.ts'
import type { Simulation } from '../engine/simulation.ts'
import { markPrice, type Market } from '../engine/venue.ts'
import type { CrowdFrame, CrowdOpening } from '../schema/frame.ts'
import { CROWD_STATES, STATE_CODE, type CrowdState } from '../schema/states.ts'

/** How a trader stands in the picture. */
export function readCrowdState(ledger: Ledger, id: number): CrowdState {
  return CROWD_STATES[toMark(ledger, id)]
}

function toMark({ queued, state }: Ledger, id: number): number {
  return queued[id] === 1 ? STATE_CODE.queued : state[id]
}

/** Changes whenever a reader could see something new in the crowd of a market. */
export function versionOf({ venue, leg }: Market): string {
  if (venue.crossed === null) return String(venue.changes)
  // Who has other positions is sold out where these leave it.
  const marks = venue.markets.filter((other) => other.leg !== leg).map(markPrice)
  return [venue.changes, ...marks].join()
}

/** Who opened in a market that is not the only one of its venue, by rising id, and at which price each would be sold out. */
interface Opening {
  readonly ids: Int32Array
  readonly prices: Float64Array
  /** Accounts of the venue then: those after them are newcomers. */
  readonly count: number
}

export class Crowds {
  /** By market; null where it is the only one of its venue. */
  readonly #openings: readonly (Opening | null)[]

  /** @param simulation at its opening */
  constructor({ places }: Simulation) {
    this.#openings = places.markets.map((market) =>
      market.venue.markets.length > 1 ? openedIn(market) : null,
    )
  }

  /** @param place of the market among all of them */
  read(market: Market, place: number): CrowdFrame {
    const opening = this.#openings[place]
    if (opening === null) {
      const { count } = market.venue.state.ledger
      return readEntries(market, count, (entry) => entry, null)
    }
    const ids = withNewcomers(market, opening)
    return { ids, ...readEntries(market, ids.length, (entry) => ids[entry], opening.prices) }
  }

  /** As it opened. */
  readOpening(market: Market, place: number): CrowdOpening {
    const crowd = this.read(market, place)
    const { ledger } = market.venue.state
    const { depositCents } = copyColumns(ledger)
    const ids = crowd.ids ?? depositCents.map((_, id) => id)
    return {
      ...crowd,
      entryPrice: Float32Array.from(ids, (id) => ledger.entryPrice[ledger.legs * id + market.leg]),
      deposit: Float64Array.from(ids, (id) => depositCents[id]),
    }
  }
}

function openedIn(market: Market): Opening {
  const { ledger } = market.venue.state
  const ids: number[] = []
  for (let id = 0; id < ledger.count; id++)
    if (ledger.rows[contractsAt(ledger, id, market.leg)] !== 0) ids.push(id)
  const prices = Float64Array.from(ids, (id) => legLiquidationPrice(market, id))
  return { ids: Int32Array.from(ids), prices, count: ledger.count }
}

/** Newcomers open one position, whose entry tells where. */
function withNewcomers({ venue, leg }: Market, { ids, count }: Opening): Int32Array {
  const { ledger } = venue.state
  const arrived: number[] = []
  for (let id = count; id < ledger.count; id++)
    if (ledger.entryPrice[ledger.legs * id + leg] > 0) arrived.push(id)
  const all = new Int32Array(ids.length + arrived.length)
  all.set(ids)
  all.set(arrived, ids.length)
  return all
}

/** @param openingPrices of the first entries, where the market is not the only one */
function readEntries(
  market: Market,
  length: number,
  idOf: (entry: number) => number,
  openingPrices: Float64Array | null,
): CrowdFrame {
  const { venue, leg } = market
  const { ledger } = venue.state
  const contracts = new Float32Array(length)
  const prices = new Float32Array(length)
  const state = new Uint8Array(length)
  for (let entry = 0; entry < length; entry++) {
    const id = idOf(entry)
    const held = ledger.rows[contractsAt(ledger, id, leg)]
    contracts[entry] = held
    state[entry] = toMark(ledger, id)
    if (openingPrices !== null && held === 0 && ledger.crossed[id] === 1 && entry < openingPrices.length) {
      prices[entry] = openingPrices[entry]
      // The account goes on with its other positions; this one went as the engine's orders and ADL alone can make it go.
      if (ledger.state[id] === OPEN)
        state[entry] = ledger.deleveragedOnce[id] === 1 ? STATE_CODE.deleveraged : STATE_CODE.liquidated
    } else
      prices[entry] =
        ledger.state[id] === OPEN ? legLiquidationPrice(market, id) : ledger.rows[outPriceAt(ledger, id)]
  }
  return { contracts, liquidationPrice: prices, state }
}
