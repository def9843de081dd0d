// The glossary has every term of the course's list, each entry is whole, and a mistake is named by term and field.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { readGlossary } from '../../src/cli/glossaryPlugin.ts'
import { parseGlossary } from '../../src/course/glossary.ts'
import { MOST_WORDS } from '../../src/course/glossaryWords.ts'
import { linkTerms } from '../../src/course/termLinks.ts'
import { LIVE_FIGURE_IDS } from '../../src/schema/liveFigures.ts'
import { parseFormula, toPlainText } from '../../src/ui/rules/formula.ts'
import { filterEntries, listLetters } from '../../src/ui/glossary/filtering.ts'

const LIST =
  `bankruptcy risk · leverage · initial margin · maintenance margin · leverage ratio metrics · liquidation price ·
position bankruptcy · bankruptcy price · negative equity · bad debt · liquidation engine analysis · market impact risk ·
execution risk management · feedback loop of forced selling · loss spiral · margin spiral · insurance funds ·
exchange insurance funds · socialized losses · automated deleveraging · circuit breakers · bull market leverage ·
volatility sensitivity analysis · extreme event modeling · backtesting risk models · market maker liquidation risk ·
systemic correlation risk · risk-on asset correlation · crypto market contagion · cross-protocol correlation analysis ·
multi-chain exposure risks · borrowing protocol risks · impermanent loss mitigation · balance sheet insolvency ·
tokenomics security implications · governance risk assessment · systemic risk monitoring · adverse market conditions ·
blockchain technology risks · open interest · mark price · index price · depth · resilience`.split(/\s*·\s*/)
const STARRED =
  'clawback · default waterfall · cross margin · isolated margin · price band · funding rate · auction · haircut'.split(
    ' · ',
  )

const entries = readGlossary()
const byName = new Map(
  entries.flatMap((entry) => [entry.title, ...entry.aliases].map((name) => [name.toLowerCase(), entry])),
)

describe('the list of the course', () => {
  it.each([...LIST, ...STARRED])('%s has its entry', (name) => {
    expect(byName.get(name)).toBeDefined()
  })

  it('knows which terms come from neighboring fields', () => {
    const starred = entries.filter((entry) => entry.starred).map(({ title }) => title.toLowerCase())
    expect(starred.sort()).toEqual([...STARRED].sort())
  })

  it('keeps terms apart that the list joins', () => {
    const ids = ['initial margin', 'maintenance margin', 'negative equity', 'bad debt', 'leverage'].map(
      (name) => byName.get(name)?.id,
    )
    expect(new Set(ids).size).toBe(5)
    expect(byName.get('loss spiral')).toBe(byName.get('margin spiral'))
  })
})

describe('every entry', () => {
  it.each(entries.map((entry) => [entry.id, entry] as const))('%s is whole', (_, entry) => {
    expect(entry.sentence).toMatch(/^\p{Lu}.*\.$/u)
    expect(entry.sentence.split(' ').length).toBeLessThanOrEqual(MOST_WORDS)
    expect(entry.parts.map((part) => (typeof part === 'string' ? part : part.text)).join('')).toBe(
      entry.sentence,
    )
    expect(entry.sources.length).toBeGreaterThan(0)
    for (const { id, words } of entry.confused) {
      expect(entries.some((other) => other.id === id)).toBe(true)
      expect(words).toMatch(/\.$/)
    }
    for (const line of entry.formula) {
      expect(toPlainText(parseFormula(line))).not.toBe('')
      // A fraction takes what stands next to the stroke: a bracket there would be torn from its pair.
      expect(line).not.toMatch(/[)|\]] *\/|\/ *[([|]/)
    }
  })

  it('shows each of the eighteen figures somewhere', () => {
    expect(new Set(entries.flatMap(({ figure }) => figure ?? []))).toEqual(new Set(LIVE_FIGURE_IDS))
    expect(LIVE_FIGURE_IDS.length).toBe(18)
  })
})

const folder = fileURLToPath(new URL('../../lessons/glossary/', import.meta.url))
const text = readFileSync(`${folder}en.md`, 'utf8')
const read = () => parse(readFileSync(`${folder}terms.yaml`, 'utf8')) as { terms: Record<string, unknown>[] }

