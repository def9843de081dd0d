// Goal: a world that cannot be is refused with the field that is wrong and what was expected there.
// Method: the table of tests/support/badWorlds.ts, one change each to a valid world of everything; limits over the whole
// world at their edge.
import { describe, expect, test } from 'vitest'
import { FieldError } from '../../src/schema/fieldError.ts'
import { parseDocument, parseWorld } from '../../src/schema/parseDocument.ts'
import { worldParameters } from '../../src/schema/worldTable.ts'
import { createDocument, type Json } from '../support/badDocuments.ts'
import {
  badCrowds,
  badIds,
  badMarkets,
  type BadWorld,
  coin,
  many,
  namesOfNothing,
  noBooks,
  outOfRange,
} from '../support/badWorlds.ts'
import { expectOneLine } from '../support/expectOneLine.ts'
import { changeWorld, createTinyWorld, createWorld } from '../support/worldDocuments.ts'

function errorOf(document: unknown, parse: (input: unknown) => unknown = parseWorld): FieldError {
  try {
    parse(document)
  } catch (error) {
    expect(error).toBeInstanceOf(FieldError)
    expectOneLine(error as FieldError)
    return error as FieldError
  }
  throw new Error('it was accepted')
}

function testRows(rows: readonly BadWorld[]): void {
  test.each(rows)('%s = %j: %s', (change, value, path, says) => {
    const error = errorOf(changeWorld(change, value))
    expect(error.path).toBe(path)
    expect(error.message).toContain(says)
    expect(error.message.startsWith(`${path}: `)).toBe(true)
  })
}

describe('ids and parts', () => {
  testRows(badIds)
})

describe('ids that name nothing', () => {
  testRows(namesOfNothing)
})

describe('places that are no book', () => {
  testRows(noBooks)
})

describe('markets', () => {
  testRows(badMarkets)

  test('are at most 64 in the whole world', () => {
    const markets = many(16, {})
    const world = (changes: Json) =>
      createTinyWorld({
        assets: many(16, coin),
        venues: { ...many(4, { kind: 'exchange', markets }), ...changes },
      })
    expect(Object.keys(parseWorld(world({})).venues)).toHaveLength(4)
    const error = errorOf(world({ q: { kind: 'exchange', markets: { p0: {} } } }))
    expect([error.path, error.message]).toEqual([
      'venues',
      'venues: got 65, expected at most 64 markets in the whole world',
    ])
  })
})

describe('the crowd', () => {
  testRows(badCrowds)

  test('that is drawn needs a market to trade in', () => {
    const error = errorOf(createTinyWorld({ venues: { one: { kind: 'exchange', markets: {}, crowd: {} } } }))
    expect([error.path, error.message.includes('at least one market of one')]).toEqual([
      'venues.one.crowd.assets',
      true,
    ])
  })

  test('of all venues together has at most two million traders, hedgers included', () => {
    const venue = (traders: number, count: number) => ({
      kind: 'exchange',
      markets: { coin: {} },
      crowd: [{ traders: 5 }, { traders, hedgers: { count, leverage: 1 } }],
    })
    const world = (last: number) =>
      createTinyWorld({ venues: { one: venue(999_990, 5), two: venue(999_990, last) } })
    expect(Object.keys(parseWorld(world(5)).venues)).toEqual(['one', 'two'])
    const error = errorOf(world(6))
    expect([error.path, error.message.includes('got 2000001, expected at most 2000000 traders')]).toEqual([
      'venues.two.crowd[1].traders',
      true,
    ])
  })
})

describe('ranges', () => {
  testRows(outOfRange)

  test.each(worldParameters)('of $key hold its default and its slider', (row) => {
    const { min, max, slider } = row
    expect(slider.from).toBeGreaterThanOrEqual(min)
    expect(slider.to).toBeLessThanOrEqual(max)
    expect([row.default >= min, row.default <= max]).toEqual([true, true])
    expect(row.explain).toMatch(/^[A-Z].*\.$/)
  })
})

describe('the version', () => {
  test.each([
    [3, 'got 3, expected the number 1 or 2'],
    ['2', 'got "2", expected the number 1 or 2'],
    [null, 'got null, expected the number 1 or 2'],
  ])('%j is none', (version, says) => {
    const error = errorOf({ ...createWorld(), version }, parseDocument)
    expect([error.path, error.message.includes(says)]).toEqual(['version', true])
  })

  test('1 keeps the paths of version 1', () => {
    const error = errorOf(createDocument({ crowd: { traders: 0 } }), parseDocument)
    expect(error.path).toBe('crowd.traders')
    expect(errorOf({}, parseDocument).path).toBe('version')
    expect(errorOf([], parseDocument).path).toBe('')
  })
})

test('what is wrong first in the order of the document is told first', () => {
  const document = {
    ...changeWorld('venues.alpha.chain', 'side'),
    assets: {},
    shocks: [{ step: 1, kind: 'loss', venue: 'x', amount: 1 }],
  }
  expect(errorOf(document).path).toBe('venues.alpha.chain')
})
