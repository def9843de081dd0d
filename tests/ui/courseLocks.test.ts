/**
 * Goal: a teacher's link locks what it names and nothing else, and the map leads to the lesson to go on with.
 * Method: queries and progress by hand.
 */
import { describe, expect, it } from 'vitest'
import { describePrerequisites, findFollowing, findNext } from '../../src/ui/course/catalog.ts'
import { fromHeight, LINE_HEIGHT, toY } from '../../src/ui/course/lineScale.ts'
import { readLocks, toStepHash } from '../../src/ui/course/locks.ts'

describe('locks of a link', () => {
  it('are read and written in one order', () => {
    const locks = readLocks('locks=next,hints')
    if (typeof locks === 'string') throw new Error(locks)
    expect(toStepHash('the-spiral', 'guess', locks)).toBe('#/lessons/the-spiral/guess?locks=hints,next')
    expect(toStepHash('the-spiral', null, new Set())).toBe('#/lessons/the-spiral')
    expect(readLocks('')).toEqual(new Set())
  })

  it.each([
    ['locks=hints,answers', '“answers”'],
    ['lock=hints', '“lock”'],
    [`locks=${'x'.repeat(500)}`, `“${'x'.repeat(40)}…”`],
  ])('that are unknown are refused with words: %s', (query, words) => {
    expect(readLocks(query)).toContain(words)
  })
})

describe('the map', () => {
  const entry = (number: number, id: string, prerequisites: string[] = []) => ({
    number, id, title: id.toUpperCase(), summary: '', takeaway: '', minutes: 5, prerequisites,
  }) // prettier-ignore
  const lessons = [entry(1, 'a'), entry(2, 'b', ['a']), entry(4, 'd', ['a', 'b', 'gone'])]

  it('goes on with the lesson that was begun, else with the first that is open', () => {
    expect(findNext(lessons, () => 'new', null)?.id).toBe('a')
    expect(findNext(lessons, (id) => (id === 'a' ? 'seen' : 'new'), null)?.id).toBe('b')
    expect(findNext(lessons, () => 'begun', 'd')?.id).toBe('d')
    expect(findNext(lessons, () => 'solved', null)).toBeNull()
  })

  it('names what comes before and after', () => {
    expect(describePrerequisites(lessons[0], lessons)).toBe('')
    expect(describePrerequisites(lessons[2], lessons)).toBe('After 1 A and 2 B')
    expect(findFollowing(lessons, 'b')?.id).toBe('d')
    expect(findFollowing(lessons, 'd')).toBeNull()
  })
})

it('a drawn height is the value that is drawn there', () => {
  for (const value of [0, 0.37, 1, 1.2]) expect(fromHeight(toY(value) / LINE_HEIGHT)).toBeCloseTo(value, 2)
})
