/** A night that is small and complete: a vote, an alarm, calm and storm. In code, so that a page can play it too. */
import { nightSchema, type Night } from '../../src/nights/night.ts'
import { parseWith } from '../../src/schema/fields.ts'

const place = { venue: 'house', asset: 'coin' }
const rules = { leverage: '20' }

export const smallNight: Night = parseWith(nightSchema, {
  id: 'small',
  desk: 'exchange',
  venue: 'house',
  misconception: 'none',
  world: {
    version: 2,
    steps: 80,
    stepSeconds: 60,
    assets: { coin: { startPrice: 100, fairValue: { process: 'gbm', annualVolatility: 0.8 } } },
    venues: {
      house: {
        kind: 'exchange',
        maintenanceMargin: 0.01,
        waterfall: ['insuranceFund', 'socializedLoss'],
        insuranceFund: 5000,
        governance: { delaySteps: 10 },
        markets: { coin: { liquidity: { depth: 150_000 } } },
        crowd: [{ traders: 120, leverage: { distribution: 'logUniform', max: 25 } }],
      },
    },
    shocks: [{ step: 40, kind: 'fairValue', asset: 'coin', change: -0.05, overSteps: 5 }],
  },
  storm: {
    news: { writes: ['shocks.0.change'], from: -0.05, to: -0.08, in: 0.7, else: -0.005, grows: 0.1 },
    when: { writes: ['shocks.0.step'], from: 20, to: 50, whole: true },
  },
  budget: 3,
  rules: {
    leverage: {
      writes: ['venues.house.maxLeverage', 'venues.house.crowd.0.leverage.max'],
      unit: 'times',
      start: 25,
      safe: 'first',
      stops: [{ value: 5, cost: 3 }, { value: 20, cost: 1 }, { value: 25 }],
    },
    fund: {
      writes: ['venues.house.insuranceFund'],
      unit: 'dollars',
      start: 5000,
      safe: 'last',
      stops: [{ value: 5000 }, { value: 20_000, cost: 2 }, { value: 40_000, cost: 3 }],
    },
  },
  proposals: { margin: { rule: 'maintenanceMargin', unit: 'percent', stops: [{ value: 0.03, cost: 1 }] } },
  published: { every: 5, old: 5, blur: 0.2 },
  dials: { nearDepth: [0.2, 1], price: [0.02] },
  survives: [{ id: 'shared', measure: { reading: 'socializedLoss', venue: 'house' }, is: 'below', than: 100_000 }],
  floors: [{ id: 'open-bets', measure: { reading: 'openInterest', ...place, at: 'mean' }, least: 0.6 }],
  seeds: 8,
  needs: 6,
  proof: { solutions: [{ name: 'less leverage', rules }], mustFail: [{ name: 'nothing' }] },
  best: { name: 'less leverage', rules },
}) // prettier-ignore
