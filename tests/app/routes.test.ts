/**
 * Goal: every address is a place of the site or none, and what stands behind it is kept apart from its query.
 * Method: addresses as people and links write them, each with the place, parts and query that it must give.
 */
import { describe, expect, it } from 'vitest'

import { findNearRoute, findRoute, readAddress } from '../../src/app/routes.ts'

describe('an address', () => {
  it.each([
    ['', 'Sandbox'],
    ['#', 'Sandbox'],
    ['#/', 'Sandbox'],
    ['#/?r=abc', 'Sandbox'],
    ['#/limits', 'Limits'],
    ['#/limits/', 'Limits'],
    ['#/lab', 'Risk lab'],
    ['#/lab/rare', 'Risk lab'],
    ['#/desk', 'Risk desk'],
    ['#/desk/daily/330', 'Risk desk'],
    ['#/lessons', 'Lessons'],
    ['#/lessons/the-spiral', 'Lessons'],
    ['#/lessons/the-spiral/match?locks=hints', 'Lessons'],
  ])('"%s" is a place: %s', (hash, name) => {
    expect(findRoute(hash)?.name).toBe(name)
  })

  it.each(['#/nowhere', '#/limits/more', '#/lessonsandmore', '#lessons'])('"%s" is none', (hash) => {
    expect(findRoute(hash)).toBeNull()
  })

  it.each([
    ['#/lessons', [], ''],
    ['#/lessons/', [], ''],
    ['#/lessons/the-spiral', ['the-spiral'], ''],
    ['#/lessons/the-spiral/match/?locks=hints,next', ['the-spiral', 'match'], 'locks=hints,next'],
    ['#/lessons/a%20b?x=1?2', ['a b'], 'x=1?2'],
    ['#/lessons/%zz', ['%zz'], ''],
  ])('"%s" says %j and "%s"', (hash, parts, query) => {
    const route = findRoute(hash)
    if (!route) throw new Error('There is no such place.')
    expect(readAddress(hash, route)).toEqual({ parts, query })
  })
})

describe('an address of no place', () => {
  it.each([
    ['#/sandbox', '#/', 'Sandbox'],
    ['#/sandbx', '#/', 'Sandbox'],
    ['#/lesson', '#/lessons', 'Lessons'],
    ['#/lesson/the-spiral', '#/lessons/the-spiral', 'Lessons'],
    ['#/glosary/bad-debt', '#/glossary/bad-debt', 'Glossary'],
    ['#/limits/more', '#/limits', 'Limits'],
    ['#teech', '#/teach', 'Teach'],
  ])('"%s" leads to %s', (hash, nearest, name) => {
    expect(findNearRoute(hash)).toEqual({ hash: nearest, name })
  })

  it.each(['#/nowhere', '#/x', '#/', '#//'])('"%s" leads nowhere near', (hash) => {
    expect(findNearRoute(hash)).toBeNull()
  })
})
