/**
 * What the crowd does by itself, as prices known in advance (docs/model.md section 8, table of trigger prices). Two indexes a rule say
 * at which falling or rising mark to look. Reads an account's contracts, cash and deposit; writes the indexes alone.
 */
import { cashAt, contractsAt, depositAt, type Ledger } from './ledger.ts'
import { TriggerIndex } from './triggerIndex.ts'
import type { Behavior } from '../schema/scenario.ts'

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

/** The triggers of one market; null where no crowd follows the rule. */
export interface BehaviorTriggers {
  readonly topUps: Triggers | null
  readonly stops: Triggers | null
  readonly profits: Triggers | null
  readonly relevers: Triggers | null
}

/** A rule is off where one of its parameters is 0. */
const isOn = (share = 0, size = 0) => share > 0 && size > 0

export const hasTopUps = (b: Behavior | null) =>
  isOn(b?.topUp?.share, (b?.topUp?.times ?? 0) * (b?.topUp?.amount ?? 0))

/** Empty triggers for what these crowds do. */
export function createTriggers(behaviors: readonly (Behavior | null)[], capacity: number): BehaviorTriggers {
  const where = (isFollowed: (b: Behavior | null) => boolean) =>
    behaviors.some(isFollowed) ? new Triggers(capacity) : null
  return {
    topUps: where(hasTopUps),
    stops: where((b) => isOn(b?.stopLoss?.share, b?.stopLoss?.loss)),
    profits: where((b) => isOn(b?.takeProfit?.share, b?.takeProfit?.gain)),
    relevers: where((b) => isOn(b?.relever?.share, b?.relever?.below)),
  }
}

/** Where equity falls below `at` times maintenance. A new rule can ask for so much that a long is always below, or above a price. */
export function indexTopUp(
  triggers: Triggers,
  a: Ledger,
  id: number,
  leg: number,
  at: number,
  maintenanceMargin: number,
): void {
  const q = a.rows[contractsAt(a, id, leg)]
  const c = a.rows[cashAt(a, id)]
  const margin = at * maintenanceMargin
  if (q > 0 && margin >= 1) {
    if (c > 0) triggers.setRising(id, c / (q * (margin - 1)))
    else triggers.setFalling(id, Infinity)
  } else if (q > 0) triggers.setFalling(id, -c / (q * (1 - margin)))
  else triggers.setRising(id, c / (-q * (1 + margin)))
}

/** Where profit falls to −loss·deposit. */
export function indexStopLoss(triggers: Triggers, a: Ledger, id: number, leg: number, loss: number): void {
  const q = a.rows[contractsAt(a, id, leg)]
  const floor = (1 - loss) * a.rows[depositAt(a, id)]
  if (q > 0) triggers.setFalling(id, (floor - a.rows[cashAt(a, id)]) / q)
  else triggers.setRising(id, (a.rows[cashAt(a, id)] - floor) / -q)
}

/** Where profit rises to gain·deposit. */
export function indexTakeProfit(triggers: Triggers, a: Ledger, id: number, leg: number, gain: number): void {
  const q = a.rows[contractsAt(a, id, leg)]
  const goal = (1 + gain) * a.rows[depositAt(a, id)]
  if (q > 0) triggers.setRising(id, (goal - a.rows[cashAt(a, id)]) / q)
  else triggers.setFalling(id, (a.rows[cashAt(a, id)] - goal) / -q)
}

/** Where effective leverage falls below `bound` = below·ℓ₁; with equity above 0. */
export function indexRelever(triggers: Triggers, a: Ledger, id: number, leg: number, bound: number): void {
  const q = a.rows[contractsAt(a, id, leg)]
  const c = a.rows[cashAt(a, id)]
  if (q < 0) triggers.setFalling(id, (bound * c) / (-q * (1 + bound)))
  else if (c < 0 && bound > 1) triggers.setRising(id, (-bound * c) / (q * (bound - 1)))
  else if (c > 0 && bound < 1) triggers.setFalling(id, (bound * c) / (q * (1 - bound)))
  else if (c > 0 || (c === 0 && bound > 1)) triggers.setFalling(id, Infinity)
  else triggers.remove(id)
}
