/**
 * Goal: of those who opened with several legs the search finds who is deleveraged first, at any marks, whatever changes between
 * (docs/model.md sections 6 and 11.1).
 * Method: random crowds on a random way of the marks; who is taken is compared with everyone's score, sorted.
 */
import { describe, expect, test } from 'vitest'
import { mulberry32 } from '../support/randomNumbers.ts'
import { adlScore, type AdlRule } from '../../src/engine/adlScore.ts'
import { CrossRanking } from '../../src/engine/crossRanking.ts'
import { CONTRACTS, DEPOSIT } from '../../src/engine/ledger.ts'
import { equityOf, valueOf } from '../../src/engine/margin.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { markPrice, type Venue } from '../../src/engine/venue.ts'
import { parseWorld } from '../../src/schema/parseDocument.ts'

const ASSETS = ['coin', 'token', 'ether']
const LEG = 1

function openVenue(seed: string): Venue {
  const accounts = Array.from({ length: 80 }, (_, i) => ({
    collateral: 100 + i,
    legs: [
      { asset: 'token', side: i % 2 === 0 ? 'long' : 'short', leverage: 1 + (i % 9), entry: 100 },
      { asset: 'coin', side: i % 3 === 0 ? 'long' : 'short', leverage: 1 + (i % 7), entry: 100 },
    ],
  }))
  const { places } = Simulation.create(
    parseWorld({
      version: 2,
      seed,
      steps: 1,
      assets: Object.fromEntries(ASSETS.map((id) => [id, { startPrice: 100, fairValue: { path: [100] } }])),
      venues: {
        exchange: {
          kind: 'exchange',
          insuranceFund: 0,
          markets: Object.fromEntries(
            ASSETS.map((id) => [id, { liquidity: { depth: 1e6 }, mark: { indexWeight: 1 } }]),
          ),
          crowd: [{ traders: 200, assets: ASSETS, longShare: 0.5 }, { accounts }],
        },
      },
    }),
  )
  return places.venues[0]
}

/** Everyone's score by a look at each, best first, ties by id. */
function listWinners(venue: Venue, side: number, rule: AdlRule): { id: number; score: number }[] {
  const { ledger } = venue.state
  const found = [...venue.crossedAccounts.ids].flatMap((id) => {
    const contracts = ledger.rows[ledger.stride * id + CONTRACTS + LEG]
    const equity = equityOf(venue, id)
    const deposit = ledger.rows[ledger.stride * id + DEPOSIT]
    if (contracts * side <= 0 || ledger.queued[id] === 1 || equity <= deposit) return []
    const legValue = Math.abs(contracts) * markPrice(venue.markets[LEG])
    const score = adlScore(rule, {
      profit: equity - deposit,
      deposit,
      equity,
      value: valueOf(venue, id),
      legValue,
      side,
    })
    return [{ id, score }]
  })
  return found.sort((a, b) => b.score - a.score || a.id - b.id)
}

describe.each(['profitLeverage', 'entryValue'] as const)('by %s', (rule) => {
  test.each([1, -1])('the best come first, side %i', (side) => {
    const random = mulberry32(side + 5)
    const venue = openVenue(rule)
    const { ledger } = venue.state
    const ranking = new CrossRanking(venue.crossedAccounts, ledger, LEG, side, rule)
    let taken = 0
    for (let moment = 0; moment < 400; moment++) {
      const swing = moment % 40 === 0 ? 0.2 : 0.001
      for (const { state } of venue.markets) state.arrivedIndex *= 1 + swing * (random() - 0.5)
      const winners = listWinners(venue, side, rule)
      const wanted = winners.slice(0, Math.floor(6 * random()))
      const got = wanted.map(() => ranking.takeBest(0, -1))
      expect(got).toEqual(wanted.map(({ id }) => id))
      taken += got.length
      const next = winners.at(wanted.length)
      // Somebody as good with a lower id goes first, one with a higher id does not.
      if (next) {
        if (next.id > 0) expect(ranking.takeBest(next.score, next.id - 0.5)).toBe(-1)
        expect(ranking.takeBest(next.score, next.id + 0.5)).toBe(next.id)
        got.push(next.id)
      } else expect(ranking.takeBest(0, -1)).toBe(-1)
      for (const id of got) {
        const row = ledger.stride * id
        // Some give a part, some all of the leg, some wait to be liquidated, some only come back.
        const kind = Math.floor(20 * random())
        if (kind === 0) ledger.rows[row + CONTRACTS + LEG] = 0
        if (kind === 1) ledger.rows[row] += 500
        if (kind === 2) ledger.queued[id] = 1
        ranking.touch(id)
      }
      for (const id of venue.crossedAccounts.ids)
        if (ledger.queued[id] === 1 && random() < 0.2) {
          ledger.queued[id] = 0
          ranking.touch(id)
        }
    }
    expect(taken).toBeGreaterThan(300)
  })
})
