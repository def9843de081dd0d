/**
 * Goal: every number of a scenario is moved a tenth down and up, what that does is counted under common seeds, and the ranking is by
 * it; what changes nothing is said.
 * Method: bars against counting of the same documents; pools of one, two and four; numbers at 0, at a limit and counted.
 */
import { describe, expect, it } from 'vitest'
import { inProcessPool } from '../support/inProcessPool.ts'
import { createCrowd, createWalk } from '../support/riskDocuments.ts'
import { openHeld } from '../../src/engine/held.ts'
import { countFutures } from '../../src/risk/counting.ts'
import { movableKeys, Mover } from '../../src/risk/moving.ts'
import { comparePaired } from '../../src/risk/paired.ts'
import { tenthOf, tornado, type Tornado } from '../../src/risk/tornado.ts'

const RUNS = 30
const held = openHeld(createCrowd())
const ask = (pool = inProcessPool(), onProgress?: (soFar: Tornado) => void) =>
  tornado({ document: held, from: 1, runs: RUNS }, pool, onProgress)

describe('a tornado', () => {
  it('counts each number under the seeds of the scenario as it is', async () => {
    const found = await ask()
    expect(found.bars.map(({ key }) => key).toSorted()).toEqual(movableKeys(held).toSorted())
    expect(found).toMatchObject({ event: 'insolvent', seeds: RUNS })
    const { happened: base } = countFutures({
      kind: 'count',
      document: held,
      event: 'insolvent',
      from: 1,
      count: RUNS,
    })
    expect(found.base.share).toBe(base.filter(Boolean).length / RUNS)
    const mover = new Mover(held)
    for (const { key, up } of found.bars.slice(0, 4)) {
      const variant = mover.move([{ key, value: up.value }])
      if (typeof variant === 'string') throw new Error(variant)
      const { happened } = countFutures({
        kind: 'count',
        document: variant.document,
        event: 'insolvent',
        from: 1,
        count: RUNS,
      })
      expect(up.effect).toEqual(comparePaired(base, happened))
    }
  })

  it('ranks by the larger change, those that change nothing last', async () => {
    const { bars } = await ask()
    const acting = bars.filter(({ isInert }) => !isInert)
    expect(acting.map(({ reach }) => reach)).toEqual(
      acting.map(({ reach }) => reach).toSorted((a, b) => b - a),
    )
    expect(bars[0].reach).toBeGreaterThan(0)
    const inert = bars.slice(acting.length)
    expect(inert.map(({ key }) => key)).toContain('venue.mark.lagSteps')
    expect(inert.every(({ reach }) => reach === 0)).toBe(true)
    // A number at its limit is moved the other way alone.
    const factor = bars.find(({ key }) => key === 'venue.liquidation.closeFactor')
    expect(factor?.up).toMatchObject({ effect: null, problem: 'at its limit' })
    expect(factor?.down.effect?.runs).toBe(RUNS)
  })

  it('does not depend on the workers', async () => {
    const told: Tornado[] = []
    const one = await ask(inProcessPool(1), (soFar) => told.push(soFar))
    expect(await ask(inProcessPool(2, 3))).toEqual(one)
    expect(await ask(inProcessPool(4, 9))).toEqual(one)
    expect(told.at(-1)).toEqual(one)
    expect(told[0].done).toBeLessThan(one.all)
  })

  it('asks about the fund where nobody is ever insolvent', async () => {
    const rich = createCrowd({ venueEquity: 1e9, waterfall: ['insuranceFund', 'venueEquity'] })
    const found = await tornado({ document: rich, from: 1, runs: RUNS }, inProcessPool())
    expect(found.event).toBe('fundExhausted')
    expect(found.base.share).toBeGreaterThan(0)
  })

  it('has nothing to say where nobody hears anything', async () => {
    const { bars } = await tornado({ document: createWalk({ steps: 5 }), from: 1, runs: 5 }, inProcessPool())
    expect(bars.find(({ key }) => key === 'venue.insuranceFund.shareOfOpenInterest')?.isInert).toBe(true)
    expect(bars.every(({ reach }) => reach === 0)).toBe(true)
  })
})

describe('a tenth', () => {
  it('is one of the number, of its slider at 0, and at least one where it is counted', () => {
    expect(tenthOf('venue.maxLeverage', 25)).toEqual([22.5, 27.5])
    expect(tenthOf('market.fairValue.meanLog', -0.02)).toEqual([-0.022, -0.018])
    expect(tenthOf('venue.mark.indexWeight', 0)).toEqual([-0.1, 0.1])
    expect(tenthOf('venue.liquidation.latencySteps', 3)).toEqual([2, 4])
    expect(tenthOf('crowd.deposit.median', 33.33)).toEqual([30, 36.66])
  })
})
