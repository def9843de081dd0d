// The ranking of winners against the plain way of doing it: score everyone at the mark of the moment, and sort.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AdlRanking } from '../../src/engine/adlRanking.ts'
import {
  addAccount,
  addLeg,
  cashAt,
  contractsAt,
  createLedger,
  depositAt,
  type Ledger,
} from '../../src/engine/ledger.ts'
import { runs } from '../support/arbitraries.ts'
import { between, mulberry32, pick, type Random } from '../support/randomNumbers.ts'

/** Ledgers of one market. */
const openLedger = (capacity: number) => createLedger(capacity, 1)
const heldBy = (ledger: Ledger, id: number) => ledger.rows[contractsAt(ledger, id, 0)]

function open(ledger: Ledger, contracts: number, cost: number, deposit: number, entry: number): number {
  const id = addAccount(ledger, deposit)
  addLeg(ledger, id, 0, contracts, cost, entry)
  return id
}

function scoreOf(ledger: Ledger, id: number, side: number, mark: number): number {
  const [q, deposit] = [heldBy(ledger, id), ledger.rows[depositAt(ledger, id)]]
  if (q * side <= 0 || ledger.queued[id] === 1) return 0
  const equity = ledger.rows[cashAt(ledger, id)] + q * mark
  const profit = equity - deposit
  return profit <= 0 ? 0 : (profit / deposit) * ((Math.abs(q) * mark) / equity)
}

function rankNaively(ledger: Ledger, side: number, mark: number): number[] {
  return Array.from({ length: ledger.count }, (_, id) => ({ id, score: scoreOf(ledger, id, side, mark) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.id - b.id)
    .map(({ id }) => id)
}

function addRandom(ledger: Ledger, random: Random): number {
  const side = random() < 0.7 ? 1 : -1
  const size = Math.ceil(1000 * random() ** 3)
  const entry = Math.round(100 * (1 + between(random, -0.05, 0.05)))
  const deposit = Math.ceil((size * entry) / pick(random, [2, 2, 5, 50]))
  return open(ledger, side * size, side * size * entry, deposit, entry)
}

/** Top-up, haircut, part close, queue: what happens to accounts outside of deleveraging. */
function disturb(ledger: Ledger, ranking: AdlRanking, random: Random): void {
  const id = Math.floor(random() * ledger.count)
  const what = random()
  if (what < 0.3) {
    ledger.rows[cashAt(ledger, id)] += 500
    ledger.rows[depositAt(ledger, id)] += 500
  } else if (what < 0.5) ledger.rows[cashAt(ledger, id)] -= 300
  else if (what < 0.8) {
    const closed = Math.ceil(heldBy(ledger, id) / 2)
    ledger.rows[contractsAt(ledger, id, 0)] -= closed
    ledger.rows[cashAt(ledger, id)] += closed * 100
  } else ledger.queued[id] ^= 1
  ranking.touch(id)
}

/** Takes the first few, closes some of them, and puts back those who still hold something. */
function takeSome(ledger: Ledger, ranking: AdlRanking, side: number, mark: number, random: Random): void {
  const expected = rankNaively(ledger, side, mark).slice(0, Math.ceil(20 * random()))
  const taken = expected.map(() => ranking.takeBest(mark))
  expect(taken).toEqual(expected)
  for (const id of taken) {
    const what = random()
    if (what < 0.4) {
      const closed = what < 0.2 ? heldBy(ledger, id) : Math.ceil(heldBy(ledger, id) / 3)
      ledger.rows[contractsAt(ledger, id, 0)] -= closed
      ledger.rows[cashAt(ledger, id)] += closed * Math.round(mark)
    }
    if (heldBy(ledger, id) !== 0) ranking.putBack(id)
  }
}

describe('the ranking', () => {
  test.each([
    ['longs', 1],
    ['shorts', -1],
  ])('takes %s as a sorted list would, at any mark and after any change', (_, side) => {
    fc.assert(
      fc.property(fc.nat(2 ** 31 - 1), fc.constantFrom(0, 3, 40, 400), (seed, count) => {
        const random = mulberry32(seed)
        const ledger = openLedger(count)
        for (let i = 0; i < count; i++) addRandom(ledger, random)
        const ranking = new AdlRanking(ledger, 0, side, 'profitLeverage')
        let mark = between(random, 90, 110)
        for (let round = 0; round < 12; round++) {
          mark *= 1 + pick(random, [0, 1e-9, -1e-7, 1e-5, -1e-3, 0.02]) * between(random, -1, 1)
          takeSome(ledger, ranking, side, mark, random)
          for (let i = 0; i < 3 && ledger.count > 0 && random() < 0.6; i++) disturb(ledger, ranking, random)
          if (random() < 0.2) ranking.touch(addRandom(ledger, random))
        }
      }),
      runs(150),
    )
  })

  test('gives everyone with a profit, then nobody', () => {
    const random = mulberry32(7)
    const ledger = openLedger(200)
    for (let i = 0; i < 200; i++) addRandom(ledger, random)
    const ranking = new AdlRanking(ledger, 0, 1, 'profitLeverage')
    const expected = rankNaively(ledger, 1, 104)
    expect(expected.length).toBeGreaterThan(50)
    expect([...expected, -1, -1].map(() => ranking.takeBest(104))).toEqual([...expected, -1, -1])
  })

  test('gives nobody of an empty crowd', () => {
    expect(new AdlRanking(openLedger(0), 0, -1, 'profitLeverage').takeBest(100)).toBe(-1)
  })

  test('breaks ties by the lower id', () => {
    const ledger = openLedger(50)
    for (let i = 0; i < 50; i++) open(ledger, -10, -1000, 100, 100)
    const ranking = new AdlRanking(ledger, 0, -1, 'profitLeverage')
    expect(Array.from({ length: 51 }, () => ranking.takeBest(95))).toEqual([...new Array(50).keys(), -1])
  })
})
