/**
 * Goal: whoever opens a file is told first what it is for.
 * Method: every file of source and tests is read; it begins with a comment of at least a short sentence.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
/** Planted violations, which name on each line what must catch them. */
const APART = /tests\/borders\/fixture\//
const COMMENT = /^(\/\*\*[^]*?\*\/|(\/\/[^\n]*\n)+|<!--[^]*?-->)/
const SHORTEST = 30

const files = ['src', 'tests'].flatMap((folder) =>
  readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((name) => /\.(ts|mjs|svelte)$/.test(name) && !APART.test(name)),
)

test('every file begins by saying what it is for', () => {
  expect(files.length).toBeGreaterThan(500)
  const silent = files.filter((name) => {
    const [comment = ''] = COMMENT.exec(readFileSync(`${root}${name}`, 'utf8')) ?? []
    return comment.length < SHORTEST
  })
  expect(silent).toEqual([])
})
