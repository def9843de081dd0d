/**
 * Goal: failures are counted together as they came together, and a future names its failed.
 * Method: runs by hand; futures of a world against plain runs and against the events that a command line asks for.
 */
import { describe, expect, it } from 'vitest'
import { createContagion } from '../support/riskDocuments.ts'
import { countFutures, withSeed } from '../../src/risk/counting.ts'
import { playFutures } from '../../src/risk/futures.ts'
import { wilson } from '../../src/risk/intervals.ts'
import { countJointFailures } from '../../src/risk/jointFailures.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { parseDocument } from '../../src/schema/parseDocument.ts'

describe('joint failures', () => {
  const joint = countJointFailures([[], [0], [0, 1], [0, 1], [1], [], [], []], 3)

  it('are counted by hand', () => {
    expect(joint.runs).toBe(8)
    expect(joint.atLeast.map(({ hits, of }) => [hits, of])).toEqual([
      [4, 8],
      [2, 8],
      [0, 8],
    ])
    expect(joint.alone.map(({ share }) => share)).toEqual([3 / 8, 3 / 8, 0])
    expect(joint.given.map((row) => row.map((one) => one && [one.hits, one.of]))).toEqual([
      [
        [3, 3],
        [2, 3],
        [0, 3],
      ],
      [
        [2, 3],
        [3, 3],
        [0, 3],
      ],
      [null, null, null],
    ])
    expect(joint.given[0][1]).toMatchObject({ share: 2 / 3, ...wilson(2, 3) })
  })
})

describe('the futures of a world', () => {
  const world = createContagion()
  const { futures } = playFutures({ kind: 'futures', document: world, from: 1, count: 80 })

  it('name who failed, as the plain runs do', () => {
    for (const { seed, failed } of futures.slice(0, 30)) {
      const run = Simulation.create(withSeed(world, String(seed)))
      run.advance(world.steps)
      expect(failed).toEqual(run.world.failed.map(({ venue }) => venue).sort((a, b) => a - b))
    }
  })

  it('have the counts of the events that a command line asks for', () => {
    const joint = countJointFailures(
      futures.map(({ failed }) => failed),
      2,
    )
    const hitsOf = (event: string) =>
      countFutures({ kind: 'count', document: world, event, from: 1, count: 80 }).happened.filter(Boolean)
        .length
    expect(joint.atLeast.map(({ hits }) => hits)).toEqual([hitsOf('failures:1'), hitsOf('failures:2')])
    expect(joint.alone.map(({ hits }) => hits)).toEqual([hitsOf('insolvent:alpha'), hitsOf('insolvent:bank')])
    expect(joint.atLeast[1].hits).toBeGreaterThan(0)
    // The bank fails with the exchange, and never by itself.
    expect(joint.given[1][0]?.share).toBe(1)
    expect(joint.given[0][1]?.share).toBeLessThan(1)
  })

  it('without a market have the lowest fair value', () => {
    const lone = parseDocument({
      version: 2,
      seed: '1',
      steps: 20,
      assets: { btc: { startPrice: 100, fairValue: { process: 'gbm', annualVolatility: 3 } } },
      venues: { bank: { kind: 'institution', venueEquity: 100, treasury: { depositors: 1000 } } },
    })
    const [future] = playFutures({ kind: 'futures', document: lone, from: 1, count: 1 }).futures
    const run = Simulation.create(withSeed(lone, '1'))
    run.advance(20)
    expect(future.lowestPrice).toBe(run.places.assets[0].state.lowestFair)
    expect([future.amplification, future.failed]).toEqual([null, []])
  })
})
