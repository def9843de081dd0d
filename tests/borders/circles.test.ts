/**
 * Goal: no file needs, by way of others, itself: neither its values nor its types, nor what it loads only later; nor does a
 * file of the built site, which would stop before it begins.
 * Method: what every file of src names in its imports, followed until it leads nowhere new; files of the site by their list.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { chunkOf } from '../../src/cli/chunks.ts'

const ROOT = fileURLToPath(new URL('../../src/', import.meta.url))
const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g

function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|mjs|svelte)$/.test(entry.name))
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)))
}

/** What each file imports, by its path from src. A component may draw itself: that is how a tree of formulas is drawn. */
function readImports(): Map<string, string[]> {
  const files = listFiles(ROOT)
  const known = new Set(files)
  return new Map(
    files.map((file) => {
      const named = readFileSync(join(ROOT, file), 'utf8').matchAll(IMPORT)
      const paths = Array.from(named, ([, path]) => join(dirname(file), path))
      return [file, paths.filter((path) => path !== file && known.has(path))]
    }),
  )
}

/** The first way from a file back to itself, or null where there is none. */
function findCircle(imports: Map<string, string[]>): string[] | null {
  const isDone = new Set<string>()
  const visit = (file: string, way: readonly string[]): string[] | null => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file]
    if (isDone.has(file)) return null
    for (const next of imports.get(file) ?? []) {
      const circle = visit(next, [...way, file])
      if (circle) return circle
    }
    isDone.add(file)
    return null
  }
  for (const file of imports.keys()) {
    const circle = visit(file, [])
    if (circle) return circle
  }
  return null
}

test('no file imports itself by way of others', () => {
  const imports = readImports()
  expect(imports.get('app/App.svelte')).toContain('app/routes.ts')
  expect(imports.get('app/routes.ts')).toContain('app/Sandbox.svelte')
  expect(findCircle(imports)).toBeNull()
})

/** What each file of the built site needs of others before it begins: imports of values, and none that are loaded later. */
function readChunks(): Map<string, string[]> {
  const VALUES = /(?:^|\n)\s*(?:import|export)\s+(?!type\b)(?:[^'";]*\bfrom\s*)?['"](\.{1,2}\/[^'"]+)['"]/g
  const chunks = new Map<string, string[]>()
  for (const file of listFiles(ROOT)) {
    const chunk = chunkOf(join('/src', file))
    if (chunk === null || file.startsWith('cli/')) continue
    const needed = Array.from(readFileSync(join(ROOT, file), 'utf8').matchAll(VALUES), ([, path]) =>
      chunkOf(join('/src', dirname(file), path)),
    )
    const others = needed.filter((other) => other !== null && other !== chunk)
    chunks.set(chunk, [...new Set([...(chunks.get(chunk) ?? []), ...others])] as string[])
  }
  return chunks
}

test('no file of the built site waits for itself by way of others', () => {
  const chunks = readChunks()
  expect(chunks.get('sandbox')).toContain('schema')
  expect(findCircle(chunks)).toBeNull()
})

test('a circle is found and named', () => {
  const imports = new Map([
    ['a', ['b', 'c']],
    ['b', []],
    ['c', ['d']],
    ['d', ['b', 'c']],
  ])
  expect(findCircle(imports)).toEqual(['c', 'd', 'c'])
})