describe('a broken glossary', () => {
  const change = (id: string, fields: Record<string, unknown>) => {
    const data = read()
    data.terms = data.terms.map((term) => (term['id'] === id ? { ...term, ...fields } : term))
    return data
  }

  it.each([
    [
      'a missing source',
      { sources: [] },
      'glossary, depth: sources: got a list of 0, expected at least one source',
    ],
    [
      'an unknown source',
      { sources: ['nobody-1900'] },
      'glossary, depth, sources: there is no source "nobody-1900"',
    ],
    [
      'nothing that it is taken for',
      { confusedWith: [] },
      'glossary, depth: confusedWith: got a list of 0, expected at least one term that it is taken for',
    ],
    ['an unknown term', { confusedWith: ['width'] }, 'glossary, depth, confused open-interest: is not in'],
    [
      'a term without words for it',
      { confusedWith: ['open-interest', 'resilience', 'equity'] },
      'glossary, depth, confused equity: has no words',
    ],
    ['an unknown figure', { figure: 'pie' }, 'glossary, depth: figure: got "pie"'],
    ['an unknown field', { formula: 'x' }, 'glossary, depth: formula: no such field'],
  ])('%s', (_, fields, message) => {
    expect(() => parseGlossary(change('depth', fields), text, [])).toThrow(message)
  })

  it.each([
    [
      'no section',
      text.replace('## depth: Depth', '## width: Width'),
      'glossary, width, id: has words, but is not in terms.yaml',
    ],
    [
      'two sentences',
      text.replace('How many contracts the market takes up', 'It is deep. How many'),
      'glossary, depth, sentence: must be one sentence',
    ],
    [
      'a long sentence',
      text.replace('How many contracts the market', `How ${'very '.repeat(40)}many contracts the market`),
      'glossary, depth, sentence: has 55 words, at most 35',
    ],
    ['a letter without meaning', text.replace('- D: depth', ''), ', formula: the letter D has no meaning'],
    [
      'a name for two terms',
      text.replace('market depth,', 'bad debt,'),
      'glossary, depth, aliases: "bad debt" also names bad-debt',
    ],
    [
      'an unknown section',
      text.replace('### confused resilience', '### mistaken resilience'),
      'glossary, depth, mistaken resilience: no such section',
    ],
  ])('%s', (_, words, message) => {
    expect(words).not.toBe(text)
    expect(() => parseGlossary(read(), words, [])).toThrow(message)
  })
})

it('lists the lessons that name a term, in their order', () => {
  const lessons = [
    { id: 'first', title: 'The first', terms: ['depth'] },
    { id: 'second', title: 'The second', terms: ['equity', 'depth'] },
  ]
  const found = parseGlossary(read(), text, lessons)
  expect(found.find(({ id }) => id === 'depth')?.lessons.map(({ title }) => title)).toEqual([
    'The first',
    'The second',
  ])
  expect(found.find(({ id }) => id === 'haircut')?.lessons).toEqual([])
})

describe('links in a text', () => {
  const names = [
    { id: 'depth', name: 'depth' },
    { id: 'mark-price', name: 'mark price' },
    { id: 'price', name: 'price' },
  ]

  it.each([
    ['The depth and its Depth.', ['The ', { id: 'depth', text: 'depth' }, ' and its Depth.']],
    ['Mark price', [{ id: 'mark-price', text: 'Mark price' }]],
    ['An in-depth look at depths', ['An in-depth look at depths']],
    ['price, mark price', [{ id: 'price', text: 'price' }, ', ', { id: 'mark-price', text: 'mark price' }]],
  ])('%s', (sentence, parts) => {
    expect(linkTerms(sentence, names)).toEqual(parts)
  })
})

describe('the filter', () => {
  const find = (typed: string) => filterEntries(entries, typed).map(({ id }) => id)

  it('finds names, other names and words, names first', () => {
    expect(find('LOSS spiral')[0]).toBe('forced-selling-loop')
    expect(find('adl')).toEqual(['auto-deleveraging'])
    expect(find('bull-market')).toContain('bull-market-leverage')
    expect(find('depth')[0]).toBe('depth')
    expect(find('depth')).toContain('market-maker-risk')
    expect(find('  ')).toHaveLength(entries.length)
    expect(find('zzz')).toEqual([])
  })

  it('knows the first entry of each letter', () => {
    const letters = listLetters(entries)
    expect(letters[0]).toEqual({ letter: 'A', id: 'adverse-market-conditions' })
    expect(new Set(letters.map(({ letter }) => letter)).size).toBe(letters.length)
  })
})
