/**
 * Goal: two scenarios under common seeds: the shares are those of each alone, a scenario is no better than itself, and pairing saves
 * runs where the two are alike.
 * Method: counting of each alone; a scenario against itself and against one with an inert number moved; pools of one, two and four.
 */
import { describe, expect, it } from 'vitest'
import { inProcessPool } from '../support/inProcessPool.ts'
import { createCrowd, createWalk } from '../support/riskDocuments.ts'
import { openHeld } from '../../src/engine/held.ts'
import { compare, type Comparison } from '../../src/risk/compare.ts'
import { countFutures } from '../../src/risk/counting.ts'
import { Mover, type Move, type Variant } from '../../src/risk/moving.ts'
import { comparePaired, FLIPS } from '../../src/risk/paired.ts'

const RUNS = 40
const document = openHeld(createCrowd())
const a: Variant = { document, written: null }

function moved(...moves: readonly Move[]): Variant {
  const variant = new Mover(document).move(moves)
  if (typeof variant === 'string') throw new Error(variant)
  return variant
}

const ask = (b: Variant, pool = inProcessPool(), onProgress?: (soFar: Comparison) => void) =>
  compare({ a, b, event: 'insolvent', from: 1, runs: RUNS }, pool, onProgress)
const count = (variant: Variant) =>
  countFutures({ kind: 'count', document: variant.document, event: 'insolvent', from: 1, count: RUNS })
    .happened

describe('a comparison', () => {
  it('is of what each is alone, seed by seed', async () => {
    const b = moved({ key: 'venue.maxLeverage', value: 40 }, { key: 'crowd.longShare', value: 0.7 })
    const found = await ask(b)
    const [inA, inB] = [count(a), count(b)]
    expect(found.paired).toEqual(comparePaired(inA, inB))
    expect([found.a.share, found.b.share]).toEqual(
      [inA, inB].map((list) => list.filter(Boolean).length / RUNS),
    )
    expect(found.paired.difference).toBeGreaterThan(0)
    found.flips.forEach((flip, i) => {
      expect([flip === 'both' || flip === 'onlyA', flip === 'both' || flip === 'onlyB']).toEqual([
        inA[i],
        inB[i],
      ])
    })
    expect(FLIPS.filter((flip) => found.flips.includes(flip)).length).toBeGreaterThan(2)
    expect(found).toMatchObject({ isInert: false, done: 2 * RUNS, all: 2 * RUNS })
  })

  it('of a scenario with itself is no difference and no flip', async () => {
    const { paired, isInert, flips } = await ask(a)
    expect(paired).toMatchObject({ difference: 0, saved: null, runs: RUNS })
    expect(paired.low).toBe(-paired.high)
    expect(isInert).toBe(true)
    expect(flips.some((flip) => flip === 'onlyA' || flip === 'onlyB')).toBe(false)
  })

  it('says that a number which changes nothing is inert', async () => {
    expect((await ask(moved({ key: 'venue.mark.lagSteps', value: 9 }))).isInert).toBe(true)
    expect((await ask(moved({ key: 'venue.maxLeverage', value: 24 }))).isInert).toBe(false)
  })

  it('saves runs where the two are alike', async () => {
    const walk: Variant = { document: createWalk({ steps: 10 }), written: null }
    const wilder: Variant = { document: createWalk({ steps: 10, sigma: 0.63 }), written: null }
    const { paired } = await compare(
      { a: walk, b: wilder, event: 'fairBelow:98', from: 1, runs: 400 },
      inProcessPool(),
    )
    // What fell below under little news falls below under more of it.
    expect(paired.counts.onlyA).toBe(0)
    expect(paired.saved).toBeGreaterThan(4)
  })

  it('does not depend on the workers', async () => {
    const b = moved({ key: 'venue.maxLeverage', value: 40 })
    const told: Comparison[] = []
    const one = await ask(b, inProcessPool(1), (soFar) => told.push(soFar))
    expect(await ask(b, inProcessPool(2, 3))).toEqual(one)
    expect(await ask(b, inProcessPool(4, 9))).toEqual(one)
    expect(told.at(-1)).toEqual(one)
  })

  it('refuses an event that cannot be', async () => {
    await expect(
      compare({ a, b: a, event: 'accountLiquidated:999', from: 1, runs: 5 }, inProcessPool()),
    ).rejects.toThrow(/^event/)
  })
})
