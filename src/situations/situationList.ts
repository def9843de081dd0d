/** Situations, then events, in their order, by what menus and addresses need; each world comes when it is opened. */
import type { Situation } from './situation.ts'

interface ListedSituation {
  readonly id: string
  readonly title: string
  /** A situation shows one way in which failures travel; an event puts what was reported beside what the model gives. */
  readonly kind: 'situation' | 'event'
  readonly load: () => Promise<{ readonly situation: Situation }>
}

export const situationList: readonly ListedSituation[] = [
  {
    id: 'two-exchanges-one-coin',
    title: 'Two exchanges, one coin',
    kind: 'situation',
    load: () => import('./twoExchangesOneCoin.ts'),
  },
  {
    id: 'one-margin-two-coins',
    title: 'One margin, two coins',
    kind: 'situation',
    load: () => import('./oneMarginTwoCoins.ts'),
  },
  {
    id: 'one-desk-many-markets',
    title: 'One desk, many markets',
    kind: 'situation',
    load: () => import('./oneDeskManyMarkets.ts'),
  },
  {
    id: 'oracle-with-one-source',
    title: 'An oracle with one source',
    kind: 'situation',
    load: () => import('./oracleWithOneSource.ts'),
  },
  {
    id: 'loans-on-a-crowded-chain',
    title: 'Loans on a crowded chain: 12 March 2020',
    kind: 'situation',
    load: () => import('./loansOnACrowdedChain.ts'),
  },
  {
    id: 'wrapped-coin-without-backing',
    title: 'A wrapped coin that lost its backing',
    kind: 'situation',
    load: () => import('./wrappedCoinWithoutBacking.ts'),
  },
  {
    id: 'backed-by-its-own-token',
    title: 'Backed by its own token: November 2022',
    kind: 'situation',
    load: () => import('./backedByItsOwnToken.ts'),
  },
  {
    id: 'chain-of-claims',
    title: 'A chain of claims: summer 2022',
    kind: 'situation',
    load: () => import('./chainOfClaims.ts'),
  },
  {
    id: 'pool-and-run',
    title: 'A pool and its lenders’ run',
    kind: 'situation',
    load: () => import('./poolAndRun.ts'),
  },
  {
    id: 'vote-too-late',
    title: 'A vote too late',
    kind: 'situation',
    load: () => import('./voteTooLate.ts'),
  },
  {
    id: 'october-2025',
    title: 'Winners closed early: 10 October 2025',
    kind: 'event',
    load: () => import('./events/october2025.ts'),
  },
  {
    id: 'march-2020',
    title: 'Two funds in one fall: 12 March 2020',
    kind: 'event',
    load: () => import('./events/march2020.ts'),
  },
  {
    id: 'august-2018',
    title: 'One position too large: August 2018',
    kind: 'event',
    load: () => import('./events/august2018.ts'),
  },
  {
    id: 'may-2021',
    title: 'Half of all bets gone: 19 May 2021',
    kind: 'event',
    load: () => import('./events/may2021.ts'),
  },
  {
    id: 'february-2018',
    title: 'Short volatility: 5 February 2018',
    kind: 'event',
    load: () => import('./events/february2018.ts'),
  },
  {
    id: 'september-2022',
    title: 'Pension funds and gilts: September 2022',
    kind: 'event',
    load: () => import('./events/september2022.ts'),
  },
  {
    id: 'september-2018',
    title: 'One member too large: September 2018',
    kind: 'event',
    load: () => import('./events/september2018.ts'),
  },
  {
    id: 'march-2022',
    title: 'A squeeze on nickel: March 2022',
    kind: 'event',
    load: () => import('./events/march2022.ts'),
  },
  {
    id: 'march-2023',
    title: 'A dollar at a bank: March 2023',
    kind: 'event',
    load: () => import('./events/march2023.ts'),
  },
  {
    id: 'may-2010',
    title: 'Five seconds: 6 May 2010',
    kind: 'event',
    load: () => import('./events/may2010.ts'),
  },
]
