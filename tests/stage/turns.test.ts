/**
 * Goal: of several pictures with news one works in each frame, none waits longer than can be seen, and one alone never waits.
 * Method: frames of 60 and of 10 a second, with news for all at once.
 */
import { expect, it } from 'vitest'
import { Turns } from '../../src/stage/turns.ts'

/** For each frame, which of the members took in its news; all have some in the first one. */
function play(count: number, frameMs: number): number[][] {
  const turns = new Turns()
  const members = Array.from({ length: count }, () => ({}))
  for (const member of members) turns.join(member)
  const waiting = new Set(members)
  return Array.from({ length: 8 }, (_, frame) => {
    const now = [...waiting].filter((member) => turns.take(member, frame * frameMs))
    for (const member of now) waiting.delete(member)
    return now.map((member) => members.indexOf(member))
  })
}

it('spreads the news of four pictures over four frames', () => {
  const frames = play(4, 1000 / 60)
  expect(frames.slice(0, 4).map((list) => list.length)).toEqual([1, 1, 1, 1])
  expect(frames.flat().toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3])
})

it('lets nobody wait where frames are slow', () => {
  expect(play(4, 200).map((list) => list.length)).toEqual([1, 3, 0, 0, 0, 0, 0, 0])
})

it('never lets one picture wait', () => {
  expect(play(1, 1000 / 60)[0]).toEqual([0])
})

it('goes on with those who stay', () => {
  const turns = new Turns()
  const [first, second] = [{}, {}]
  turns.join(first)
  turns.join(second)
  turns.take(first, 0)
  turns.leave(second)
  expect(turns.take(first, 16)).toBe(true)
})

it('shows motions of many in every other frame of each, and of two in all', () => {
  const rests = (count: number) => {
    const turns = new Turns()
    const members = Array.from({ length: count }, () => ({}))
    for (const member of members) turns.join(member)
    return [0, 16, 33, 50].map((ms) => members.filter((member) => turns.isResting(member, ms)).length)
  }
  expect(rests(4)).toEqual([2, 2, 2, 2])
  expect(rests(2)).toEqual([0, 0, 0, 0])
})
