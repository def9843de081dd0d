/**
 * Goal: a rule stands once, since of two that say the same one is changed some day and the other is not.
 * Method: the source is read as text. A constant whose name has two words or more is a rule and has one place; a second one
 * by that name is the same rule, or wants a name of its own. What writes numbers, cells and times has one file each.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../src/', import.meta.url))
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => /\.(ts|mjs|svelte)$/.test(name))
  .map((name) => ({ name, text: readFileSync(`${root}${name}`, 'utf8') }))

/** In a component the top of the script is indented once. */
const CONSTANT = /^ {0,2}(?:export )?const ([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\b/gm

test('a constant that is a rule has one place', () => {
  const places = new Map<string, string[]>()
  for (const { name, text } of sources)
    for (const [, constant] of text.matchAll(CONSTANT))
      places.set(constant, [...(places.get(constant) ?? []), name])
  expect(places.size).toBeGreaterThan(100)
  expect([...places].filter(([, names]) => names.length > 1)).toEqual([])
})

describe('one file alone', () => {
  test.each([
    ['puts numbers into words', /\bIntl\.|\.toLocaleString\(/, 'schema/words.ts'],
    ['knows how a formula of a spreadsheet begins', /\[=\+\\-@/, 'schema/csvCell.ts'],
    ['knows the round moments of an axis', /28[_,]?800/, 'schema/timeAxis.ts'],
    ['knows what becomes of the pushes so far', /slice\(\w*[pP]lanned\w*\.length\)/, 'schema/pushes.ts'],
  ])('%s', (_, pattern, file) => {
    expect(sources.filter(({ text }) => pattern.test(text)).map(({ name }) => name)).toEqual([file])
  })
})
