/** Rules of who pays: the loss waterfall and the ledger (docs/model.md sections 1, 5, 6 and 7). */
import type { Rules } from './rule.ts'

export const lossRules: Rules<'losses' | 'fundLeft' | 'venueEquity' | 'conservationError'> = {
  losses: {
    words:
      'What the positions that were sold out, or ended below zero, lost in all. The five payers add up to it, to the cent. Winners closed early are beside it, not in it.',
    formula: ['L = "own" + "fund" + "exchange" + "shared" + "unpaid"'],
    code: [['src/engine/readings.ts', 'losses']],
  },
  fundLeft: {
    words: 'What the fund holds now: what it began with, less what it paid, plus the fees it collected.',
    formula: ['"left" = "start" − "paid" + "fees"'],
    code: [
      ['src/engine/waterfall.ts', 'payDeficit'],
      ['src/engine/exchangeLiquidation.ts', 'collectFee'],
    ],
  },
  venueEquity: {
    words: 'What the exchange began with, less what it paid for losses.',
    formula: ['V = V_"start" − "paid"'],
    code: [['src/engine/waterfall.ts', 'payDeficit']],
  },
  conservationError: {
    words:
      'Money only moves from one account to another, in whole cents, so the sum of all cash, less what is unpaid, must be what was paid in. And every contract held is held against someone. Both are added up over everyone, after every step.',
    formula: ['Σ c − B = K + F_0', 'Σ q = 0'],
    symbols: {
      c: 'cash of every account and fund',
      B: 'bad debt',
      K: 'deposits so far',
      'F₀': 'funds at the start',
      q: 'contracts of every account',
    },
    code: [['src/engine/invariants.ts', 'computeInvariants']],
  },
}
