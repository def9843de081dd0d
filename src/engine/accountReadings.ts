/**
 * One function for each row of the table of readings that is of one trader at any moment (docs/model.md sections 2 and 11.1), of
 * the leg that is asked for where there are several. For one who is out, both prices are those of the opening, since nothing
 * is held now. Computed when asked; nothing is written.
 */
import { cashAt, contractsAt, depositAt, toLiquidationPrice } from './ledger.ts'
import { countLegs, equityOf, legBankruptcyPrice, legLiquidationPrice, valueOf } from './margin.ts'
import type { Venue } from './venue.ts'
import { ACCOUNT_READINGS, type AccountReading } from '../schema/readings.ts'

/** A look at one account, and at one of its legs. */
export interface HeldLook {
  readonly venue: Venue
  readonly id: number
  /** Place of the leg's market among those of the venue. */
  readonly leg: number
}

/** With what was held just after entering, and the first deposit. */
export interface AccountLook extends HeldLook {
  readonly entered: { readonly contracts: number; readonly cashCents: number; readonly depositCents: number }
}

/** What is held now. */
export const READ_HELD = {
  contracts: ({ venue: { state }, id, leg }: HeldLook) =>
    state.ledger.rows[contractsAt(state.ledger, id, leg)],
  entryPrice: ({ venue: { state }, id, leg }: HeldLook) =>
    state.ledger.entryPrice[state.ledger.legs * id + leg],
  deposit: ({ venue: { state }, id }: HeldLook) => state.ledger.rows[depositAt(state.ledger, id)],
  cash: ({ venue: { state }, id }: HeldLook) => state.ledger.rows[cashAt(state.ledger, id)],
  equity: ({ venue, id }: HeldLook) => equityOf(venue, id),
  haircut: ({ venue: { state }, id }: HeldLook) => state.ledger.haircutCents[id],
}

export const READ_ACCOUNT: Readonly<Record<AccountReading, (look: AccountLook) => number>> = {
  ...READ_HELD,
  leverage: (look) =>
    (Math.abs(look.entered.contracts) * READ_ACCOUNT.entryPrice(look)) / look.entered.depositCents,
  effectiveLeverage: (look) => {
    const value = valueOf(look.venue, look.id)
    const equity = READ_ACCOUNT.equity(look)
    if (value === 0) return 0
    return equity > 0 ? value / equity : Infinity
  },
  liquidationPrice: (look) =>
    hasOthers(look)
      ? legLiquidationPrice(look.venue.markets[look.leg], look.id)
      : priceAtMargin(look, look.venue.markets[look.leg].state.maintenanceMargin),
  bankruptcyPrice: (look) =>
    hasOthers(look) ? legBankruptcyPrice(look.venue.markets[look.leg], look.id) : priceAtMargin(look, 0),
}

/** Every reading of the account, by its id. */
export function readAccount(look: AccountLook): Record<AccountReading, number> {
  return Object.fromEntries(ACCOUNT_READINGS.map((id) => [id, READ_ACCOUNT[id](look)])) as Record<
    AccountReading,
    number
  >
}

/** Whether the leg is open beside others, which lend it their margin. */
function hasOthers(look: HeldLook): boolean {
  return READ_HELD.contracts(look) !== 0 && countLegs(look.venue, look.id) > 1
}

/** The price at which nothing but this much margin is left; Infinity where nothing was ever held. */
function priceAtMargin(look: AccountLook, margin: number): number {
  const held = READ_ACCOUNT.contracts(look)
  const contracts = held === 0 ? look.entered.contracts : held
  const cash = held === 0 ? look.entered.cashCents : READ_ACCOUNT.cash(look)
  return contracts === 0 ? Infinity : toLiquidationPrice(contracts, cash, margin)
}
