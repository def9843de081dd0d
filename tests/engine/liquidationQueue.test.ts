/**
 * Goal: whoever waits to be sold is served first come, first served.
 * Method: a random sequence of joining and leaving beside a plain list.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  copyQueue,
  createQueue,
  headDueStep,
  pushToQueue,
  shiftFromQueue,
  type LiquidationQueue,
} from '../../src/engine/liquidationQueue.ts'
import { runs } from '../support/arbitraries.ts'

const contents = (queue: LiquidationQueue) => {
  const { ids, dueSteps, length } = copyQueue(queue)
  return Array.from({ length }, (_, i) => [ids[i], dueSteps[i]])
}

describe('the queue', () => {
  test('is first come, first served, however it grows and shrinks', () => {
    // Runs of joins and departures, long enough that the ring grows and wraps.
    const strides = fc.array(fc.tuple(fc.nat(150), fc.nat(150)), { maxLength: 12 })
    fc.assert(
      fc.property(strides, (list) => {
        const queue = createQueue()
        const naive: [number, number][] = []
        let next = 0
        for (const [joining, leaving] of list) {
          for (let i = 0; i < joining; i++) {
            pushToQueue(queue, next, next * 3)
            naive.push([next, next * 3])
            next++
          }
          const served = naive.splice(0, leaving)
          expect(served.map(() => [headDueStep(queue), shiftFromQueue(queue)].reverse())).toEqual(served)
          expect(queue.length).toBe(naive.length)
          expect(contents(queue)).toEqual(naive)
        }
      }),
      runs(300),
    )
  })

  test('is the same in a copy, whose ring begins with the head, and which then goes its own way', () => {
    const queue = createQueue()
    for (let i = 0; i < 100; i++) pushToQueue(queue, i, 200 - i)
    for (let i = 0; i < 70; i++) shiftFromQueue(queue)
    for (let i = 0; i < 90; i++) pushToQueue(queue, 1000 + i, i)
    const copy = copyQueue(queue)
    expect(contents(copy)).toEqual(contents(queue))
    shiftFromQueue(copy)
    pushToQueue(copy, 1, 1)
    expect(queue.length).toBe(120)
    expect(shiftFromQueue(queue)).toBe(70)
  })

  test('is empty at first', () => {
    expect(createQueue().length).toBe(0)
    expect(contents(createQueue())).toEqual([])
  })
})
