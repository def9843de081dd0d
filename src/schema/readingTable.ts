/**
 * The rows of the table of readings: every number that the model gives back, by the one name it has everywhere. In the order
 * in which people meet them, place by place. See reading.ts for what a row holds.
 */
import type { Reading } from './reading.ts'

// One row takes a line or two; the usual layout would take eight.
// prettier-ignore
export const READINGS = {
  // --- the run
  conservationError: { of: 'run', unit: 'cents', when: 'asked', label: 'Every cent accounted for', said: 'the money that is not accounted for' },
  contractsError: { of: 'run', unit: 'contracts', when: 'asked', label: 'Every contract accounted for', said: 'the contracts that are not accounted for', rule: 'conservationError' },

  // --- an asset
  fairValue: { of: 'asset', unit: 'dollars', when: 'step', label: 'Fair value', said: 'fair value' },
  lowestFairValue: { of: 'asset', unit: 'dollars', when: 'asked', label: 'Lowest fair value', said: 'the lowest fair value', rule: 'fairFall' },
  fairFall: { of: 'asset', unit: 'share', when: 'asked', label: 'Fall of the news', said: 'the fall of fair value' },

  // --- a market
  price: { of: 'market', unit: 'dollars', when: 'step', label: 'Price', said: 'the price' },
  mark: { of: 'market', unit: 'dollars', when: 'step', label: 'The price that counts', term: 'mark price', said: 'the mark price' },
  displacement: { of: 'market', unit: 'share', when: 'asked', label: 'Pushed from fair value', term: 'displacement', said: 'the displacement' },
  lowestPrice: { of: 'market', unit: 'dollars', when: 'asked', label: 'Lowest price', said: 'the lowest price', rule: 'priceFall' },
  priceFall: { of: 'market', unit: 'share', when: 'asked', label: 'Price fell by', said: 'the fall of the price' },
  amplification: { of: 'market', unit: 'times', when: 'asked', label: 'Fell, for each 1% of news', term: 'amplification', said: 'the fall of the price over the fall of fair value' },
  depth: { of: 'market', unit: 'contracts', when: 'step', label: 'Liquidity', term: 'depth', said: 'the depth' },
  lowestDepth: { of: 'market', unit: 'contracts', when: 'asked', label: 'Lowest liquidity', said: 'the lowest depth', rule: 'depth' },
  lowestDepthShare: { of: 'market', unit: 'share', when: 'end', label: 'Lowest liquidity, of the start', said: 'the lowest depth, as a share of the depth at the start', rule: 'depth' },
  moveCost: { of: 'market', unit: 'cents', when: 'asked', label: 'A 1% move costs', said: 'the cost of a move of 1%', rule: 'depth' },
  openInterest: { of: 'market', unit: 'contracts', when: 'step', label: 'All open bets', term: 'open interest', said: 'open interest' },
  openInterestKept: { of: 'market', unit: 'share', when: 'end', label: 'Open bets kept', said: 'the share of open interest kept', rule: 'openInterest' },
  newsBreaches: {
    of: 'market', unit: 'number', when: 'end', label: 'Days the news fell beyond the margin', said: 'the days on which the news fell beyond the margin',
    rule: {
      words: 'The steps in which fair value fell by more than a trader at the highest leverage had put down for it. With one step a day these are the breaches of a backtest.',
      formula: ['1 − F/"F of the step before" > 1/L'],
      symbols: { F: 'fair value', L: 'the highest leverage allowed' },
      code: [['src/engine/runReadings.ts', 'countBreaches']],
    },
  },
  priceBreaches: {
    of: 'market', unit: 'number', when: 'end', label: 'Days the price fell beyond the margin', said: 'the days on which the price fell beyond the margin', rule: 'newsBreaches',
  },
  openInterestPeak: { of: 'market', unit: 'times', when: 'end', label: 'Most open bets, over the first', said: 'the largest open interest over the first', rule: 'openInterest' },
  forcedContracts: { of: 'market', unit: 'contracts', when: 'step', label: 'Forced in this step', said: 'what was forced through the book in this step' },
  forcedBuys: { of: 'market', unit: 'contracts', when: 'step', label: 'Of them, bought back', said: 'what was bought back by force in this step', rule: 'forcedContracts' },
  stopContracts: { of: 'market', unit: 'contracts', when: 'step', label: 'Stop-losses in this step', said: 'what stop-losses traded in this step' },
  saleCost: { of: 'market', unit: 'share', when: 'end', label: 'Cost of the sale', said: 'the cost of the sale', rule: 'displacement' },
  rHere: { of: 'market', unit: 'number', when: 'asked', label: 'R here', term: 'spiral number', said: 'R here' },
  rAhead: { of: 'market', unit: 'number', when: 'sample', label: 'R ahead', term: 'spiral number', said: 'R ahead' },
  rAheadAccounts: { of: 'market', unit: 'count', when: 'sample', label: 'Traders behind R ahead', said: 'the traders behind R ahead', rule: 'rAhead' },
  rAheadSpread: { of: 'market', unit: 'number', when: 'sample', label: 'Spread of R ahead', said: 'the spread of R ahead', rule: 'rAhead' },
  rHereUp: { of: 'market', unit: 'number', when: 'asked', label: 'R here, on the way up', said: 'R here on the way up', rule: 'rHere' },
  rAheadUp: { of: 'market', unit: 'number', when: 'sample', label: 'R ahead, on the way up', said: 'R ahead on the way up', rule: 'rAhead' },
  feedingDepth: { of: 'market', unit: 'contracts', when: 'asked', label: 'Liquidity at which R ahead is 1', said: 'the depth at which R ahead is 1', rule: 'rAhead' },
  rAheadPeak: { of: 'market', unit: 'number', when: 'end', label: 'Highest R ahead', said: 'the highest R ahead', rule: 'rAhead' },
  nearContracts: { of: 'market', unit: 'contracts', when: 'sample', label: 'Sold out by −5%', term: 'contracts near liquidation', said: 'the contracts near liquidation' },
  nearDepthPeak: { of: 'market', unit: 'times', when: 'end', label: 'Near liquidation over liquidity, at most', said: 'contracts near liquidation over depth, at their most', rule: 'nearContracts' },

  // --- a venue: its crowd sold out, and who pays
  liquidations: { of: 'venue', unit: 'count', when: 'step', total: 'liquidations', label: 'Forced orders', term: 'liquidations', said: 'the forced orders', rule: 'tradersLiquidated' },
  bankruptPositions: { of: 'venue', unit: 'count', when: 'step', total: 'bankruptPositions', label: 'Lost more than they had', term: 'bankrupt positions', said: 'the positions that ended below zero' },
  closedAboveBankruptcy: { of: 'venue', unit: 'share', when: 'asked', label: 'Sold out above zero', said: 'the share of liquidations that ended above zero', rule: 'bankruptPositions' },
  queue: { of: 'venue', unit: 'count', when: 'step', label: 'Waiting to be sold', term: 'liquidation queue', said: 'the queue' },
  halted: { of: 'venue', unit: 'flag', when: 'step', label: 'Trading halted', term: 'circuit breaker', said: 'trading is halted' },
  halts: { of: 'venue', unit: 'count', when: 'asked', total: 'halts', label: 'Halts', said: 'the halts', rule: 'halted' },
  haltedSteps: { of: 'venue', unit: 'steps', when: 'asked', total: 'haltedSteps', label: 'Steps halted', said: 'the steps that trading was halted', rule: 'halted' },
  haltedShare: { of: 'venue', unit: 'share', when: 'asked', label: 'Time halted', said: 'the share of the time that trading was halted', rule: 'halted' },
  losses: { of: 'venue', unit: 'cents', when: 'step', label: 'All losses', said: 'the losses of the sold-out' },
  ownPaid: {
    of: 'venue', unit: 'cents', when: 'step', total: 'ownPaidCents', label: 'Own deposits paid', said: 'what the sold-out paid themselves',
    rule: {
      words: 'Over every account that was sold out or ended below zero: what was paid in, less what had already been taken for others’ losses, less the cash left just after. Fees are in it.',
      formula: ['Σ (K − h − c)'],
      symbols: { K: 'deposits of the account', h: 'taken for others’ losses before', c: 'cash left' },
      code: [['src/engine/closing.ts', 'closeAccount']],
    },
  },
  fundPaid: {
    of: 'venue', unit: 'cents', when: 'step', total: 'fundPaidCents', label: 'Insurance fund paid', said: 'what the insurance fund paid',
    rule: {
      words: 'When a closed position leaves less than nothing, the layers of money pay in their order. The fund pays up to what it holds and never goes below zero.',
      formula: ['"paid" = min(d, "fund")'],
      symbols: { d: 'what is missing, less what earlier layers paid' },
      code: [['src/engine/waterfall.ts', 'payDeficit']],
    },
  },
  venuePaid: {
    of: 'venue', unit: 'cents', when: 'step', total: 'venuePaidCents', label: 'Exchange paid', said: 'what the exchange paid',
    rule: {
      words: 'What the exchange paid from its own capital, where that is a layer of the waterfall: up to what it holds, in its turn.',
      formula: ['"paid" = min(d, V)'],
      symbols: { d: 'what is missing, less what earlier layers paid', V: 'the exchange’s money' },
      code: [['src/engine/waterfall.ts', 'payDeficit']],
    },
  },
  socializedLoss: {
    of: 'venue', unit: 'cents', when: 'step', total: 'socializedCents', label: 'Shared by the winners', term: 'socialized loss', said: 'the loss shared by the winners',
    rule: {
      words: 'At the end of a step, what no layer of money paid is taken from traders who are still in: in proportion to their profit, or to their contracts, and never more than their profit, or what they have. What cannot be collected stays unpaid.',
      formula: ['h_i = L · w_i / {Σ w}', '"by profit:" w_i = "profit"_i, h_i ≤ w_i', '"by contracts:" w_i = |q_i|, h_i ≤ E_i'],
      symbols: { L: 'loss to be shared', w: 'weight of a payer', h: 'what the payer loses', q: 'contracts', E: 'equity' },
      code: [['src/engine/socializedLoss.ts', 'collect'], ['src/engine/apportion.ts', 'split']],
    },
  },
  badDebt: {
    of: 'venue', unit: 'cents', when: 'step', total: 'badDebtCents', label: 'Unpaid', term: 'bad debt', said: 'the bad debt that nobody paid',
    rule: {
      words: 'What none of the layers covered. Someone is owed money that does not exist: an exchange with bad debt is insolvent.',
      formula: ['B = Σ (d − "fund" − "exchange" − "shared")'],
      symbols: { d: 'what a closed position leaves below zero' },
      code: [['src/engine/waterfall.ts', 'payDeficit'], ['src/engine/socializedLoss.ts', 'socializePending']],
    },
  },
  insolvent: { of: 'venue', unit: 'flag', when: 'asked', label: 'Insolvent', said: 'the exchange is insolvent', rule: 'badDebt' },
  shortfall: { of: 'venue', unit: 'cents', when: 'asked', label: 'Missing from bankrupt traders', said: 'what bankrupt traders could not pay', rule: 'losses' },
  uncovered: { of: 'venue', unit: 'cents', when: 'asked', label: 'Not covered by money set aside', said: 'what money set aside did not cover', rule: 'losses' },
  fundLeft: { of: 'venue', unit: 'cents', when: 'step', label: 'Left in the fund', said: 'what is left in the insurance fund' },
  fundLeftShare: { of: 'venue', unit: 'share', when: 'asked', label: 'Left in the fund, of the start', said: 'the share of the insurance fund that is left', rule: 'fundLeft' },
  fundStart: { of: 'venue', unit: 'cents', when: 'asked', label: 'In the fund at the start', said: 'the insurance fund at the start', rule: 'fundLeft' },
  fees: {
    of: 'venue', unit: 'cents', when: 'step', total: 'feesCents', label: 'Fees into the fund', said: 'the liquidation fees',
    rule: {
      words: 'For each forced order the fund takes a share of its value, from accounts that still have something, and never more than they have. Some exchanges keep everything that is left.',
      formula: ['"fee" = min(E, "rounddown"(φ · |S|))'],
      symbols: { E: 'what is left of the account at the new mark, rounded down', φ: 'liquidation fee', S: 'value of the order' },
      code: [['src/engine/exchangeLiquidation.ts', 'collectFee']],
    },
  },
  venueEquity: { of: 'venue', unit: 'cents', when: 'step', label: 'Left with the exchange', said: 'the exchange’s own money' },
  openInterestStart: { of: 'venue', unit: 'contracts', when: 'asked', label: 'All open bets at the start', said: 'open interest at the start', rule: 'openInterest' },
  rAheadStart: { of: 'venue', unit: 'number', when: 'asked', label: 'Spiral number at the start', term: 'R ahead', said: 'R ahead at the start', rule: 'rAhead' },
  adlAccounts: {
    of: 'venue', unit: 'count', when: 'asked', total: 'adlAccounts', label: 'Winners closed early', term: 'auto-deleveraging (ADL), accounts', said: 'the winners closed early',
    rule: {
      words: 'Where the money before this layer cannot cover a bankrupt position, it is closed against winners of the other side, at its bankruptcy price and without touching the market. By rank, the most profitable and most leveraged go first; or everyone gives in proportion. Each winner counts once.',
      formula: ['"rank" = "profit" / K · {|q| · m} / E'],
      symbols: { K: 'deposit', q: 'contracts', m: 'mark price', E: 'equity' },
      code: [['src/engine/deleveraging.ts', 'deleverage'], ['src/engine/adlRanking.ts', 'takeBest']],
    },
  },
  adlContracts: {
    of: 'venue', unit: 'contracts', when: 'step', total: 'adlContracts', label: 'Contracts closed early', term: 'ADL', said: 'the contracts taken from winners',
    rule: {
      words: 'Contracts that were closed against winners instead of being sold. They are spared the market, so a fall is gentler, and winners pay for it with the gains they no longer make.',
      formula: ['d > "money of the layers before"'],
      symbols: { d: 'what selling the whole position would leave below zero' },
      code: [['src/engine/waterfall.ts', 'reachBeforeAdl'], ['src/engine/deleveraging.ts', 'deleverage']],
    },
  },
  adlShare: { of: 'venue', unit: 'share', when: 'asked', label: 'Closed early, of all bets', said: 'the share of open interest taken from winners', rule: 'adlContracts' },
  adlAgainstMark: {
    of: 'venue', unit: 'cents', when: 'step', total: 'adlAgainstMarkCents', label: 'Closed early, against the market price', term: 'ADL against the mark', said: 'what winners gained by being closed early',
    rule: {
      words: 'What winners gained or gave up by being closed at the bankruptcy price instead of the price that counts. Above 0 they gained. It says nothing about what the price did later.',
      formula: ['Σ (g + Δq · m)'],
      symbols: { g: 'cash that the winner took', Δq: 'change of the winner’s contracts', m: 'mark price' },
      code: [['src/engine/bankruptPosition.ts', 'settle']],
    },
  },

  // --- the crowd of a venue
  traders: { of: 'crowd', unit: 'count', when: 'asked', label: 'Traders', said: 'the traders', rule: 'longsOpen' },
  longsOpen: { of: 'crowd', unit: 'count', when: 'asked', label: 'Bet on a rise, still in', said: 'the bets on a rise that are still in' },
  shortsOpen: { of: 'crowd', unit: 'count', when: 'asked', label: 'Bet on a fall, still in', said: 'the bets on a fall that are still in', rule: 'longsOpen' },
  tradersLiquidated: { of: 'crowd', unit: 'count', when: 'step', label: 'Sold out', term: 'liquidated traders', said: 'the traders sold out' },
  shortsLiquidated: { of: 'crowd', unit: 'count', when: 'step', label: 'Of them, bets on a fall', said: 'the bets on a fall that were bought out', rule: 'tradersLiquidated' },
  liquidatedShare: { of: 'crowd', unit: 'share', when: 'asked', label: 'Share sold out', said: 'the share of traders sold out', rule: 'tradersLiquidated' },
  tradersDeleveraged: { of: 'crowd', unit: 'count', when: 'asked', label: 'Out by being closed early', said: 'the traders closed early for good', rule: 'adlAccounts' },
  tradersClosed: { of: 'crowd', unit: 'count', when: 'asked', label: 'Closed by themselves', said: 'the traders who closed by themselves' },
  tradersStopped: { of: 'crowd', unit: 'count', when: 'asked', label: 'Closed by their own stop', said: 'the traders closed by their own stop-loss', rule: 'tradersClosed' },
  solventShare: { of: 'crowd', unit: 'share', when: 'asked', label: 'Still solvent', said: 'the share of traders still solvent', rule: 'equity' },
  leverageHeld: { of: 'crowd', unit: 'times', when: 'sample', label: 'Leverage held', said: 'the leverage that the crowd holds' },
  exposure: { of: 'crowd', unit: 'times', when: 'end', label: 'All positions over all deposits', said: 'all positions over all deposits', rule: 'leverage' },
  deposited: {
    of: 'crowd', unit: 'cents', when: 'step', total: 'depositedCents', label: 'Deposits so far', said: 'the deposits so far',
    rule: {
      words: 'All money that traders have paid in: first deposits, later top-ups, and the deposits of newcomers.',
      formula: ['Σ K = "first deposits" + "top-ups" + "newcomers"'],
      code: [['src/engine/behavior.ts', 'topUp'], ['src/engine/arrivals.ts', 'enter']],
    },
  },

  // --- one trader
  contracts: { of: 'account', unit: 'contracts', when: 'asked', label: 'Contracts', said: 'the contracts' },
  entryPrice: { of: 'account', unit: 'dollars', when: 'asked', label: 'Entry price', said: 'the entry price' },
  deposit: { of: 'account', unit: 'cents', when: 'asked', label: 'Deposit', said: 'the deposit' },
  cash: { of: 'account', unit: 'cents', when: 'asked', label: 'Cash', said: 'the cash' },
  equity: { of: 'account', unit: 'cents', when: 'asked', label: 'Left of the deposit', term: 'equity', said: 'what is left of the deposit' },
  leverage: { of: 'account', unit: 'times', when: 'asked', label: 'Holds, times the deposit', term: 'leverage, as opened', said: 'the leverage as opened' },
  effectiveLeverage: { of: 'account', unit: 'times', when: 'asked', label: 'Leverage now', term: 'effective leverage', said: 'the leverage now' },
  liquidationPrice: { of: 'account', unit: 'dollars', when: 'asked', label: 'Sold out at', term: 'liquidation price', said: 'the liquidation price' },
  bankruptcyPrice: { of: 'account', unit: 'dollars', when: 'asked', label: 'Nothing left at', term: 'bankruptcy price', said: 'the bankruptcy price' },
  haircut: { of: 'account', unit: 'cents', when: 'asked', label: 'Shared of others’ losses', term: 'haircut', said: 'what was taken for others’ losses' },

  // --- the trader with number 0, "you"
  youSurvive: { of: 'account', unit: 'flag', when: 'end', label: 'You were not sold out', said: 'you were not sold out', rule: 'tradersLiquidated' },
  youLeverage: { of: 'account', unit: 'times', when: 'end', label: 'Your leverage', said: 'your leverage', rule: 'leverage' },
  youEquityShare: { of: 'account', unit: 'share', when: 'end', label: 'Left of your deposit', said: 'what is left of your deposit', rule: 'equity' },
  youLiquidationMove: { of: 'account', unit: 'share', when: 'end', label: 'The move that sells you out', said: 'the move that sells you out', rule: 'liquidationPrice' },
  youBankruptcyMove: { of: 'account', unit: 'share', when: 'end', label: 'The move that leaves you nothing', said: 'the move that leaves you nothing', rule: 'bankruptcyPrice' },
} as const satisfies Readonly<Record<string, Reading>>
