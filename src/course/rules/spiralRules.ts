/** Rules of the spiral's readings, and of what loads the spring (docs/model.md sections 7 and 8). */
import type { Rules } from './rule.ts'

const SYMBOLS_OF_R = {
  k: 'close factor: the share of a position sold at once',
  w: 'weight of the outside index in the mark price',
  'N(p)': 'contracts of bets on a rise that are sold out between p and 1% below it, and do not wait yet',
  Dₓ: 'contracts whose sale moves the price by 1% from where it stands now',
  m: 'the price that counts (mark)',
} as const

export const spiralRules: Rules<'rHere' | 'rAhead' | 'rProfile' | 'nearContracts' | 'leverageHeld'> = {
  rHere: {
    words:
      'How many contracts each contract sold now would force. Below 1 selling dies out; from 1 on each sale forces a bigger one. It leaves out winners closed early, the price’s recovery and how fast the exchange can sell, which is why a run can end a spiral that R alone would not. On the way up, the same for bets on a fall.',
    formula: ['R(p) = {k · (1 − w) · N(p)} / D_x', '"R here" = R(m)'],
    symbols: SYMBOLS_OF_R,
    code: [
      ['src/engine/readings.ts', 'rHere'],
      ['src/engine/spiral.ts', 'computeSpiralProfile'],
    ],
  },
  rAhead: {
    words:
      'The largest R between the present price and 20% below it: the worst place that a fall could reach. It is the largest of many windows, each with its share of chance, so the fewer traders stand behind it the larger it looks: their number and the spread stand beside it. “At the start” is the same number before the first step. On the way up, the largest up to 20% above, for bets on a fall.',
    formula: [
      '"R ahead" = "max\u00a0" R(p)',
      '0.8 · m ≤ p ≤ m',
      'R(p) = {k · (1 − w) · N(p)} / D_x',
      '"spread" = {k · (1 − w) · √{Σ q²}} / D_x',
    ],
    symbols: { ...SYMBOLS_OF_R, q: 'contracts of each of the bets that N(p) counts' },
    code: [
      ['src/engine/readings.ts', 'rAhead'],
      ['src/engine/spiral.ts', 'computeSpiralProfile'],
    ],
  },
  rProfile: {
    words:
      'The shaded prices are those where R is 1 or more at this moment. R is worked out at the present price and at every price, down to 20% below, at which someone is sold out.',
    formula: ['R(p) ≥ 1', '0.8 · m ≤ p ≤ m'],
    symbols: SYMBOLS_OF_R,
    code: [['src/engine/spiral.ts', 'computeSpiralProfile']],
  },
  nearContracts: {
    words:
      'Contracts of open bets on a rise that a fall of 5% would sell out. In a rising market where traders bet their gains again, they pile up: the spring is loaded.',
    formula: ['N = Σ q', '0.95 · m ≤ p_"liq" ≤ m'],
    symbols: {
      q: 'contracts of a bet on a rise',
      'p liq': 'its liquidation price',
      m: 'the price that counts (mark)',
    },
    code: [['src/engine/crowdReadings.ts', 'computeNearContracts']],
  },
  leverageHeld: {
    words:
      'The leverage of the whole crowd now: the value of all open bets over what is left of the deposits behind them. Traders with nothing left count in neither sum.',
    formula: ['L = {Σ |q| · m} / {Σ E}'],
    symbols: {
      q: 'contracts of a trader',
      m: 'the price that counts (mark)',
      E: 'what is left of the deposit (equity), where above 0',
    },
    code: [['src/engine/crowdReadings.ts', 'countCrowd']],
  },
}
