/** Rules of the market's readings (docs/model.md sections 3, 4 and 7). */
import type { Rules } from './rule.ts'

export const marketRules: Rules<
  | 'price'
  | 'fairValue'
  | 'mark'
  | 'displacement'
  | 'priceFall'
  | 'fairFall'
  | 'amplification'
  | 'depth'
  | 'openInterest'
  | 'halted'
  | 'forcedContracts'
> = {
  price: {
    words:
      'What the next small order would trade at: the fair value, pushed aside by the orders so far. Selling pushes it down, buying up, and the push fades with time.',
    formula: ['p = F · e^{−x}'],
    symbols: {
      p: 'price',
      F: 'fair value: the news',
      x: 'displacement: how far orders have pushed the price',
    },
    code: [['src/engine/market.ts', 'updatePrice']],
  },
  fairValue: {
    words:
      'What the news alone would make the price. It follows the path of the scenario, and every push of news multiplies it from its step on. No order moves it.',
    formula: ['F = f · (1 + s_1) · (1 + s_2) · …'],
    symbols: { f: 'fair value of the scenario at this step', s: 'pushes of news so far; −4% is −0.04' },
    code: [
      ['src/engine/fairValue.ts', 'advanceFair'],
      ['src/engine/fairValue.ts', 'nextFairValue'],
    ],
  },
  mark: {
    words:
      'The price that decides who is sold out: the market’s own price, an outside index, or a mix of both. The index may arrive late.',
    formula: ['m = w · F_{t − lag} + (1 − w) · p'],
    symbols: {
      m: 'mark price',
      w: 'weight of the index: 0 takes the market’s own price, 1 the index',
      F: 'fair value, some steps ago (lag)',
      p: 'price',
    },
    code: [
      ['src/engine/venue.ts', 'markPrice'],
      ['src/engine/reference.ts', 'advanceIndex'],
    ],
  },
  displacement: {
    words:
      'How far orders have pushed the price away from the news. The stage shades it, and calls it forced selling or buying where forced orders made most of it. Each step it fades by the resilience.',
    formula: ['p / F − 1 = e^{−x} − 1', 'x′ = x · (1 − r)', 'x′ = x + 0.01 · n / D'],
    symbols: {
      x: 'displacement; after each step, and after each order under linear impact',
      r: 'resilience a step',
      n: 'contracts sold; below 0 bought',
      D: 'depth',
    },
    code: [
      ['src/engine/market.ts', 'decayDisplacement'],
      ['src/engine/impact.ts', 'quoteOrder'],
    ],
  },
  priceFall: {
    words:
      'The lowest value that the price ever took, also within a step, and how far below the start that is.',
    formula: ['"fall" = 1 − p_"lowest" / p_"start"'],
    code: [['src/engine/market.ts', 'updatePrice']],
  },
  fairFall: {
    words:
      'How far the fair value has fallen at most: what the price would have lost without forced selling.',
    formula: ['"fall" = 1 − F_"lowest" / p_"start"'],
    code: [['src/engine/fairValue.ts', 'advanceFair']],
  },
  amplification: {
    words:
      'How much further the price fell than the news did. 1% for 1% means that nothing was added. Until the news has fallen by a tenth of a percent, the page shows none.',
    formula: ['A = {1 − p_"lowest" / p_"start"} / {1 − F_"lowest" / p_"start"}'],
    symbols: { p: 'price', F: 'fair value' },
    code: [['src/engine/readings.ts', 'amplification']],
  },
  depth: {
    words:
      'How many contracts must be sold to move an undisturbed price by 1%; the lever shows what they are worth. Shocks, nervous markets and makers who lose money make it thinner.',
    formula: ['D = D_0 · s · v · k', '"a 1% move costs" = D · p'],
    symbols: {
      'D₀': 'depth of the scenario',
      s: 'factor of the last liquidity push',
      v: 'stress factor: falls as price swings grow',
      k: 'maker factor: what is left of the makers’ capital, at least 2%',
    },
    code: [
      ['src/engine/market.ts', 'fixDepth'],
      ['src/engine/impact.ts', 'contractsToMove'],
    ],
  },
  openInterest: {
    words:
      'All bets that are open, each counted once: every contract that someone holds for a rise, someone else holds against it, so the sizes are added up and halved. Everyone counts: the traders, whoever took the other side of the crowd at the opening, the makers who took the orders since, and outsiders. A forced sale only passes its contracts on to the makers, so it closes no bet on a fall and does not lower the sum; closing winners early does.',
    formula: ['"OI" = 1 / 2 · Σ |q|'],
    symbols: { q: 'contracts of an account, below 0 short; everyone counts, also makers and outsiders' },
    code: [['src/engine/market.ts', 'computeOpenInterest']],
  },
  halted: {
    words:
      'Trading stops for some steps when the price has moved too far within a window. During a halt nobody trades and nobody is sold out; news, fading and promised deposits go on.',
    formula: ['| p_t / p_{t − w} − 1 | ≥ b'],
    symbols: { w: 'steps of the window', b: 'move that halts the market' },
    code: [
      ['src/engine/breaker.ts', 'checkBreaker'],
      ['src/engine/venue.ts', 'isHalted'],
    ],
  },
  forcedContracts: {
    words:
      'Contracts that the exchange itself sold in the market in this step, to close positions of traders without enough deposit; for bets on a fall, bought back. What was closed against winners never reaches the market.',
    formula: ['n = min(|q|, "roundup"(k · |q|))', 'n = |q| "  if" E ≤ 0'],
    symbols: {
      n: 'contracts of one order',
      q: 'contracts of the position',
      k: 'close factor: the share sold at once',
      E: 'what is left of the deposit (equity)',
    },
    code: [['src/engine/exchangeLiquidation.ts', 'liquidatePosition']],
  },
}
