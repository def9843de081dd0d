/**
 * What the crowd does by itself, as prices known in advance (docs/model.md section 8, table of trigger prices).
 * Columns beside the accounts say who takes part; two indexes a rule say at which falling or rising mark to look.
 * Reads accounts; written by behavior.ts, and by every mechanism through `reindex`.
 */
import { cashAt, contractsAt, depositAt, type Accounts } from './accounts.ts'
import { geometric, type Stream } from './random.ts'
import { TriggerIndex } from './triggerIndex.ts'
import type { Behavior } from '../schema/scenario.ts'

export const TOPS_UP = 1
export const STOPS = 2
export const TAKES_PROFIT = 4
export const RELEVERS = 8

/** Two indexes: whom a falling mark reaches (score is the price), and whom a rising one (score is minus the price). */
export class Triggers {
  readonly falling: TriggerIndex
  readonly rising: TriggerIndex

  constructor(capacity: number) {
    this.falling = new TriggerIndex(capacity)
    this.rising = new TriggerIndex(capacity)
  }

  remove(id: number): void {
    this.falling.remove(id)
    this.rising.remove(id)
  }

  setFalling(id: number, price: number): void {
    this.rising.remove(id)
    this.falling.set(id, price)
  }

  setRising(id: number, price: number): void {
    this.falling.remove(id)
    this.rising.set(id, -price)
  }
}

/** The part of behavior that a snapshot holds: columns beside the accounts', and what is promised. */
export interface BehaviorColumns {
  /** Which rules the trader follows: TOPS_UP | STOPS | TAKES_PROFIT | RELEVERS. */
  flags: Uint8Array
  topUpsMade: Int32Array
  /** The step at which the promised top-up arrives; 0 where none is promised. */
  topUpDueStep: Int32Array
  firstDepositCents: Float64Array
  /** |q|·entry/deposit as opened. */
  openingLeverage: Float64Array
  openingContracts: Float64Array
  /** The step at which the trader closes for reasons of their own; Infinity where never. */
  leaveStep: Float64Array
}

export const BEHAVIOR_COLUMNS = [
  'flags', 'topUpsMade', 'topUpDueStep', 'firstDepositCents', 'openingLeverage', 'openingContracts', 'leaveStep',
] as const satisfies readonly (keyof BehaviorColumns)[] // prettier-ignore

export function createBehaviorColumns(capacity: number): BehaviorColumns {
  return {
    flags: new Uint8Array(capacity),
    topUpsMade: new Int32Array(capacity),
    topUpDueStep: new Int32Array(capacity),
    firstDepositCents: new Float64Array(capacity),
    openingLeverage: new Float64Array(capacity),
    openingContracts: new Float64Array(capacity),
    leaveStep: new Float64Array(capacity),
  }
}

/** Room for as many rows as the accounts have. */
export function growBehaviorColumns(columns: BehaviorColumns, capacity: number): void {
  if (columns.flags.length >= capacity) return
  const grown = createBehaviorColumns(capacity)
  for (const name of BEHAVIOR_COLUMNS) grown[name].set(columns[name] as never)
  Object.assign(columns, grown)
}

/** Draws what a trader does: five draws, always, so that one share leaves the other rules' traders alone. */
export function drawTraits(
  columns: BehaviorColumns,
  accounts: Accounts,
  id: number,
  rules: Behavior,
  stream: Stream,
  step: number,
): void {
  let flags = 0
  if (stream.uniform() < (rules.topUp?.share ?? 0)) flags |= TOPS_UP
  if (stream.uniform() < (rules.stopLoss?.share ?? 0)) flags |= STOPS
  if (stream.uniform() < (rules.takeProfit?.share ?? 0)) flags |= TAKES_PROFIT
  if (stream.uniform() < (rules.relever?.share ?? 0)) flags |= RELEVERS
  columns.flags[id] = flags
  columns.leaveStep[id] = step + geometric(stream, rules.turnover)
  const size = Math.abs(accounts.ledger[contractsAt(id)])
  columns.firstDepositCents[id] = accounts.ledger[depositAt(id)]
  columns.openingLeverage[id] = (size * accounts.entryPrice[id]) / accounts.ledger[depositAt(id)]
  columns.openingContracts[id] = size
}

/** Where equity falls below `at` times maintenance. */
export function indexTopUp(
  triggers: Triggers,
  a: Accounts,
  id: number,
  at: number,
  maintenanceMargin: number,
): void {
  const q = a.ledger[contractsAt(id)]
  const c = a.ledger[cashAt(id)]
  const margin = at * maintenanceMargin
  if (q > 0) triggers.setFalling(id, -c / (q * (1 - margin)))
  else triggers.setRising(id, c / (-q * (1 + margin)))
}

/** Where profit falls to −loss·deposit. */
export function indexStopLoss(triggers: Triggers, a: Accounts, id: number, loss: number): void {
  const q = a.ledger[contractsAt(id)]
  const floor = (1 - loss) * a.ledger[depositAt(id)]
  if (q > 0) triggers.setFalling(id, (floor - a.ledger[cashAt(id)]) / q)
  else triggers.setRising(id, (a.ledger[cashAt(id)] - floor) / -q)
}

/** Where profit rises to gain·deposit. */
export function indexTakeProfit(triggers: Triggers, a: Accounts, id: number, gain: number): void {
  const q = a.ledger[contractsAt(id)]
  const goal = (1 + gain) * a.ledger[depositAt(id)]
  if (q > 0) triggers.setRising(id, (goal - a.ledger[cashAt(id)]) / q)
  else triggers.setFalling(id, (a.ledger[cashAt(id)] - goal) / -q)
}

/** Where effective leverage falls below `bound` = below·ℓ₁; with equity above 0. */
export function indexRelever(triggers: Triggers, a: Accounts, id: number, bound: number): void {
  const q = a.ledger[contractsAt(id)]
  const c = a.ledger[cashAt(id)]
  if (q < 0) triggers.setFalling(id, (bound * c) / (-q * (1 + bound)))
  else if (c < 0 && bound > 1) triggers.setRising(id, (-bound * c) / (q * (bound - 1)))
  else if (c > 0 && bound < 1) triggers.setFalling(id, (bound * c) / (q * (1 - bound)))
  else if (c > 0 || (c === 0 && bound > 1)) triggers.setFalling(id, Infinity)
  else triggers.remove(id)
}
