/**
 * The caption: what has happened, in a headline and a sentence. One table of situations, each with the rule when it holds and
 * its words; the first that holds is told. tests/ui/captions.test.ts holds every word to the accounts, over many runs. Where
 * picture and words differ, the words win.
 */
import {
  formatChange,
  formatCount,
  formatDollars,
  formatFixed,
  formatNumbered,
  formatPart,
  formatPercent,
  formatPrice,
  formatShortDollars,
} from '../../schema/words.ts'
import { readSampled } from '../../stores/seriesReader.ts'
import { readFacts, type Facts, type Moment, type Push } from './captionFacts.ts'

export interface Caption {
  readonly headline: string
  readonly detail: string
}

interface Situation {
  readonly name: string
  readonly holds: (facts: Facts) => boolean
  readonly headline: (facts: Facts) => string
  readonly detail: (facts: Facts) => string
}

/** A push apart from the news by less than this is not worth a word. */
const LEAST_PUSH = 0.005
/** Bets that grew by less than this are no story. */
const GROWTH = 0.02
const toWhole = (change: number) => formatChange(Math.round(change * 100) / 100)
const countOut = ({ longsOut, shortsOut }: Facts) => longsOut + shortsOut
/** Nothing has pushed the market. */
const isBefore = ({ causes, newsParts }: Facts) => causes.length === 0 && newsParts.length === 0
const isFall = ({ down, hasRisen }: Facts) => hasRisen && -down.size >= LEAST_PUSH
const isSqueeze = ({ up, hasFallen }: Facts) => hasFallen && up.size >= LEAST_PUSH
/** A fall by force, and a rise by force that came after it. */
const isRebound = (facts: Facts) =>
  -facts.down.size >= LEAST_PUSH && facts.up.size >= LEAST_PUSH && facts.up.step > facts.down.step

/** @internal */
export const SITUATIONS: readonly Situation[] = [
  {
    name: 'insolvent',
    holds: (facts) => readUnpaid(facts) > 0,
    headline: (facts) => tell(facts, tellMove(facts)),
    detail: (facts) => `Nobody pays ${formatDollars(readUnpaid(facts))}: the exchange is insolvent.`,
  },
  {
    name: 'halted',
    holds: ({ moment: { series, step } }) => series.at('halted', step) === 1,
    headline: (facts) => tell(facts, tellMove(facts)),
    detail: (facts) =>
      `The circuit breaker has halted all trading.${describeRest(facts)}${describeMoney(facts)}`,
  },
  {
    name: 'a calm rise',
    holds: (facts) => isBefore(facts) && readRise(facts) >= 0 && readGrowth(facts) >= GROWTH,
    headline: (facts) =>
      `A calm rise: ${toWhole(readRise(facts))}. All bets together: ${toWhole(readGrowth(facts))}.`,
    detail: describeSpring,
  },
  {
    name: 'before anything',
    holds: (facts) => isBefore(facts) && facts.orders === 0 && facts.waiting === 0,
    headline: ({ moment }) => `${formatNumbered(moment.traders, 'trader')} bet with borrowed money.`,
    detail: ({ moment }) =>
      moment.isSmall
        ? 'A smaller crowd on a phone: a link keeps it. Each dot is one, at the price that sells them out.'
        : 'Each dot is one of them, at the price that sells them out.',
  },
  {
    name: 'nobody sold out',
    holds: ({ orders }) => orders === 0,
    headline: (facts) => tell(facts, isBefore(facts) ? 'Nobody is sold out yet.' : ''),
    detail: (facts) => `${describePrice(facts)}${describeNobody(facts)}${describeWaiting(facts)}`,
  },
  {
    name: 'closed against winners',
    holds: ({ sold, bought }) => sold + bought === 0,
    headline: (facts) => tell(facts, tellOut(facts)),
    detail: (facts) =>
      `Winners are closed early instead: nothing is sold in the market.${describeWaiting(facts)}`,
  },
  {
    name: 'sold in parts',
    holds: (facts) => countOut(facts) === 0,
    headline: (facts) => tell(facts, `Positions are ${tellSides(facts)} in parts; nobody is out.`),
    detail: (facts) =>
      `${formatNumbered(facts.orders, 'forced order')} so far. ${describeChain(facts)}${describeWaiting(facts)}`,
  },
  {
    name: 'the price has turned',
    holds: (facts) => isRebound(facts) || isFall(facts) || isSqueeze(facts),
    headline: (facts) => tell(facts, tellMove(facts)),
    detail: (facts) => `${tellOut(facts, true)} ${describeChain(facts)}${describeWaiting(facts)}`,
  },
  {
    name: 'selling',
    holds: () => true,
    headline: (facts) => tell(facts, tellOut(facts)),
    detail: (facts) => `${describeChain(facts)}${describeWaiting(facts)}`,
  },
]

