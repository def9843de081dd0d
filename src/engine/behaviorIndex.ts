/**
 * Puts a trader where its trigger prices are now; out, where it is closed, or queued, when only top-ups can reach it.
 * Reads the account and what it follows; writes the indexes of its market and of its venue.
 */
import { RELEVERS, STOPS, TAKES_PROFIT, TOPS_UP, type BehaviorColumns } from './behaviorColumns.ts'
import { indexRelever, indexStopLoss, indexTakeProfit, indexTopUp } from './behaviorTriggers.ts'
import { contractsAt } from './ledger.ts'
import type { Venue } from './venue.ts'

/** The leverage that re-levering goes back to: that of the opening, or the highest that a rule has set since. */
export function releverageOf({ rules }: Venue, { openingLeverage }: BehaviorColumns, id: number): number {
  return Math.min(openingLeverage[id], rules.leverageCap)
}

export function reindexBehavior(venue: Venue, id: number): void {
  const { ledger, behavior } = venue.state
  if (behavior === null) return
  const rules = venue.behaviors[behavior.crowd[id]]
  const leg = behavior.leg[id]
  const market = venue.markets[leg]
  const { triggers } = market
  if (!rules || triggers === null) return
  const isOpen = ledger.rows[contractsAt(ledger, id, leg)] !== 0
  const follows = isOpen ? behavior.flags[id] : 0
  const { topUp, stopLoss, takeProfit, relever } = rules
  if (triggers.topUps && venue.promises && topUp) {
    const dueStep = behavior.topUpDueStep[id]
    if (follows & TOPS_UP && dueStep > 0) venue.promises.set(id, -dueStep)
    else venue.promises.remove(id)
    if (follows & TOPS_UP && dueStep === 0 && behavior.topUpsMade[id] < topUp.times)
      indexTopUp(triggers.topUps, ledger, id, leg, topUp.at, market.state.maintenanceMargin)
    else triggers.topUps.remove(id)
  }
  const trades = ledger.queued[id] === 1 ? 0 : follows
  if (triggers.stops && stopLoss) {
    if (trades & STOPS) indexStopLoss(triggers.stops, ledger, id, leg, stopLoss.loss)
    else triggers.stops.remove(id)
  }
  if (triggers.profits && takeProfit) {
    if (trades & TAKES_PROFIT) indexTakeProfit(triggers.profits, ledger, id, leg, takeProfit.gain)
    else triggers.profits.remove(id)
  }
  if (triggers.relevers && relever) {
    const bound = relever.below * releverageOf(venue, behavior, id)
    if (trades & RELEVERS) indexRelever(triggers.relevers, ledger, id, leg, bound)
    else triggers.relevers.remove(id)
  }
  if (venue.leavers) {
    if (isOpen && ledger.queued[id] === 0 && behavior.leaveStep[id] < Infinity)
      venue.leavers.set(id, -behavior.leaveStep[id])
    else venue.leavers.remove(id)
  }
}
