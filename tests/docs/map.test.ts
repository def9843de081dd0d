/**
 * Goal: the map of the house in the README is the list of its folders.
 * Method: the block under "Folders" is read by its indentation and held against the folders of src and of src/ui.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const [, map] = /## Folders\s+```\n([\s\S]*?)```/.exec(readFileSync(`${root}README.md`, 'utf8')) ?? []

function listNamed(indent: number): string[] {
  const line = new RegExp(`^ {${indent}}([a-z]+)/ `, 'gm')
  return [...(map ?? '').matchAll(line)].map(([, name]) => name).sort()
}

function listFolders(path: string): string[] {
  const entries = readdirSync(root + path, { withFileTypes: true })
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
}

test.each([
  ['src', 2],
  ['src/ui', 4],
])('the folders of %s are those of the map', (path, indent) => {
  expect(listFolders(path).sort()).toEqual(listNamed(indent))
})

test('every component of src/ui has a place', () => {
  const loose = readdirSync(`${root}src/ui`, { withFileTypes: true }).filter((entry) => entry.isFile())
  expect(loose.map(({ name }) => name)).toEqual([])
})
