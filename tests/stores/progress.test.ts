/**
 * Goal: progress survives reloads, two tabs, resets, damage and full stores, and goes out and in as a file.
 * Method: a shelf in memory as a browser has it, and a clock that goes on when it is read.
 */
import { describe, expect, it } from 'vitest'
import { LESSONS, readLesson } from '../../src/cli/lessonFiles.ts'
import { Progress } from '../../src/stores/progress.svelte.ts'
import type { Shelf } from '../../src/stores/storage.ts'

const KEY = 'loss-spiral:/:progress'

interface TestShelf extends Shelf {
  readonly kept: Map<string, string>
  isFull: boolean
}

function createShelf(): TestShelf {
  const kept = new Map<string, string>()
  return {
    kept,
    isFull: false,
    getItem: (key) => kept.get(key) ?? null,
    setItem(key, text) {
      if (this.isFull) throw new DOMException('full', 'QuotaExceededError')
      kept.set(key, text)
    },
    removeItem: (key) => void kept.delete(key),
  }
}

/** A clock that goes on by one whenever it is read. */
function createClock(start = 1_000): () => number {
  let now = start
  return () => now++
}

const open = (shelf: Shelf | null, now = createClock()) => new Progress(shelf, KEY, now)

describe('progress', () => {
  it('is there again after a reload', () => {
    const shelf = createShelf()
    const first = open(shelf)
    first.enter('the-spiral', 'guess')
    first.note('the-spiral', 'guess', { done: true, prediction: { kind: 'choice', option: 'small' } })
    first.raise('the-spiral', 'solved')
    first.raise('the-spiral', 'seen')
    const again = open(shelf)
    expect(again.status('the-spiral')).toBe('solved')
    expect(again.lesson('the-spiral')?.step).toBe('guess')
    expect(again.step('the-spiral', 'guess').prediction).toEqual({ kind: 'choice', option: 'small' })
    expect(again.status('who-pays')).toBe('new')
    expect(again.step('who-pays', '__proto__').tries).toBe(0)
    expect(again.problem).toBeNull()
  })

  it('keeps where the controls were left, also of one that holds several options at once', () => {
    const shelf = createShelf()
    const { controls } = readLesson(LESSONS, '16-risk-committee').lesson
    const settings = Object.fromEntries(Object.entries(controls).map(([id, { start }]) => [id, start]))
    expect(settings['dials']).toContain('+')
    open(shelf).note('risk-committee', 'committee', { settings, missed: settings })
    const again = open(shelf)
    expect(again.problem).toBeNull()
    expect(again.step('risk-committee', 'committee')).toMatchObject({ settings, missed: settings })
  })

  it('of two tabs is merged without loss', () => {
    const shelf = createShelf()
    const now = createClock()
    const [one, two] = [open(shelf, now), open(shelf, now)]
    one.raise('a', 'solved')
    one.note('a', 's', { done: true, tries: 3 })
    two.note('b', 's', { done: true, answer: 'yes' })
    two.note('a', 's', { answer: 'later' })
    const both = open(shelf, now)
    expect(both.status('a')).toBe('solved')
    expect(both.step('a', 's')).toMatchObject({ done: true, tries: 3, answer: 'later' })
    expect(both.step('b', 's').answer).toBe('yes')
  })

  it('follows the other tab when it says that it wrote', () => {
    const shelf = createShelf()
    const now = createClock()
    const [one, two] = [open(shelf, now), open(shelf, now)]
    const target = new EventTarget()
    const stop = two.listen(target as Window)
    one.raise('a', 'seen')
    target.dispatchEvent(Object.assign(new Event('storage'), { key: KEY }))
    expect(two.status('a')).toBe('seen')
    stop()
  })

  it('that another tab leaves damaged is put aside, and what is known here is written again', () => {
    const shelf = createShelf()
    const progress = open(shelf)
    const target = new EventTarget()
    progress.raise('a', 'seen')
    const stop = progress.listen(target as Window)
    shelf.kept.set(KEY, 'nonsense')
    target.dispatchEvent(Object.assign(new Event('storage'), { key: KEY }))
    stop()
    expect(shelf.kept.get(`${KEY}-damaged-1`)).toBe('nonsense')
    expect(progress.problem).toContain('goes on')
    expect(open(shelf).status('a')).toBe('seen')
  })

  it('that was reset stays reset, also for a tab that still knows it, until it is taken back', () => {
    const shelf = createShelf()
    const now = createClock()
    const [one, two] = [open(shelf, now), open(shelf, now)]
    one.raise('a', 'solved')
    two.enter('b', 's')
    one.reset()
    expect(one.isEmpty).toBe(true)
    two.enter('c', 's')
    const after = open(shelf, now)
    expect([after.status('a'), after.status('b'), after.status('c')]).toEqual(['new', 'new', 'begun'])
    one.takeBack()
    const back = open(shelf, now)
    expect([back.status('a'), back.status('b'), back.status('c')]).toEqual(['solved', 'begun', 'begun'])
    expect(one.canTakeBack).toBe(false)
  })

  it.each([
    ['no JSON', '{"version":2,', 'not JSON'],
    ['a wrong field', '{"version":2,"lessons":{"a":{"status":"done"}}}', 'lessons.a.status'],
    ['a name from every object', '{"version":2,"lessons":{"__proto__":{"status":"seen"}}}', '__proto__'],
    ['a newer version', '{"version":4,"lessons":{}}', 'newer version'],
  ])('that is damaged (%s) is put aside and said', (_, text, words) => {
    const shelf = createShelf()
    shelf.kept.set(KEY, text)
    const progress = open(shelf)
    expect(progress.problem).toContain(words)
    expect(shelf.kept.get(`${KEY}-damaged-1`)).toBe(text)
    progress.raise('a', 'begun')
    expect(open(shelf).status('a')).toBe('begun')
  })

  it('leaves a damaged text alone where it cannot be put aside', () => {
    const shelf = createShelf()
    shelf.kept.set(KEY, 'nonsense')
    shelf.isFull = true
    const progress = open(shelf)
    expect(progress.problem).toContain('left as it is')
    shelf.isFull = false
    for (let place = 1; place <= 5; place++) shelf.kept.set(`${KEY}-damaged-${place}`, `other ${place}`)
    const crowded = open(shelf)
    crowded.raise('a', 'seen')
    expect(crowded.status('a')).toBe('seen')
    expect(shelf.kept.get(KEY)).toBe('nonsense')
  })

  it('goes on in a full or refused store, and says so', () => {
    const shelf = createShelf()
    shelf.isFull = true
    const full = open(shelf)
    full.raise('a', 'solved')
    expect(full.status('a')).toBe('solved')
    expect(full.problem).toContain('full')
    const refused = open(null)
    refused.raise('a', 'seen')
    expect(refused.status('a')).toBe('seen')
    expect(refused.problem).toContain('does not allow')
  })
})

