import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LiquidationQueue } from '../../src/engine/liquidationQueue.ts'
import { runs } from '../support/arbitraries.ts'

const contents = (queue: LiquidationQueue) => {
  const { ids, dueSteps } = queue.toArrays()
  return Array.from(ids, (id, i) => [id, dueSteps[i]])
}

describe('the queue', () => {
  test('is first come, first served, however it grows and shrinks', () => {
    // Runs of joins and departures, long enough that the ring grows and wraps.
    const strides = fc.array(fc.tuple(fc.nat(150), fc.nat(150)), { maxLength: 12 })
    fc.assert(
      fc.property(strides, (list) => {
        const queue = new LiquidationQueue()
        const naive: [number, number][] = []
        let next = 0
        for (const [joining, leaving] of list) {
          for (let i = 0; i < joining; i++) {
            queue.push(next, next * 3)
            naive.push([next, next * 3])
            next++
          }
          const served = naive.splice(0, leaving)
          expect(served.map(() => [queue.headDueStep(), queue.shift()].reverse())).toEqual(served)
          expect(queue.length).toBe(naive.length)
          expect(contents(queue)).toEqual(naive)
        }
      }),
      runs(300),
    )
  })

  test('is the same when it is made again from its arrays, and then goes its own way', () => {
    const queue = new LiquidationQueue()
    for (let i = 0; i < 100; i++) queue.push(i, 200 - i)
    for (let i = 0; i < 70; i++) queue.shift()
    for (let i = 0; i < 90; i++) queue.push(1000 + i, i)
    const copy = LiquidationQueue.from(queue.toArrays())
    expect(contents(copy)).toEqual(contents(queue))
    copy.shift()
    copy.push(1, 1)
    expect(queue.length).toBe(120)
    expect(queue.shift()).toBe(70)
  })

  test('is empty at first', () => {
    expect(new LiquidationQueue().length).toBe(0)
    expect(contents(new LiquidationQueue())).toEqual([])
  })
})
