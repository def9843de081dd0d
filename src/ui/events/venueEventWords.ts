/**
 * The words of events that happen to a venue, or between two: treasuries, claims, failures, rules and votes. To a single trader they say
 * nothing.
 */
import { describePayers, formatMove, type Amounts } from './eventParts.ts'
import { ruleOf, sayRule } from './ruleWords.ts'
import { formatCount, formatExactDollars } from '../../schema/words.ts'

interface VenueEventWords {
  readonly name: string
  readonly term: string
  readonly tell: (row: Amounts) => string[]
  readonly tellTrader: () => string[]
}

const tellTrader = () => []

export const VENUE_EVENT_WORDS = {
  arbitrage: {
    name: 'Prices brought together',
    term: 'arbitrage',
    tell: (row) => [
      `Arbitrage ${row.contracts > 0 ? 'sold' : 'bought'} for ${formatExactDollars(Math.abs(row.cents))}, which moved the price ${formatMove(row)}.`,
    ],
    tellTrader,
  },
  holdingSale: {
    name: 'Holdings sold',
    term: 'treasury sale',
    tell: (row) => [
      `A treasury sold for ${formatExactDollars(row.cents)}, which moved the price ${formatMove(row)}.`,
    ],
    tellTrader,
  },
  claimLoss: {
    name: 'Claims written down',
    term: 'clearing',
    tell: (row) => [
      `A claim on another venue lost ${formatExactDollars(row.cents)}.`,
      ...describePayers(row),
    ],
    tellTrader,
  },
  loss: {
    name: 'Lost at once',
    term: 'loss from outside',
    tell: (row) => [`Lost at once: ${formatExactDollars(row.cents)}.`, ...describePayers(row)],
    tellTrader,
  },
  insolvent: {
    name: 'Bankrupt',
    term: 'insolvent',
    tell: (row) => [
      row.contracts > 1
        ? `The venue is bankrupt, in wave ${formatCount(row.contracts)} of the failures.`
        : 'The venue is bankrupt: somebody stays unpaid.',
    ],
    tellTrader,
  },
  rule: {
    name: 'Rule changed',
    term: 'rule',
    tell: (row) => [`The ${ruleOf(row).name} is ${sayRule(row)} from now on.`],
    tellTrader,
  },
  vote: {
    name: 'Vote',
    term: 'governance',
    tell: (row) => [
      `A vote to make the ${ruleOf(row).name} ${sayRule(row)} ${row.contracts === 1 ? 'passed' : 'failed'}.`,
    ],
    tellTrader,
  },
  hedge: {
    name: 'Hedge adjusted',
    term: 'hedge of a pool',
    tell: (row) => [
      `The hedge of a pool ${row.contracts > 0 ? 'sold' : 'bought'} for ${formatExactDollars(Math.abs(row.cents))}, which moved the price ${formatMove(row)}.`,
    ],
    tellTrader,
  },
} as const satisfies Readonly<Record<string, VenueEventWords>>
