// The index of triggers against a plain list that is sorted whenever it is asked.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TriggerIndex } from '../../src/engine/triggerIndex.ts'
import { runs, uniform } from '../support/arbitraries.ts'

class NaiveIndex {
  readonly scores = new Map<number, number>()

  top(): [id: number, score: number] {
    let best: [number, number] = [-1, -Infinity]
    for (const [id, score] of this.scores)
      if (best[0] < 0 || score > best[1] || (score === best[1] && id < best[0])) best = [id, score]
    return best
  }

  pop(): number {
    const [id] = this.top()
    this.scores.delete(id)
    return id
  }
}

type Operation =
  { kind: 'set' | 'setLater'; id: number; score: number } | { kind: 'remove'; id: number } | { kind: 'pop' }

const IDS = 40
const score = fc.oneof(fc.integer({ min: -3, max: 3 }), uniform(90, 110))
const id = fc.nat(IDS - 1)
const operation: fc.Arbitrary<Operation> = fc.oneof(
  { arbitrary: fc.record({ kind: fc.constant('set' as const), id, score }), weight: 4 },
  { arbitrary: fc.record({ kind: fc.constant('setLater' as const), id, score }), weight: 2 },
  { arbitrary: fc.record({ kind: fc.constant('remove' as const), id }), weight: 2 },
  { arbitrary: fc.record({ kind: fc.constant('pop' as const) }), weight: 3 },
)

function build(scores: ReadonlyMap<number, number>, capacity = IDS): TriggerIndex {
  const index = new TriggerIndex(capacity)
  const ids = [...scores.keys()].sort((a, b) => a - b)
  index.build(
    Int32Array.from(ids),
    Float64Array.from(ids, (i) => scores.get(i) ?? NaN),
  )
  return index
}

function apply(index: TriggerIndex, naive: NaiveIndex, operation: Operation): void {
  if (operation.kind === 'set' || operation.kind === 'setLater') {
    index[operation.kind](operation.id, operation.score)
    naive.scores.set(operation.id, operation.score)
  } else if (operation.kind === 'remove') {
    index.remove(operation.id)
    naive.scores.delete(operation.id)
  } else if (naive.scores.size > 0) {
    index.settle(-Infinity)
    expect(index.top + 0).toBe(naive.top()[1] + 0)
    expect(index.pop()).toBe(naive.pop())
  }
  // Who is noted down for later may come too early, never too late.
  expect(index.top).toBeGreaterThanOrEqual(naive.top()[1])
  expectVisits(index, naive, -2, 2)
  expectVisits(index, naive, 95, 105)
}

function expectVisits(index: TriggerIndex, naive: NaiveIndex, low: number, high: number): void {
  const visited: number[] = []
  index.visitBetween(low, high, (id) => visited.push(id))
  const there = [...naive.scores].filter(([, score]) => score > low && score <= high).map(([id]) => id)
  expect(visited.sort((a, b) => a - b)).toEqual(there.sort((a, b) => a - b))
  const { ids, scores } = index.listBetween(low, high)
  const falling = there.map((i) => naive.scores.get(i) ?? NaN).sort((a, b) => b - a)
  expect([[...ids].map((i) => naive.scores.get(i)), [...scores]]).toEqual([falling, falling])
}

describe('the index', () => {
  test('gives the highest score, ties by lower id, after any sequence of changes', () => {
    const opening = fc.array(fc.tuple(id, score), { maxLength: 30 })
    const operations = fc.array(operation, { maxLength: 120, size: 'max' })
    const capacity = fc.constantFrom(IDS, IDS, 0, 1)
    fc.assert(
      fc.property(opening, operations, capacity, (first, changes, room) => {
        const naive = new NaiveIndex()
        for (const [id, score] of first) naive.scores.set(id, score)
        const index = build(naive.scores, Math.max(room, ...[...naive.scores.keys()].map((i) => i + 1)))
        expect(index.top + 0).toBe(naive.top()[1] + 0)
        for (const change of changes) apply(index, naive, change)
        index.settle(-Infinity)
        const left = [...naive.scores.keys()].map(() => naive.pop())
        expect(left.map(() => index.pop())).toEqual(left)
        expect(index.top).toBe(-Infinity)
      }),
      runs(300),
    )
  })

  test('forgets what it held when it is built anew', () => {
    const index = build(
      new Map([
        [0, 5],
        [1, 7],
      ]),
    )
    index.set(3, 9)
    index.pop()
    const other = build(new Map([[2, 1]]))
    expect([other.top, other.pop(), other.top]).toEqual([1, 2, -Infinity])
    expect([index.pop(), index.pop(), index.top]).toEqual([1, 0, -Infinity])
  })

  test('takes an account that it does not know out without harm', () => {
    const index = build(new Map([[4, 1]]))
    for (const unknown of [0, 4, 4, 39, 1000]) index.remove(unknown)
    expect(index.top).toBe(-Infinity)
    index.set(1000, 3)
    expect([index.pop(), index.top]).toEqual([1000, -Infinity])
  })

  test('takes an account in again that it has given out', () => {
    const index = build(
      new Map([
        [0, 5],
        [1, 4],
      ]),
    )
    expect(index.pop()).toBe(0)
    index.set(0, 3)
    expect([index.pop(), index.pop()]).toEqual([1, 0])
    index.set(1, 8)
    index.remove(1)
    expect(index.top).toBe(-Infinity)
  })
})
