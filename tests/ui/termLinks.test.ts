/**
 * Goal: a link to a term leads to an entry, and the words of the field that the lab uses have one.
 * Method: the source is read as text for every link, and the glossary for its ids and names.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readGlossary } from '../../src/cli/glossaryPlugin.ts'

const folder = fileURLToPath(new URL('../../src/ui/', import.meta.url))
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(svelte|ts)$/.test(name))
  .map((name) => readFileSync(`${folder}${name}`, 'utf8'))
const LINKS = /<TermLink id="([a-z-]+)"|term=\{\{ id: '([a-z-]+)'|\['([a-z-]+)', '[^']+'\](?=[,\]])/g

const entries = readGlossary()

describe('every link to a term', () => {
  const linked = sources
    .filter(
      (text) => text.includes('TermLink') || text.includes('term={{') || text.includes('readonly terms:'),
    )
    .flatMap((text) => [...text.matchAll(LINKS)].map((found) => found.slice(1).find(Boolean)))

  it('leads to an entry', () => {
    expect(linked.length).toBeGreaterThan(15)
    expect(linked.filter((id) => !entries.some((entry) => entry.id === id))).toEqual([])
  })

  it.each([
    'kurtosis',
    'tail-index',
    'generalized-pareto',
    'expected-shortfall',
    'autocorrelation',
    'splitting',
  ])('is there for %s', (id) => expect(linked).toContain(id))
})

it.each(['Hill plot', 'expected shortfall', 'volatility clustering', 'multilevel splitting', '95% interval'])(
  '“%s” is a name of an entry',
  (name) =>
    expect(
      entries.filter(({ title, aliases }) =>
        [title, ...aliases].some((one) => one.toLowerCase() === name.toLowerCase()),
      ),
    ).toHaveLength(1),
)
