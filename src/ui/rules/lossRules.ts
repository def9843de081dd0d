/** Rules of who pays: the loss waterfall and the ledger (docs/model.md sections 1, 5, 6 and 7). */
import type { Rules } from './rule.ts'

export const lossRules: Rules<
  | 'losses'
  | 'ownPaid'
  | 'fundPaid'
  | 'fundLeft'
  | 'fees'
  | 'venuePaid'
  | 'venueEquity'
  | 'socializedLoss'
  | 'badDebt'
  | 'adlAccounts'
  | 'adlContracts'
  | 'adlAgainstMark'
  | 'conservationError'
> = {
  losses: {
    words:
      'What the positions that were sold out, or ended below zero, lost in all. The five payers add up to it, to the cent. Winners closed early are beside it, not in it.',
    formula: ['L = "own" + "fund" + "exchange" + "shared" + "unpaid"'],
    code: [['src/engine/readings.ts', 'losses']],
  },
  ownPaid: {
    words:
      'Over every account that was sold out or ended below zero: what was paid in, less what had already been taken for others’ losses, less the cash left just after. Fees are in it.',
    formula: ['Σ (K − h − c)'],
    symbols: { K: 'deposits of the account', h: 'taken for others’ losses before', c: 'cash left' },
    code: [['src/engine/closing.ts', 'closeAccount']],
  },
  fundPaid: {
    words:
      'When a closed position leaves less than nothing, the layers of money pay in their order. The fund pays up to what it holds and never goes below zero.',
    formula: ['"paid" = min(d, "fund")'],
    symbols: { d: 'what is missing, less what earlier layers paid' },
    code: [['src/engine/waterfall.ts', 'payDeficit']],
  },
  fundLeft: {
    words: 'What the fund holds now: what it began with, less what it paid, plus the fees it collected.',
    formula: ['"left" = "start" − "paid" + "fees"'],
    code: [
      ['src/engine/waterfall.ts', 'payDeficit'],
      ['src/engine/exchangeLiquidation.ts', 'collectFee'],
    ],
  },
  fees: {
    words:
      'For each forced order the fund takes a share of its value, from accounts that still have something, and never more than they have. Some exchanges keep everything that is left.',
    formula: ['"fee" = min(E, "rounddown"(φ · |S|))'],
    symbols: {
      E: 'what is left of the account at the new mark, rounded down',
      φ: 'liquidation fee',
      S: 'value of the order',
    },
    code: [['src/engine/exchangeLiquidation.ts', 'collectFee']],
  },
  venuePaid: {
    words:
      'What the exchange paid from its own capital, where that is a layer of the waterfall: up to what it holds, in its turn.',
    formula: ['"paid" = min(d, V)'],
    symbols: { d: 'what is missing, less what earlier layers paid', V: 'the exchange’s money' },
    code: [['src/engine/waterfall.ts', 'payDeficit']],
  },
  venueEquity: {
    words: 'What the exchange began with, less what it paid for losses.',
    formula: ['V = V_"start" − "paid"'],
    code: [['src/engine/waterfall.ts', 'payDeficit']],
  },
  socializedLoss: {
    words:
      'At the end of a step, what no layer of money paid is taken from traders who are still in: in proportion to their profit, or to their contracts, and never more than their profit, or what they have. What cannot be collected stays unpaid.',
    formula: [
      'h_i = L · w_i / {Σ w}',
      '"by profit:" w_i = "profit"_i, h_i ≤ w_i',
      '"by contracts:" w_i = |q_i|, h_i ≤ E_i',
    ],
    symbols: {
      L: 'loss to be shared',
      w: 'weight of a payer',
      h: 'what the payer loses',
      q: 'contracts',
      E: 'equity',
    },
    code: [
      ['src/engine/socializedLoss.ts', 'collect'],
      ['src/engine/apportion.ts', 'split'],
    ],
  },
  badDebt: {
    words:
      'What none of the layers covered. Someone is owed money that does not exist: an exchange with bad debt is insolvent.',
    formula: ['B = Σ (d − "fund" − "exchange" − "shared")'],
    symbols: { d: 'what a closed position leaves below zero' },
    code: [
      ['src/engine/waterfall.ts', 'payDeficit'],
      ['src/engine/socializedLoss.ts', 'socializePending'],
    ],
  },
  adlAccounts: {
    words:
      'Where the money before this layer cannot cover a bankrupt position, it is closed against winners of the other side, at its bankruptcy price and without touching the market. By rank, the most profitable and most leveraged go first; or everyone gives in proportion. Each winner counts once.',
    formula: ['"rank" = "profit" / K · {|q| · m} / E'],
    symbols: { K: 'deposit', q: 'contracts', m: 'mark price', E: 'equity' },
    code: [
      ['src/engine/deleveraging.ts', 'deleverage'],
      ['src/engine/adlRanking.ts', 'takeBest'],
    ],
  },
  adlContracts: {
    words:
      'Contracts that were closed against winners instead of being sold. They are spared the market, so a fall is gentler, and winners pay for it with the gains they no longer make.',
    formula: ['d > "money of the layers before"'],
    symbols: { d: 'what selling the whole position would leave below zero' },
    code: [
      ['src/engine/waterfall.ts', 'reachBeforeAdl'],
      ['src/engine/deleveraging.ts', 'deleverage'],
    ],
  },
  adlAgainstMark: {
    words:
      'What winners gained or gave up by being closed at the bankruptcy price instead of the price that counts. Above 0 they gained. It says nothing about what the price did later.',
    formula: ['Σ (g + Δq · m)'],
    symbols: { g: 'cash that the winner took', Δq: 'change of the winner’s contracts', m: 'mark price' },
    code: [['src/engine/bankruptPosition.ts', 'settle']],
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
