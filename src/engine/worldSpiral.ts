/**
 * The spiral matrix of a world (docs/model.md section 11.9): K[k][l] says how many contracts are forced onto book l, for each
 * contract that moves it by 1 %, if the price on book k falls 1 % and nothing else moves. K says who infects whom; its spectral
 * radius is R of the world. Computed when asked: looks at everyone, writes nothing.
 */
import { ceilStar, exp } from './arithmetic.ts'
import type { Places } from './derive.ts'
import { contractsToMove } from './impact.ts'
import { CONTRACTS, toLiquidationPrice } from './ledger.ts'
import { heaviestMarket } from './margin.ts'
import { spectralRadius } from './spectralRadius.ts'
import { markPrice, type Market, type Venue } from './venue.ts'

const WINDOW = 0.01
/** Ahead looks at common falls of all marks by 0, .25, … 20 %. */
const FALLS = 81
const FALL_STEP = 0.0025

export interface WorldSpiral {
  /** The books of the world, in order: rows and columns of the matrix. */
  readonly books: readonly Market[]
  /** Row by row: book k falls, book l is sold. */
  readonly matrix: Float64Array
  /** R of the world at the marks, and its largest value over common falls of all marks. */
  readonly here: number
  readonly ahead: number
  /** The common fall, as a share, after which it is largest, and the matrix there. */
  readonly aheadFall: number
  readonly aheadMatrix: Float64Array
}

/** What an account would be forced to sell: contracts, on which book. */
interface Sale {
  readonly book: Market
  /** After the close factor; below 0 where a short leg is bought back. */
  readonly contracts: number
}

export function computeWorldSpiral(places: Places): WorldSpiral {
  const { books } = places
  const n = books.length
  const place = new Map(books.map((book, i) => [book, i]))
  const matrices = Array.from({ length: FALLS }, () => new Float64Array(n * n))
  for (const market of places.markets) {
    const influences = dependenceOf(market, places)
    if (influences.length === 0) continue
    forEachForced(market, (fall, sale) => {
      const column = place.get(sale.book) ?? 0
      for (const { book, share } of influences)
        matrices[fall][n * (place.get(book) ?? 0) + column] += share * sale.contracts
    })
  }
  const yardsticks = books.map(({ rules, state }) =>
    contractsToMove(rules.curve, state.displacement, state.depthContracts, WINDOW),
  )
  for (const matrix of matrices) for (let i = 0; i < matrix.length; i++) matrix[i] /= yardsticks[i % n]
  const radii = matrices.map((matrix) => spectralRadius(matrix, n))
  const worst = radii.reduce((best, radius, fall) => (radius > radii[best] ? fall : best), 0)
  return {
    books,
    matrix: matrices[0],
    here: radii[0],
    ahead: radii[worst],
    aheadFall: FALL_STEP * worst,
    aheadMatrix: matrices[worst],
  }
}

/** How much a mark moves with the price of each book: with its own, and with those in its index. */
function dependenceOf(
  { rules, soldOn }: Market,
  { markets }: Places,
): { readonly book: Market; readonly share: number }[] {
  const { index, indexWeight } = rules
  const influences = [{ book: soldOn, share: 1 - indexWeight }]
  if (index.from === 'mean' || index.from === 'median') {
    const total = index.sources.reduce((sum, { weight }) => sum + weight, 0)
    for (const { market, weight } of index.sources) {
      const share = index.from === 'median' ? 1 / index.sources.length : weight / total
      influences.push({ book: markets[market], share: indexWeight * share })
    }
  }
  return influences.filter(({ share }) => share > 0)
}

/** Calls back for each fall at which an unqueued account with a long leg here would be forced, with what it would sell. */
function forEachForced(market: Market, found: (fall: number, sale: Sale) => void): void {
  const { venue, leg } = market
  const { ledger } = venue.state
  const { rows, stride } = ledger
  const mark = markPrice(market)
  const window = exp(-WINDOW)
  for (let id = 0; id < ledger.count; id++) {
    const q = rows[stride * id + CONTRACTS + leg]
    if (q <= 0 || ledger.queued[id] === 1) continue
    const isCrossed = ledger.crossed[id] === 1
    const { own, others } = coverParts(venue, id, leg)
    const priceAt = (fall: number) =>
      toLiquidationPrice(q, own + others * (1 - FALL_STEP * fall), market.state.maintenanceMargin)
    // Of one leg the price does not depend on the fall: only those falls whose window can hold it are looked at.
    const alone = isCrossed ? 0 : 1 - priceAt(0) / mark
    const from = isCrossed ? 0 : Math.max(0, Math.floor((alone - WINDOW) / FALL_STEP) - 1)
    const to = isCrossed ? FALLS - 1 : Math.min(FALLS - 1, Math.ceil(alone / FALL_STEP) + 1)
    let sale: Sale | null = null
    for (let fall = from; fall <= to; fall++) {
      const fallen = mark * (1 - FALL_STEP * fall)
      const price = priceAt(fall)
      if (!(price > fallen * window && price <= fallen)) continue
      sale ??= saleOf(venue, id)
      found(fall, sale)
    }
  }
}

/** What stands behind a leg, in cents: cash, and the other legs at their marks less their maintenance. */
function coverParts(venue: Venue, id: number, leg: number): { own: number; others: number } {
  const { rows, stride, legs } = venue.state.ledger
  let others = 0
  for (let other = 0; other < legs; other++) {
    const q = rows[stride * id + CONTRACTS + other]
    if (other === leg || q === 0) continue
    const market = venue.markets[other]
    others += (q - market.state.maintenanceMargin * Math.abs(q)) * markPrice(market)
  }
  return { own: rows[stride * id], others }
}

/** The leg that the engine would close, on the book where it would be closed. */
function saleOf(venue: Venue, id: number): Sale {
  const market = heaviestMarket(venue, id)
  const { rows, stride } = venue.state.ledger
  const { closeFactor, bonus, kind } = venue.rules
  const q = rows[stride * id + CONTRACTS + market.leg]
  if (kind !== 'lending') return { book: market, contracts: closeFactor * q }
  const debt = -rows[stride * id]
  const wanted = ceilStar((closeFactor * debt * (1 + bonus)) / markPrice(market))
  return { book: market.soldOn, contracts: Math.max(0, Math.min(q, wanted)) }
}
