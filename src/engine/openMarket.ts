/**
 * One market at its opening (docs/model.md sections 3, 10 and 11.3): a book with its depth, or a market of loans, which has none.
 * Reads the document and what the crowds hold; makes state.
 */
import { createHistory } from './history.ts'
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
  const { steps } = program.document
  const { field, startPrice, openInterest } = opening
  const depth = resolveContracts(`${field}.liquidity.depth`, liquidity.depth, openInterest)
  const calm = liquidity.stress?.calmReturn ?? 0
  return {
    ...createLoanMarket(program, { mark }, opening),
    baseDepthContracts: depth,
    makersCapitalCents: resolveCents(
      `${field}.liquidity.makers.capital`,
      liquidity.makers?.capital ?? 0,
      openInterest,
      (share) => share * openInterest * startPrice,
    ),
    depthContracts: depth,
    lowestDepthContracts: depth,
    variance: calm * calm,
    priceHistory: circuitBreaker
      ? createHistory(Math.min(circuitBreaker.windowSteps, steps + 1), startPrice)
      : null,
  }
}

/** A market of loans: marks and accounts, no book. */
export function createLoanMarket(
  { document }: Program,
  { mark }: Pick<LendingMarketDocument, 'mark'>,
  { startPrice, counterparty, maintenanceMargin, openContracts }: MarketOpening,
): MarketState {
  const createPlain = () => ({ contracts: 0, cashCents: 0 })
  return {
    baseDepthContracts: 0,
    makersCapitalCents: 0,
    makers: createPlain(),
    outside: createPlain(),
    counterparty,
    arbitrage: createPlain(),
    poolFeesCents: 0,
    displacement: 0,
    discount: 1,
    price: startPrice,
    previousPrice: startPrice,
    lowestPrice: startPrice,
    depthShockFactor: 1,
    depthContracts: 0,
    lowestDepthContracts: 0,
    variance: 0,
    index: createHistory(Math.min(mark.lagSteps, document.steps) + 1, startPrice),
    arrivedIndex: startPrice,
    priceHistory: null,
    maintenanceMargin,
    openContracts,
    forcedContracts: 0,
    stopContracts: 0,
    treasuryContracts: 0,
  }
}
