/** Rules of what is counted over the crowd (docs/model.md sections 4, 5 and 8). */
import type { Rules } from './rule.ts'

export const crowdRules: Rules<
  'tradersLiquidated' | 'bankruptPositions' | 'queue' | 'longsOpen' | 'tradersClosed' | 'stopContracts'
> = {
  tradersLiquidated: {
    words:
      'A trader is sold out when what is left of the deposit falls below the maintenance margin: strictly below, at the price that counts. A trader counts once the last contract is gone. Forced orders count each part of a position that is sold in parts.',
    formula: ['c + q · m < μ · |q| · m'],
    symbols: {
      c: 'cash of the account, in cents',
      q: 'contracts, below 0 short',
      m: 'the price that counts (mark)',
      μ: 'maintenance margin',
    },
    code: [
      ['src/engine/ledger.ts', 'isBelowMaintenance'],
      ['src/engine/exchangeLiquidation.ts', 'liquidatePosition'],
    ],
  },
  bankruptPositions: {
    words:
      'Positions whose sale would leave less than nothing: someone else has to pay the rest. Each counts once, also where closing winners early then made it whole.',
    formula: ['c + S < 0'],
    symbols: {
      c: 'cash of the account',
      S: 'what selling the whole position brings; below 0 what buying it back costs',
    },
    code: [
      ['src/engine/exchangeLiquidation.ts', 'liquidatePosition'],
      ['src/engine/behavior.ts', 'closeInTurn'],
    ],
  },
  queue: {
    words:
      'Traders who are below maintenance and whose turn has not come. The exchange sells so many a step, each not before its delay is over. Who has enough again at its turn is released.',
    formula: ['t ≥ t_"found" + "latency"', '"sold a step" ≤ "capacity"'],
    symbols: { t: 'step' },
    code: [
      ['src/engine/detection.ts', 'detectSide'],
      ['src/engine/liquidation.ts', 'liquidateInRounds'],
    ],
  },
  longsOpen: {
    words: 'Traders who hold contracts: bets on a rise hold them above 0, bets on a fall below 0.',
    formula: ['"bets on a rise:" q > 0', '"bets on a fall:" q < 0'],
    symbols: { q: 'contracts' },
    code: [
      ['src/engine/ledger.ts', 'addLeg'],
      ['src/engine/crowdReadings.ts', 'countCrowd'],
    ],
  },
  tradersClosed: {
    words:
      'Traders whose position ended by their own order: a stop-loss, profit taken, or for reasons of their own. Who had too little for a single contract counts here too.',
    formula: ['q = 0'],
    symbols: { q: 'contracts, after the trader’s own order' },
    code: [
      ['src/engine/behavior.ts', 'closeInTurn'],
      ['src/engine/closing.ts', 'closeAccount'],
    ],
  },
  stopContracts: {
    words:
      'Contracts that traders’ own stop-losses sold in this step; for bets on a fall, bought back. Like forced sales they push the price, but the trader chose the point.',
    formula: ['"profit" ≤ −λ · K', '"profit" = c + q · m − K'],
    symbols: {
      λ: 'loss that triggers, as a share of the deposit',
      K: 'deposit',
      c: 'cash',
      q: 'contracts',
      m: 'mark price',
    },
    code: [
      ['src/engine/behaviorTriggers.ts', 'indexStopLoss'],
      ['src/engine/behavior.ts', 'closeInTurn'],
    ],
  },
}