export function composeCaption(moment: Moment): Caption {
  const facts = readFacts(moment)
  const { headline, detail } = SITUATIONS.find(({ holds }) => holds(facts)) as Situation
  return { headline: headline(facts), detail: detail(facts) }
}

/** What pushed the market, and what came of it. */
function tell(facts: Facts, came: string): string {
  return [describeNews(facts), describeDepth(facts), ...describeOrders(facts), came]
    .filter((text) => text !== '')
    .join(' ')
}

/** Rounded as the lessons' words are. */
const formatNews = (change: number) => `${change < 0 ? '−' : '+'}${formatPart(Math.abs(change))}`

function describeNews(facts: Facts): string {
  const { withdrawn, news, newsParts, isArriving, isPathNews } = facts
  if (withdrawn !== 0) return `The news of ${formatNews(withdrawn)} is withdrawn.`
  if (newsParts.length === 0) return ''
  const to = describeFair(facts)
  if (isPathNews) return `${isArriving ? 'News so far' : 'News'}: ${formatNews(news)}${to}.`
  if (newsParts.length === 1)
    return isArriving ? `News of ${formatNews(news)} is coming in.` : `News: ${formatNews(news)}${to}.`
  const told =
    newsParts.length === 2
      ? `News: ${newsParts.map(formatNews).join(', then ')}`
      : `News: ${formatNews(news)} in all, in ${formatCount(newsParts.length)} parts`
  return `${told}${isArriving ? ', the last of it still coming in' : to}.`
}

/** The newest replaces what was before. */
function describeDepth({ causes }: Facts): string {
  const dry = causes.filter((cause) => cause.kind === 'depth').at(-1)
  return dry ? `Liquidity: ${formatPercent(dry.factor, 0)} of the start.` : ''
}

/** What somebody sold, and what somebody bought, each at the prices before. */
function describeOrders({ causes, moment: { series } }: Facts): string[] {
  const orders = causes.filter((cause) => cause.kind === 'sell')
  return [1, -1].flatMap((side) => {
    const own = orders.filter(({ contracts }) => contracts * side > 0)
    if (own.length === 0) return []
    const cents = own.reduce((sum, { step, contracts }) => {
      const before = Math.max(0, Math.min(step, series.length) - 1)
      return sum + Math.abs(contracts) * series.at('price', before)
    }, 0)
    const parts = own.length > 1 ? ` in ${formatCount(own.length)} parts` : ''
    return `${side < 0 ? 'Someone buys' : 'Someone sells'} ${formatShortDollars(cents)}${parts}.`
  })
}

/** How far force moved the price once it has turned; before that, who is out. */
function tellMove(facts: Facts): string {
  if (countOut(facts) === 0) return facts.orders > 0 ? 'Nobody is out yet.' : ''
  const { down, up, withdrawn, newsParts } = facts
  if (isRebound(facts))
    return `Forced selling to ${priceAt(facts, down)}, then buying to ${priceAt(facts, up)}.`
  const push = findPush(facts)
  if (!push) return tellOut(facts)
  const name = `${isJoint(facts, push) ? 'With their' : 'Their'} ${push.size > 0 ? 'buying' : 'selling'}`
  if (isWhole(facts, push)) return `${name}: ${toWhole(push.size)}, to ${priceAt(facts, push)}.`
  if (withdrawn === 0 && newsParts.length === 0) return `${name}: ${toWhole(push.size)}.`
  // The news was another at that moment, or something else moved the price: no second part of one whole.
  const side = push.size > 0 ? 'above' : 'below'
  return `${name}: at most ${formatPercent(Math.abs(push.size), 0)} ${side} the news.`
}

const priceAt = ({ moment }: Facts, { step }: Push) => formatPrice(moment.series.at('price', step))

/** The push that is told: the farther one, once the price has turned. */
function findPush(facts: Facts): Push | null {
  const isUp = facts.up.size > -facts.down.size
  if (countOut(facts) === 0 || isRebound(facts) || !(isUp ? isSqueeze(facts) : isFall(facts))) return null
  return isUp ? facts.up : facts.down
}

/** Whether somebody’s order from outside went the same way before. */
const isJoint = ({ causes }: Facts, { size, step }: Push) =>
  causes.some((cause) => cause.kind === 'sell' && cause.contracts * size < 0 && cause.step <= step)

/**
 * Whether news and force are two parts of one move. The second is a share of what the first left: the two do not add up, so each
 * is told with the price that it led to.
 */
