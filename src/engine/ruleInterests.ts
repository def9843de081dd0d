/**
 * Whose interest a rule is against (docs/model.md section 11.8): those whom it would harm at the marks of the moment. Who would only pay for it
 * later is not asked. Reads accounts, marks and rules; writes nothing.
 */
import { HAIR, toCents } from './arithmetic.ts'
import { OPENING_CUSHION } from './crowd.ts'
import { CONTRACTS } from './ledger.ts'
import { maintenanceOf } from './margin.ts'
import { markAt, markPrice, type Venue } from './venue.ts'
import type { RuleChange } from '../schema/worldRules.ts'

/** Whether an account is against, with its equity and the value of its legs at the marks, in cents. */
type Opposes = (id: number, equity: number, value: number) => boolean

const nobody: Opposes = () => false

export function opponentsOf(venue: Venue, change: RuleChange): Opposes {
  const { rules, state } = venue
  const { maintenanceMargin, liquidationFee, closeFactor, maxLeverage, indexWeight, positionCap } = change
  if (maintenanceMargin !== undefined)
    return (_, equity, value) => equity < maintenanceMargin * value - HAIR * value
  if (indexWeight !== undefined) return (id) => isBelowAt(venue, id, indexWeight)
  if (maxLeverage !== undefined && maxLeverage < rules.maxLeverage)
    return (_, equity, value) => maxLeverage * equity < value - HAIR * value
  if (typeof positionCap === 'number' && toCents(positionCap) < rules.positionCapCents)
    return (id) => holdsMore(venue, id, toCents(positionCap))
  const isStricter =
    (liquidationFee !== undefined && liquidationFee > rules.liquidationFee) ||
    (closeFactor !== undefined && closeFactor > rules.closeFactor) ||
    (change.capacityPerStep !== undefined && (change.capacityPerStep ?? Infinity) > state.capacityPerStep) ||
    (change.circuitBreaker === null && (rules.exchange?.circuitBreaker ?? null) !== null)
  return isStricter ? (id, equity, value) => isThin(venue, id, equity, value) : nobody
}

/** Whoever could not open as it stands: the engine would come for it sooner than for others. */
function isThin(venue: Venue, id: number, equity: number, value: number): boolean {
  return equity < OPENING_CUSHION * maintenanceOf(venue, id) - HAIR * value
}

/** Whether the account would be below maintenance at the marks that the index would make with this weight. */
function isBelowAt({ markets, state: { ledger } }: Venue, id: number, indexWeight: number): boolean {
  const row = ledger.stride * id
  let positions = 0
  let maintenance = 0
  let value = 0
  for (const market of markets) {
    const q = ledger.rows[row + CONTRACTS + market.leg]
    if (q === 0) continue
    const mark = markAt(market, indexWeight)
    positions += q * mark
    maintenance += market.state.maintenanceMargin * Math.abs(q) * mark
    value += Math.abs(q) * mark
  }
  return ledger.rows[row] + positions < maintenance - HAIR * value
}

/** Whether a leg of the account is worth more, in cents. */
function holdsMore({ markets, state: { ledger } }: Venue, id: number, cents: number): boolean {
  return markets.some((market) => {
    const value = Math.abs(ledger.rows[ledger.stride * id + CONTRACTS + market.leg]) * markPrice(market)
    return cents < value - HAIR * value
  })
}
