/**
 * Goal: a show of hands is counted, lasts through a reload, and says what has to be talked about.
 * Method: counts on a shelf in memory, damaged ones too.
 */
import { expect, it } from 'vitest'
import { beginClass } from '../../src/stores/classStart.ts'
import { findRange, HandCount, toHandOptions } from '../../src/stores/handCount.svelte.ts'

function createShelf(text: string | null = null) {
  let kept = text
  return {
    getItem: () => kept,
    setItem: (_key: string, value: string) => void (kept = value),
    removeItem: () => void (kept = null),
  }
}

const toKey = (name: string) => name
const options = ['a', 'b', 'c'].map((id) => ({ id, label: id }))

it('counts, keeps the count for the tab, and clears it', () => {
  const shelf = createShelf()
  const hands = new HandCount('lesson/step', shelf, toKey)
  expect(hands.isCounted).toBe(false)
  hands.count('a', 1)
  hands.count('b', 1)
  hands.count('b', 1)
  hands.count('c', -1)
  const again = new HandCount('lesson/step', shelf, toKey)
  expect([again.of('a'), again.of('b'), again.of('c'), again.isCounted]).toEqual([1, 2, 0, true])
  again.clear()
  expect(new HandCount('lesson/step', shelf, toKey).isCounted).toBe(false)
})

it('begins anew with the next class', () => {
  const kept = new Map<string, string>()
  const shelf = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
    removeItem: (key: string) => void kept.delete(key),
  }
  new HandCount('lesson/step', shelf, toKey).count('a', 1)
  expect(new HandCount('lesson/step', shelf, toKey).isCounted).toBe(true)
  beginClass(shelf, toKey)
  expect(new HandCount('lesson/step', shelf, toKey).isCounted).toBe(false)
  new HandCount('lesson/step', shelf, toKey).count('b', 1)
  beginClass(shelf, toKey)
  expect(new HandCount('lesson/step', shelf, toKey).isCounted).toBe(false)
})

it.each(['{"a":"many"}', '7', '{"a":-1}', '{"a":1e9}', '{'])('survives %s on the shelf', (text) =>
  expect(new HandCount('lesson/step', createShelf(text), toKey).isCounted).toBe(false),
)

it('names the mistake with most hands, never what is right', () => {
  const hands = new HandCount('lesson/step', createShelf('{"a":5,"b":2,"c":3}'), toKey)
  expect(hands.findMistake(options, ['a'])).toBe('c')
  expect(hands.findMistake(options, ['c'])).toBe('a')
  expect(hands.findMistake(options, ['a', 'b', 'c'])).toBeNull()
})

it('asks for a number in fifths of its scale, and finds the fifth that came out', () => {
  const ask = {
    kind: 'number' as const,
    from: 0,
    to: 0.5,
    step: 0.01,
    within: 0.05,
    reading: 'priceFall' as const,
  }
  const ranges = toHandOptions(ask, [], (value) => `${Math.round(value * 100)}%`)
  expect(ranges.map(({ label }) => label)).toEqual([
    '0% to 10%',
    '10% to 20%',
    '20% to 30%',
    '30% to 40%',
    '40% to 50%',
  ])
  const places = [-1, 0, 0.09, 0.25, 0.5, 2, null].map((value) => findRange({ value, from: 0, to: 0.5 }))
  expect(places).toEqual([...['0', '0', '0', '2', '4', '4'].map((place) => [`range-${place}`]), []])
})
