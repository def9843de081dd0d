// Every row of the parameter table has to travel in a link, also one that is added tomorrow; and every text of a link that
// exists has to go on meaning the same. So each row is changed, sent and opened, and the texts of version 1.0.0 are written out.
import { describe, expect, it } from 'vitest'
import { readAt } from '../../src/schema/documentPath.ts'
import { optionalParts, settings } from '../../src/schema/parameterTable.ts'
import { findPart, pairs } from '../../src/schema/parts.ts'
import { switchPart } from '../../src/stores/optionalParts.ts'
import { parseScenario } from '../../src/schema/scenario.ts'
import { forge, makeLink, openLink, toState } from '../support/links.ts'
import { createFull, vary } from '../support/rowValues.ts'

const full = createFull()

describe('every row of the table', () => {
  it.each([...settings])('travels in a link: $key', (row) => {
    const variants = vary(full, row)
    const differing = variants.filter(
      ({ value }) => JSON.stringify(value) !== JSON.stringify(readAt(full, row.key)),
    )
    expect(differing.length).toBeGreaterThan(0)
    for (const { value, varied } of differing) {
      expect(readAt(varied, row.key)).toEqual(value)
      expect(openLink(makeLink(toState(varied))).document).toEqual(varied)
    }
  })

  it.each([...settings])('has a key of two letters that no other setting has: $key', (row) => {
    expect(row.link).toMatch(/^[a-z]{2}$/)
    expect(['sd', 'ti', 'sh']).not.toContain(row.link)
    const others = settings.filter((other) => other.link === row.link && other !== row)
    const isTogether = others.every((other) => {
      const keys = [row.key, other.key]
      const isPair = pairs.some((pair) => keys.includes(pair.key) && keys.includes(pair.shareKey))
      const part = findPart(row.key)
      const isNumber = row.kind === undefined && other.kind === undefined
      return (
        isPair ||
        ['fv', 'le'].includes(row.link) ||
        (isNumber && part !== undefined && part === findPart(other.key))
      )
    })
    expect(isTogether).toBe(true)
  })

  it.each([...optionalParts])('may be off as a part: $key', ({ key }) => {
    const off = parseScenario(switchPart(full, key, false))
    expect(openLink(makeLink(toState(off))).document).toEqual(off)
  })
})

/** What links of version 1.0.0 say: none of it may ever mean something else. */
const TEXTS: readonly (readonly [text: string, path: string, value: unknown])[] = [
  ['sdabc', 'seed', 'abc'],
  ['tiA-b', 'title', 'A b'],
  ['ns420', 'steps', 420],
  ['ss60', 'stepSeconds', 60],
  ['sp250.5', 'market.startPrice', 250.5],
  ['fvg1.5-m0.5', 'market.fairValue', { process: 'gbm', annualVolatility: 1.5, annualDrift: -0.5 }],
  ['fvp100-99', 'market.fairValue', { path: [100, 99] }],
  ['cusquareRoot', 'liquidity.curve', 'squareRoot'],
  ['de31416.5', 'liquidity.depth', 31416.5],
  ['dep0.1', 'liquidity.depth', { shareOfOpenInterest: 0.1 }],
  ['re0.5', 'liquidity.resilience', 0.5],
  ['st0.02-20-0.001', 'liquidity.stress', { sensitivity: 0.02, memorySteps: 20, calmReturn: 0.001 }],
  ['mk1234.5', 'liquidity.makers', { capital: 1234.5 }],
  ['mkp0.3', 'liquidity.makers', { capital: { shareOfOpenInterest: 0.3 } }],
  ['ml40', 'venue.maxLeverage', 40],
  ['mm0.01', 'venue.maintenanceMargin', 0.01],
  ['lf0.002', 'venue.liquidationFee', 0.002],
  ['cf0.5', 'venue.liquidation.closeFactor', 0.5],
  ['caoff', 'venue.liquidation.capacityPerStep', null],
  ['ca7', 'venue.liquidation.capacityPerStep', 7],
  ['cap0.02', 'venue.liquidation.capacityPerStep', { shareOfTraders: 0.02 }],
  ['la3', 'venue.liquidation.latencySteps', 3],
  ['sufund', 'venue.liquidation.surplus', 'fund'],
  ['iw0.5', 'venue.mark.indexWeight', 0.5],
  ['il4', 'venue.mark.lagSteps', 4],
  ['wfoff', 'venue.waterfall', []],
  ['wfadl-insuranceFund', 'venue.waterfall', ['adl', 'insuranceFund']],
  ['if99.5', 'venue.insuranceFund', 99.5],
  ['ifp0.01', 'venue.insuranceFund', { shareOfOpenInterest: 0.01 }],
  ['ve10', 'venue.venueEquity', 10],
  ['vep0.01', 'venue.venueEquity', { shareOfOpenInterest: 0.01 }],
  ['arproRata', 'venue.adl.ranking', 'proRata'],
  ['sbopenInterest', 'venue.socializedLoss.base', 'openInterest'],
  ['cb0.1-20-40', 'venue.circuitBreaker', { move: 0.1, windowSteps: 20, haltSteps: 40 }],
  ['nt500', 'crowd.traders', 500],
  ['ls0.5', 'crowd.longShare', 0.5],
  ['leu2-20', 'crowd.leverage', { distribution: 'logUniform', min: 2, max: 20 }],
  [
    'lew2-1-5-0.5',
    'crowd.leverage',
    {
      distribution: 'weights',
      values: [
        [2, 1],
        [5, 0.5],
      ],
    },
  ],
  ['dm500', 'crowd.deposit.median', 500],
  ['ds0.5', 'crowd.deposit.sigma', 0.5],
  ['es0.02', 'crowd.entrySpread', 0.02],
  ['to0.001', 'crowd.behavior.turnover', 0.001],
  ['tu0.3-3-0.5-1-2', 'crowd.behavior.topUp', { share: 0.3, at: 3, amount: 0.5, delaySteps: 1, times: 2 }],
  ['sl0.3-0.4', 'crowd.behavior.stopLoss', { share: 0.3, loss: 0.4 }],
  ['tp0.3-0.4', 'crowd.behavior.takeProfit', { share: 0.3, gain: 0.4 }],
  ['rl0.3-0.8', 'crowd.behavior.relever', { share: 0.3, below: 0.8 }],
  ['av2-m5-30', 'crowd.behavior.arrivals', { perStep: 2, trendFollowing: -5, trendMemorySteps: 30 }],
  ['sh16nm0.03', 'shocks', [{ step: 16, kind: 'fairValue', change: -0.03 }]],
]

describe('a link of version 1.0.0', () => {
  it.each([...TEXTS])('says by %s what %s is', (text, path, value) => {
    expect(readAt(openLink(forge(`1.0.0_0_${text}`)).document, path)).toEqual(value)
  })
})
