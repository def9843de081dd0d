// The ranking of winners against the plain way of doing it: score everyone at the mark of the moment, and sort.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Accounts,
  addAccount,
  cashAt,
  contractsAt,
  createAccounts,
  depositAt,
} from '../../src/engine/accounts.ts'
import { AdlRanking } from '../../src/engine/adlRanking.ts'
import { runs } from '../support/arbitraries.ts'
import { between, mulberry32, pick, type Random } from '../support/randomNumbers.ts'

function scoreOf({ ledger, queued }: Accounts, id: number, side: number, mark: number): number {
  const [q, deposit] = [ledger[contractsAt(id)], ledger[depositAt(id)]]
  if (q * side <= 0 || queued[id] === 1) return 0
  const equity = ledger[cashAt(id)] + q * mark
  const profit = equity - deposit
  return profit <= 0 ? 0 : (profit / deposit) * ((Math.abs(q) * mark) / equity)
}

function rankNaively(accounts: Accounts, side: number, mark: number): number[] {
  return Array.from({ length: accounts.count }, (_, id) => ({ id, score: scoreOf(accounts, id, side, mark) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.id - b.id)
    .map(({ id }) => id)
}

function addRandom(accounts: Accounts, random: Random): number {
  const side = random() < 0.7 ? 1 : -1
  const size = Math.ceil(1000 * random() ** 3)
  const entry = Math.round(100 * (1 + between(random, -0.05, 0.05)))
  const deposit = Math.ceil((size * entry) / pick(random, [2, 2, 5, 50]))
  return addAccount(accounts, side * size, deposit - side * size * entry, deposit, entry)
}

/** Top-up, haircut, part close, queue: what happens to accounts outside of deleveraging. */
function disturb(accounts: Accounts, ranking: AdlRanking, random: Random): void {
  const id = Math.floor(random() * accounts.count)
  const what = random()
  if (what < 0.3) {
    accounts.ledger[cashAt(id)] += 500
    accounts.ledger[depositAt(id)] += 500
  } else if (what < 0.5) accounts.ledger[cashAt(id)] -= 300
  else if (what < 0.8) {
    const closed = Math.ceil(accounts.ledger[contractsAt(id)] / 2)
    accounts.ledger[contractsAt(id)] -= closed
    accounts.ledger[cashAt(id)] += closed * 100
  } else accounts.queued[id] ^= 1
  ranking.touch(id)
}

/** Takes the first few, closes some of them, and puts back those who still hold something. */
function takeSome(accounts: Accounts, ranking: AdlRanking, side: number, mark: number, random: Random): void {
  const expected = rankNaively(accounts, side, mark).slice(0, Math.ceil(20 * random()))
  const taken = expected.map(() => ranking.takeBest(mark))
  expect(taken).toEqual(expected)
  for (const id of taken) {
    const what = random()
    if (what < 0.4) {
      const closed =
        what < 0.2 ? accounts.ledger[contractsAt(id)] : Math.ceil(accounts.ledger[contractsAt(id)] / 3)
      accounts.ledger[contractsAt(id)] -= closed
      accounts.ledger[cashAt(id)] += closed * Math.round(mark)
    }
    if (accounts.ledger[contractsAt(id)] !== 0) ranking.putBack(id)
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
        const accounts = createAccounts(count)
        for (let i = 0; i < count; i++) addRandom(accounts, random)
        const ranking = new AdlRanking(accounts, side)
        let mark = between(random, 90, 110)
        for (let round = 0; round < 12; round++) {
          mark *= 1 + pick(random, [0, 1e-9, -1e-7, 1e-5, -1e-3, 0.02]) * between(random, -1, 1)
          takeSome(accounts, ranking, side, mark, random)
          for (let i = 0; i < 3 && accounts.count > 0 && random() < 0.6; i++)
            disturb(accounts, ranking, random)
          if (random() < 0.2) ranking.touch(addRandom(accounts, random))
        }
      }),
      runs(150),
    )
  })

  test('gives everyone with a profit, then nobody', () => {
    const random = mulberry32(7)
    const accounts = createAccounts(200)
    for (let i = 0; i < 200; i++) addRandom(accounts, random)
    const ranking = new AdlRanking(accounts, 1)
    const expected = rankNaively(accounts, 1, 104)
    expect(expected.length).toBeGreaterThan(50)
    expect([...expected, -1, -1].map(() => ranking.takeBest(104))).toEqual([...expected, -1, -1])
  })

  test('gives nobody of an empty crowd', () => {
    expect(new AdlRanking(createAccounts(0), -1).takeBest(100)).toBe(-1)
  })

  test('breaks ties by the lower id', () => {
    const accounts = createAccounts(50)
    for (let i = 0; i < 50; i++) addAccount(accounts, -10, 1100, 100, 100)
    const ranking = new AdlRanking(accounts, -1)
    expect(Array.from({ length: 51 }, () => ranking.takeBest(95))).toEqual([...new Array(50).keys(), -1])
  })
})
