/**
 * One market at its opening (docs/model.md sections 3, 10 and 11.3): a book with its depth, or a market of loans, which has none.
 * Reads the document and what the crowds hold; makes state.
 */
import { createHistory, type History } from './history.ts'
import { CONTRACTS, type Ledger } from './ledger.ts'
import type { Program } from './program.ts'
import { resolveCents, resolveContracts } from './shares.ts'
import type { MarketState } from './world.ts'
import type { LendingMarketDocument, MarketDocument } from '../schema/worldMarkets.ts'
import type { ExchangeDocument } from '../schema/worldVenues.ts'

/** What the crowds came to in one market, in contracts. */
export interface Interest {
  /** All longs, the counterparty's included. */
  readonly openInterest: number
  /** What the accounts hold, without regard to the side. */
  readonly openContracts: number
}

export function readInterest(ledger: Ledger, leg: number, counterpartyContracts: number): Interest {
  let long = 0
  let short = 0
  for (let id = 0, at = CONTRACTS + leg; id < ledger.count; id++, at += ledger.stride) {
    const q = ledger.rows[at]
    if (q > 0) long += q
    else short -= q
  }
  return { openInterest: long + Math.max(0, counterpartyContracts), openContracts: long + short }
}

interface MarketOpening extends Interest {
  /** Where the market stands in the document. */
  readonly field: string
  readonly startPrice: number
  readonly counterparty: MarketState['counterparty']
  readonly maintenanceMargin: number
}

/** The book of an exchange. */
export function createBook(
  program: Program,
  { circuitBreaker }: ExchangeDocument,
  { liquidity, mark }: MarketDocument,
  opening: MarketOpening,
): MarketState {
  const { field, startPrice, openInterest } = opening
  const calm = liquidity.stress?.calmReturn ?? 0
  return createMarket(program, mark, opening, {
    depth: resolveContracts(`${field}.liquidity.depth`, liquidity.depth, openInterest),
    makersCapitalCents: resolveCents(
      `${field}.liquidity.makers.capital`,
      liquidity.makers?.capital ?? 0,
      openInterest,
      (share) => share * openInterest * startPrice,
    ),
    variance: calm * calm,
    priceHistory: circuitBreaker
      ? createHistory(Math.min(circuitBreaker.windowSteps, program.document.steps + 1), startPrice)
      : null,
  })
}

/** A market of loans: marks and accounts, no book. */
export function createLoanMarket(
  program: Program,
  { mark }: LendingMarketDocument,
  opening: MarketOpening,
): MarketState {
  return createMarket(program, mark, opening, NO_BOOK)
}

interface Book {
  /** In contracts. */
  readonly depth: number
  readonly makersCapitalCents: number
  readonly variance: number
  readonly priceHistory: History | null
}

const NO_BOOK: Book = { depth: 0, makersCapitalCents: 0, variance: 0, priceHistory: null }

/** One literal: engines put the numbers of an object that was spread together in boxes, one anew at each write. */
function createMarket(
  { document }: Program,
  { lagSteps }: Pick<MarketDocument['mark'], 'lagSteps'>,
  { startPrice, counterparty, maintenanceMargin, openContracts }: MarketOpening,
  { depth, makersCapitalCents, variance, priceHistory }: Book,
): MarketState {
  const createPlain = () => ({ contracts: 0, cashCents: 0 })
  return {
    baseDepthContracts: depth,
    makersCapitalCents,
    makers: createPlain(),
    outside: createPlain(),
    counterparty,
    arbitrage: createPlain(),
    hedge: createPlain(),
    poolFeesCents: 0,
    displacement: 0,
    discount: 1,
    price: startPrice,
    previousPrice: startPrice,
    lowestPrice: startPrice,
    depthShockFactor: 1,
    depthContracts: depth,
    lowestDepthContracts: depth,
    variance,
    index: createHistory(Math.min(lagSteps, document.steps) + 1, startPrice),
    arrivedIndex: startPrice,
    priceHistory,
    maintenanceMargin,
    openContracts,
    forcedContracts: 0,
    stopContracts: 0,
    forcedBuys: 0,
    treasuryContracts: 0,
  }
}
