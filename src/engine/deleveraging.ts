/**
 * Auto-deleveraging (docs/model.md sections 6 and 11.1): closes a bankrupt position against profitable accounts of the other side at its
 * bankruptcy price, without touching the book. Ranked, or pro rata.
 * Reads the accounts of the other side; writes those that are chosen.
 */
import { AdlRanking } from './adlRanking.ts'
import type { AdlRule } from './adlScore.ts'
import { assertWhole } from './assertions.ts'
import { BankruptPosition } from './bankruptPosition.ts'
import { CrossRanking } from './crossRanking.ts'
import { takeProRata } from './proRata.ts'
import { reindex } from './reindex.ts'
import type { Market } from './venue.ts'

/**
 * Deleverages as much of a position as the other side can take.
 * @param mark the mark price of the moment, in dollars
 * @returns contracts closed
 */
export function deleverage(market: Market, id: number, mark: number, step: number): number {
  const position = new BankruptPosition(market, id, mark, step)
  if (!(position.price > 0)) return 0
  if (market.venue.rules.exchange?.adl.ranking === 'proRata') takeProRata(position)
  else takeByRank(position)
  const closed = position.size - position.left
  assertWhole('Contracts deleveraged', closed, 0, position.size)
  market.venue.state.totals.adlContracts += closed
  return closed
}

/** By falling score, ties by id; each gives all its contracts until enough. */
function takeByRank(position: BankruptPosition): void {
  const { market, mark } = position
  const { venue } = market
  const rule = venue.rules.exchange?.adl.ranking === 'entryValue' ? 'entryValue' : 'profitLeverage'
  const ranking = rankingOf(position, rule)
  const crossed = crossRankingOf(position, rule)
  const kept: number[] = []
  const keptCrossed: number[] = []
  const changed: number[] = []
  let lone = ranking.takeBest(mark)
  while (position.left > 0) {
    const best = crossed === null ? -1 : crossed.takeBest(lone < 0 ? 0 : ranking.scoreOf(lone, mark), lone)
    if (best < 0 && lone < 0) break
    const other = best < 0 ? lone : best
    const overlaps = position.overlaps(other)
    if (overlaps) {
      position.settle(other, Math.min(position.left, position.held(other)))
      changed.push(other)
    }
    if (best >= 0) {
      if (!overlaps) keptCrossed.push(best)
      continue
    }
    if (!overlaps || position.held(other) !== 0) kept.push(other)
    lone = position.left > 0 ? ranking.takeBest(mark) : -1
  }
  if (lone >= 0) kept.push(lone)
  for (const other of kept) ranking.putBack(other)
  for (const other of keptCrossed) crossed?.touch(other)
  for (const other of changed) reindex(venue, other, ranking)
}

function rankingOf({ market, side }: BankruptPosition, rule: AdlRule): AdlRanking {
  const { ledger } = market.venue.state
  return side > 0
    ? (market.adlShorts ??= new AdlRanking(ledger, market.leg, -1, rule))
    : (market.adlLongs ??= new AdlRanking(ledger, market.leg, 1, rule))
}

/** Winners who opened with several legs; null where nobody did. */
function crossRankingOf({ market, side }: BankruptPosition, rule: AdlRule): CrossRanking | null {
  const { venue, leg } = market
  const { ledger } = venue.state
  if (venue.crossedAccounts.ids.length === 0) return null
  return side > 0
    ? (market.crossedShorts ??= new CrossRanking(venue.crossedAccounts, ledger, leg, -1, rule))
    : (market.crossedLongs ??= new CrossRanking(venue.crossedAccounts, ledger, leg, 1, rule))
}
