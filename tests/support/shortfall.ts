/**
 * A loss of an exact size for others to bear: one bankrupt long, and the payers, of whom the rules choose.
 * The mark is fair value, so that the bankrupt order moves nobody's profit.
 */
import type { Simulation } from '../../src/engine/simulation.ts'
import type { AccountRow, Summary } from '../../src/schema/result.ts'
import type { ExplicitAccount } from '../../src/schema/scenario.ts'
import { plainDocument, position, runDocument } from './validationScenarios.ts'

const START_PRICE = 100
const END_PRICE = 50
/** What a short entered at the start price earns on each contract, in cents. */
export const GAIN = START_PRICE - END_PRICE

/**
 * A short with this profit, in cents: a multiple of `GAIN`. From place to place in the list it holds other numbers of
 * contracts, on other deposits, for the same profit.
 */
export function shortWithProfit(profitCents: number, place: number): ExplicitAccount {
  const entry = place % 2 ? START_PRICE - GAIN / 2 : START_PRICE
  const contracts = profitCents / (entry - END_PRICE)
  return position('short', contracts, contracts * depositAt(place), entry)
}

/** A short of so many contracts, on a deposit that differs from place to place. */
export function winner(contracts: number, place: number): ExplicitAccount {
  return position('short', contracts, contracts * depositAt(place), START_PRICE)
}

/** Cents of deposit for each contract. */
function depositAt(place: number): number {
  return [100, 40, 65, 500, 30][place % 5]
}

/** A long that loses 50 a contract and does not mind. */
export function richLong(contracts: number): ExplicitAccount {
  return position('long', contracts, contracts * START_PRICE * 1000, START_PRICE)
}

/** A short with as much behind it. */
export function richShort(contracts: number): ExplicitAccount {
  return position('short', contracts, contracts * START_PRICE * 1000, START_PRICE)
}

/**
 * Socializes exactly this deficit: a run in which nobody pays tells what the bankrupt long leaves behind, and the fund is
 * that much less the deficit. Returns what each payer paid.
 */
export function socialize(
  payers: readonly ExplicitAccount[],
  deficitCents: number,
  base: 'profit' | 'openInterest',
): { haircuts: number[]; summary: Summary } {
  const simulation = leaveShortfall(payers, deficitCents, { base })
  return {
    haircuts: simulation.readAccounts().slice(0, -1).map(haircutOf),
    summary: simulation.readSummary(),
  }
}

/** The same with more of a path, and maintenance margin: the run at its end. */
export function leaveShortfall(
  payers: readonly ExplicitAccount[],
  deficitCents: number,
  options: { base: 'profit' | 'openInterest'; then?: readonly number[]; maintenanceMargin?: number },
): Simulation {
  const { base, then = [], maintenanceMargin = 0 } = options
  // It leaves about 30 a contract behind.
  const accounts = [...payers, bankruptLong(1000 + Math.ceil(deficitCents / 20))]
  const path = [START_PRICE, END_PRICE]
  const rules = { accounts, depth: 1e9, indexWeight: 1, base, maintenanceMargin }
  const lossCents = runDocument(plainDocument({ ...rules, path })).simulation.readSummary().badDebt
  if (lossCents < deficitCents) throw new Error(`a loss of ${lossCents} is too small`)
  const insuranceFund = (lossCents - deficitCents) / 100
  return runDocument(
    plainDocument({
      ...rules,
      path: [...path, ...then],
      waterfall: ['insuranceFund', 'socializedLoss'],
      insuranceFund,
    }),
  ).simulation
}

/** Deleverages a bankrupt long of this size against the winners. Returns the contracts that each gave. */
export function deleverage(
  winners: readonly ExplicitAccount[],
  contracts: number,
  ranking: 'profitLeverage' | 'proRata',
): number[] {
  const { simulation } = runDocument(
    plainDocument({
      accounts: [...winners, bankruptLong(contracts)],
      path: [START_PRICE, END_PRICE],
      depth: 1e9,
      indexWeight: 1,
      waterfall: ['adl'],
      ranking,
    }),
  )
  const after = simulation.readAccounts()
  return winners.map((account, id) => sizeOf(account) + after[id].contracts)
}

function bankruptLong(contracts: number): ExplicitAccount {
  return position('long', contracts, contracts * 20, START_PRICE)
}

function haircutOf(account: AccountRow): number {
  return account.haircut
}

function sizeOf(account: ExplicitAccount): number {
  return Math.floor((Math.round(account.collateral * 100) * account.leverage) / account.entry)
}

/** Shares in proportion to the weights by largest remainder, ties to the earlier: exact. */
export function largestRemainder(weights: readonly number[], amount: number): number[] {
  const total = BigInt(weights.reduce((sum, weight) => sum + weight, 0))
  const products = weights.map((weight) => BigInt(weight) * BigInt(amount))
  const shares = products.map((product) => Number(product / total))
  const byRemainder = products
    .map((product, i) => ({ i, remainder: product % total }))
    .sort((a, b) => (a.remainder === b.remainder ? a.i - b.i : a.remainder > b.remainder ? -1 : 1))
  const left = amount - shares.reduce((sum, share) => sum + share, 0)
  for (const { i } of byRemainder.slice(0, left)) shares[i]++
  return shares
}
