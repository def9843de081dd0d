/** Rules of one trader's readings (docs/model.md section 2). */
import type { Rules } from './rule.ts'

const ACCOUNT = {
  c: 'cash, in cents',
  q: 'contracts, below 0 for a bet on a fall',
  m: 'the price that counts (mark)',
} as const

export const traderRules: Rules<
  | 'contracts'
  | 'entryPrice'
  | 'deposit'
  | 'cash'
  | 'equity'
  | 'leverage'
  | 'effectiveLeverage'
  | 'liquidationPrice'
  | 'bankruptcyPrice'
  | 'haircut'
> = {
  contracts: {
    words:
      'How much the trader holds, in whole contracts. One contract gains one cent when the price rises by one dollar, so its value in cents is the price in dollars.',
    formula: ['n = "rounddown"(K · ℓ / e)'],
    symbols: { K: 'deposit, in cents', ℓ: 'leverage', e: 'entry price' },
    code: [
      ['src/engine/openCrowds.ts', 'openDrawn'],
      ['src/engine/openCrowds.ts', 'openExplicit'],
    ],
  },
  entryPrice: {
    words:
      'The price of the bet. In a drawn crowd it lies evenly around the start price; a newcomer enters at the price that counts.',
    formula: ['e = p_"start" · (1 + u)', '−a ≤ u ≤ a'],
    symbols: { a: 'entry spread', u: 'one even random draw for each trader' },
    code: [['src/engine/crowd.ts', 'drawTrader']],
  },
  deposit: {
    words: 'All money that the trader has paid in: the first deposit and every top-up.',
    formula: ['K = "first deposit" + "top-ups"'],
    code: [
      ['src/engine/crowd.ts', 'drawTrader'],
      ['src/engine/behavior.ts', 'topUp'],
    ],
  },
  cash: {
    words:
      'The money side of the account. A bet on a rise has paid for its contracts, mostly with borrowed money, so its cash is below zero; a bet on a fall has received their price.',
    formula: ['"bet on a rise:" c = K − n · e', '"bet on a fall:" c = K + n · e'],
    symbols: { K: 'deposit', n: 'contracts', e: 'entry price' },
    code: [['src/engine/openCrowds.ts', 'openLeg']],
  },
  equity: {
    words: 'What would be left if the position were closed at the price that counts, without moving it.',
    formula: ['E = c + q · m'],
    symbols: ACCOUNT,
    code: [['src/engine/margin.ts', 'equityOf']],
  },
  leverage: {
    words:
      'The value of the position when it was opened, over the first deposit. At 10×, a move of 10% against it takes all.',
    formula: ['ℓ = |q| · e / K'],
    symbols: { q: 'contracts at the opening', e: 'entry price', K: 'first deposit' },
    code: [
      ['src/engine/accountReadings.ts', 'leverage'],
      ['src/engine/crowd.ts', 'drawLeverage'],
    ],
  },
  effectiveLeverage: {
    words:
      'The value of the position now, over what is left of the deposit. It grows by itself as the price moves against the trader, and has no limit when nothing is left.',
    formula: ['{|q| · m} / E'],
    symbols: { ...ACCOUNT, E: 'what is left of the deposit (equity)' },
    code: [
      ['src/engine/accountReadings.ts', 'effectiveLeverage'],
      ['src/engine/margin.ts', 'equityOf'],
    ],
  },
  liquidationPrice: {
    words:
      'The price below which a bet on a rise (above which a bet on a fall) is sold out: there, what is left of the deposit equals the maintenance margin. Of someone who is out, the one at the opening.',
    formula: ['"bet on a rise:" p = −c / {q · (1 − μ)}', '"bet on a fall:" p = c / {|q| · (1 + μ)}'],
    symbols: { ...ACCOUNT, μ: 'maintenance margin' },
    code: [['src/engine/ledger.ts', 'liquidationPrice']],
  },
  bankruptcyPrice: {
    words:
      'The price at which nothing is left of the deposit. Between it and the liquidation price the exchange must sell; beyond it, someone else pays. Of someone who is out, the one at the opening.',
    formula: ['p = −c / q'],
    symbols: ACCOUNT,
    code: [
      ['src/engine/accountReadings.ts', 'bankruptcyPrice'],
      ['src/engine/margin.ts', 'legBankruptcyPrice'],
    ],
  },
  haircut: {
    words: 'What was taken from this trader’s gains to pay the losses that no layer of money covered.',
    formula: ['h_i = L · w_i / {Σ w}'],
    symbols: { L: 'loss to be shared', w: 'weight of a payer: profit, or contracts' },
    code: [
      ['src/engine/socializedLoss.ts', 'collect'],
      ['src/engine/socializedLoss.ts', 'findPayers'],
    ],
  },
}
