// docs/validation.md row G7: marks that are built from each other spread a spiral, and do not lessen it.
import { computeWorldSpiral } from '../../src/engine/worldSpiral.ts'
import { describe, expect, it } from 'vitest'
import { book, exchange, openWorld, world, type Json } from '../support/validationWorlds.ts'

/** Longs whose liquidation prices lie evenly below the start price. */
function crowd(count: number, reach: number, from = 0): Json {
  const accounts = Array.from({ length: count }, (_, i) => {
    const fall = from + ((reach - from) * (i + 0.5)) / count
    // Liquidated where 1 − 1/ℓ = (1 − fall)(1 − μ).
    const leverage = 1 / (1 - (1 - fall) * 0.99)
    return { collateral: 100_000, legs: [{ asset: 'coin', side: 'long', leverage, entry: 100 }] }
  })
  return { accounts }
}

/** The spiral of like venues whose marks have this weight on an index. */
function spiralOf(ids: string[], depth: number, indexWeight: number, index: unknown) {
  const one = exchange(
    { coin: { liquidity: book(depth), mark: { indexWeight, index } } },
    { crowd: crowd(400, 0.15) },
  )
  const venues = Object.fromEntries(ids.map((id) => [id, one]))
  return computeWorldSpiral(openWorld(world({ venues })).places)
}

const meanOf = (ids: string[]) => ({ method: 'mean', of: Object.fromEntries(ids.map((id) => [id, 1])) })

describe('R of the world', () => {
  const DEPTHS = [2e7, 5e6, 2e6]

  it.each(DEPTHS)(
    'G7 of two like venues of depth %d is that of one alone, whatever weight they give their mean',
    (depth) => {
      const alone = spiralOf(['one'], depth, 0, 'fair')
      expect(alone.here).toBeGreaterThan(0.1)
      for (const w of [0, 0.1, 0.5, 0.9, 1]) {
        const { here, ahead, matrix } = spiralOf(['one', 'two'], depth, w, meanOf(['one', 'two']))
        for (const place of [0, 1]) {
          const entries = [...matrix.slice(2 * place, 2 * place + 2)]
          expect(entries.reduce((sum, k) => sum + k, 0) / alone.here).toBeCloseTo(1, 9)
          expect(Math.min(...entries) / alone.here).toBeCloseTo(Math.min(w / 2, 1 - w / 2), 9)
        }
        expect(here / alone.here).toBeCloseTo(1, 9)
        expect(ahead / alone.ahead).toBeCloseTo(1, 9)
      }
    },
  )

  it.each(DEPTHS)('G7 at depth %d, with what comes from outside, is 1 − w of it', (depth) => {
    const alone = spiralOf(['one'], depth, 0, 'fair')
    for (const w of [0.1, 0.5, 0.9]) {
      const { here, ahead } = spiralOf(['one', 'two'], depth, w, 'fair')
      expect(here / alone.here).toBeCloseTo(1 - w, 9)
      expect(ahead / alone.ahead).toBeCloseTo(1 - w, 9)
    }
    expect(spiralOf(['one', 'two'], depth, 1, 'fair').here).toBe(0)
  })

  it('ahead is the radius of the matrix after the fall that brings the crowd near', () => {
    const one = exchange({ coin: { liquidity: book(5e6) } }, { crowd: crowd(400, 0.08, 0.06) })
    const { here, ahead, aheadFall, aheadMatrix } = computeWorldSpiral(
      openWorld(world({ venues: { one } })).places,
    )
    expect(here).toBe(0)
    expect([...aheadMatrix]).toEqual([ahead])
    expect(ahead).toBeGreaterThan(0)
    expect(aheadFall).toBeGreaterThan(0.0574)
    expect(aheadFall).toBeLessThan(0.0751)
  })

  it('G7 of three and of five like venues too', () => {
    const alone = spiralOf(['one'], 5e6, 0, 'fair')
    for (const ids of [
      ['one', 'two', 'three'],
      ['one', 'two', 'three', 'four', 'five'],
    ])
      for (const w of [0.3, 0.8, 1])
        for (const method of ['mean', 'median']) {
          const { here } = spiralOf(ids, 5e6, w, { ...meanOf(ids), method })
          expect(here / alone.here).toBeCloseTo(1, 9)
        }
  })
})
