/**
 * What has happened in a world, in a headline and a sentence: what pushed it and what followed, worst first; beneath it what the
 * situation shows, how prices moved, or what a pipe that was cut has changed. Reads facts of one moment, so that a dragged bar tells
 * the same story as the play. Where picture and words differ, the words win.
 */
import { formatChange, formatCount, formatPercent, formatShortDollars } from '../../schema/words.ts'
import { capital, listTitles, sayAsset, sayVenue, sayWhere } from '../../schema/worldTitles.ts'
import type { Caption } from '../stage/caption.ts'
import type { PushWords } from './pushWords.ts'

export interface HouseFacts {
  readonly id: string
  readonly isLender: boolean
  /** Traders or loans that are sold out. */
  readonly soldOut: number
  /** Winners who were closed early. */
  readonly closedEarly: number
  /** Taken out by those who run from it, in cents. */
  readonly takenOut: number
}

interface Move {
  readonly venue: string
  /** Null where the house has no other. */
  readonly asset: string | null
  readonly change: number
}

export interface WorldFacts {
  readonly title: string
  /** What the situation shows, as long as it runs as it came in; empty for a world of one's own. */
  readonly sentence: string
  /** What pushed it so far, in order. */
  readonly pushes: readonly PushWords[]
  readonly houses: readonly HouseFacts[]
  /** In order; by the end of the present step. */
  readonly failed: readonly string[]
  /** Who could not pay, and has not failed. */
  readonly illiquid: readonly string[]
  /** Prices that moved since the opening, by book. */
  readonly moves: readonly Move[]
  /** Names of pipes that are cut. */
  readonly cut: readonly string[]
  /** The run before with nothing cut, at this moment; null where there is none. */
  readonly before: FactsBefore | null
}

export interface FactsBefore {
  /** Null where the run was not seen as far as this. */
  readonly seen: { readonly failed: readonly string[]; readonly illiquid: readonly string[] } | null
  /** Traders or loans that were sold out in a house; NaN where that is not known. */
  readonly soldOutOf: (venue: string) => number
}

const COUNTS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']
const sayCount = (count: number): string => COUNTS[count] ?? String(count)

const listVenues = (ids: readonly string[]): string => listTitles(ids.map(sayVenue))

/** More names than this are a number. */
const MOST_NAMES = 4
/** More pushes are not told. */
const MOST_PUSHES = 2
/** More houses are told as a sum. */
const MOST_COUNTS = 2
/** So that it can be read while the run plays. */
const MOST_SENTENCES = 2
const MOST_MOVES = 3
/** In cents: less is not worth a word. */
const A_DOLLAR_OUT = 100
/** A price that moved by less has not moved. */
const LEAST_MOVE = 0.005
/** Also where they moved and came back. */
const NO_MOVE = 'Prices are where they began.'

export function composeWorldCaption(facts: WorldFacts): Caption {
  const { pushes, failed, title, sentence } = facts
  const isQuiet = facts.illiquid.length === 0 && facts.houses.every(({ takenOut }) => takenOut === 0)
  if (pushes.length === 0 && failed.length === 0 && isQuiet)
    return { headline: `${title}.`.replace(/\.\.$/, '.'), detail: sentence || 'Nothing has pushed it yet.' }
  const told = tellPushes(pushes)
  return { headline: `${told === '' ? '' : `${told}. `}${tellConsequence(facts)}`, detail: tellDetail(facts) }
}

/** Of many pushes the last ones: they did what is seen now. */
function tellPushes(pushes: readonly PushWords[]): string {
  const told = pushes.slice(-MOST_PUSHES).map(({ clause }) => clause)
  const [first = '', second] = told
  return capital(second === undefined ? first : `${first}, and ${second}`)
}

/** What came of it, the worst first; whoever is told to have failed is not told to have lost traders too. */
function tellConsequence(facts: WorldFacts): string {
  const { failed, illiquid, houses } = facts
  const standing = { ...facts, houses: houses.filter(({ id }) => !failed.includes(id)) }
  const worst = [
    ...(failed.length > 0 ? [tellFailures(failed, houses.length)] : []),
    ...(illiquid.length > 0 ? [tellIlliquid(illiquid)] : []),
    ...tellSoldOut(standing),
    ...tellRun(standing),
    ...tellMoves(facts),
  ]
  return worst.slice(0, MOST_SENTENCES).join(' ') || NO_MOVE
}

const tellIlliquid = (ids: readonly string[]) =>
  `${capital(listVenues(ids))} cannot pay all who ask for their money.`

/** Where nobody is told yet to be unable to pay. */
function tellRun({ houses, illiquid }: WorldFacts): string[] {
  const left = houses.filter(({ id, takenOut }) => takenOut >= A_DOLLAR_OUT && !illiquid.includes(id))
  if (left.length === 0) return []
  const sums = left.map(({ id, takenOut }) => `${formatShortDollars(takenOut)} from ${sayVenue(id)}`)
  return [`Depositors take ${listTitles(sums)}.`]
}

