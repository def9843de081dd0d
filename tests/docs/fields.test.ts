// Goal: the fields that docs/model.md section 10 lists are those that the program takes: a parameter that is added, renamed or
// dropped shows here. Method: the block "Fields of the core" is read as a small grammar, its numbers are compared with the
// keys of the parameter table, and with the few numbers of a document that are no parameters.
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { parameters } from '../../src/schema/parameterTable.ts'

/** Fields with a value of their own that no slider sets, so that the table has no row for them. */
const WITHOUT_ROW = [
  'title', 'seed', 'market.fairValue.path', 'crowd.leverage.values',
  'crowd.accounts.collateral', 'crowd.accounts.leverage', 'crowd.accounts.entry',
  'shocks.step', 'shocks.contracts', 'shocks.factor', 'shocks.change',
] // prettier-ignore

/** A part of the document by its name, as the words and signs behind the name. */
type Parts = ReadonlyMap<string, readonly string[]>

/** The parts of the block: each begins a line, and goes on over indented ones. */
function readParts(text: string): Parts {
  const [, block] = /Fields of the core[^\n]*\n+```\n(.*?)```/s.exec(text) ?? []
  const parts = (block ?? '').split(/\n(?=\w)/).map((part) => part.match(/\w+|"\w+"|[{}[\]|,:]/g) ?? [])
  return new Map(parts.map(([name, ...tokens]) => [name, tokens]))
}

/** Paths of fields that hold a value: neither a part of the document, nor one of some names, nor nothing. */
function listValues(parts: Parts, part: string, prefix: string): string[] {
  const tokens = parts.get(part) ?? []
  const found: string[] = []
  let at = 0
  const readValue = (path: string): void => {
    do {
      const token = tokens[at++]
      if (token === '{') {
        do readField(path)
        while (tokens[at++] === ',')
      } else if (token === '[') {
        do readValue(path)
        while (tokens[at++] === ',')
      } else if (/^[a-z]/.test(token) && token !== 'null') found.push(path)
    } while (tokens[at] === '|' && at++ >= 0)
  }
  const readField = (prefix: string): void => {
    const name = tokens[at++]
    const path = prefix === '' ? name : `${prefix}.${name}`
    if (tokens[at] === ':') {
      at++
      readValue(path)
    } else if (parts.has(name)) found.push(...listValues(parts, name, path))
    else found.push(path)
  }
  readValue(prefix)
  return found
}

it('the fields of the core are the keys of the parameter table, and a few without a row', () => {
  const parts = readParts(readFileSync('docs/model.md', 'utf8'))
  const fields = new Set(listValues(parts, 'document', ''))
  const known = new Set<string>([...parameters.map(({ key }) => key), ...WITHOUT_ROW])
  expect([...fields].filter((field) => !known.has(field))).toEqual([])
  expect([...known].filter((key) => !fields.has(key))).toEqual([])
})

it('the grammar of the block is read as it is meant', () => {
  const text =
    'Fields of the core:\n\n```\ndocument { a: 1, b, part }\npart { c: "x" | "y", d: cents | { e }, f?: null | {\n' +
    '  g, h } } | { i: [[j, k]] }\n```'
  const values = listValues(readParts(text), 'document', '')
  expect(values).toEqual(['b', 'part.d', 'part.d.e', 'part.f.g', 'part.f.h', 'part.i', 'part.i'])
})
