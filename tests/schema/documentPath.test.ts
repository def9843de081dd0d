/**
 * Goal: paths read and write documents without changing what others hold.
 * Method: small documents by hand, before and after, also for what must be the same object.
 */
import { describe, expect, test } from 'vitest'
import { isSameDocument, overlay, readAt, writeAt } from '../../src/schema/documentPath.ts'

const document = { a: { b: 1 }, list: [{ x: 1 }, { x: 2 }] }

describe('paths of a document', () => {
  test('read objects and places of lists', () => {
    expect(readAt(document, 'a.b')).toBe(1)
    expect(readAt(document, 'list.1.x')).toBe(2)
    expect(readAt(document, 'list.2.x')).toBeUndefined()
    expect(readAt(document, 'list.length')).toBeUndefined()
    expect(readAt(document, 'a.constructor')).toBeUndefined()
  })

  test('write a copy and share what does not change', () => {
    const written = writeAt(document, 'list.0.x', 9)
    expect(written.list).toEqual([{ x: 9 }, { x: 2 }])
    expect(written.list[1]).toBe(document.list[1])
    expect(document.list[0]).toEqual({ x: 1 })
    expect(Array.isArray(written.list)).toBe(true)
  })

  test('write the next place of a list, none beyond, and take a place away', () => {
    expect(writeAt(document, 'list.2', { x: 3 }).list).toHaveLength(3)
    expect(writeAt(document, 'list.7', { x: 3 }).list).toEqual(document.list)
    expect(writeAt(document, 'list.0', undefined).list).toEqual([{ x: 2 }])
  })

  test('lay one document over another: objects merge, lists replace', () => {
    expect(overlay({ a: { b: 1, c: 2 }, list: [1, 2] }, { a: { b: 3 }, list: [4] })).toEqual({
      a: { b: 3, c: 2 },
      list: [4],
    })
  })

  test('tell whether two documents say the same', () => {
    expect(isSameDocument(document, structuredClone(document))).toBe(true)
    expect(isSameDocument({ a: 1, b: [NaN] }, { b: [NaN], a: 1 })).toBe(true)
    for (const [path, value] of [
      ['list.1.x', 3],
      ['list.2', {}],
      ['a.c', null],
      ['a.b', undefined],
      ['a', []],
    ] as const)
      expect(isSameDocument(document, writeAt(document, path, value)), path).toBe(false)
    expect(isSameDocument({ a: 1 }, Object.create({ a: 1 }))).toBe(false)
    expect(isSameDocument({}, null)).toBe(false)
  })
})
