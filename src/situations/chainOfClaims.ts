/** A fund that lost its money, those who lent to it, and those who lent to them: summer 2022, a thousandth in size. */
import { sturdyExchange, upTo, veryQuiet } from './parts.ts'
import type { Measure, Situation } from './situation.ts'

const LOSS_STEP = 12
const THREE_WEEKS = 21

interface LenderInput {
  readonly depositors: number
  readonly own: number
  readonly placed: Readonly<Record<string, number>>
  readonly coins: number
  readonly runsAfter: string
}

/** It pays from what is at hand, then sells its coins; a step is a day. */
const lender = ({ depositors, own, placed, coins, runsAfter }: LenderInput) =>
  ({
    kind: 'institution',
    venueEquity: own,
    treasury: {
      depositors,
      placed,
      holdings: { btc: { contracts: coins, soldOn: 'alpha' } },
      run: { perStep: 0.012, after: [{ insolvent: runsAfter }] },
    },
  }) as const

const LENDERS = ['north', 'east', 'west'] as const
const ofLenders = (reading: 'badDebt' | 'withdrawn'): Measure => ({
  sum: LENDERS.map((venue) => ({ reading, venue })),
})
const coinFall: Measure = { reading: 'priceFall', venue: 'alpha', asset: 'btc' }

export const situation: Situation = {
  id: 'chain-of-claims',
  title: 'A chain of claims: summer 2022',
  sentence:
    'A fund loses its money. Those who lent to it fail, then the one who lent to them; everyone runs, and what they sell ruins traders who lent to nobody.',
  pushed: 'fund',
  world: {
    version: 2,
    title: 'A chain of claims',
    seed: '1',
    steps: 180,
    stepSeconds: 86_400,
    assets: { btc: { startPrice: 30_000, fairValue: veryQuiet } },
    venues: {
      fund: { kind: 'institution', venueEquity: 1_000_000, treasury: { depositors: 100_000 } },
      north: lender({
        depositors: 4_000_000,
        own: 300_000,
        placed: { fund: 2_360_000 },
        coins: 6400,
        runsAfter: 'fund',
      }),
      east: lender({
        depositors: 3_000_000,
        own: 200_000,
        placed: { fund: 670_000 },
        coins: 8400,
        runsAfter: 'fund',
      }),
      west: lender({
        depositors: 3_000_000,
        own: 80_000,
        placed: { north: 900_000 },
        coins: 7200,
        runsAfter: 'north',
      }),
      alpha: {
        ...sturdyExchange,
        markets: { btc: { liquidity: { depth: 250, resilience: 0.005 } } },
        crowd: [{ traders: 800, leverage: upTo(6) }],
      },
    },
    shocks: [{ step: LOSS_STEP, kind: 'loss', venue: 'fund', amount: 3_000_000 }],
  },
  channels: {
    placed: {
      sentence: 'Each claim that is not paid is a hole at the lender who holds it.',
      changes: [{ measure: ofLenders('badDebt'), off: 'lower' }],
    },
    fear: {
      sentence: 'Depositors run when the one that their lender lent to has failed.',
      changes: [
        { measure: ofLenders('withdrawn'), off: 'zero' },
        { measure: coinFall, off: 'lower' },
      ],
    },
    holdings: {
      sentence: 'Lenders who must pay sell their coins, and the price falls for everyone.',
      changes: [
        { measure: coinFall, off: 'lower' },
        { measure: { reading: 'tradersLiquidated', venue: 'alpha' }, off: 'lower' },
        { measure: ofLenders('badDebt'), off: 'lower' },
      ],
    },
  },
  claims: [
    ...LENDERS.map((venue) => ({ measure: { reading: 'insolvent', venue }, is: 'above', than: 0 }) as const),
    {
      measure: { reading: 'failureWave', venue: 'west' },
      is: 'above',
      than: { reading: 'failureWave', venue: 'north' },
    },
    { measure: { reading: 'liquidatedShare', venue: 'alpha' }, is: 'above', than: 0.2 },
  ],
  reported: [
    {
      what: 'Taken out of a lender within three weeks',
      reported: '10% (Celsius) and 39% (Voyager) when the fund failed, until each stopped paying',
      low: 0.1,
      high: 0.39,
      isGiven: true,
      unit: 'share',
      grade: 'S',
      source: 'Chicago Fed Letter 479, as told by Bloomberg and others',
      here: {
        ratio: [
          {
            difference: [
              { reading: 'depositors', venue: 'north', at: LOSS_STEP - 1 },
              { reading: 'depositors', venue: 'north', at: LOSS_STEP - 1 + THREE_WEEKS },
            ],
          },
          { reading: 'depositors', venue: 'north', at: LOSS_STEP - 1 },
        ],
      },
    },
  ],
  leftOut: [
    'Time between failures: claims are settled in the step of the loss; then, months passed until each hole was known.',
    'The rescuer of July, who was the hole of November.',
    'The fall of the coin before the fund failed: here the coin is quiet until lenders sell.',
  ],
}
