/**
 * The opening (docs/model.md sections 2 and 8): explicit accounts, or a crowd drawn from its own stream with the same number of
 * draws for every trader whatever the parameters, so that changing one leaves every other trait of every trader alone.
 * The other side of every position is the counterparty account.
 */
import { type Accounts, addAccount, cashAt, contractsAt, createAccounts, depositAt } from './accounts.ts'
import { exp, ln, MAX_EXACT, toCents } from './arithmetic.ts'
import type { PlainAccount } from './market.ts'
import { Stream } from './random.ts'
import { FieldError } from '../schema/fieldError.ts'
import type { DrawnCrowd, ExplicitAccount, Scenario } from '../schema/scenario.ts'

/** Deposits, and the value of open interest at the opening, stay below this many cents. */
export const MAX_TOTAL_CENTS = 1e14
/** A drawn position starts with at least this many times its maintenance margin. */
const OPENING_CUSHION = 1.5

export interface Opening {
  accounts: Accounts
  counterparty: PlainAccount
  /** All long contracts, the counterparty's included. */
  openInterestContracts: number
  depositedCents: number
}

/**
 * Opens every position of the scenario.
 * @throws FieldError that names the account or the limit
 */
export function openCrowd(scenario: Scenario): Opening {
  const { crowd } = scenario
  const counterparty = { contracts: 0, cashCents: 0 }
  const accounts = createAccounts('accounts' in crowd ? crowd.accounts.length : crowd.traders)
  if ('accounts' in crowd) openExplicit(scenario, crowd.accounts, accounts, counterparty)
  else openDrawn(scenario, crowd, accounts, counterparty)
  return { accounts, counterparty, ...assertTotals(scenario, accounts, counterparty) }
}

/** Opens one position of side ±1 with n contracts against the counterparty. */
function open(
  accounts: Accounts,
  counterparty: PlainAccount,
  side: number,
  n: number,
  cents: number,
  entry: number,
): void {
  const cost = Math.floor(n * entry + 0.5)
  addAccount(accounts, n === 0 ? 0 : side * n, cents - side * cost, cents, entry)
  counterparty.contracts -= side * n
  counterparty.cashCents += side * cost
}

function openExplicit(
  scenario: Scenario,
  list: readonly ExplicitAccount[],
  accounts: Accounts,
  counterparty: PlainAccount,
): void {
  const { maxLeverage, maintenanceMargin } = scenario.venue
  const { startPrice } = scenario.market
  list.forEach((account, i) => {
    const field = (name: string) => `crowd.accounts[${i}].${name}`
    if (account.leverage > maxLeverage)
      throw new FieldError(field('leverage'), account.leverage, `at most venue.maxLeverage, ${maxLeverage}`)
    const side = account.side === 'long' ? 1 : -1
    const cents = toCents(account.collateral)
    const n = Math.floor((cents * account.leverage) / account.entry)
    if (n < 1)
      throw new FieldError(
        field('collateral'),
        account.collateral,
        'enough for one contract at this leverage and entry',
      )
    if (n > MAX_EXACT)
      throw new FieldError(
        field('collateral'),
        account.collateral,
        `a position of at most ${MAX_EXACT} contracts`,
      )
    open(accounts, counterparty, side, n, cents, account.entry)
    const equity = accounts.ledger[cashAt(i)] + accounts.ledger[contractsAt(i)] * startPrice
    if (equity < maintenanceMargin * n * startPrice)
      throw new FieldError(
        field('leverage'),
        account.leverage,
        `a position above maintenance margin at the start price, ${startPrice}`,
      )
  })
}

function openDrawn(
  scenario: Scenario,
  crowd: DrawnCrowd,
  accounts: Accounts,
  counterparty: PlainAccount,
): void {
  const stream = new Stream(scenario.seed, 'crowd')
  const { startPrice } = scenario.market
  for (let i = 0; i < crowd.traders; i++) {
    const trader = drawTrader(stream, scenario, crowd, crowd.longShare, startPrice)
    const wanted = Math.floor((trader.cents * trader.leverage) / trader.entry)
    const n = cushioned(
      wanted,
      trader.side,
      trader.cents,
      trader.entry,
      startPrice,
      scenario.venue.maintenanceMargin,
    )
    open(accounts, counterparty, trader.side, n, trader.cents, trader.entry)
  }
}

