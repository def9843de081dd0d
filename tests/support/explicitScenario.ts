/**
 * A scenario whose crowd and path of fair value are written out, so that an oracle without random numbers can play it. Its type
 * follows from the parameter table: a new row is a new field here.
 */
import type { Behavior, ExplicitAccount, Scenario as AnyScenario, Shock } from '../../src/schema/scenario.ts'

export type AccountInput = ExplicitAccount
export type ShockInput = Shock
export type Liquidity = AnyScenario['liquidity']
export type Venue = AnyScenario['venue']

type Rules = Omit<Behavior, 'turnover' | 'arrivals'>
/** Shares that are left out are nobody. */
export type BehaviorInput = {
  [R in keyof Rules]: Omit<NonNullable<Rules[R]>, 'share'> & { share?: number }
}

export type Scenario = Omit<AnyScenario, 'market' | 'crowd'> & {
  market: { startPrice: number; fairValue: { path: number[] } }
  crowd: { accounts: AccountInput[]; behavior?: BehaviorInput }
}
