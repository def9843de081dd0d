/**
 * Auto-deleveraging (docs/model.md sections 6 and 11.1): closes a bankrupt position against profitable accounts of the other side at its
 * bankruptcy price, without touching the book. Ranked, or pro rata.
 * Reads the accounts of the other side; writes those that are chosen.
 */
import { AdlRanking } from './adlRanking.ts'
import { adlScore, type AdlRule } from './adlScore.ts'
import { BankruptPosition } from './bankruptPosition.ts'
import { CONTRACTS, DEPOSIT } from './ledger.ts'
import { equityOf, valueOf } from './margin.ts'
import { takeProRata } from './proRata.ts'
import { reindex } from './reindex.ts'
import { markPrice, type Market } from './venue.ts'

/**
 * Deleverages as much of a position as the other side can take.
 * @param mark the mark price of the moment, in dollars
 * @returns contracts closed
 */
export function deleverage(market: Market, id: number, mark: number, step: number): number {
  const position = new BankruptPosition(market, id, mark, step)
  if (!(position.price > 0)) return 0
  if (market.venue.rules.adlRanking === 'proRata') takeProRata(position)
  else takeByRank(position)
  const closed = position.size - position.left
  if (!(closed >= 0)) throw new Error(`${closed} contracts deleveraged`)
  market.venue.state.totals.adlContracts += closed
  return closed
}

/** By falling score, ties by id; each gives all its contracts until enough. */
function takeByRank(position: BankruptPosition): void {
  const { market, mark } = position
  const { venue } = market
  const rule = venue.rules.adlRanking === 'entryValue' ? 'entryValue' : 'profitLeverage'
  const ranking = rankingOf(position, rule)
  const crossed = rankCrossed(position, rule)
  const kept: number[] = []
  const changed: number[] = []
  let next = 0
  let lone = ranking.takeBest(mark)
  while (position.left > 0) {
    const isCrossed = next < crossed.length && isBefore(crossed[next], lone, ranking.scoreOf(lone, mark))
    if (!isCrossed && lone < 0) break
    const other = isCrossed ? crossed[next++].id : lone
    const overlaps = position.overlaps(other)
    if (overlaps) {
      position.settle(other, Math.min(position.left, position.held(other)))
      changed.push(other)
    }
    if (isCrossed) continue
    if (!overlaps || position.held(other) !== 0) kept.push(other)
    lone = position.left > 0 ? ranking.takeBest(mark) : -1
  }
  if (lone >= 0) kept.push(lone)
  for (const other of kept) ranking.putBack(other)
  for (const other of changed) reindex(venue, other, ranking)
}

function rankingOf({ market, side }: BankruptPosition, rule: AdlRule): AdlRanking {
  const { ledger } = market.venue.state
  return side > 0
    ? (market.adlShorts ??= new AdlRanking(ledger, market.leg, -1, rule))
    : (market.adlLongs ??= new AdlRanking(ledger, market.leg, 1, rule))
}

interface Ranked {
  readonly id: number
  readonly score: number
}

function isBefore(crossed: Ranked, lone: number, loneScore: number): boolean {
  return lone < 0 || crossed.score > loneScore || (crossed.score === loneScore && crossed.id < lone)
}

/** Winners who opened with several legs, best first: their scores follow from all their legs, so each is looked at. */
function rankCrossed(position: BankruptPosition, rule: AdlRule): Ranked[] {
  const { market, side } = position
  const { venue, leg } = market
  const { ledger } = venue.state
  const mark = markPrice(market)
  const found: Ranked[] = []
  for (const id of venue.crossedIds) {
    const row = ledger.stride * id
    const contracts = ledger.rows[row + CONTRACTS + leg]
    if (contracts * side >= 0 || ledger.queued[id] === 1) continue
    const equity = equityOf(venue, id)
    const deposit = ledger.rows[row + DEPOSIT]
    if (equity - deposit <= 0) continue
    const legValue = Math.abs(contracts) * mark
    const winner = {
      profit: equity - deposit,
      deposit,
      equity,
      value: valueOf(venue, id),
      legValue,
      side: -side,
    }
    found.push({ id, score: adlScore(rule, winner) })
  }
  return found.sort((a, b) => b.score - a.score || a.id - b.id)
}