describe('a file of progress', () => {
  it('goes out and comes in, and keeps the better of both', () => {
    const there = open(createShelf())
    there.raise('a', 'begun')
    there.raise('b', 'solved')
    const here = open(createShelf())
    here.raise('a', 'solved')
    expect(here.takeFile(there.toFile())).toBeNull()
    expect([here.status('a'), here.status('b')]).toEqual(['solved', 'solved'])
  })

  it('is taken in after a reset too', () => {
    const progress = open(createShelf())
    progress.raise('a', 'solved')
    const file = progress.toFile()
    progress.reset()
    expect(progress.takeFile(file)).toBeNull()
    expect(progress.status('a')).toBe('solved')
  })

  it('of the first version is migrated', () => {
    const progress = open(createShelf())
    const old = { kind: 'loss-spiral-progress', version: 1, lessons: { a: { status: 'seen', done: ['s'] } } }
    expect(progress.takeFile(JSON.stringify(old))).toBeNull()
    expect(progress.status('a')).toBe('seen')
    expect(progress.step('a', 's').done).toBe(true)
  })

  it.each([
    ['', 'not JSON'],
    ['{"version":2}', 'not a file of progress'],
    ['{"kind":"loss-spiral-progress","version":9}', 'newer version'],
    ['{"kind":"loss-spiral-progress","version":2,"lessons":{"a":{"status":"won"}}}', 'lessons.a.status'],
    ['{"kind":"loss-spiral-progress","version":2,"score":1}', 'score'],
    [' '.repeat(1_000_001), 'larger than one megabyte'],
  ])('that is wrong is refused with words (%#)', (text, words) => {
    const progress = open(createShelf())
    progress.raise('a', 'seen')
    expect(progress.takeFile(text)).toContain(words)
    expect(progress.status('a')).toBe('seen')
  })
})
