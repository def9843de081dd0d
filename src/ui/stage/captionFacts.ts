/**
 * What the caption speaks of, at one step of a run: what pushed the market last, who has been sold out since, which way, and
 * how much of the move was force. Reads the series alone, so that a dragged scrub bar tells the same story as the play.
 */
import type { SampledReading, SeriesReading } from '../../schema/readings.ts'
import type { Shock } from '../../schema/scenario.ts'
import { Gap, readGaps } from '../../stage/pathRecord.ts'
import { readSampled, type SeriesReader } from '../../stores/seriesReader.ts'

export interface Moment {
  readonly series: SeriesReader
  readonly step: number
  readonly shocks: readonly Shock[]
  readonly traders: number
  /** Whether fair value follows a path of the scenario: then its moves are the news, and no shock tells them. */
  readonly followsPath?: boolean
  /** Whether the crowd is that of a phone, which is smaller: a class would read other numbers. */
  readonly isSmall?: boolean
}

/** How far forced orders pushed the price against fair value at the farthest; below 0 down. 0 where force made no such gap. */
export interface Push {
  readonly size: number
  readonly step: number
}

export interface Facts {
  readonly moment: Moment
  /** All shocks so far; after news that takes the earlier news back, those from it on. */
  readonly causes: readonly Shock[]
  /** News so far: each arrival, and all together; while one arrives, what it will have done. Empty and 0 without news. */
  readonly newsParts: readonly number[]
  readonly news: number
  readonly isArriving: boolean
  /** Read from fair value itself, as far as it has come. */
  readonly isPathNews: boolean
  /** The step in which it began. */
  readonly from: number
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
  /** How far force pushed the price down, and up, at the farthest so far: as the picture has it. */
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
/** A path that moved fair value by less has brought no news yet. */
const LEAST_NEWS = 1e-9
/** News that leaves less than this share of earlier news takes it back. */
const TAKEN_BACK = 0.1

/** The last step in which the shock still arrives. */
function endOf(shock: Shock): number {
  return shock.step + (shock.kind === 'fairValue' ? (shock.overSteps ?? 1) : 1) - 1
}

interface Told {
  readonly causes: readonly Shock[]
  readonly newsParts: readonly number[]
  readonly withdrawn: number
  readonly from: number
  readonly isArriving: boolean
}

const joinNews = (parts: readonly number[]) => parts.reduce((all, part) => all * (1 + part), 1) - 1
const takesBack = (news: number, left: number) => Math.abs(left) <= TAKEN_BACK * Math.abs(news)

/** What pushed the market so far, from the first push on; what was taken back is over, and the count begins anew. */
function readShocks(shocks: readonly Shock[], step: number): Told {
  const past = shocks.filter((shock) => shock.step <= step).sort((a, b) => a.step - b.step)
  let causes: Shock[] = []
  let newsParts: number[] = []
  let withdrawn = 0
  for (const [i, shock] of past.entries()) {
    const isNews = shock.kind === 'fairValue'
    if (withdrawn !== 0 && isNews) [causes, newsParts, withdrawn] = [[], [], 0]
    if (isNews) {
      const before = joinNews(newsParts)
      const after = joinNews([before, shock.change])
      if (before * shock.change < 0 && takesBack(before, after))
        [causes, newsParts, withdrawn] = [[], [], before]
      const last = past[i - 1] as Shock | undefined
      const isSameStep = last?.kind === 'fairValue' && last.step === shock.step && newsParts.length > 0
      if (isSameStep) newsParts.push(joinNews([newsParts.pop() ?? 0, shock.change]))
      else newsParts.push(shock.change)
    }
    causes.push(shock)
  }
  const isArriving = causes.some((cause) => cause.kind === 'fairValue' && endOf(cause) > step)
  return { causes, newsParts, withdrawn, from: causes.at(0)?.step ?? 0, isArriving }
}

/** The same where fair value follows a path: what it has done so far is the news. */
function readPath(series: SeriesReader, step: number, told: Told): Told {
  const fair = (at: number) => series.at('fairValue', at) / series.at('fairValue', 0) - 1
  let farthest = 0
  let from = -1
  for (let at = 0; at <= step; at++) {
    if (from < 0 && Math.abs(fair(at)) > LEAST_NEWS) from = at
    if (Math.abs(fair(at)) > Math.abs(farthest)) farthest = fair(at)
  }
  if (from < 0) return told
  const withdrawn = takesBack(farthest, fair(step)) ? farthest : 0
  const isArriving = step > 1 && [step, step - 1].every((at) => fair(at) !== fair(at - 1))
  const newsParts = withdrawn === 0 ? [fair(step)] : [fair(step) / (1 + farthest)]
  return { ...told, newsParts, withdrawn, isArriving, from: Math.min(from, told.causes.at(0)?.step ?? from) }
}

/** The gaps as the picture draws and labels them (stage/pathRecord.ts): one measure for both. */
function measurePushes(series: SeriesReader, step: number): { down: Push; up: Push } {
  const [below, above] = [new Gap(), new Gap()]
  for (let at = 0; at <= step; at++) readGaps(below, above, at, (id) => series.at(id, at))
  const toPush = ({ isForced, change, extremeStep }: Gap) => ({
    size: isForced ? change : 0,
    step: extremeStep,
  })
  return { down: toPush(below), up: toPush(above) }
}

/** Whether a sampled reading was above 0 at a sample from `from` on, or at the last one before. */
function wasAbove(series: SeriesReader, id: SampledReading, from: number, step: number): boolean {
  if (readSampled(series, id, Math.max(0, from - 1)) > 0) return true
  for (let at = from; at <= step; at++) if (series.at(id, at) > 0) return true
  return false
}

export function readFacts(moment: Moment): Facts {
  const { series, step, shocks, followsPath = false } = moment
  const shocked = readShocks(shocks, step)
  const isPathNews = followsPath && shocked.newsParts.length === 0
  const { from, ...told } = isPathNews ? readPath(series, step, shocked) : shocked
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
    ...told,
    news: joinNews(told.newsParts),
    isPathNews,
    from,
    before: from > 0 ? series.at('tradersLiquidated', from - 1) : 0,
    longsOut: since('tradersLiquidated') - shortsOut,
    shortsOut,
    orders: since('liquidations'),
    sold,
    bought,
    waiting: series.at('queue', step),
    ...measurePushes(series, step),
    hasRisen: price > lowest * (1 + TURN),
    hasFallen: price < highest * (1 - TURN),
    salesForce: wasAbove(series, 'rAhead', from, step),
    purchasesForce: wasAbove(series, 'rAheadUp', from, step),
  }
}
