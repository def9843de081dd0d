/**
 * The rows that a world adds to the table of readings (docs/model.md sections 11.9 and 11.10): what markets, venues and the whole
 * world have only where there are several, or treasuries. What a venue or a market shares with version 1 stays in
 * readingTable.ts. A page that shows one venue does not load this file.
 */
import { POOL_READINGS, READINGS_FILE, VOTE_READINGS } from './voteAndPoolReadings.ts'
import type { WorldReading } from './worldReading.ts'

const SPIRAL_FILE = 'src/engine/worldSpiral.ts'
const TREASURY_FILE = 'src/engine/treasury.ts'
const MONEY = {
  L: 'money that depositors left here',
  S: 'insurance fund and the venue’s own money',
  O: 'what it owes to other venues',
  P: 'what other venues owe to it',
  B: 'what its holdings cost',
  b: 'bad debt',
  Σd: 'what borrowers owe, of a lending protocol',
} as const

// A row takes a line, and a rule four; the usual layout would take twenty.
// prettier-ignore
export const WORLD_READINGS = {
  // --- the world
  rWorld: {
    of: 'run', unit: 'number', when: 'asked', label: 'R of the world', term: 'spectral radius', said: 'R of the world',
    rule: {
      words: 'How many contracts each contract sold anywhere would force anywhere, in the worst mix of places. It can pass 1 although R of each market alone is below 1: then the spiral runs through several of them.',
      formula: ['R = "max\u00a0" |λ|', 'K · v = λ · v'],
      symbols: { K: 'the spiral matrix', v: 'a mix of markets', λ: 'how much it grows' },
      code: [[SPIRAL_FILE, 'computeWorldSpiral'], ['src/engine/spectralRadius.ts', 'spectralRadius']],
    },
  },
  rWorldAhead: {
    of: 'run', unit: 'number', when: 'asked', label: 'R of the world ahead', said: 'R of the world ahead',
    rule: {
      words: 'The largest R of the world over a common fall of all prices by up to 20%, all else as now.',
      formula: ['"R ahead" = "max\u00a0" R(f)', '0 ≤ f ≤ 0.2'],
      symbols: { f: 'the common fall' },
      code: [[SPIRAL_FILE, 'computeWorldSpiral']],
    },
  },

  failures: {
    of: 'run', unit: 'count', when: 'asked', label: 'Venues that failed', said: 'how many venues failed',
    rule: {
      words: 'How many venues are bankrupt: bad debt arose in their name, even if others bore all of it since.',
      formula: ['n = "number of venues with" b > 0'],
      symbols: { b: 'bad debt that arose' },
      code: [['src/engine/failures.ts', 'noteInsolvent']],
    },
  },
  ...VOTE_READINGS,

  // --- two markets
  spiralMatrix: {
    of: 'markets', unit: 'number', when: 'asked', label: 'Who infects whom', term: 'spiral matrix', said: 'what a fall on the first forces onto the second',
    rule: {
      words: 'How many contracts are forced onto the second market, for each contract that moves it by 1%, if the price on the first falls 1% and nothing else moves.',
      formula: ['K_kl = {Σ s · k · q} / D_l'],
      symbols: {
        s: 'how much the mark that sells someone out moves with the first price',
        k: 'close factor: the share of a position sold at once',
        q: 'contracts that are sold on the second market by those whom the fall reaches',
        'D l': 'contracts whose sale moves the second price by 1%',
      },
      code: [[SPIRAL_FILE, 'computeWorldSpiral'], [SPIRAL_FILE, 'dependenceOf']],
    },
  },
  correlation: {
    of: 'markets', unit: 'number', when: 'window', label: 'How much they move together', term: 'correlation', said: 'the correlation of their returns', mayLack: true,
    rule: {
      words: 'The correlation of the two prices’ moves from step to step, over the steps that are asked for: 1 where they move as one, 0 where neither tells of the other. There is none where a price stands still.',
      formula: ['r = {Σ a · b} / √{Σ a² · Σ b²}'],
      symbols: { a: 'log return of the first price in a step, less its mean', b: 'the same of the second' },
      code: [['src/engine/correlation.ts', 'correlateReturns']],
    },
  },

  // --- a market
  makersContracts: {
    of: 'market', unit: 'contracts', when: 'asked', label: 'Held by the makers', said: 'the contracts that makers hold',
    rule: {
      words: 'What the makers of the market have taken from everyone who sold, less what everyone bought, and the money that changed hands for it. A desk counts those of all its markets.',
      formula: ['q = Σ "sold" − Σ "bought"', 'c = Σ "received" − Σ "paid"'],
      code: [['src/engine/market.ts', 'fill']],
    },
  },
  makersCash: { of: 'market', unit: 'cents', when: 'asked', label: 'The makers’ cash', said: 'the cash of the makers', rule: 'makersContracts' },
  arbitrageContracts: {
    of: 'market', unit: 'contracts', when: 'asked', label: 'Held by arbitrageurs', said: 'the contracts that arbitrageurs hold',
    rule: {
      words: 'What those who keep the prices of one asset together have bought in this market, less what they sold, and the money that changed hands for it.',
      formula: ['n = a · (x′ − x) · D_x'],
      symbols: { n: 'contracts they sell', a: 'share of the gap that they close in a step', 'x′': 'mean displacement of the asset’s markets', x: 'displacement of this one', Dₓ: 'contracts for a move of 1' },
      code: [['src/engine/arbitrage.ts', 'arbitrate']],
    },
  },
  arbitrageCash: { of: 'market', unit: 'cents', when: 'asked', label: 'The arbitrageurs’ cash', said: 'the cash of arbitrageurs', rule: 'arbitrageContracts' },
  hedgeContracts: {
    of: 'market', unit: 'contracts', when: 'asked', label: 'Held by the hedge', said: 'the contracts that the hedge of a pool holds',
    rule: {
      words: 'What the hedge of a pool holds in this market, below 0 as long as it is short, and the money that changed hands for it. In its turn it sells or buys until it is short its part of what the pool holds.',
      formula: ['n = ⌊s · r⌋ + q'],
      symbols: { n: 'contracts it sells', s: 'part that is hedged', r: 'contracts that the pool holds', q: 'contracts of the hedge' },
      code: [['src/engine/hedge.ts', 'adjustHedge']],
    },
  },
  hedgeCash: { of: 'market', unit: 'cents', when: 'asked', label: 'The hedge’s cash', said: 'the cash of the hedge', rule: 'hedgeContracts' },

  makersLeft: {
    of: 'market', unit: 'share', when: 'asked', label: 'Room of the makers', term: 'maker capital left', said: 'what is left of the makers’ capital', mayLack: true,
    rule: {
      words: 'What the makers of the market, or the desk that makes several, have left of their capital at the prices of now. As it shrinks they offer less, in every market of the desk. Makers without a limit have none.',
      formula: ['s = {C + Σ (c + q · p)} / C'],
      symbols: { C: 'capital at the opening', c: 'cash of the makers of a market', q: 'contracts that they hold', p: 'price' },
      code: [[READINGS_FILE, 'readMakersLeft'], ['src/engine/desks.ts', 'deskShare']],
    },
  },

  ...POOL_READINGS,

  // --- a venue: how it stands
  insolventStep: {
    of: 'venue', unit: 'steps', when: 'asked', label: 'Insolvent since step', said: 'the step in which it became insolvent', mayLack: true,
    rule: {
      words: 'The step at the end of which bad debt had arisen here for the first time, even if others bore all of it since.',
      formula: ['b > 0'],
      symbols: { b: 'bad debt that arose' },
      code: [['src/engine/failures.ts', 'noteFailures'], ['src/engine/waterfall.ts', 'addBadDebt']],
    },
  },
  failurePlace: {
    of: 'venue', unit: 'count', when: 'asked', label: 'Place in the order of failures', said: 'the place in the order of failures', mayLack: true,
    rule: {
      words: 'Which venue failed first, which second: by step, then by wave; those of one step and wave share a place. Of one step, those whose own losses broke them are wave 1, and whoever is broken by a claim on a venue of wave 1 is wave 2.',
      formula: ['"wave" = "wave of the debtor" + 1'],
      code: [['src/engine/failures.ts', 'noteInsolvent'], ['src/engine/clearing.ts', 'clear']],
    },
  },
  failureWave: { of: 'venue', unit: 'count', when: 'asked', label: 'Wave of the failure', said: 'the wave in which it failed', mayLack: true, rule: 'failurePlace' },
  illiquidStep: {
    of: 'venue', unit: 'steps', when: 'asked', label: 'Illiquid since step', said: 'the step in which it could not pay', mayLack: true,
    rule: {
      words: 'The first step in which depositors, or another venue, asked for money that was not at hand. It may still own more than it owes.',
      formula: ['"paid" < "asked for"'],
      code: [['src/engine/runs.ts', 'withdraw'], ['src/engine/runs.ts', 'becomeIlliquid']],
    },
  },
  closedStep: {
    of: 'venue', unit: 'steps', when: 'asked', label: 'Closed in step', said: 'the step in which it closed', mayLack: true,
    rule: {
      words: 'The step at the end of which a venue that is insolvent or illiquid closed for good, where its rules say that it does.',
      formula: ['"insolvent or illiquid"'],
      code: [['src/engine/failures.ts', 'closeFailed']],
    },
  },

  // --- a venue: its treasury
  depositors: {
    of: 'venue', unit: 'cents', when: 'step', label: 'Depositors’ money', said: 'what depositors have here',
    rule: {
      words: 'What the public left at the venue and has not taken back.',
      formula: ['L = L_0 − "withdrawn"'],
      symbols: { L: MONEY.L },
      code: [['src/engine/runs.ts', 'withdraw']],
    },
  },
  atHand: {
    of: 'venue', unit: 'cents', when: 'step', label: 'At hand', said: 'what the venue has at hand',
    rule: {
      words: 'The money that the venue could pay out at once: all that was left with it, less what it placed, holds, lent or lost.',
      formula: ['H = L + S + O − P − B − b − Σd'],
      symbols: MONEY,
      code: [[TREASURY_FILE, 'atHand']],
    },
  },
  netWorth: {
    of: 'venue', unit: 'cents', when: 'step', label: 'Net worth', said: 'what the venue is worth',
    rule: {
      words: 'The venue’s own money less bad debt, with its holdings at the prices of the books on which they would be sold.',
      formula: ['N = S − b + Σ (n · p − B)'],
      symbols: { S: MONEY.S, b: MONEY.b, n: 'contracts held', p: 'price on the book', B: 'what they cost' },
      code: [[TREASURY_FILE, 'netWorth']],
    },
  },
  assetsHeld: {
    of: 'venue', unit: 'cents', when: 'asked', label: 'All that it has', term: 'assets', said: 'all that the venue has',
    rule: {
      words: 'What the venue has at hand, placed with others, lent to borrowers, and in holdings at the prices of the books on which they would be sold. Deposits of an exchange’s traders are not in it.',
      formula: ['A = H + P + Σd + Σ n · p'],
      symbols: { H: 'money at hand', P: MONEY.P, Σd: MONEY.Σd, n: 'contracts held', p: 'price on the book' },
      code: [[TREASURY_FILE, 'assetsHeld']],
    },
  },
  ownTokenHeld: {
    of: 'venue', unit: 'cents', when: 'asked', label: 'Its own token, of all that it has', said: 'what the venue has in its own token',
    rule: {
      words: 'What the venue holds of a token whose fair value moves with the venue itself, at the price of the book on which it would be sold. Selling all of it would bring less.',
      formula: ['T = Σ n · p'],
      symbols: { n: 'contracts held of the own token', p: 'price on the book' },
      code: [[TREASURY_FILE, 'ownTokenHeld']],
    },
  },
  utilization: {
    of: 'venue', unit: 'share', when: 'asked', label: 'Lent out', term: 'utilization', said: 'the share of deposits that is lent out', mayLack: true,
    rule: {
      words: 'What borrowers owe over what depositors have here, of a lending protocol. Near 1 hardly anyone can take money out.',
      formula: ['u = {Σ d} / L'],
      symbols: { d: 'debt of a borrower', L: MONEY.L },
      code: [[READINGS_FILE, 'utilization']],
    },
  },
  liquidatorCash: {
    of: 'venue', unit: 'cents', when: 'asked', label: 'Earned by liquidators', said: 'what liquidators earned',
    rule: {
      words: 'What those who bid for loans kept: what the sale of the collateral brought, less the debt they repaid, the fee and the gas.',
      formula: ['c = Σ ("proceeds" − R − "fee" − "gas")'],
      symbols: { R: 'debt repaid' },
      code: [['src/engine/loanLiquidation.ts', 'liquidateLoan']],
    },
  },
  underWater: {
    of: 'venue', unit: 'cents', when: 'asked', label: 'Under water', said: 'what will be lost if no price rises again',
    rule: {
      words: 'What open accounts would owe beyond all they have, at the prices of the books on which they would be sold: what will be lost if nothing rises again, whatever the oracle says.',
      formula: ['w = Σ "max\u00a0" (0, −E)', 'E = c + Σ q · p'],
      symbols: { c: 'cash of an account', q: 'contracts', p: 'price on the book' },
      code: [[READINGS_FILE, 'computeUnderWater']],
    },
  },
  unbid: {
    of: 'venue', unit: 'count', when: 'asked', label: 'Nobody bid for', said: 'the loans that nobody bid for',
    rule: {
      words: 'Loans that could be liquidated, but for which at least once no liquidator bid: the sale would not have paid for debt, fee and gas.',
      formula: ['"proceeds" < R + "fee" + "gas"'],
      symbols: { R: 'debt that would be repaid' },
      code: [['src/engine/loanLiquidation.ts', 'liquidateLoan']],
    },
  },
  claims: {
    of: 'venues', unit: 'cents', when: 'asked', label: 'Claim', said: 'what the second owes to the first',
    rule: {
      words: 'What the venue placed with another one, less what was called back and what was lost when that one could not pay.',
      formula: ['C = P_0 − "called back" − "lost"'],
      symbols: { 'P 0': 'placed at the opening' },
      code: [['src/engine/runs.ts', 'callBack'], ['src/engine/clearing.ts', 'clear']],
    },
  },
  claimsLeft: { of: 'venue', unit: 'cents', when: 'asked', label: 'Claims left', said: 'what other venues still owe to it', rule: 'claims' },
  claimsLost: {
    of: 'venue', unit: 'cents', when: 'asked', label: 'Claims lost', said: 'what it lost on other venues',
    rule: {
      words: 'What was written off of its claims because the venues that owed them could not pay. They share their bad debt among all whom they owe, in proportion.',
      formula: ['"lost" = D · P / {K + Σ P}'],
      symbols: { D: 'bad debt that is shared', P: 'what this venue placed there', K: 'what is owed to customers there' },
      code: [['src/engine/clearing.ts', 'clear']],
    },
  },
  withdrawn: {
    of: 'venue', unit: 'cents', when: 'asked', label: 'Taken out', term: 'withdrawals', said: 'what depositors took out',
    rule: {
      words: 'What depositors asked for in a run and were paid: it has left the world.',
      formula: ['"paid" = min(W, H)'],
      symbols: { W: 'what they asked for', H: 'what was at hand' },
      code: [['src/engine/runs.ts', 'withdraw']],
    },
  },
  refused: {
    of: 'venue', unit: 'cents', when: 'asked', label: 'Refused', said: 'the most that depositors were refused in a step',
    rule: {
      words: 'The most that depositors asked for in one step and were not paid.',
      formula: ['"max\u00a0" (W − "paid")'],
      symbols: { W: 'what they asked for in a step' },
      code: [['src/engine/runs.ts', 'withdraw']],
    },
  },
  stolen: {
    of: 'venue', unit: 'cents', when: 'asked', label: 'Stolen', said: 'what was stolen',
    rule: {
      words: 'What was taken from the venue by thefts, at most what it had.',
      formula: ['"stolen" = min("loss", H + O)'],
      symbols: { H: 'what was at hand', O: 'what an exchange owes to its traders' },
      code: [['src/engine/failures.ts', 'loseMoney']],
    },
  },
} as const satisfies Readonly<Record<string, WorldReading>>
