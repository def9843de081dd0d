/**
 * Random values for the rows of the parameter table that randomScenario.ts and randomWorldVenues.ts do not draw by hand: a row
 * that is added meets the oracle at once. By hand are those whose values have to fit together, or to reach rare branches often.
 */
import { readAt, writeAt } from '../../src/schema/documentPath.ts'
import { isWithin } from '../../src/schema/parameters.ts'
import { optionalParts, settings } from '../../src/schema/parameterTable.ts'
import { findPart } from '../../src/schema/parts.ts'
import type { Setting } from '../../src/schema/row.ts'
import { between, pick, type Random } from './randomNumbers.ts'
import { ORACLE_IGNORES } from './oracleRows.ts'

const BY_HAND: readonly string[] = [
  'steps',
  'stepSeconds',
  'market.startPrice',
  'liquidity.curve',
  'liquidity.depth',
  'liquidity.resilience',
  'liquidity.stress',
  'liquidity.makers',
  'venue.maxLeverage',
  'venue.maintenanceMargin',
  'venue.liquidationFee',
  'venue.liquidation',
  'venue.mark',
  'venue.waterfall',
  'venue.insuranceFund',
  'venue.venueEquity',
  'venue.adl',
  'venue.socializedLoss',
  'venue.circuitBreaker',
  'crowd.behavior.topUp',
  'crowd.behavior.stopLoss',
  'crowd.behavior.takeProfit',
  'crowd.behavior.relever',
]

const isOther = (key: string) =>
  key !== 'crowd.behavior' &&
  // Hedgers stand behind drawn crowds, and these are accounts one by one.
  !key.startsWith('crowd.hedgers') &&
  !(key in ORACLE_IGNORES) &&
  !BY_HAND.some((path) => key === path || key.startsWith(`${path}.`))
const otherParts = optionalParts.filter(({ key }) => isOther(key))
const others = settings.filter(({ key }) => isOther(key))

/**
 * The scenario with every other part on or off, and every other row at some value.
 * @param beneath only these rows: of an exchange of a world that is 'venue.'
 */
export function drawOthers<S extends object>(scenario: S, random: Random, beneath = ''): S {
  let drawn = scenario
  for (const { key } of otherParts)
    if (key.startsWith(beneath) && random() < 0.4) drawn = writeAt(drawn, key, {})
  for (const row of others) {
    if (!row.key.startsWith(beneath)) continue
    const part = findPart(row.key)
    const isThere = part === undefined || readAt(drawn, part) !== undefined
    const value = drawValue(row, random)
    if (isThere) drawn = writeAt(drawn, row.key, value)
  }
  return drawn
}

function drawValue(row: Setting, random: Random): unknown {
  if (row.kind) {
    const names = row.options.map(([name]) => name)
    return row.kind === 'choice' ? pick(random, names) : names.filter(() => random() < 0.5)
  }
  const { from, to, step } = row.slider
  const onGrid = from + step * Math.round(between(random, 0, (to - from) / step))
  const value = pick(random, [from, to, row.default, onGrid])
  return isWithin(row, value) ? value : row.default
}
