/** An exchange that closes winners early, and two that value one coin in two ways: 10 October 2025. */
import { about, veryQuiet } from '../parts.ts'
import type { Measure, Situation } from '../situation.ts'

const SECONDS = 5
/** Of the first exchange, in millions of dollars. */
const REPORTED = { openInterest: 13_800, liquidated: 5511, closedEarly: 2103, deficit: 23.2 }

const btc = { venue: 'alpha', asset: 'btc' } as const
const openInterest: Measure = { reading: 'openInterestStart', venue: 'alpha' }
const closedEarly: Measure = { reading: 'adlContracts', venue: 'alpha' }
/** Sold through the book, or taken over by winners. */
const liquidated: Measure = { sum: [{ reading: 'forcedContracts', ...btc, at: 'total' }, closedEarly] }
const firstStep = (reading: 'liquidations' | 'adlContracts'): Measure => ({
  reading,
  venue: 'alpha',
  at: 'firstStep',
})
const fallOfDollar = (venue: string): Measure => ({ reading: 'priceFall', venue, asset: 'dollar' })

/** Both have the same book, and a crowd that holds the coin with borrowed money. */
const holderOfDollars = (indexWeight: number) =>
  ({
    kind: 'exchange',
    maintenanceMargin: 0.05,
    liquidation: { capacityPerStep: { shareOfTraders: 0.05 } },
    markets: { dollar: { liquidity: { depth: { shareOfOpenInterest: 0.02 } }, mark: { indexWeight } } },
    crowd: [
      {
        traders: 200,
        longShare: 1,
        leverage: { distribution: 'logUniform', max: 18 },
        deposit: { sigma: 0.3 },
      },
    ],
  }) as const
const saleOfDollars = (venue: string) =>
  ({ step: 262, kind: 'sell', venue, asset: 'dollar', contracts: 17_000_000 }) as const

