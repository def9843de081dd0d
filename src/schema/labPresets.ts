/**
 * What the risk lab opens with: a night on the sandbox, in which news comes by chance. Calibrated on the engine; tests/risk/futures.test.ts
 * holds how often which purse is emptied.
 */
export const nightOnTheSandbox = {
  version: 1,
  title: 'A night on the sandbox',
  seed: '1',
  // Eight hours of half minutes.
  steps: 960,
  stepSeconds: 30,
  // About once a night the news jumps, by −2 % on average.
  market: {
    startPrice: 100,
    fairValue: { process: 'jumps', annualVolatility: 0.4, perYear: 1095, meanLog: -0.02, sdLog: 0.02 },
  },
  liquidity: { depth: { shareOfOpenInterest: 0.06 } },
  venue: {
    maintenanceMargin: 0.01,
    waterfall: ['insuranceFund', 'venueEquity'],
    liquidation: { capacityPerStep: { shareOfTraders: 0.02 } },
    insuranceFund: { shareOfOpenInterest: 0.012 },
    venueEquity: { shareOfOpenInterest: 0.006 },
  },
  crowd: { traders: 1_000, leverage: { distribution: 'logUniform', min: 1.5, max: 25 } },
}
