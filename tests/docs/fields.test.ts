// Goal: the fields that docs/model.md section 10 lists are those that the program takes: a parameter or a name to choose that
// is added, renamed or dropped shows here. Method: the block "Fields of the core" is read as a small grammar; its fields and
// names are compared with the rows of the parameter table, and with the few fields of a document that have no row.
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { choices, layers, parameters } from '../../src/schema/parameterTable.ts'

/** Fields that no control sets by itself, so that the table has no row for them: free values, then names. */
const WITHOUT_ROW = [
  'title', 'seed', 'market.fairValue.path', 'crowd.leverage.values',
  'crowd.accounts.collateral', 'crowd.accounts.leverage', 'crowd.accounts.entry',
  'shocks.step', 'shocks.contracts', 'shocks.factor', 'shocks.change', 'shocks.overSteps',
  'market.fairValue.process "gbm"', 'market.fairValue.process "studentT"', 'market.fairValue.process "jumps"',
  'market.fairValue.process "garch"', 'market.fairValue.process "history"', 'market.fairValue.prices', 'market.fairValue.blockSteps',
  'crowd.leverage.distribution "logUniform"', 'crowd.leverage.distribution "weights"',
  'crowd.accounts.side "long"', 'crowd.accounts.side "short"',
  'shocks.kind "sell"', 'shocks.kind "depth"', 'shocks.kind "fairValue"',
] // prettier-ignore

/** A part of the document by its name, as the words and signs behind the name. */
type Parts = ReadonlyMap<string, readonly string[]>

/** The parts of the block: each begins a line, and goes on over indented ones. */
function readParts(text: string): Parts {
  const [, block] = /Fields of the core[^\n]*\n+```\n(.*?)```/s.exec(text) ?? []
  const parts = (block ?? '').split(/\n(?=\w)/).map((part) => part.match(/\w+|"\w+"|[{}[\]|,:]/g) ?? [])
  return new Map(parts.map(([name, ...tokens]) => [name, tokens]))
}

/** What may stand at each path of a part: the path alone for a value, with the name for a name; null says nothing. */
function listFields(parts: Parts, part: string, prefix: string): string[] {
  const tokens = parts.get(part) ?? []
  const found: string[] = []
  let at = 0
  const readValue = (path: string): void => {
    do {
      const token = tokens[at++]
      if (token === '{') readList(() => readField(path))
      else if (token === '[') readList(() => readValue(path))
      else if (token.startsWith('"')) found.push(`${path} ${token}`)
      else if (/^[a-z]/.test(token) && token !== 'null') found.push(path)
    } while (tokens[at] === '|' && at++ >= 0)
  }
  const readList = (readOne: () => void): void => {
    do readOne()
    while (tokens[at++] === ',')
  }
  const readField = (prefix: string): void => {
    const name = tokens[at++]
    const path = prefix === '' ? name : `${prefix}.${name}`
    if (tokens[at] === ':') {
      at++
      readValue(path)
    } else if (parts.has(name)) found.push(...listFields(parts, name, path))
    else found.push(path)
  }
  readValue(prefix)
  return found
}

it('the fields of the core are the rows of the parameter table, and a few without a row', () => {
  const parts = readParts(readFileSync('docs/model.md', 'utf8'))
  const fields = new Set(listFields(parts, 'document', ''))
  const names = [...choices, ...layers].flatMap(({ key, options }) =>
    options.map(([name]) => `${key} "${name}"`),
  )
  const known = new Set<string>([...parameters.map(({ key }) => key), ...names, ...WITHOUT_ROW])
  expect([...fields].filter((field) => !known.has(field))).toEqual([])
  expect([...known].filter((field) => !fields.has(field))).toEqual([])
})

it('the grammar of the block is read as it is meant', () => {
  const text =
    'Fields of the core:\n\n```\ndocument { a: 1, b, part }\npart { c: "x" | "y", d: cents | { e }, f?: null | {\n' +
    '  g, h } } | { i: [[j, k]] }\n```'
  expect(listFields(readParts(text), 'document', '')).toEqual([
    'b',
    'part.c "x"',
    'part.c "y"',
    'part.d',
    'part.d.e',
    'part.f.g',
    'part.f.h',
    'part.i',
    'part.i',
  ])
})
