/** A vote on a higher margin that passes, and a rule that comes after the fall. */
import { quiet, sturdyExchange, upTo } from './parts.ts'
import type { Situation } from './situation.ts'

const VOTE_STEP = 20
/** Six hours, at three minutes a step. */
const NOTICE = 120

export const situation: Situation = {
  id: 'vote-too-late',
  title: 'A vote too late',
  sentence:
    'The vote for more margin is won, but the rule comes after the fall, and the debt is bad by then.',
  pushed: 'coin',
  world: {
    version: 2,
    title: 'A vote too late',
    seed: '1',
    steps: 300,
    stepSeconds: 180,
    assets: { coin: { startPrice: 34, fairValue: quiet } },
    venues: {
      alpha: {
        ...sturdyExchange,
        markets: { coin: { liquidity: { depth: 600_000 } } },
        crowd: [{ traders: 400, leverage: upTo(4) }],
      },
      lend: {
        kind: 'lending',
        maintenanceMargin: 0.15,
        bonus: 0.05,
        liquidation: { capacityPerStep: null },
        governance: { delaySteps: NOTICE },
        markets: { coin: { soldOn: 'alpha', mark: { lagSteps: 2 } } },
        crowd: [{ traders: 1200, leverage: { distribution: 'logUniform', min: 1.5, max: 5 } }],
        treasury: { depositors: 6_000_000 },
      },
      bank: {
        kind: 'institution',
        venueEquity: 25_000,
        treasury: { depositors: 1_500_000, placed: { lend: 1_000_000 } },
      },
    },
    shocks: [
      { step: 12, kind: 'fairValue', asset: 'coin', change: -0.12, overSteps: 30 },
      { step: VOTE_STEP, kind: 'proposal', venue: 'lend', maintenanceMargin: 0.25 },
      { step: 50, kind: 'fairValue', asset: 'coin', change: -0.32, overSteps: 6 },
    ],
  },
  channels: {
    placed: {
      sentence: 'The bank put money into Lend and bears its part of the hole.',
      changes: [{ measure: { reading: 'losses', venue: 'bank' }, off: 'zero' }],
    },
  },
  claims: [
    { measure: { reading: 'insolvent', venue: 'lend' }, is: 'above', than: 0 },
    { measure: { reading: 'insolventStep', venue: 'lend' }, is: 'below', than: VOTE_STEP + NOTICE },
    { measure: { reading: 'insolvent', venue: 'bank' }, is: 'above', than: 0 },
  ],
  reported: [],
  noFigure:
    'No figure exists of a debt that went bad while a rule that was voted for waited. The notice is an event’s: six hours, Solend, June 2022 (press: Decrypt 103330); others wait for none to seven days.',
  leftOut: [
    'Lenders do not vote: borrowers do, by the size of their position.',
    'Guardians who may stop a protocol within minutes.',
  ],
}
