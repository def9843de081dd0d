/**
 * Goal: every figure has a test of what its sentence says. Method: the tests of this folder are read; each figure of the list
 * is taken from its file by one of them.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { allFigures } from '../../src/charts/allFigures.ts'

const FOLDER = new URL('./', import.meta.url)
const tests = readdirSync(FOLDER).map((name) => readFileSync(new URL(name, FOLDER), 'utf8'))

it('every figure is tested by hand, and no two share an id', () => {
  const source = readFileSync(new URL('../../src/charts/allFigures.ts', FOLDER), 'utf8')
  const files = [...source.matchAll(/from '\.\/(\w+Figure)\.ts'/g)].map(([, name]) => name)
  expect(files.length).toBe(allFigures.length)
  expect(new Set(allFigures.map(({ id }) => id)).size).toBe(allFigures.length)
  const untested = files.filter((name) => !tests.some((text) => text.includes(`src/charts/${name}.ts`)))
  expect(untested, 'figures whose sentence no test of tests/charts reads').toEqual([])
})