function tellFailures(failed: readonly string[], houses: number): string {
  if (failed.length === houses && houses > 1) return `All ${sayCount(houses)} houses have failed.`
  if (failed.length > MOST_NAMES)
    return `${capital(sayCount(failed.length))} of ${sayCount(houses)} houses have failed.`
  return `${capital(listVenues(failed))} ${failed.length === 1 ? 'has' : 'have'} failed.`
}

/** Who is sold out, and who was closed early for them; those where nobody pushed come first. */
function tellSoldOut({ houses, pushes }: WorldFacts): string[] {
  const isPushed = ({ id }: HouseFacts) => pushes.some(({ venue }) => venue === id)
  const hit = houses
    .filter(({ soldOut }) => soldOut > 0)
    .toSorted((a, b) => Number(isPushed(b)) - Number(isPushed(a)))
  if (hit.length === 0) return []
  const out = hit.reduce((sum, { soldOut }) => sum + soldOut, 0)
  const counts =
    hit.length > MOST_COUNTS
      ? [`${formatCount(out)} traders in ${sayCount(hit.length)} houses`]
      : hit.map((house) => sayOut(house, house.soldOut))
  const early = houses.reduce((sum, { closedEarly }) => sum + closedEarly, 0)
  const also =
    early > 0 ? `, and ${formatCount(early)} ${early === 1 ? 'winner is' : 'winners are'} closed early` : ''
  return [`${listTitles(counts)} ${out === 1 ? 'is' : 'are'} sold out${also}.`]
}

function sayOut({ id, isLender }: HouseFacts, count: number): string {
  const who = `${isLender ? 'loan' : 'trader'}${count === 1 ? '' : 's'}`
  return `${formatCount(count)} ${who} ${isLender ? `of ${sayVenue(id)}` : sayWhere(id)}`
}

function findMoves({ moves }: WorldFacts): Move[] {
  return moves
    .filter(({ change }) => Math.abs(change) >= LEAST_MOVE)
    .toSorted((a, b) => Math.abs(b.change) - Math.abs(a.change))
}

/** Prices in the detail. */
function listMoves(facts: WorldFacts): string {
  const largest = findMoves(facts).slice(0, MOST_MOVES)
  return listTitles(
    largest.map(({ venue, asset, change }) => {
      const where = asset === null ? sayVenue(venue) : `${sayAsset(asset)} ${sayWhere(venue)}`
      return `${where} ${formatChange(Math.round(change * 100) / 100)}`
    }),
  )
}

/** The largest move alone. */
function tellMoves(facts: WorldFacts): string[] {
  return findMoves(facts)
    .slice(0, 1)
    .map(({ venue, asset, change }) => {
      const of = asset === null ? '' : `of ${sayAsset(asset)} `
      return `The price ${of}${sayWhere(venue)} is ${change < 0 ? 'down' : 'up'} ${formatPercent(Math.abs(change), 0)}.`
    })
}

function tellDetail(facts: WorldFacts): string {
  if (facts.cut.length > 0) return tellCut(facts)
  if (facts.sentence !== '') return facts.sentence
  const moved = listMoves(facts)
  const prices = moved === '' ? NO_MOVE : `Prices: ${moved}.`
  return prices
}

function tellCut(facts: WorldFacts): string {
  const { cut, before } = facts
  const same = `Same push, same seed, but without ${listTitles(cut)}.`
  if (!before) return same
  const change = tellOtherEnds(facts, before) || tellOtherSales(facts, before)
  if (change !== '') return `${same} With all pipes on, ${change} by now (gray line).`
  if (before.seen === null) return `${same} The gray line is the run with all pipes on.`
  return `${same} With all pipes on, it came to the same by now (gray line).`
}

/** Who had failed in the run before, or could not pay, and has not here; or the other way round. */
function tellOtherEnds({ failed, illiquid }: WorldFacts, { seen }: FactsBefore): string {
  if (seen === null) return ''
  const without = (all: readonly string[], those: readonly string[]) =>
    listVenues(all.filter((id) => !those.includes(id)))
  const [saved, lost] = [without(seen.failed, failed), without(failed, seen.failed)]
  if (saved !== '') return `${saved} had failed`
  if (lost !== '') return `${lost} still stood`
  const stuck = without(seen.illiquid, [...illiquid, ...failed])
  if (stuck !== '') return `${stuck} could not pay all who asked for their money`
  const paying = without(illiquid, seen.illiquid)
  return paying === '' ? '' : `${paying} could still pay`
}

/** How many were sold out where it differs most. */
function tellOtherSales({ failed, houses }: WorldFacts, { seen, soldOutOf }: FactsBefore): string {
  const differ = houses
    .map((house) => ({ house, was: soldOutOf(house.id), by: Math.abs(soldOutOf(house.id) - house.soldOut) }))
    .filter(({ by }) => by > 0)
    .toSorted((a, b) => b.by - a.by)
  const [most] = differ.map(
    ({ house, was }) => `${sayOut(house, was)} ${was === 1 ? 'was' : 'were'} sold out`,
  )
  const others = seen !== null && failed.length > 0 ? 'the same houses had failed' : ''
  return [others, most].filter(Boolean).join(', and ')
}