export interface DrawnTrader {
  side: number
  cents: number
  leverage: number
  entry: number
}

const trader: DrawnTrader = { side: 1, cents: 0, leverage: 1, entry: 0 }

/** Draws one trader: four draws, always in this order. The result is valid until the next call. */
export function drawTrader(
  stream: Stream,
  scenario: Scenario,
  crowd: DrawnCrowd,
  longShare: number,
  price: number,
): DrawnTrader {
  trader.side = stream.uniform() < longShare ? 1 : -1
  trader.cents = Math.max(1, toCents(crowd.deposit.median * exp(crowd.deposit.sigma * stream.normal())))
  trader.leverage = drawLeverage(crowd, scenario.venue.maxLeverage, stream.uniform())
  trader.entry = price * (1 + crowd.entrySpread * (2 * stream.uniform() - 1))
  return trader
}

/** Leverage from one uniform number; the upper end is the smaller of the distribution's and the venue's. */
function drawLeverage(crowd: DrawnCrowd, maxLeverage: number, u: number): number {
  const { leverage } = crowd
  if (leverage.distribution === 'logUniform') {
    if (maxLeverage <= leverage.min) return maxLeverage
    const top = Math.min(leverage.max, maxLeverage)
    return Math.min(top, leverage.min * exp(u * ln(top / leverage.min)))
  }
  let total = 0
  for (const [, weight] of leverage.values) total += weight
  let left = u * total
  let chosen = 0
  for (const [value, weight] of leverage.values) {
    if (weight === 0) continue
    chosen = value
    left -= weight
    if (left < 0) break
  }
  return Math.min(chosen, maxLeverage)
}

/**
 * The most contracts, up to n, whose equity at the start is at least 1.5 times maintenance.
 * @throws FieldError where n passes what can be counted exactly
 */
export function cushioned(
  n: number,
  side: number,
  cents: number,
  entry: number,
  price: number,
  maintenanceMargin: number,
): number {
  if (n > MAX_EXACT) throw new FieldError('crowd', n, `positions of at most ${MAX_EXACT} contracts`)
  if (n === 0 || !isThin(n, side, cents, entry, price, maintenanceMargin)) return n
  const lossPerContract = side * (entry - price) + OPENING_CUSHION * maintenanceMargin * price
  let m = Math.max(0, Math.min(n - 1, Math.ceil((cents + 0.5) / lossPerContract) + 1))
  while (m > 0 && isThin(m, side, cents, entry, price, maintenanceMargin)) m--
  return m
}

/** Whether a position of m contracts would start below 1.5 times its maintenance margin. */
function isThin(
  m: number,
  side: number,
  cents: number,
  entry: number,
  price: number,
  maintenanceMargin: number,
): boolean {
  const equity = cents - side * Math.floor(m * entry + 0.5) + side * m * price
  return equity < OPENING_CUSHION * maintenanceMargin * m * price
}

/** The totals of the opening, within the limits that keep every sum exact. */
function assertTotals(scenario: Scenario, accounts: Accounts, counterparty: PlainAccount) {
  let depositedCents = 0
  let long = 0
  let short = 0
  for (let id = 0; id < accounts.count; id++) {
    depositedCents += accounts.ledger[depositAt(id)]
    const q = accounts.ledger[contractsAt(id)]
    if (q > 0) long += q
    else short -= q
  }
  const openInterestContracts = long + Math.max(0, counterparty.contracts)
  if (depositedCents >= MAX_TOTAL_CENTS)
    throw new FieldError('crowd', depositedCents, `deposits below ${MAX_TOTAL_CENTS} cents in all`)
  const value = openInterestContracts * scenario.market.startPrice
  if (value >= MAX_TOTAL_CENTS || long > MAX_EXACT || short > MAX_EXACT)
    throw new FieldError('crowd', value, `open interest below ${MAX_TOTAL_CENTS} cents at the start price`)
  return { openInterestContracts, depositedCents }
}
