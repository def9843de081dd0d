/** A large order sold without regard to the price, stop-losses, and a pause of five seconds: 6 May 2010. */
import { about } from '../parts.ts'
import type { Measure, Situation } from '../situation.ts'

const SECONDS = 5
const MINUTE = 60 / SECONDS
const SALE = { contracts: 75_000, minutes: 20 }
const emini = { venue: 'futures', asset: 'index' } as const
const FIRST_ORDER = MINUTE
/** Every other step. */
const ORDERS = (SALE.minutes * MINUTE) / 2
const sale = Array.from({ length: ORDERS }, (_, i) => {
  return { step: FIRST_ORDER + 2 * i, kind: 'sell', ...emini, contracts: SALE.contracts / ORDERS } as const
})
const lowest: Measure = { reading: 'price', ...emini, at: 'lowest' }

const pause: Measure = { reading: 'halted', venue: 'futures', at: 'firstStep' }

export const situation: Situation = {
  id: 'may-2010',
  title: 'Five seconds: 6 May 2010',
  sentence:
    'One seller sells at any price until stop-losses sell with it, all at once. After a pause of five seconds the rush is over, and the price climbs back.',
  pushed: 'index',
  world: {
    version: 2,
    title: 'Five seconds',
    seed: '1',
    steps: 300,
    stepSeconds: SECONDS,
    assets: { index: { startPrice: 1113, fairValue: { process: 'gbm', annualVolatility: 0.05 } } },
    venues: {
      futures: {
        kind: 'exchange',
        maxLeverage: 20,
        maintenanceMargin: 0.02,
        markets: { index: { liquidity: { depth: 14_200, resilience: 0.00574 } } },
        circuitBreaker: { move: 0.0186, windowSteps: 2, haltSteps: 1 },
        crowd: [
          {
            traders: 175,
            longShare: 1,
            leverage: { distribution: 'weights', values: [[7.14, 1]] },
            deposit: { median: 373, sigma: 0.05 },
            entrySpread: 0.0023,
            behavior: { stopLoss: { share: 1, loss: 0.169 } },
          },
          {
            traders: 1000,
            longShare: 0.5,
            leverage: { distribution: 'logUniform', min: 1, max: 6 },
            deposit: { median: 373, sigma: 0.05 },
          },
        ],
      },
    },
    shocks: sale,
  },
  channels: {},
  claims: [
    { measure: pause, is: 'above', than: FIRST_ORDER + 10 * MINUTE },
    { measure: pause, is: 'below', than: FIRST_ORDER + 15 * MINUTE },

    { measure: { ratio: [{ reading: 'price', ...emini }, lowest] }, is: 'above', than: 1.01 },
  ],
  reported: [
    {
      what: 'Fall of the futures',
      reported: '5% within a quarter of an hour',
      ...about(0.05),
      unit: 'share',
      grade: 'P',
      source: 'SEC and CFTC, 30 September 2010',
      here: { reading: 'priceFall', ...emini },
    },
    {
      what: 'Pauses',
      reported: 'one',
      low: 1,
      high: 1,
      unit: 'count',
      grade: 'P',
      source: 'SEC and CFTC, 30 September 2010',
      here: { reading: 'halts', venue: 'futures' },
    },
    {
      what: `Length of the pause, in steps of ${SECONDS} seconds`,
      reported: '5 seconds',
      low: 5 / SECONDS,
      high: 5 / SECONDS,
      isGiven: true,
      unit: 'steps',
      grade: 'P',
      source: 'SEC and CFTC, 30 September 2010',
      here: { reading: 'haltedSteps', venue: 'futures' },
    },
  ],
  leftOut: [
    'The rule of the seller: 9% of what was traded in the minute before, so that a rush sold faster. Here it sells evenly.',
    'Fast traders who passed contracts among themselves, and buyers who came back in the pause, so that it ended the fall. Here a few stop-losses are left for the seconds after it, and the book fills up by itself.',
    'Single shares, some of which traded at a cent.',
  ],
}
