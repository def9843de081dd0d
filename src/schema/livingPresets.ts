/**
 * Two set-ups with a living crowd, as scenario documents. Calibrated on the engine over seeds; tests/engine/livingCrowd.test.ts
 * holds what each must show.
 * "Bull market": fair value climbs calmly by some 7 % in 200 hours. Longs who re-lever keep their leverage and multiply their
 * contracts, so that news of −4 % at step 200 ends in a crash. Set `relever.share` to 0, and the same news forces out almost nobody.
 * "Margin arrives": news of −4 % on the sandbox's own crowd, a breaker that halts for a minute, and traders whose money takes half
 * a minute to come. The halt gives it that time. Without the breaker it comes too late; without the top-ups the halt only delays.
 */

/**
 * The step of the push; the calm lasts until the step before it.
 * @internal
 */
export const BULL_PUSH_STEP = 200

export const bullMarket = {
  version: 1,
  title: 'Bull market',
  seed: 'bull market',
  // Sixty hours after the push: the price has bottomed and has not yet come all the way back.
  steps: 260,
  stepSeconds: 3600,
  market: {
    startPrice: 100,
    // A drift of 3.3 a year is .038 % an hour; a volatility of .05 is another .053 % an hour, either way.
    fairValue: { process: 'gbm', annualVolatility: 0.05, annualDrift: 3.3 },
  },
  // Twelve times as deep as the sandbox, so that the opening is safe (R ahead about 0.6) and only the calm makes it dangerous.
  liquidity: { curve: 'exponential', depth: { shareOfOpenInterest: 0.35 } },
  venue: { maxLeverage: 25, liquidation: { capacityPerStep: { shareOfTraders: 0.01 } } },
  crowd: {
    traders: 2000,
    longShare: 0.7,
    leverage: { distribution: 'logUniform', min: 1.5, max: 25 },
    deposit: { median: 1000, sigma: 0.7 },
    // Entries near the start price: whoever opens with a gain would re-lever in the first step.
    entrySpread: 0.002,
    behavior: {
      relever: { share: 0.6, below: 0.9 },
      arrivals: { perStep: 1, trendFollowing: 20, trendMemorySteps: 60 },
    },
  },
  shocks: [{ step: BULL_PUSH_STEP, kind: 'fairValue', change: -0.04 }],
}

export const marginArrives = {
  version: 1,
  title: 'Margin arrives',
  seed: 'margin arrives',
  steps: 240,
  stepSeconds: 1,
  market: { startPrice: 100, fairValue: { process: 'gbm', annualVolatility: 0.6, annualDrift: 0 } },
  liquidity: { curve: 'exponential', depth: { shareOfOpenInterest: 0.03 } },
  venue: {
    maxLeverage: 25,
    liquidation: { capacityPerStep: { shareOfTraders: 0.005 } },
    circuitBreaker: { move: 0.05, windowSteps: 30, haltSteps: 60 },
  },
  crowd: {
    traders: 1500,
    longShare: 0.6,
    leverage: { distribution: 'logUniform', min: 1.5, max: 25 },
    deposit: { median: 1000, sigma: 1 },
    behavior: {
      // They act when equity falls below 2.5 % of the position. The boldest open with 3 % at least, so nobody acts before the push.
      topUp: { share: 0.6, at: 5, amount: 0.5, delaySteps: 30, times: 2 },
    },
  },
  shocks: [{ step: 16, kind: 'fairValue', change: -0.04 }],
}
