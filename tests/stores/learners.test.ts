/**
 * Goal: several learners of one browser each keep a progress of their own, what was kept before there were names opens as
 * before, and a file says whose it is.
 * Method: a shelf in memory, and two sites on one origin.
 */
import { describe, expect, it } from 'vitest'
import { Learners, tidyName } from '../../src/stores/learners.svelte.ts'
import { Progress } from '../../src/stores/progress.svelte.ts'
import { toStorageKey } from '../../src/stores/storage.ts'
import { createShelf } from '../support/shelf.ts'

const toKeyOf = (folder: string) => (name: string) => toStorageKey(name, `https://school.example${folder}`)
const toKey = toKeyOf('/spiral/')

describe('learners', () => {
  it('begin with the one whose progress was there before there were names', () => {
    const shelf = createShelf()
    new Progress(shelf, toKey('progress')).raise('the-spiral', 'solved')
    const learners = new Learners(shelf, toKey)
    expect(learners.all).toEqual([{ id: '', name: '' }])
    expect(new Progress(shelf, learners.progressKey).status('the-spiral')).toBe('solved')
  })

  it('each have their own progress, and are found again', () => {
    const shelf = createShelf()
    const learners = new Learners(shelf, toKey)
    learners.rename('  Ada \n Lovelace ')
    new Progress(shelf, learners.progressKey).raise('a', 'solved')
    learners.add('Emmy')
    expect(new Progress(shelf, learners.progressKey).status('a')).toBe('new')
    new Progress(shelf, learners.progressKey).raise('b', 'seen')
    const again = new Learners(shelf, toKey)
    expect(again.all.map(({ name }) => name)).toEqual(['Ada Lovelace', 'Emmy'])
    expect(again.current.name).toBe('Emmy')
    expect(new Progress(shelf, again.progressKey).status('b')).toBe('seen')
    again.choose('')
    expect(new Progress(shelf, again.progressKey).status('a')).toBe('solved')
  })

  it.each(['', '1'])('are removed with all that they answered, and nobody else’s (%j)', (id) => {
    const shelf = createShelf()
    const learners = new Learners(shelf, toKey)
    learners.rename('Ada')
    new Progress(shelf, learners.progressKey).raise('a', 'solved')
    learners.add('Emmy')
    new Progress(shelf, learners.progressKey).raise('b', 'solved')
    learners.choose(id)
    const key = learners.progressKey
    learners.remove()
    expect(shelf.kept.has(key)).toBe(false)
    const again = new Learners(shelf, toKey)
    expect(again.all.map(({ name }) => name)).toEqual([id === '' ? 'Emmy' : 'Ada'])
    expect(new Progress(shelf, again.progressKey).status(id === '' ? 'b' : 'a')).toBe('solved')
    // Whoever comes next begins anew.
    again.add('Sofja')
    expect(new Progress(shelf, again.progressKey).isEmpty).toBe(true)
  })

  it('keep the last one', () => {
    const shelf = createShelf()
    const learners = new Learners(shelf, toKey)
    new Progress(shelf, learners.progressKey).raise('a', 'solved')
    learners.remove()
    expect(learners.all).toHaveLength(1)
    expect(new Progress(shelf, learners.progressKey).status('a')).toBe('solved')
  })

  it('of two sites on one origin do not meet', () => {
    const shelf = createShelf()
    const [one, other] = ['/spiral/', '/copy/'].map((folder) => new Learners(shelf, toKeyOf(folder)))
    one.add('Ada')
    expect(new Learners(shelf, toKeyOf('/copy/')).all).toHaveLength(1)
    expect(one.progressKey).toContain('/spiral/')
    expect(other.progressKey).toContain('/copy/')
  })

  it.each(['{', '7', '{"learners":7}', '{"current":"9","learners":[{"id":"x y","name":"A"},{"id":"1"}]}'])(
    'survive %s on the shelf',
    (text) => {
      const shelf = createShelf()
      shelf.setItem(toKey('learners'), text)
      const learners = new Learners(shelf, toKey)
      expect(learners.all).toEqual([{ id: '', name: '' }])
      expect(learners.progressKey).toBe(toKey('progress'))
    },
  )

  it('take no empty name', () => {
    const learners = new Learners(createShelf(), toKey)
    learners.add('   ')
    expect(learners.all).toHaveLength(1)
    expect(tidyName('a'.repeat(99))).toHaveLength(40)
  })
})

describe('a file of progress', () => {
  it('says whose it is, and comes in again', () => {
    const progress = new Progress(createShelf(), 'key')
    progress.raise('a', 'solved')
    const file = progress.toFile('Ada Lovelace')
    expect(JSON.parse(file)).toMatchObject({ learner: 'Ada Lovelace' })
    const other = new Progress(createShelf(), 'key')
    expect(other.takeFile(file)).toBeNull()
    expect(other.status('a')).toBe('solved')
  })

  it.each([7, 'a'.repeat(41), ' Ada', null])('is refused with %j for a name', (learner) => {
    const file = JSON.stringify({ kind: 'loss-spiral-progress', learner, version: 2, lessons: {} })
    expect(new Progress(createShelf(), 'key').takeFile(file)).toContain('learner')
  })
})