export const situation: Situation = {
  id: 'october-2025',
  title: 'Winners closed early: 10 October 2025',
  sentence:
    'Bids vanish while bitcoin falls, Alpha’s fund is used up, and winners are closed early. Then a coin worth a dollar falls on Beta, which looks at its own book, far more than on Gamma.',
  pushed: 'btc',
  world: {
    version: 2,
    title: 'Winners closed early',
    seed: '1',
    steps: 300,
    stepSeconds: SECONDS,
    assets: {
      btc: { startPrice: 112_000, fairValue: veryQuiet },
      dollar: { startPrice: 1, fairValue: veryQuiet },
    },
    venues: {
      alpha: {
        kind: 'exchange',
        maxLeverage: 40,
        maintenanceMargin: 0.01,
        liquidation: { capacityPerStep: { shareOfTraders: 0.007 }, latencySteps: 1, surplus: 'fund' },
        waterfall: ['insuranceFund', 'adl'],
        insuranceFund: { shareOfOpenInterest: 0.00164 },
        markets: { btc: { liquidity: { curve: 'squareRoot', depth: { shareOfOpenInterest: 0.112 } } } },
        crowd: [
          {
            traders: 1750,
            longShare: 0.92,
            leverage: { distribution: 'logUniform', min: 1.75, max: 10.4 },
            deposit: { median: 20_000, sigma: 0.05 },
            entrySpread: 0.039,
            hedgers: { count: 250, leverage: 2 },
          },
          {
            traders: 40,
            longShare: 1,
            leverage: { distribution: 'weights', values: [[24, 1]] },
            deposit: { median: 20_000, sigma: 0.05 },
            entrySpread: 0.001,
          },
        ],
      },
      beta: holderOfDollars(0),
      gamma: holderOfDollars(1),
    },
    shocks: [
      { step: 10, kind: 'fairValue', asset: 'btc', change: -0.0965, overSteps: 24 },
      { step: 25, kind: 'depth', ...btc, factor: 0.029 },
      { step: 43, kind: 'depth', ...btc, factor: 1 },
      saleOfDollars('beta'),
      saleOfDollars('gamma'),
    ],
  },
  channels: {},
  claims: [
    { measure: firstStep('adlContracts'), is: 'above', than: firstStep('liquidations') },
    {
      measure: {
        ratio: [
          { reading: 'fundLeft', venue: 'alpha', at: 'lowest' },
          { reading: 'fundStart', venue: 'alpha' },
        ],
      },
      is: 'below',
      than: 0.05,
    },
    { measure: fallOfDollar('beta'), is: 'above', than: { sum: [0, 1].map(() => fallOfDollar('gamma')) } },
  ],
  reported: [
    {
      what: 'Fall of bitcoin',
      reported: '13.1% within the minutes on that exchange, 14.5% within the day on all',
      low: 0.131,
      high: 0.145,
      unit: 'share',
      grade: 'C',
      source: 'HyperAnalyzeADL, from the exchange’s own records; CoinShares',
      here: { reading: 'priceFall', ...btc },
    },
    {
      what: 'Bids gone at the worst moment',
      reported: 'more than 90% of the depth',
      low: 0.9,
      isGiven: true,
      unit: 'share',
      grade: 'S',
      source: 'Amberdata and Coinwatch, as told by the press',
      here: {
        ratio: [
          {
            difference: [
              { reading: 'depth', ...btc, at: 0 },
              { reading: 'depth', ...btc, at: 'lowest' },
            ],
          },
          { reading: 'depth', ...btc, at: 0 },
        ],
      },
    },
    {
      what: 'Liquidated, as a share of open interest',
      reported: '5.51 of 13.8 billion dollars in twelve minutes',
      ...about(REPORTED.liquidated / REPORTED.openInterest),
      unit: 'share',
      grade: 'C',
      source: 'HyperMultiAssetedADL, a replay of the chain; open interest from The Block',
      here: { ratio: [liquidated, openInterest] },
    },
    {
      what: 'Winners closed early, as a share of open interest',
      reported: '2.10 of 13.8 billion dollars',
      ...about(REPORTED.closedEarly / REPORTED.openInterest),
      unit: 'share',
      grade: 'C',
      source: 'HyperMultiAssetedADL; The Block',
      here: { ratio: [closedEarly, openInterest] },
    },
    {
      what: 'Taken over by winners, of all that was liquidated',
      reported: '2.10 of 5.51 billion dollars',
      ...about(REPORTED.closedEarly / REPORTED.liquidated),
      unit: 'share',
      grade: 'C',
      source: 'HyperMultiAssetedADL',
      here: { ratio: [closedEarly, liquidated] },
    },
    {
      what: `From the first liquidation to the first winner closed early, in steps of ${SECONDS} seconds`,
      reported: '61.7 seconds',
      ...about(61.7 / SECONDS),
      unit: 'steps',
      grade: 'C',
      source: 'HyperMultiAssetedADL',
      here: { difference: [firstStep('adlContracts'), firstStep('liquidations')] },
    },
    {
      what: 'Missing from bankrupt traders, as a share of what was liquidated',
      reported: '23.2 million of 5.51 billion dollars; an earlier count of 126 million was withdrawn',
      ...about(REPORTED.deficit / REPORTED.liquidated),
      unit: 'share',
      grade: 'C',
      source: 'HyperMultiAssetedADL; arXiv 2512.01112 v3',
      here: {
        ratio: [
          { reading: 'shortfall', venue: 'alpha' },
          { product: [liquidated, { reading: 'price', ...btc, at: 0 }] },
        ],
      },
    },
    {
      what: 'Positions that would have ended below zero, of those liquidated',
      reported: '302 accounts, beside 63,637 forced orders',
      unit: 'share',
      grade: 'C',
      source: 'HyperMultiAssetedADL',
      here: {
        ratio: [
          { reading: 'bankruptPositions', venue: 'alpha' },
          { reading: 'tradersLiquidated', venue: 'alpha' },
        ],
      },
    },
    {
      what: 'Fall of a coin worth a dollar, where the exchange looked at its own book',
      reported: '0.65 dollars (USDe on Binance)',
      ...about(0.35),
      unit: 'share',
      grade: 'S',
      source: 'Binance’s own account, as told by CoinDesk and others',
      here: fallOfDollar('beta'),
    },
    {
      what: 'Fall of the same coin elsewhere',
      reported: 'above 0.90 dollars all the time',
      high: 0.1,
      unit: 'share',
      grade: 'S',
      source: 'CoinDesk and others',
      here: fallOfDollar('gamma'),
    },
  ],
  leftOut: [
    'How few ended below zero: 302 accounts then. Here a position counts as bankrupt if its sale into the thin book would leave less than nothing, so most of those sold out late do.',
    'The vault that took over positions before winners did, and gained about 40 million dollars. Here a fund pays until it is used up.',
    'Those who closed by themselves: open interest fell by 7.4 billion dollars. Here makers keep what they bought.',
    'Other coins: 162 fell, many of them further than bitcoin, which stands for all of them here.',
    'The coin as collateral: then it backed other positions. Here it is held with borrowed money.',
  ],
}
