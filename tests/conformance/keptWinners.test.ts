// The oracle on crowds where one mark lasts for many steps and bankrupt positions wait for their turn: winners that the
// engine keeps from one pro-rata deleveraging to the next meanwhile take profits, top up and are sold out themselves.
import { expect, test } from 'vitest'
import { listDifferences, runToEnd } from '../support/completeRun.ts'
import type { Scenario } from '../support/explicitScenario.ts'
import { randomCrowd } from '../support/randomCrowd.ts'
import { mulberry32, pick } from '../support/randomNumbers.ts'
import { runVersionOne } from '../support/oracle/oracle.ts'

const SEEDS = process.env['LONG_TESTS'] === '1' ? 400 : 40
const COUNT = 120
/** How many steps the fair value, which alone is the mark, stays. */
const STAYS = 6

function lastingMarks(seed: number): Scenario {
  const document = randomCrowd(seed, COUNT)
  const random = mulberry32(seed + 1)
  const { path } = document.market.fairValue
  if (path === undefined) throw new Error('a random crowd without a path')
  return {
    ...document,
    market: {
      ...document.market,
      fairValue: { path: path.map((_, step) => path[step - (step % STAYS)]) },
    },
    venue: {
      ...document.venue,
      liquidation: { ...document.venue.liquidation, capacityPerStep: pick(random, [1, 3, 8]), latencySteps: 0 },
      mark: { indexWeight: 1, lagSteps: 0 },
      waterfall: pick(random, [['adl'], ['adl', 'socializedLoss']] as const).slice(),
      adl: { ranking: 'proRata' },
    },
    crowd: {
      ...document.crowd,
      behavior: {
        topUp: { share: 1, at: pick(random, [2, 8, 40]), amount: 0.4, delaySteps: 3, times: 2 },
        takeProfit: { share: 1, gain: pick(random, [0.2, 0.6, 2]) },
        relever: { share: 1, below: 0.9 },
      },
    },
  }
}

test('the engine agrees with the oracle where marks last', () => {
  let deleveraged = 0
  for (let seed = 0; seed < SEEDS; seed++) {
    const document = lastingMarks(seed)
    const run = runToEnd(document)
    const differences = listDifferences(run, runVersionOne(document))
    expect({ seed, differences }).toEqual({ seed, differences: [] })
    deleveraged += run.summary.adlAccounts
  }
  expect(deleveraged).toBeGreaterThan(SEEDS * 10)
})
