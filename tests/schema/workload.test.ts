/**
 * Goal: heavy work is asked about before it begins, light work never, and the estimate knows every setting that makes
 * work.
 * Method: situations and documents known to be light or heavy; each row of the parameter table is moved alone.
 */
import { describe, expect, it } from 'vitest'
import { parseScenario } from '../../src/schema/scenario.ts'
import { writeAt } from '../../src/schema/documentPath.ts'
import { optionalParts, parameters, settings } from '../../src/schema/parameterTable.ts'
import { BUDGET, estimateWork } from '../../src/schema/workload.ts'
import { createSituation, SITUATIONS } from '../../src/schema/presets.ts'
import { switchPart } from '../../src/stores/optionalParts.ts'
import { createFull, vary } from '../support/rowValues.ts'

function scenario(traders: number, steps: number, venue: object = {}, behavior?: object) {
  return parseScenario({
    version: 1,
    seed: '1',
    steps,
    market: { startPrice: 100, fairValue: { process: 'gbm' } },
    venue,
    crowd: { traders, ...(behavior ? { behavior } : {}) },
  })
}

const proRata = { waterfall: ['insuranceFund', 'adl'], adl: { ranking: 'proRata' } }
const topUp = { share: 1, at: 3, amount: 0.01, times: 1000 }

describe('the work of a scenario', () => {
  it.each(SITUATIONS.map(({ id }) => id))('is light for the situation %s, also as a comparison', (id) => {
    const document = parseScenario(createSituation(id, 10_000))
    const { traders, steps, isHeavy } = estimateWork(document, document)
    expect([traders >= 2 * 1_500, steps, isHeavy]).toEqual([true, document.steps, false])
  })

  it.each([
    ['an hour of 100,000 traders', scenario(100_000, 3600)],
    ['200,000 traders', scenario(BUDGET.traders, 900)],
    ['20,000 steps', scenario(10_000, BUDGET.steps)],
    ['pro-rata deleveraging of the usual crowd', scenario(10_000, 900, proRata)],
    ['a crowd that re-levers', scenario(10_000, 420, {}, { relever: { share: 0.5 } })],
    [
      'a usual crowd sold out by halves',
      scenario(10_000, 900, { liquidation: { closeFactor: 0.5, capacityPerStep: null } }),
    ],
    ['newcomers', scenario(10_000, 900, {}, { arrivals: { perStep: 10 } })],
  ])('is light for %s', (_name, document) => {
    expect(estimateWork(document).isHeavy).toBe(false)
  })

  it.each([
    ['more than 200,000 traders', scenario(BUDGET.traders + 1, 10)],
    ['more than 20,000 steps', scenario(10, BUDGET.steps + 1)],
    ['many traders and many steps', scenario(100_000, 7200)],
    ['newcomers without end', scenario(10, 3600, {}, { arrivals: { perStep: 100 } })],
    ['pro-rata deleveraging of a large crowd', scenario(20_000, 420, proRata)],
    ['deleveraging of many who trade', scenario(50_000, 420, { waterfall: ['adl'] }, { turnover: 0.01 })],
    ['a crowd that acts in every step', scenario(100_000, 420, {}, { topUp })],
    [
      'liquidations in a million slices',
      scenario(5_000, 420, { liquidation: { closeFactor: 1e-6, capacityPerStep: null } }),
    ],
    [
      'few traders who are sold out in slices of slices',
      scenario(15, 60, { liquidation: { closeFactor: 1e-6, capacityPerStep: null } }),
    ],
    [
      'traders who are sold out in slices of a thousandth',
      scenario(2_000, 60, { liquidation: { closeFactor: 1e-3, capacityPerStep: null } }),
    ],
    ['a queue that never empties', scenario(50_000, 3600, { liquidation: { capacityPerStep: 0 } })],
  ])('is heavy for %s', (_name, document) => {
    expect(estimateWork(document).isHeavy).toBe(true)
  })

  it('is said in words', () => {
    expect(estimateWork(scenario(1, 1)).words).toBe('This run has 1 trader over 1 step.')
    expect(estimateWork(scenario(1_000_000, 3600)).words).toBe(
      'This run has 1,000,000 traders over 3,600 steps. It may take minutes and much memory on this device.',
    )
  })
})

describe('the table says of each row whether it makes work', () => {
  const full = createFull()
  // Nobody does anything, or everybody.
  const idle = optionalParts.reduceRight((document, { key }) => switchPart(document, key, false), full)
  const busy = parameters
    .filter(({ unit }) => unit === 'share')
    .reduce((document, row) => vary(document, row).at(-1)?.varied ?? document, full)
  // Where a limit decides, others do not count: so every row is changed in documents with and without one.
  const documents = [full, idle, busy].flatMap((document) =>
    [[], ['adl']].flatMap((waterfall) =>
      [null, 50].map((capacity) =>
        writeAt(
          writeAt(document, 'venue.waterfall', waterfall),
          'venue.liquidation.capacityPerStep',
          capacity,
        ),
      ),
    ),
  )

  it.each([...settings])('and the estimate knows it of $key', (row) => {
    const isKnown = documents.some(
      (document) => new Set(vary(document, row).map(({ varied }) => estimateWork(varied).visits)).size > 1,
    )
    expect(isKnown).toBe(row.makesWork !== false)
  })
})
