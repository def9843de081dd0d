/** The situations in their order, by what menus and addresses need; each world comes when it is opened. */
import type { Situation } from './situation.ts'

interface ListedSituation {
  readonly id: string
  readonly title: string
  readonly load: () => Promise<{ readonly situation: Situation }>
}

export const situationList: readonly ListedSituation[] = [
  {
    id: 'two-exchanges-one-coin',
    title: 'Two exchanges, one coin',
    load: () => import('./twoExchangesOneCoin.ts'),
  },
  {
    id: 'one-margin-two-coins',
    title: 'One margin, two coins',
    load: () => import('./oneMarginTwoCoins.ts'),
  },
  {
    id: 'one-desk-many-markets',
    title: 'One desk, many markets',
    load: () => import('./oneDeskManyMarkets.ts'),
  },
  {
    id: 'oracle-with-one-source',
    title: 'An oracle with one source',
    load: () => import('./oracleWithOneSource.ts'),
  },
  {
    id: 'loans-on-a-crowded-chain',
    title: 'Loans on a crowded chain: 12 March 2020',
    load: () => import('./loansOnACrowdedChain.ts'),
  },
  {
    id: 'wrapped-coin-without-backing',
    title: 'A wrapped coin that lost its backing',
    load: () => import('./wrappedCoinWithoutBacking.ts'),
  },
  {
    id: 'backed-by-its-own-token',
    title: 'Backed by its own token: November 2022',
    load: () => import('./backedByItsOwnToken.ts'),
  },
  {
    id: 'chain-of-claims',
    title: 'A chain of claims: summer 2022',
    load: () => import('./chainOfClaims.ts'),
  },
  { id: 'pool-and-run', title: 'A pool and its lenders’ run', load: () => import('./poolAndRun.ts') },
  { id: 'vote-too-late', title: 'A vote too late', load: () => import('./voteTooLate.ts') },
]
