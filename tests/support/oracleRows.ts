/**
 * The rows of the parameter table that the oracle of version 1 does without, each with the reason. Every other row has to
 * make a difference to what it computes; tests/conformance/oracleRows.test.ts holds it to that.
 */
import type { SettingKey } from '../../src/schema/parameterTable.ts'

const PATH = 'fair value is a path that is given'
const ACCOUNTS = 'the traders are given one by one'
const CHANCE = 'it asks a random stream, and the oracle has none'

export const ORACLE_IGNORES: Readonly<Partial<Record<SettingKey, string>>> = {
  stepSeconds: PATH,
  'market.fairValue.annualVolatility': PATH,
  'market.fairValue.annualDrift': PATH,
  'market.fairValue.degreesOfFreedom': PATH,
  'market.fairValue.perYear': PATH,
  'market.fairValue.meanLog': PATH,
  'market.fairValue.sdLog': PATH,
  'market.fairValue.alpha': PATH,
  'market.fairValue.beta': PATH,
  'venue.maxLeverage': 'it refuses accounts at the opening, and those of the oracle have passed',
  'crowd.traders': ACCOUNTS,
  'crowd.longShare': ACCOUNTS,
  'crowd.leverage.min': ACCOUNTS,
  'crowd.leverage.max': ACCOUNTS,
  'crowd.deposit.median': ACCOUNTS,
  'crowd.deposit.sigma': ACCOUNTS,
  'crowd.entrySpread': ACCOUNTS,
  'crowd.hedgers.count': ACCOUNTS,
  'crowd.hedgers.leverage': ACCOUNTS,
  'crowd.behavior.turnover': CHANCE,
  'crowd.behavior.arrivals.perStep': CHANCE,
  'crowd.behavior.arrivals.trendFollowing': CHANCE,
  'crowd.behavior.arrivals.trendMemorySteps': CHANCE,
}

/** Beyond those, what the oracle of worlds does without. */
export const WORLD_ORACLE_IGNORES: Readonly<Record<string, string>> = {
  'market.startPrice': PATH,
  'assets.startPrice': PATH,
  'assets.loading': PATH,
}
