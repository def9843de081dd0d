/**
 * Goal: a night is a folder: copied, it is in the catalog, and fetched when it is asked for; broken, it stops the build.
 * Method: the build's own plugin on a temporary folder of nights.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { build } from 'vite'
import { LESSONS } from '../../src/cli/lessonFiles.ts'
import { listNightFolders } from '../../src/cli/nightFiles.ts'
import { nights } from '../../src/cli/nightsPlugin.ts'
import type { NightEntry } from '../../src/nights/catalog.ts'

const root = mkdtempSync(join(tmpdir(), 'loss-spiral-nights-'))
const [folder] = listNightFolders()
mkdirSync(join(root, 'nights'))
afterAll(() => rmSync(root, { recursive: true }))
// Node fetches no files; here there is no server in between.
beforeAll(() => {
  vi.stubGlobal('fetch', (address: string) => Promise.resolve(new Response(readFileSync(new URL(address)))))
})
afterAll(() => vi.unstubAllGlobals())

function copyNight(name: string, id: string): string {
  cpSync(join(LESSONS, 'nights', folder), join(root, 'nights', name), { recursive: true })
  const file = join(root, 'nights', name, 'night.yaml')
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^id: .*/m, `id: ${id}`))
  return file
}

async function buildCatalog(): Promise<readonly NightEntry[]> {
  const entry = join(root, 'entry.js')
  const outDir = mkdtempSync(join(root, 'built-'))
  writeFileSync(entry, "export { default } from 'virtual:nights'")
  await build({
    root,
    base: './',
    configFile: false,
    logLevel: 'silent',
    plugins: [nights(root)],
    build: { outDir, minify: false, lib: { entry, formats: ['es'], fileName: () => 'catalog.mjs' } },
  })
  const module = (await import(/* @vite-ignore */ join(outDir, 'catalog.mjs'))) as {
    default: readonly NightEntry[]
  }
  return module.default
}

test('a night that is copied is in the catalog, and its world comes when it is asked for', async () => {
  copyNight('01-first', 'first')
  copyNight('02-second', 'second')
  const catalog = await buildCatalog()
  expect(catalog.map(({ number, id, desk }) => [number, id, desk])).toEqual([
    [1, 'first', 'exchange'],
    [2, 'second', 'exchange'],
  ])
  expect(JSON.stringify(catalog)).not.toContain('maintenanceMargin')
  const { night, words } = await catalog[1].load()
  expect(night.id).toBe('second')
  expect(night.losses['house']).toBeGreaterThan(0)
  expect(Object.keys(words.rules)).toEqual(Object.keys(night.rules))
  expect(words.rules['leverage'].label).toBe('Highest leverage')
  expect(words.taught).toMatch(/^<p>/)
})

test('a night that is broken stops the build with its file and field', async () => {
  const file = copyNight('02-second', 'second')
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^budget: .*/m, 'budget: none'))
  await expect(buildCatalog()).rejects.toThrow(
    'lessons/nights/02-second/night.yaml: budget: got "none", expected a number',
  )
})
