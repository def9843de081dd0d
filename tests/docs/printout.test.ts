// Goal: what `simulate` prints is what docs/model.md sections 10 and 11.10 list, field by field, and a field of a world is named in a
// table of readings and nowhere else.
// Method: the two blocks are read as trees of names; every conformance case is run, and the paths of its printout, with
// ids in the place of which the block has a capital letter, are compared with those of the tree, both ways.
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { isReadingId } from '../../src/schema/readings.ts'
import { PRINTED_SERIES, PRINTED_SUMMARY } from '../../src/schema/result.ts'
import { WORLD_READING_IDS } from '../../src/schema/worldReadings.ts'
import { runToEnd, runWorldToEnd } from '../support/completeRun.ts'
import { versionOneCases, worldCases } from '../support/conformanceCases.ts'

/** Names beneath a name; a capital letter stands for any id. */
interface Tree {
  readonly [name: string]: Tree
}

/** Blocks of a document that begin with the printout, in order, as the tree that its first part stands for. */
function readTrees(text: string): Tree[] {
  return [...text.matchAll(/```\n(printout .*?)```/gs)].map(([, block]) => {
    const parts = new Map(
      block.split(/\n(?=\w)/).map((part) => {
        const [name = '', ...tokens] = part.match(/\w+|[{}[\],:]/g) ?? []
        return [name, tokens]
      }),
    )
    return readPart(parts, 'printout')
  })
}

function readPart(parts: ReadonlyMap<string, readonly string[]>, part: string): Tree {
  const tokens = parts.get(part) ?? []
  let at = 0
  const readValue = (): Tree => {
    const token = tokens[at++]
    if (token === '[') {
      const inner = readValue()
      at++
      return inner
    }
    if (token !== '{') return parts.has(token) ? readPart(parts, token) : {}
    const fields: Record<string, Tree> = {}
    do {
      const name = tokens[at++]
      fields[name] = tokens[at] === ':' && at++ >= 0 ? readValue() : {}
    } while (tokens[at++] === ',')
    return fields
  }
  return readValue()
}

/** Paths of everything in the tree. */
function listNamed(tree: Tree, path: readonly string[] = []): string[] {
  return Object.entries(tree).flatMap(([name, inner]) => [
    [...path, name].join('.'),
    ...listNamed(inner, [...path, name]),
  ])
}

/** Paths of everything that was printed; what the tree does not have goes by its own name. */
function listPrinted(printed: unknown, tree: Tree, path: readonly string[] = [], found = new Set<string>()) {
  if (Array.isArray(printed)) for (const item of printed) listPrinted(item, tree, path, found)
  else if (typeof printed === 'object' && printed !== null)
    for (const [key, value] of Object.entries(printed)) {
      const [first = ''] = Object.keys(tree)
      const name = /^[A-Z]$/.test(first) ? first : key
      const inner = [...path, name]
      found.add(inner.join('.'))
      listPrinted(value, Object.hasOwn(tree, name) ? tree[name] : {}, inner, found)
    }
  return found
}

const [versionOne, world] = readTrees(readFileSync('docs/model.md', 'utf8'))

it.each([
  ['a scenario', versionOne, () => versionOneCases.map(({ scenario }) => runToEnd(scenario) as unknown)],
  ['a world', world, () => worldCases.map(({ scenario }) => runWorldToEnd(scenario) as unknown)],
])('%s prints the fields that the model lists', (_, tree, run) => {
  const found = new Set<string>()
  for (const printed of run()) listPrinted(printed, tree, [], found)
  expect([...found].sort()).toEqual([...new Set(listNamed(tree))].sort())
})

it('the printout of a world names no field by itself', () => {
  const names = [
    ...WORLD_READING_IDS,
    ...Object.keys({ ...PRINTED_SUMMARY, ...PRINTED_SERIES }),
    'contracts',
    'cash',
    'haircut',
  ]
  const source = readFileSync('src/engine/worldPrintout.ts', 'utf8')
  expect(names.filter((name) => new RegExp(`\\b${name}:|'${name}'`).test(source))).toEqual([])
  expect(isReadingId('cash')).toBe(true)
})

it('the blocks are read as they are meant', () => {
  const [tree] = readTrees(
    '```\nprintout { a: { V: part }, b: [{ c, d: { A: { A: n } } }] }\npart { e, f: g }\n```',
  )
  expect(listNamed(tree)).toEqual(['a', 'a.V', 'a.V.e', 'a.V.f', 'b', 'b.c', 'b.d', 'b.d.A', 'b.d.A.A'])
  const printed = { a: { x: { e: 1 }, y: { z: 2 } }, b: [{ c: 3 }, { d: { u: { v: 4 } } }] }
  expect([...listPrinted(printed, tree)]).toEqual([
    'a',
    'a.V',
    'a.V.e',
    'a.V.z',
    'b',
    'b.c',
    'b.d',
    'b.d.A',
    'b.d.A.A',
  ])
})
