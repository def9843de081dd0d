/**
 * What the caption speaks of, at one step of a run: what pushed the market last, who has been sold out since, which way, and
 * how much of the move was force. Reads the series alone, so that a dragged scrub bar tells the same story as the play.
 */
import type { SampledReading, SeriesReading } from '../../schema/readings.ts'
import type { Shock } from '../../schema/scenario.ts'
import { readSampled, type SeriesReader } from '../../stores/seriesReader.ts'

export interface Moment {
  readonly series: SeriesReader
  readonly step: number
  readonly shocks: readonly Shock[]
  readonly traders: number
}

/** A push of the price. */
interface Push {
  /** Of the price against fair value, by forced orders alone; below 0 down. */
  readonly size: number
  readonly step: number
}

export interface Facts {
  readonly moment: Moment
  /** The shocks of the newest step that had any. */
  readonly causes: readonly Shock[]
  /** What news did since then, in all; while it arrives, what it will have done. 0 without news. */
  readonly news: number
  readonly isArriving: boolean
  /** The news that the newest takes back; 0 where it does not. */
  readonly withdrawn: number
  /** Accounts that were out before the cause, and since. */
  readonly before: number
  readonly longsOut: number
  readonly shortsOut: number
  /** Forced orders since the cause, partial ones too, and what they traded in the book. */
  readonly orders: number
  readonly sold: number
  readonly bought: number
  readonly waiting: number
  /** How far force pushed the price down, and up, at the farthest since the cause. */
  readonly down: Push
  readonly up: Push
  /** Whether the price has turned since it was lowest, and since it was highest. */
  readonly hasRisen: boolean
  readonly hasFallen: boolean
  /** Whether a forced sale, and a forced purchase, could force another somewhere, at some moment since just before the cause. */
  readonly salesForce: boolean
  readonly purchasesForce: boolean
}

/** The price has turned when it stands this far above its lowest, for buyers below its highest. */
const TURN = 0.002
/** Depth counts the contracts that move the price by this. */
const PERCENT = 0.01
/** News that leaves less than this share of earlier news takes it back. */
const TAKEN_BACK = 0.1

/** The last step in which the shock still arrives. */
function endOf(shock: Shock): number {
  return shock.step + (shock.kind === 'fairValue' ? (shock.overSteps ?? 1) : 1) - 1
}

function findCauses(shocks: readonly Shock[], step: number): Shock[] {
  const past = shocks.filter((shock) => shock.step <= step)
  const newest = Math.max(...past.map((shock) => shock.step))
  return past.filter((shock) => shock.step === newest)
}

function findWithdrawn(shocks: readonly Shock[], cause: Shock | undefined): number {
  if (cause?.kind !== 'fairValue') return 0
  const earlier = shocks.filter(({ step, kind }) => kind === 'fairValue' && step < cause.step)
  const last = earlier.at(-1)
  if (last?.kind !== 'fairValue' || last.change * cause.change >= 0) return 0
  const left = (1 + last.change) * (1 + cause.change) - 1
  return Math.abs(left) <= TAKEN_BACK * Math.abs(last.change) ? last.change : 0
}

/** How far forced orders pushed each way: no more than they would have had nothing faded, and no more than the price stands from fair value. */
function measurePushes(series: SeriesReader, from: number, step: number): { down: Push; up: Push } {
  let [sold, bought] = [0, 0]
  let down = { size: 0, step: from }
  let up = { size: 0, step: from }
  for (let at = Math.max(1, from); at <= step; at++) {
    const buys = series.at('forcedBuys', at)
    const depth = series.at('depth', at)
    bought += (PERCENT * buys) / depth
    sold += (PERCENT * (series.at('forcedContracts', at) - buys)) / depth
    const gap = series.at('price', at) / series.at('fairValue', at) - 1
    const fall = Math.max(gap, Math.expm1(-sold))
    const rise = Math.min(gap, Math.expm1(bought))
    if (fall < down.size) down = { size: fall, step: at }
    if (rise > up.size) up = { size: rise, step: at }
  }
  return { down, up }
}

/** Whether a sampled reading was above 0 at a sample from `from` on, or at the last one before. */
function wasAbove(series: SeriesReader, id: SampledReading, from: number, step: number): boolean {
  if (readSampled(series, id, Math.max(0, from - 1)) > 0) return true
  for (let at = from; at <= step; at++) if (series.at(id, at) > 0) return true
  return false
}

export function readFacts(moment: Moment): Facts {
  const { series, step, shocks } = moment
  const causes = findCauses(shocks, step)
  const from = causes.at(0)?.step ?? 0
  const news = causes.filter((cause) => cause.kind === 'fairValue')
  const since = (id: SeriesReading) => series.at(id, step) - (from > 0 ? series.at(id, from - 1) : 0)
  let [sold, bought] = [0, 0]
  let lowest = Infinity
  let highest = -Infinity
  for (let at = from; at <= step; at++) {
    const buys = series.at('forcedBuys', at)
    bought += buys
    sold += series.at('forcedContracts', at) - buys
    lowest = Math.min(lowest, series.at('price', at))
    highest = Math.max(highest, series.at('price', at))
  }
  const price = series.at('price', step)
  const shortsOut = since('shortsLiquidated')
  return {
    moment,
    causes,
    news: news.reduce((all, { change }) => all * (1 + change), 1) - 1,
    isArriving: news.some((cause) => endOf(cause) > step),
    withdrawn: news.length === 1 ? findWithdrawn(shocks, news[0]) : 0,
    before: from > 0 ? series.at('tradersLiquidated', from - 1) : 0,
    longsOut: since('tradersLiquidated') - shortsOut,
    shortsOut,
    orders: since('liquidations'),
    sold,
    bought,
    waiting: series.at('queue', step),
    ...measurePushes(series, from, step),
    hasRisen: price > lowest * (1 + TURN),
    hasFallen: price < highest * (1 - TURN),
    salesForce: wasAbove(series, 'rAhead', from, step),
    purchasesForce: wasAbove(series, 'rAheadUp', from, step),
  }
}
