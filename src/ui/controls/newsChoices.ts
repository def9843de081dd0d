/**
 * How the news moves fair value, as a choice: as a path or a history says that was given, in blocks of that history, or by a
 * process that is drawn from the seed.
 */
import {
  createProcess,
  DRAWN_PROCESSES,
  type DrawnProcess,
  type FairValueDocument,
} from '../../schema/fairValue.ts'
import { PROCESS_NAMES } from './processNames.ts'

export const NEWS_WORDS = {
  label: 'How the news moves',
  explain: 'What moves fair value by itself; pushes come on top.',
}

const GIVEN = 'given'
const BLOCKS = 'blocks'
/** Long enough to keep a storm together, short enough that there are many to draw from. */
const BLOCK_STEPS = 20
/** Fewer prices have nothing to draw blocks from. */
const MIN_BLOCKED = 3

/** Prices that somebody gave. */
export type GivenNews = Extract<FairValueDocument, { path: number[] } | { prices: number[] }>

export function isGiven(fairValue: FairValueDocument): fairValue is GivenNews {
  return 'path' in fairValue || fairValue.process === 'history'
}

/** Which of the options it is. */
export function readNews(fairValue: FairValueDocument): string {
  if ('path' in fairValue) return GIVEN
  if (fairValue.process !== 'history') return fairValue.process
  return fairValue.blockSteps === undefined ? GIVEN : BLOCKS
}

const pricesOf = (given: GivenNews) => ('path' in given ? given.path : given.prices)

/** @param given the prices that there are to go back to */
export function listNews(given: GivenNews | undefined): [value: string, name: string][] {
  const drawn = DRAWN_PROCESSES.map((process): [string, string] => [process, PROCESS_NAMES[process]])
  if (given === undefined) return drawn
  const prices = pricesOf(given)
  const still = prices.length === 1 ? 'stands still, but for pushes' : 'a path that is given'
  const blocks: [string, string] = [
    BLOCKS,
    `the same prices in blocks of ${BLOCK_STEPS} steps, drawn by chance`,
  ]
  return [
    [GIVEN, 'path' in given ? still : 'a history that is replayed'],
    ...(prices.length >= MIN_BLOCKED ? [blocks] : []),
    ...drawn,
  ]
}

export function createNews(
  option: string,
  before: FairValueDocument,
  given: GivenNews | undefined,
): FairValueDocument | undefined {
  const prices = given ? pricesOf(given) : []
  if (option === BLOCKS) return { process: 'history', prices, blockSteps: BLOCK_STEPS }
  if (option !== GIVEN) return createProcess(option as DrawnProcess, before)
  return given && 'path' in given ? given : { process: 'history', prices }
}
