/**
 * The caption: what has happened, in a headline and a sentence. It is read from the series at one step, so that a dragged
 * scrub bar tells the same story as the play. Where picture and words differ, the words win.
 */
import type { Shock } from '../../schema/scenario.ts'
import {
  formatChange,
  formatCount,
  formatDollars,
  formatFixed,
  formatNumbered,
  formatPercent,
  formatShortDollars,
} from '../../schema/words.ts'
import { findExtremes, readSampled, type SeriesReader } from '../../stores/seriesReader.ts'

interface Moment {
  series: SeriesReader
  step: number
  shocks: readonly Shock[]
  traders: number
}

export interface Caption {
  headline: string
  detail: string
}

/** A push apart from the news by less than this is not worth a word. */
const LEAST_PUSH = 0.005
/** The price has turned when it stands this far above its lowest, for buyers below its highest. */
const TURN = 0.002

/** The last shock that has taken effect. */
function findCause(shocks: readonly Shock[], step: number): Shock | null {
  let cause: Shock | null = null
  for (const shock of shocks) if (shock.step <= step && (!cause || shock.step >= cause.step)) cause = shock
  return cause
}

/** What pushed the market, as a sentence. */
function describeCause(cause: Shock, series: SeriesReader): string {
  if (cause.kind === 'fairValue') return `News: ${formatChange(cause.change)}.`
  if (cause.kind === 'depth') return `Liquidity: down to ${formatPercent(cause.factor, 0)}.`
  const before = Math.max(0, Math.min(cause.step, series.length) - 1)
  const cents = Math.abs(cause.contracts) * series.at('price', before)
  return `${cause.contracts < 0 ? 'Someone buys' : 'Someone sells'} ${formatShortDollars(cents)}.`
}

/** How far forced orders pushed the price from fair value since the cause, the larger of the two ways. */
function computePush(series: SeriesReader, from: number, step: number): number {
  const { lowest, highest } = findExtremes(
    from,
    step,
    (s) => series.at('price', s) / series.at('fairValue', s) - 1,
  )
  return highest > -lowest ? highest : lowest
}

/** Whether the fall (or the squeeze) has turned. */
function hasTurned(series: SeriesReader, from: number, step: number, push: number): boolean {
  const { lowest, highest } = findExtremes(from, step, (s) => series.at('price', s))
  const price = series.at('price', step)
  return push < 0 ? price > lowest * (1 + TURN) : price < highest * (1 - TURN)
}

export function composeCaption({ series, step, shocks, traders }: Moment): Caption {
  const soldOut = series.at('liquidations', step)
  const cause = findCause(shocks, step)
  const calm = cause ? null : describeCalm(series, step)
  if (calm) return calm
  if (!cause && soldOut === 0) {
    return {
      headline: `${formatNumbered(traders, 'trader')} bet with borrowed money.`,
      detail: 'Each mark is one of them, at the price that sells them out.',
    }
  }
  const from = cause?.step ?? 0
  const told = cause ? `${describeCause(cause, series)} ` : ''
  const push = computePush(series, from, step)
  const isOver = series.at('queue', step) === 0 && hasTurned(series, from, step, push)
  const before = cause ? series.at('liquidations', Math.max(0, from - 1)) : 0
  const headline =
    told + describeFall(soldOut - before, before > 0, push, isOver || hasTurned(series, from, step, push))
  return { headline: headline.trim(), detail: describeDetail(series, step, { from, before, push, isOver }) }
}

/** Bets that grew by less than this are no story. */
const GROWTH = 0.02

/** A market that only rises, and what it loads: null where it does not, or where the crowd does nothing by itself. */
function describeCalm(series: SeriesReader, step: number): Caption | null {
  const rise = series.at('price', step) / series.at('price', 0) - 1
  const growth = series.at('openInterest', step) / series.at('openInterest', 0) - 1
  if (!(rise >= 0 && growth >= GROWTH)) return null
  const times = readSampled(series, 'nearContracts', step) / series.at('nearContracts', 0)
  const toWhole = (change: number) => formatChange(Math.round(change * 100) / 100)
  return {
    headline: `A calm rise: ${toWhole(rise)}. All bets together: ${toWhole(growth)}.`,
    detail:
      times >= 1.1
        ? `A fall of 5% would now sell out ${formatFixed(times, 1)} times as much as at the start.`
        : 'Who wins borrows more on the winnings; new traders follow the rise.',
  }
}

/** A price that moves while nobody trades needs a word. */
function describeRest(series: SeriesReader, step: number): string {
  const isApart = Math.abs(series.at('price', step) / series.at('fairValue', step) - 1) >= LEAST_PUSH
  return isApart ? ' Meanwhile the price comes back to the news.' : ''
}

/** Money that came in since the cause, while nobody can trade. */
function describeMoney(series: SeriesReader, from: number, step: number): string {
  const cents = series.at('deposited', step) - series.at('deposited', Math.max(0, from - 1))
  return cents > 0 ? ` Traders have sent ${formatShortDollars(cents)} more.` : ''
}

function describeFall(soldOut: number, isMore: boolean, push: number, hasTurnedBack: boolean): string {
  if (soldOut === 0) return ''
  if (hasTurnedBack && Math.abs(push) >= LEAST_PUSH)
    return `Their ${push < 0 ? 'selling' : 'buying'}: another ${formatChange(Math.round(push * 100) / 100)}.`
  const traders = formatNumbered(soldOut, isMore ? 'more trader' : 'trader')
  return `${traders} ${soldOut === 1 ? 'is' : 'are'} sold out.`
}

/** What has happened since the cause. */
interface Since {
  readonly from: number
  /** Traders who were sold out before it. */
  readonly before: number
  readonly push: number
  readonly isOver: boolean
}

function describeDetail(series: SeriesReader, step: number, since: Since): string {
  const { from, before, push, isOver } = since
  const soldOut = series.at('liquidations', step) - before
  const unpaid = series.at('badDebt', step)
  if (unpaid > 0) return `Nobody pays ${formatDollars(unpaid)}: the exchange is insolvent.`
  if (series.at('halted', step) === 1)
    return `The circuit breaker has halted all trading.${describeRest(series, step)}${describeMoney(series, from, step)}`
  if (soldOut === 0)
    return `${Math.abs(push) < LEAST_PUSH ? 'The price follows the news.' : 'The order moves the price.'} Nobody is sold out.`
  const order = push < 0 ? 'sale' : 'purchase'
  if (isOver)
    return `${formatNumbered(soldOut, before > 0 ? 'more trader' : 'trader')} ${soldOut === 1 ? 'was' : 'were'} sold out. Each forced ${order} moved the price on to the next.`
  const waiting = series.at('queue', step)
  return waiting > 0
    ? `Each forced ${order} moves the price on to the next. ${formatCount(waiting)} are waiting.`
    : `Each forced ${order} moves the price on to the next.`
}