function isWhole(facts: Facts, { size, step }: Push): boolean {
  if (facts.newsParts.length === 0 || facts.withdrawn !== 0 || facts.isArriving) return false
  return Math.abs((1 + facts.news) * (1 + size) - 1 - readMove(facts, step)) < LEAST_PUSH
}

/** Where the news led, where force went on from there. */
function describeFair(facts: Facts): string {
  const push = findPush(facts)
  if (!push || !isWhole(facts, push)) return ''
  return `, to ${formatPrice(facts.moment.series.at('fairValue', push.step))}`
}

/** Who was sold out since the cause, and who was bought out. */
function tellOut(facts: Facts, isPast = false): string {
  const { longsOut, shortsOut, before } = facts
  const out = countOut(facts)
  const verb = out === 1 ? (isPast ? 'was' : 'is') : isPast ? 'were' : 'are'
  const count = formatNumbered(out, before > 0 ? 'more trader' : 'trader')
  if (out === 0) return 'Nobody is out yet.'
  if (shortsOut === 0) return `${count} ${verb} sold out.`
  if (longsOut === 0) return `${count} ${verb} bought out.`
  return `${count} ${verb} out: ${formatCount(longsOut)} sold out, ${formatCount(shortsOut)} bought out.`
}

function tellSides({ sold, bought }: Facts): string {
  return sold > 0 && bought > 0 ? 'sold and bought back' : sold > 0 ? 'sold' : 'bought back'
}

/** What the orders since the cause did to others. */
function describeChain({ sold, bought, salesForce, purchasesForce }: Facts): string {
  const [sells, buys] = [sold > 0, bought > 0]
  const order = sells && buys ? 'order' : sells ? 'sale' : 'purchase'
  return (sells && salesForce) || (buys && purchasesForce)
    ? `Forced ${order}s move the price on to others.`
    : `The forced ${order}s force nobody else.`
}

function describeWaiting({ waiting }: Facts): string {
  return waiting > 0 ? ` ${formatCount(waiting)} ${waiting === 1 ? 'is' : 'are'} waiting.` : ''
}

function describeNobody({ before, waiting }: Facts): string {
  return waiting > 0 ? '' : ` Nobody ${before > 0 ? 'else ' : ''}is sold out.`
}

/** What moves the price while nothing is forced. */
function describePrice({ causes, moment: { series, step } }: Facts): string {
  const gap = series.at('price', step) / series.at('fairValue', step) - 1
  if (Math.abs(gap) < LEAST_PUSH) return 'The price follows the news.'
  return causes.some(({ kind }) => kind === 'sell')
    ? 'The order moves the price.'
    : 'The price stands apart from the news.'
}

/** A market that only rises, and what it loads. */
function describeSpring({ moment: { series, step } }: Facts): string {
  const times = readSampled(series, 'nearContracts', step) / series.at('nearContracts', 0)
  return times >= 1.1
    ? `A fall of 5% would now sell out ${formatFixed(times, 1)} times as much as at the start.`
    : 'Who wins borrows more on the winnings; new traders follow the rise.'
}

/** A price that moves while nobody trades needs a word. */
function describeRest({ moment: { series, step } }: Facts): string {
  const isApart = Math.abs(series.at('price', step) / series.at('fairValue', step) - 1) >= LEAST_PUSH
  return isApart ? ' Meanwhile the price comes back to the news.' : ''
}

/** Money that came in since the cause, while nobody can trade. */
function describeMoney({ from, moment: { series, step } }: Facts): string {
  const cents = series.at('deposited', step) - series.at('deposited', Math.max(0, from - 1))
  return cents > 0 ? ` Traders have sent ${formatShortDollars(cents)} more.` : ''
}

/** How far the price stood at a step from where it was before the cause. */
const readMove = ({ from, moment: { series } }: Facts, step: number) =>
  series.at('price', step) / series.at('price', Math.max(0, from - 1)) - 1
const readUnpaid = ({ moment: { series, step } }: Facts) => series.at('badDebt', step)
const readRise = ({ moment: { series, step } }: Facts) => series.at('price', step) / series.at('price', 0) - 1
const readGrowth = ({ moment: { series, step } }: Facts) =>
  series.at('openInterest', step) / series.at('openInterest', 0) - 1

/** Of one trader alone, whose story is told beside the picture. */
export function describeOne(isOut: boolean): Caption {
  return isOut
    ? { headline: 'The trader is sold out.', detail: 'What happens to the price later no longer counts.' }
    : { headline: 'The trader is still in.', detail: 'The price has not touched the line.' }
}
