/**
 * Goal: splitting finds the probability that counting finds, whatever the event; more than its error apart never.
 * Method: events that both can find, of a walk, a crowd and a world, each by many counted runs and by splitting; the difference
 * in standard errors. A pilot's levels rise, and an estimate is the product of its shares.
 */
import { describe, expect, it } from 'vitest'
import { inProcessPool } from '../support/inProcessPool.ts'
import { createContagion, createCrowd, createWalk } from '../support/riskDocuments.ts'
import type { RiskDocument } from '../../src/risk/counting.ts'
import { estimate } from '../../src/risk/estimate.ts'
import { choosePilot, splitOnce } from '../../src/risk/splitting.ts'

const ADL = { insuranceFund: 16_000, waterfall: ['insuranceFund', 'adl'] }
/** Runs that are counted; `LONG_TESTS=1` takes four times as many. */
const COUNTED = process.env['LONG_TESTS'] === '1' ? 4_000 : 1_000
const CASES: readonly [string, string, RiskDocument, number][] = [
  ['a walk', 'fairBelow:94', createWalk({ steps: 24 }), 1.5 * COUNTED],
  ['one trader', 'accountLiquidated:0', createWalk({ steps: 48, leverage: 12 }), COUNTED],
  ['a crowd', 'insolvent', createCrowd({ insuranceFund: 8000 }), COUNTED],
  ['a crowd and its fund', 'fundExhausted', createCrowd({ insuranceFund: 16_000 }), COUNTED],
  ['a crowd with deleveraging', 'adl', createCrowd(ADL), COUNTED],
  ['a world', 'failures:2', createContagion(), COUNTED],
]

describe('splitting and counting agree', () => {
  it.each(CASES)('%s: %s', async (_, event, document, runs) => {
    const question = { document, event, from: 1, runs, precision: null }
    const counted = await estimate({ ...question, method: 'crude' }, inProcessPool())
    const split = await estimate({ ...question, method: 'splitting', precision: 1 }, inProcessPool())
    expect(counted.probability).toBeGreaterThan(0)
    const errors = [counted, split].map(
      ({ probability, relativeError }) => probability * (relativeError ?? NaN),
    )
    expect(Math.abs(counted.probability - split.probability)).toBeLessThan(3.5 * Math.hypot(...errors))
  })
})

describe('a task', () => {
  const question = { document: createWalk({ steps: 24 }), event: 'fairBelow:91', paths: 100, seed: 'x' }
  const pilot = choosePilot({ ...question, kind: 'pilot' })

  it('of a pilot places levels that rise', () => {
    expect(pilot.levels.length).toBeGreaterThan(2)
    expect([...pilot.levels].sort((a, b) => a - b)).toEqual(pilot.levels)
    expect(choosePilot({ ...question, kind: 'pilot' })).toEqual(pilot)
  })

  it('of splitting is the product of its shares, and the same again', () => {
    const task = { ...question, kind: 'split', levels: pilot.levels, leaps: [] } as const
    const answer = splitOnce(task)
    expect(answer.shares).toHaveLength(pilot.levels.length + 1)
    expect(answer.probability).toBe(answer.shares.reduce((product, share) => product * share, 1))
    expect(answer.runs).toBe(100 * answer.shares.length)
    expect(splitOnce(task)).toEqual(answer)
    expect(splitOnce({ ...task, seed: 'y' })).not.toEqual(answer)
  })

  it('ends at a level that nobody reaches', () => {
    const levels = [-1e9, 1e9, 2e9]
    const answer = splitOnce({ ...question, event: 'fairBelow:50', kind: 'split', levels, leaps: [] })
    expect(answer.shares).toEqual([1, 0])
    expect(answer.probability).toBe(0)
  })
})
