/**
 * Who takes part in which rule of the living crowd (docs/model.md section 8): columns beside the ledger's, drawn once a trader. Plain data; the
 * mechanisms of behavior.ts write what is promised.
 */
import { contractsAt, depositAt, type Ledger } from './ledger.ts'
import { geometric, type Stream } from './random.ts'
import type { Behavior } from '../schema/scenario.ts'

export const TOPS_UP = 1
export const STOPS = 2
export const TAKES_PROFIT = 4
export const RELEVERS = 8

export interface BehaviorColumns {
  /** Place of the trader's crowd among the venue's. */
  crowd: Uint16Array
  /** Place of the market that the trader opened in; behavior is for accounts with one leg. */
  leg: Uint8Array
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

const COLUMNS = [
  'crowd', 'leg', 'flags', 'topUpsMade', 'topUpDueStep', 'firstDepositCents', 'openingLeverage', 'openingContracts', 'leaveStep',
] as const satisfies readonly (keyof BehaviorColumns)[] // prettier-ignore

export function createBehaviorColumns(capacity: number): BehaviorColumns {
  return {
    crowd: new Uint16Array(capacity),
    leg: new Uint8Array(capacity),
    flags: new Uint8Array(capacity),
    topUpsMade: new Int32Array(capacity),
    topUpDueStep: new Int32Array(capacity),
    firstDepositCents: new Float64Array(capacity),
    openingLeverage: new Float64Array(capacity),
    openingContracts: new Float64Array(capacity),
    leaveStep: new Float64Array(capacity).fill(Infinity),
  }
}

/** Room for as many rows as the ledger has. */
export function growBehaviorColumns(columns: BehaviorColumns, capacity: number): void {
  if (columns.flags.length >= capacity) return
  const grown = createBehaviorColumns(capacity)
  for (const name of COLUMNS) grown[name].set(columns[name] as never)
  Object.assign(columns, grown)
}

/** A copy of the first rows. */
export function copyBehaviorColumns(columns: BehaviorColumns, count: number): BehaviorColumns {
  const copy = Object.fromEntries(COLUMNS.map((name) => [name, columns[name].slice(0, count)]))
  return copy as unknown as BehaviorColumns
}

/**
 * Draws what a trader does: five draws, always, so that one share leaves the other rules' traders alone.
 * @param crowd place of the trader's crowd, whose rules these are
 * @param leg place of the one market that the trader opened in
 */
export function drawTraits(
  columns: BehaviorColumns,
  ledger: Ledger,
  id: number,
  { crowd, leg, rules }: { crowd: number; leg: number; rules: Behavior },
  stream: Stream,
  step: number,
): void {
  let flags = 0
  if (stream.uniform() < (rules.topUp?.share ?? 0)) flags |= TOPS_UP
  if (stream.uniform() < (rules.stopLoss?.share ?? 0)) flags |= STOPS
  if (stream.uniform() < (rules.takeProfit?.share ?? 0)) flags |= TAKES_PROFIT
  if (stream.uniform() < (rules.relever?.share ?? 0)) flags |= RELEVERS
  const size = Math.abs(ledger.rows[contractsAt(ledger, id, leg)])
  const deposit = ledger.rows[depositAt(ledger, id)]
  columns.crowd[id] = crowd
  columns.leg[id] = leg
  columns.flags[id] = flags
  columns.leaveStep[id] = step + geometric(stream, rules.turnover)
  columns.firstDepositCents[id] = deposit
  columns.openingLeverage[id] = (size * ledger.entryPrice[ledger.legs * id + leg]) / deposit
  columns.openingContracts[id] = size
}
