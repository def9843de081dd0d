// Documents that cannot be used: which field the error names, and whether a person can tell from it what is wrong.
import { describe, expect, test } from 'vitest'
import { Simulation } from '../../src/engine/simulation.ts'
import { MAX_DOCUMENT_BYTES } from '../../src/schema/documentText.ts'
import { FieldError, showValue, toOneLine, toPath } from '../../src/schema/fieldError.ts'
import { readDocumentText } from '../../src/schema/documentText.ts'
import { parseScenario } from '../../src/schema/scenario.ts'
import { badFields, createDocument } from '../support/badDocuments.ts'
import { badOpenings, badTexts } from '../support/badOpenings.ts'
import { expectOneLine } from '../support/expectOneLine.ts'

function errorOf(action: () => unknown): FieldError {
  try {
    action()
  } catch (error) {
    expect(error).toBeInstanceOf(FieldError)
    return error as FieldError
  }
  throw new Error('it was accepted')
}

test('the document that the others are made from is valid, and can be played', () => {
  const simulation = Simulation.create(parseScenario(createDocument()), { assert: true })
  simulation.advance(10)
  expect(simulation.readAccounts()).toHaveLength(1)
})

describe('a wrong field', () => {
  test.each(badFields)('$path: $name', ({ document, path, says }) => {
    const error = errorOf(() => parseScenario(document))
    expect(error.path).toBe(path)
    expect(error.message.startsWith(`${path}: `)).toBe(true)
    expect(error.message).toContain(says)
    expectOneLine(error)
  })

  test.each([
    ['null', null, 'got null'],
    ['nothing', undefined, 'got nothing'],
    ['a list', [createDocument()], 'got a list of 1'],
    ['a text', JSON.stringify(createDocument()), 'got "{'],
    ['a number', 1, 'got 1'],
  ])('as a whole: %s', (_, document, says) => {
    const error = errorOf(() => parseScenario(document))
    expect([error.path, error.message.startsWith('document: ')]).toEqual(['', true])
    expect(error.message).toContain(`${says}`)
    expect(error.message).toContain('expected an object with version, title, seed, steps')
    expectOneLine(error)
  })

  test('is told before a later one: the first in the order of the document’s fields', () => {
    const error = errorOf(() => parseScenario(createDocument({ steps: -1, market: 7, shocks: 7 })))
    expect(error.path).toBe('steps')
  })

  test('in a document that contains itself is found as well', () => {
    const document = createDocument()
    document['market'] = document
    expectOneLine(errorOf(() => parseScenario(document)))
  })

  test('of an inherited name does not reach the prototypes', () => {
    const text = `{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}`
    expectOneLine(errorOf(() => parseScenario(readDocumentText(text))))
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})

describe('a document that cannot be opened', () => {
  test.each(badOpenings)('$path: $says', ({ document, path, says }) => {
    const scenario = parseScenario(document)
    const error = errorOf(() => Simulation.create(scenario))
    expect(error.path).toBe(path)
    expect(error.message).toContain(says)
    expectOneLine(error)
  })
})

describe('a text that is no document', () => {
  test.each(badTexts)('%s', (_, text) => {
    const error = errorOf(() => parseScenario(readDocumentText(text)))
    expect(error.path).toBe('')
    expect(error.message).toMatch(/^document: got ".*", expected JSON \(.+\)?/)
    expectOneLine(error)
  })

  test('larger than the limit is refused before it is read', () => {
    const error = errorOf(() => parseScenario(readDocumentText(' '.repeat(MAX_DOCUMENT_BYTES + 1))))
    expect(error.message).toContain('at most 67108864 bytes')
    expectOneLine(error)
  })

  test('of numbers beyond every limit is read as JSON is', () => {
    const text = JSON.stringify(createDocument()).replace('"steps":10', '"steps":1e999')
    expect(errorOf(() => parseScenario(readDocumentText(text))).message).toContain('steps: got Infinity')
  })
})

describe('the words of an error', () => {
  test.each([
    [undefined, 'nothing'],
    [null, 'null'],
    [0.1, '0.1'],
    [10n, '10'],
    [true, 'true'],
    ['a "b"\n', '"a \\"b\\"\\n"'],
    [[1, 2], 'a list of 2'],
    [{ secret: 1 }, 'an object'],
    [Object.create(null), 'an object'],
  ])('show %s as %s', (value, shown) => {
    expect(showValue(value)).toBe(shown)
  })

  test('cut a long value, a long name and a long message', () => {
    expect(showValue('x'.repeat(1000)).length).toBeLessThan(70)
    expect(toPath(['x'.repeat(1000)]).length).toBeLessThanOrEqual(60)
    expect(new FieldError('a', 1, 'y'.repeat(5000)).message.length).toBeLessThanOrEqual(300)
  })

  test('carry no control character to a terminal', () => {
    expect(toOneLine('a\u001b[31mred\u0007\r\n\u2028\u0085b')).toBe('a [31mred b')
  })

  test('write a path as a person would', () => {
    expect(toPath(['crowd', 'accounts', 3, 'leverage'])).toBe('crowd.accounts[3].leverage')
    expect(toPath([])).toBe('')
  })
})
