/**
 * Goal: the picture shows the prices that matter, does not jump, and comes to rest.
 * Method: crowds and paths by hand; the range is moved frame by frame until it rests.
 */
import { describe, expect, it } from 'vitest'
import type { CrowdOpening } from '../../src/schema/frame.ts'
import { computeOpeningRange, extendRange, GlidingRange, SharedAxis } from '../../src/stage/priceRange.ts'

function createOpening(traders: readonly [contracts: number, liquidationPrice: number][]): CrowdOpening {
  return {
    contracts: Float32Array.from(traders, ([contracts]) => contracts),
    liquidationPrice: Float32Array.from(traders, ([, price]) => price),
    state: new Uint8Array(traders.length),
    entryPrice: new Float32Array(traders.length),
    deposit: new Float64Array(traders.length),
  }
}

describe('the prices that are shown', () => {
  it('hold the bulk of the contracts, and leave far outliers out', () => {
    const crowd = Array.from({ length: 100 }, (_, i): [number, number] => [100, 99 - i * 0.12])
    const { low, high } = computeOpeningRange(createOpening([...crowd, [1, 20], [-50, 108]]), 100)
    expect(low).toBeLessThan(89.5)
    expect(low).toBeGreaterThan(85)
    expect(high).toBeGreaterThan(108)
    expect(high).toBeLessThan(112)
  })

  it('of pictures that share an axis are those of them all, and grow with all their prices', () => {
    const near = { opening: createOpening([[10, 96]]), startPrice: 100 }
    const far = { opening: createOpening([[-10, 115]]), startPrice: 101 }
    const axis = new SharedAxis([near, far])
    const both = axis.cover(100, 101)
    for (const { opening, startPrice } of [near, far]) {
      const own = computeOpeningRange(opening, startPrice)
      expect(both.low).toBeLessThanOrEqual(own.low)
      expect(both.high).toBeGreaterThanOrEqual(own.high)
    }
    expect(axis.cover(100, 101)).toBe(both)
    const wider = axis.cover(80, 101)
    expect(wider.low).toBeLessThan(80)
    expect(wider.high).toBe(both.high)
    expect(axis.cover(100, 101)).toBe(wider)
  })

  it('do not squeeze the path of the price for a crowd that is far away', () => {
    const { low } = computeOpeningRange(
      createOpening([
        [10, 60],
        [10, 62],
        [10, 40],
        [10, 30],
        [10, 20],
      ]),
      100,
    )
    expect(low).toBeGreaterThan(50)
    expect(low).toBeLessThan(62)
  })

  it('hold without shorts, without anybody, and with prices that are never reached', () => {
    for (const crowd of [
      [],
      [[10, 95]],
      [[-10, 105]],
      [
        [10, -20],
        [-10, Infinity],
      ],
    ] as [number, number][][]) {
      const { low, high } = computeOpeningRange(createOpening(crowd), 100)
      expect(low).toBeGreaterThanOrEqual(0)
      expect(low).toBeLessThan(98)
      expect(high).toBeGreaterThan(102)
    }
  })

  it('only grow, and only when the price comes near an edge', () => {
    const range = { low: 80, high: 120 }
    expect(extendRange(range, 85, 110)).toBe(range)
    const wider = extendRange(range, 79, 110)
    expect(wider.low).toBeLessThan(79)
    expect(wider.high).toBe(120)
    expect(extendRange(range, 0.001, 119).low).toBe(0)
  })

  it('glide to where they are wanted and rest there', () => {
    const range = new GlidingRange()
    range.jump({ low: 80, high: 120 })
    expect(range.advance(0)).toBe(false)
    range.glide({ low: 70, high: 120 }, 1000)
    expect(range.advance(1250)).toBe(true)
    expect(range.shown.low).toBeCloseTo(75)
    expect(range.advance(9000)).toBe(true)
    expect(range.shown).toEqual({ low: 70, high: 120 })
    expect(range.advance(9016)).toBe(false)
  })
})
