// docs/validation.md rows G1 and G4: losses that travel along claims, and a venue that is backed by its own token.
import { computeWorldSummary } from '../../src/engine/worldPrintout.ts'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Simulation } from '../../src/engine/simulation.ts'
import { between, integerBetween, mulberry32 } from '../support/randomNumbers.ts'
import { book, exchange, runWorld, venueOf, world, type Json } from '../support/validationWorlds.ts'

describe('clearing', () => {
  /** What a bank owes and pays, in cents: what its customers and those who placed money with it still have of that. */
  function paymentOf(simulation: Simulation, id: string): number {
    const { state, where } = venueOf(simulation, id)
    const claims = simulation.world.venues.map(({ treasury }) => treasury.claimsCents[where.venue])
    const left = claims.reduce((sum, cents) => sum + cents, 0)
    return state.treasury.depositorsCents - state.totals.badDebtCents + left
  }

  const bank = (venueEquity: number, depositors: number, placed: Json = {}): Json => ({
    kind: 'institution',
    venueEquity,
    treasury: { depositors, placed },
  })
  const theft = (venue: string, amount: number): Json => ({ step: 1, kind: 'loss', venue, amount })
  const caseOf = (name: string): Json =>
    (JSON.parse(readFileSync(`tests/conformance/cases/${name}.json`, 'utf8')) as { scenario: Json }).scenario
  /** Cents that rounding and the last of a thousand passes may leave open, at each of the banks. */
  const CENTS = 3

  const third = world({
    assets: {},
    venues: {
      t: bank(0, 0),
      x: bank(0, 30, { t: 10 }),
      g: bank(4, 12, { t: 20 }),
      b: bank(2, 12, { g: 10 }),
    },
    shocks: [theft('t', 21), theft('x', 2)],
  })

  it.each([
    { name: 'three banks', document: caseOf('world-clearing'), payments: [70, 100, 100] },
    { name: 'four banks', document: third, payments: [9, 21, 12, 104 / 11] },
  ])('G1 $name pay what Eisenberg and Noe have', ({ document, payments }) => {
    const simulation = runWorld(document)
    const paid = Object.keys(document['venues'] as Json).map((id) => paymentOf(simulation, id))
    payments.forEach((dollars, i) => expect(Math.abs(paid[i] - 100 * dollars)).toBeLessThanOrEqual(CENTS))
  })

  it('G1 a chain of claims fails wave by wave', () => {
    const { failed } = computeWorldSummary(runWorld(caseOf('world-chain-of-claims')))
    expect(failed.map(({ wave }) => wave)).toEqual(failed.map((_, i) => i + 1))
    expect(failed.length).toBeGreaterThan(1)
  })

  it('G1 of the third network customers get 37 of 54, and it fails in waves {T, X}, {G}, {B}', () => {
    const simulation = runWorld(third)
    const { failed, venues } = computeWorldSummary(simulation)
    expect(failed).toEqual([
      { venue: 't', step: 1, wave: 1 },
      { venue: 'x', step: 1, wave: 1 },
      { venue: 'g', step: 1, wave: 2 },
      { venue: 'b', step: 1, wave: 3 },
    ])
    const owed = Object.values(venues).reduce((sum, { depositors }) => sum + depositors, 0)
    const lost = ['x', 'g', 'b'].reduce((sum, id) => sum + venues[id].badDebt, 0)
    expect(owed).toBe(5400)
    expect(Math.abs(owed - lost - 3700)).toBeLessThanOrEqual(CENTS)
  })

  /** Payments in dollars by the map of Eisenberg and Noe, from everybody paying in full down. */
  function clearingPayments(outside: number[], customers: number[], placed: number[][]): number[] {
    const owed = customers.map((own, v) => own + placed.reduce((sum, row) => sum + row[v], 0))
    let payments = owed
    for (let pass = 0; pass < 10_000; pass++)
      payments = owed.map((all, u) => {
        const income = placed[u].reduce((sum, claim, v) => sum + (claim * payments[v]) / (owed[v] || 1), 0)
        return Math.min(all, outside[u] + income)
      })
    return payments
  }

  it.each(Array.from({ length: 40 }, (_, i) => i))('G1 so does network %i with claims in circles', (seed) => {
    const random = mulberry32(seed)
    const count = integerBetween(random, 2, 7)
    const ids = Array.from({ length: count }, (_, i) => `v${i}`)
    const customers = ids.map(() => integerBetween(random, 50, 200))
    const placed = ids.map((_, u) => ids.map((_, v) => (u === v ? 0 : integerBetween(random, 0, 40))))
    const sum = (numbers: number[]) => numbers.reduce((total, n) => total + n, 0)
    const equity = ids.map(() => integerBetween(random, 0, 60))
    const hand = ids.map(
      (_, u) => customers[u] + equity[u] + sum(placed.map((row) => row[u])) - sum(placed[u]),
    )
    // Where a bank placed more than it has, its owners bring the rest.
    hand.forEach((have, u) => (equity[u] += Math.max(0, -have)))
    const stolen = hand.map((have) =>
      random() < 0.6 ? Math.floor(between(random, 0.3, 1) * Math.max(0, have)) : 0,
    )
    const simulation = runWorld(
      world({
        assets: {},
        venues: Object.fromEntries(
          ids.map((id, u) => [
            id,
            bank(
              equity[u],
              customers[u],
              Object.fromEntries(ids.map((to, v) => [to, placed[u][v]]).filter(([, n]) => n !== 0)),
            ),
          ]),
        ),
        shocks: ids.map((id, u) => theft(id, stolen[u])),
      }),
    )
    const outside = hand.map((have, u) => Math.max(0, have) - stolen[u])
    const expected = clearingPayments(outside, customers, placed)
    ids.forEach((id, u) =>
      expect(Math.abs(paymentOf(simulation, id) - 100 * expected[u])).toBeLessThanOrEqual(CENTS * count),
    )
  })
})

