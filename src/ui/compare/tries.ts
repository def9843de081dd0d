/** Differences worth a look, each one change of A that B becomes with a click. */
import { MORE_LIQUIDITY } from '../../stores/sandbox.svelte.ts'
import { writeAt } from '../../schema/documentPath.ts'
import { parameter } from '../../schema/parameters.ts'
import type { Layer, Scenario } from '../../schema/scenario.ts'

export interface Try {
  readonly name: string
  /** What undo calls it. */
  readonly what: string
  /** Null where A leaves nothing to try. */
  apply(scenario: Scenario): Scenario | null
}

const LESS_LEVERAGE = 0.5
const MORE_FUND = 2

/** An amount or a share, times a factor. */
function multiply(value: number | { shareOfOpenInterest: number }, factor: number, isMoney: boolean) {
  if (typeof value !== 'number') return { shareOfOpenInterest: value.shareOfOpenInterest * factor }
  return isMoney ? Math.round(value * factor * 100) / 100 : value * factor
}

function halveLeverage(scenario: Scenario): Scenario | null {
  const leverage = Math.round(scenario.venue.maxLeverage * LESS_LEVERAGE * 10) / 10
  if (leverage <= parameter('venue.maxLeverage').min) return null
  const capped = writeAt(scenario, 'venue.maxLeverage', leverage)
  if ('accounts' in scenario.crowd || scenario.crowd.leverage.distribution !== 'logUniform') return capped
  return writeAt(capped, 'crowd.leverage.max', Math.max(scenario.crowd.leverage.min, leverage))
}

/** ADL just before losses are shared; or last. */
function addAdl(scenario: Scenario): Scenario | null {
  const { waterfall } = scenario.venue
  if (waterfall.includes('adl')) return null
  const at = waterfall.indexOf('socializedLoss')
  const layers: Layer[] = at < 0 ? [...waterfall, 'adl'] : waterfall.toSpliced(at, 0, 'adl')
  return writeAt(scenario, 'venue.waterfall', layers)
}

function takeAdlAway(scenario: Scenario): Scenario | null {
  const { waterfall } = scenario.venue
  if (!waterfall.includes('adl')) return null
  return writeAt(
    scenario,
    'venue.waterfall',
    waterfall.filter((layer) => layer !== 'adl'),
  )
}

export const TRIES: readonly Try[] = [
  {
    name: 'ten times the liquidity',
    what: 'the liquidity',
    apply: (scenario) =>
      writeAt(scenario, 'liquidity.depth', multiply(scenario.liquidity.depth, MORE_LIQUIDITY, false)),
  },
  { name: 'half the leverage', what: 'the leverage', apply: halveLeverage },
  {
    name: 'double the fund',
    what: 'the fund',
    apply: (scenario) => {
      const { insuranceFund } = scenario.venue
      const isEmpty = insuranceFund === 0 || !scenario.venue.waterfall.includes('insuranceFund')
      return isEmpty
        ? null
        : writeAt(scenario, 'venue.insuranceFund', multiply(insuranceFund, MORE_FUND, true))
    },
  },
  { name: 'winners closed early (ADL)', what: 'who pays', apply: addAdl },
  { name: 'no winners closed early', what: 'who pays', apply: takeAdlAway },
]
