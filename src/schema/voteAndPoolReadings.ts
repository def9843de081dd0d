/** Rows of the world's table of readings (worldReadingTable.ts): of a vote, and of a pool, beside holding. */
import type { WorldReading } from './worldReading.ts'

export const READINGS_FILE = 'src/engine/worldReadings.ts'

// prettier-ignore
export const VOTE_READINGS = {
  voteAgainst: {
    of: 'run', unit: 'share', when: 'asked', label: 'Against, in the last vote', said: 'the share that was against in the last vote', mayLack: true,
    rule: {
      words: 'Of all that voted on a proposal, by position or by equity, those whom it would harm. Who is sold out has no vote any more.',
      formula: ['s = n / {y + n}'],
      symbols: { n: 'weight of those against', y: 'weight of those in favor' },
      code: [['src/engine/votes.ts', 'vote']],
    },
  },
} as const satisfies Readonly<Record<string, WorldReading>>

// prettier-ignore
export const POOL_READINGS = {
  impermanentLoss: {
    of: 'market', unit: 'share', when: 'asked', label: 'Impermanent loss', said: 'what the pool’s providers have beside holding, without fees', mayLack: true,
    rule: {
      words: 'What the providers of a pool have, without its fees, beside what they would have had by holding what they brought: 0 at the price of the opening, below 0 at every other. With the fees, the pool has beaten holding where it is above 0.',
      formula: ['"IL" = {c − f + q · p} / {X · (p + F_0)}'],
      symbols: { c: 'the makers’ cash', f: 'fees', q: 'contracts that the makers took', p: 'price', X: 'contracts that the providers brought', 'F 0': 'price at the opening' },
      code: [[READINGS_FILE, 'readPool']],
    },
  },
  poolGain: { of: 'market', unit: 'share', when: 'asked', label: 'Pool against holding', said: 'what the pool’s providers have beside holding', mayLack: true, rule: 'impermanentLoss' },
  poolResult: {
    of: 'market', unit: 'share', when: 'asked', label: 'Gained with the pool', said: 'what the pool’s providers gained, hedges counted', mayLack: true,
    rule: {
      words: 'What the providers of a pool gained or lost on what they brought, with fees, and with what the hedges of the pool would bring at the prices of their books.',
      formula: ['G = {X · (p − F_0) + c + q · p + Σ h} / {2 · X · F_0}'],
      symbols: { X: 'contracts that the providers brought', p: 'price', 'F 0': 'price at the opening', c: 'the makers’ cash', q: 'contracts that the makers took', h: 'cash of a hedge, and its contracts at the price of their book' },
      code: [[READINGS_FILE, 'readPool']],
    },
  },
  holdingResult: {
    of: 'market', unit: 'share', when: 'asked', label: 'Gained by holding', said: 'what holding would have gained', mayLack: true,
    rule: {
      words: 'What the providers of a pool would have gained by keeping what they brought, half of it money.',
      formula: ['H = {p − F_0} / {2 · F_0}'],
      symbols: { p: 'price', 'F 0': 'price at the opening' },
      code: [[READINGS_FILE, 'readPool']],
    },
  },
  poolFees: {
    of: 'market', unit: 'cents', when: 'asked', label: 'Fees of the pool', said: 'the fees of the pool',
    rule: {
      words: 'What traders paid to the providers of a pool beside the price.',
      formula: ['f = Σ φ · "value of a trade"'],
      symbols: { φ: 'the pool’s fee' },
      code: [['src/engine/market.ts', 'acceptQuote']],
    },
  },
} as const satisfies Readonly<Record<string, WorldReading>>
