/**
 * What a goal says of a reading, as a person would: a sentence with its bound in it ("at least 8×"), and one of its own where
 * none is allowed, or where one is enough. A reading without a row is said by its name.
 */
import { isOutcomeReading, type OutcomeReading } from '../schema/readings.ts'

interface GoalWords {
  /** @param bound such as "at least 8×" */
  readonly say: (bound: string) => string
  /** Where it must be nothing. */
  readonly none?: string
  /** Where one is asked for. */
  readonly one?: string
  /** In two or three words, where several stand in a row. */
  readonly short: string
}

/** Undefined where a reading has no words of its own, as those that a lesson names have none. */
export function goalWordsOf(name: string): GoalWords | undefined {
  return isOutcomeReading(name) ? GOAL_WORDS[name] : undefined
}

const GOAL_WORDS: Readonly<Partial<Record<OutcomeReading, GoalWords>>> = {
  priceFall: { say: (bound) => `the price falls ${bound}`, short: 'fall of the price' },
  amplification: { say: (bound) => `the price falls ${bound} the news`, short: 'fall over news' },
  saleCost: { say: (bound) => `the sale costs ${bound}`, short: 'cost of the sale' },
  exposure: { say: (bound) => `all bets together are ${bound} the deposits`, short: 'bets over deposits' },
  youLeverage: { say: (bound) => `your bet is ${bound} the deposit`, short: 'your bet' },
  youSurvive: {
    say: () => 'you are still there',
    one: 'you are still there',
    none: 'you are sold out',
    short: 'still there',
  },
  liquidations: {
    say: (bound) => `${bound} orders are forced`,
    none: 'nobody is sold out',
    one: 'somebody is sold out',
    short: 'forced orders',
  },
  tradersLiquidated: {
    say: (bound) => `${bound} traders are sold out`,
    none: 'nobody is sold out',
    one: 'somebody is sold out',
    short: 'sold out',
  },
  liquidatedShare: {
    say: (bound) => `${bound} of the traders are sold out`,
    none: 'nobody is sold out',
    short: 'sold out',
  },
  bankruptPositions: {
    say: (bound) => `${bound} traders end below zero`,
    none: 'nobody ends below zero',
    one: 'somebody ends below zero',
    short: 'ended below zero',
  },
  rAheadStart: { say: (bound) => `R ahead is ${bound} before the news`, short: 'R ahead' },
  newsBreaches: {
    say: (bound) => `the margin is passed on ${bound} days of the history`,
    short: 'days beyond the margin',
  },
  openInterestPeak: {
    say: (bound) => `open interest comes to ${bound} what it was at first`,
    short: 'open interest over the first',
  },
  nearDepthPeak: {
    say: (bound) => `at their most the contracts near liquidation are ${bound} the depth`,
    short: 'near liquidation over depth',
  },
  shortfall: {
    say: (bound) => `what bankrupt traders cannot pay is ${bound}`,
    none: 'bankrupt traders can pay everything',
    short: 'not paid by bankrupt traders',
  },
  uncovered: {
    say: (bound) => `money set aside leaves ${bound} uncovered`,
    none: 'money set aside covers every loss',
    short: 'not covered',
  },
  socializedLoss: {
    say: (bound) => `the winners share ${bound} of losses`,
    none: 'no profit is shared',
    short: 'shared by the winners',
  },
  badDebt: { say: (bound) => `${bound} stays unpaid`, none: 'nothing stays unpaid', short: 'unpaid' },
  adlShare: {
    say: (bound) => `${bound} of all bets is closed early`,
    none: 'no winner is closed early',
    short: 'closed early',
  },
  haltedShare: {
    say: (bound) => `trading stands still for ${bound} of the time`,
    none: 'trading never stands still',
    short: 'time halted',
  },
  lowestDepthShare: { say: (bound) => `${bound} of the depth survives`, short: 'depth that survives' },
  fundLeftShare: {
    say: (bound) => `${bound} of the fund is left`,
    none: 'the fund is empty',
    short: 'left in the fund',
  },
  openInterestKept: { say: (bound) => `${bound} of the open bets stay open`, short: 'open bets kept' },
  solventShare: { say: (bound) => `${bound} of the traders stay solvent`, short: 'still solvent' },
}
