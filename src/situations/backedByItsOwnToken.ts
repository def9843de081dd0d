/** An exchange that holds its own token, a sale, and a run: November 2022, a thousandth in size. */
import { about, book, exchange, sturdyExchange, upTo, veryQuiet } from './parts.ts'
import type { Measure, Situation } from './situation.ts'

const TOKEN_SALE_STEP = 12
/** The run begins in the step of the sale, and cannot be paid in full some forty hours later. */
const LAST_PAID_STEP = 51
const DAY = 24

/** The share of deposits that was taken out between the start of the run and the end of that step. */
const takenOutBy = (at: number): Measure => ({
  ratio: [
    {
      difference: [
        { reading: 'depositors', venue: 'alpha', at: TOKEN_SALE_STEP - 1 },
        { reading: 'depositors', venue: 'alpha', at },
      ],
    },
    { reading: 'depositors', venue: 'alpha', at: TOKEN_SALE_STEP - 1 },
  ],
})
const tokenFall: Measure = { reading: 'priceFall', venue: 'beta', asset: 'token' }

export const situation: Situation = {
  id: 'backed-by-its-own-token',
  title: 'Backed by its own token: November 2022',
  sentence:
    'Somebody sells the token that Alpha is backed by. Depositors run, Alpha cannot pay, then it is insolvent, and the bank that trusted it fails next.',
  pushed: 'beta',
  world: {
    version: 2,
    title: 'Backed by its own token',
    seed: '1',
    steps: 216,
    stepSeconds: 3600,
    assets: {
      btc: { startPrice: 20_000, fairValue: veryQuiet },
      token: { startPrice: 25, fairValue: veryQuiet, tokenOf: 'alpha' },
      stakes: { startPrice: 10, fairValue: veryQuiet },
    },
    venues: {
      beta: {
        ...sturdyExchange,
        markets: {
          token: { liquidity: { depth: 250_000, resilience: 0.01 } },
          stakes: { liquidity: { depth: 150_000, resilience: 0.01 } },
        },
        crowd: [{ traders: 400, leverage: upTo(3) }],
      },
      alpha: {
        ...exchange,
        insuranceFund: 0,
        venueEquity: 6_600_000,
        markets: { btc: { liquidity: book } },
        crowd: [{ traders: 600, leverage: upTo(5) }],
        treasury: {
          depositors: 6_800_000,
          holdings: {
            token: { contracts: 23_280_000, soldOn: 'beta' },
            stakes: { contracts: 61_800_000, soldOn: 'beta' },
          },
          run: { perStep: 0.012, after: [{ below: { venue: 'beta', asset: 'token', price: 22 } }] },
        },
      },
      bank: {
        kind: 'institution',
        venueEquity: 300_000,
        treasury: {
          depositors: 3_000_000,
          placed: { alpha: 1_200_000 },
          run: { perStep: 0.01, after: [{ insolvent: 'alpha' }] },
        },
      },
    },
    shocks: [{ step: TOKEN_SALE_STEP, kind: 'sell', venue: 'beta', asset: 'token', contracts: 3_500_000 }],
  },
  channels: {
    tokens: {
      sentence: 'The token is worth what Alpha is worth, and Alpha what its token is worth.',
      changes: [
        { measure: tokenFall, off: 'lower' },
        { measure: { reading: 'badDebt', venue: 'alpha' }, off: 'zero' },
      ],
    },
    holdings: {
      sentence: 'To pay, Alpha sells its token and its stakes into a thin book, far below what they cost.',
      changes: [
        { measure: tokenFall, off: 'lower' },
        { measure: { reading: 'badDebt', venue: 'alpha' }, off: 'zero' },
      ],
    },
    placed: {
      sentence: 'The bank left money with Alpha and bears its part of the hole.',
      changes: [{ measure: { reading: 'badDebt', venue: 'bank' }, off: 'zero' }],
    },
    fear: {
      sentence: 'Depositors look at the token, and the bank’s at Alpha. If they did not, Alpha would live.',
      changes: [
        { measure: { reading: 'withdrawn', venue: 'alpha' }, off: 'zero' },
        { measure: { reading: 'badDebt', venue: 'alpha' }, off: 'zero' },
      ],
    },
  },
  claims: [
    {
      measure: { reading: 'illiquidStep', venue: 'alpha' },
      is: 'below',
      than: { reading: 'insolventStep', venue: 'alpha' },
    },
    { measure: { reading: 'insolvent', venue: 'bank' }, is: 'above', than: 0 },
    {
      measure: { reading: 'failurePlace', venue: 'bank' },
      is: 'above',
      than: { reading: 'failurePlace', venue: 'alpha' },
    },
  ],
  reported: [
    {
      what: 'Taken out on the worst day',
      reported: '25% of what customers had',
      ...about(0.25),
      isGiven: true,
      unit: 'share',
      grade: 'P',
      source: 'Chicago Fed Letter 479',
      here: takenOutBy(TOKEN_SALE_STEP - 1 + DAY),
    },
    {
      what: 'Taken out before it could no longer pay',
      reported: '37% of what customers had, 6 to 11 November',
      ...about(0.37),
      isGiven: true,
      unit: 'share',
      grade: 'P',
      source: 'Chicago Fed Letter 479',
      here: takenOutBy(LAST_PAID_STEP),
    },
  ],
  leftOut: [
    'The sister firm: here the exchange holds the token itself, on the balance sheet that was reported of its sister.',
    'The price on the way: the token fell to an eighth, 3.12 dollars; here it ends at a hundredth, the least that the model has.',
    'The stop of withdrawals: here depositors go on asking, and Alpha goes on selling.',
  ],
}