describe('own token', () => {
  const NET_WORTH = 1_000_000

  /** Fair value of the token, as a share of the start price, long after its news fell by `fall`. */
  function shareAfter(share: number, fall: number): number {
    const start = 20
    // One contract is a hundredth of a token: it gains one cent a dollar.
    const contracts = Math.round((100 * share * NET_WORTH) / start)
    const simulation = runWorld(
      world({
        steps: 3000,
        assets: {
          token: { startPrice: start, fairValue: { path: [start, start * (1 - fall)] }, tokenOf: 'house' },
        },
        venues: {
          book: exchange({ token: { liquidity: book() } }),
          house: {
            kind: 'institution',
            venueEquity: NET_WORTH,
            treasury: { depositors: 5 * NET_WORTH, holdings: { token: { contracts, soldOn: 'book' } } },
          },
        },
      }),
    )
    return simulation.world.assets[0].fair / start
  }

  it.each([0.1, 0.25, 0.398, 0.5, 0.8, 0.95])(
    'G4 with %d of net worth in it, a small fall ends at 1/(1−s) of itself',
    (s) => {
      for (const fall of [1e-4, 1e-3]) {
        const share = shareAfter(s, fall)
        expect((1 - share) / (fall / (1 - s))).toBeGreaterThan(1 - (2 * fall) / (1 - s))
        expect((1 - share) / (fall / (1 - s))).toBeLessThan(1 + 1e-4)
        // Not only a small one: f = (1 − fall)·(1 − s·(1 − f)).
        expect(share).toBeCloseTo(((1 - fall) * (1 - s)) / (1 - s * (1 - fall)), 6)
      }
      expect(shareAfter(s, 0.3)).toBeCloseTo((0.7 * (1 - s)) / (1 - 0.7 * s), 6)
    },
  )

  it.each([1, 1.2, 2, 4])('G4 with %d of net worth in it, any fall ends at the floor', (s) => {
    for (const fall of [0.01, 0.1]) expect(shareAfter(s, fall)).toBeCloseTo(0.01 * (1 - fall), 12)
  })

  it('G4 without a fall nothing happens, whatever is held', () => {
    for (const s of [0.5, 1, 3]) expect(shareAfter(s, 0)).toBe(1)
  })
})
