/**
 * Goal: a lesson is a folder: copied, it is in the catalog; broken, it stops the build with its name and field.
 * Method: the build's own plugin on a temporary folder of lessons, and the example of lessons/README.md.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { build } from 'vite'
import { LESSONS, RunCache, findLesson, readLessons, readShownLessons } from '../../src/cli/lessonFiles.ts'
import { lessons } from '../../src/cli/lessonsPlugin.ts'
import type { CatalogEntry } from '../../src/course/catalog.ts'
import { countProof, proveSeed } from '../../src/course/proof.ts'

/** Lessons in a folder of their own, built as the site builds them. */
const root = mkdtempSync(join(tmpdir(), 'loss-spiral-lessons-'))
const FIXTURE = join(import.meta.dirname, 'fixture')
afterAll(() => rmSync(root, { recursive: true }))

// Node fetches no files; here there is no server in between.
beforeAll(() => {
  vi.stubGlobal('fetch', (address: string) => Promise.resolve(new Response(readFileSync(new URL(address)))))
})
afterAll(() => vi.unstubAllGlobals())

function copyFixture(folder: string): void {
  cpSync(FIXTURE, join(root, folder), { recursive: true })
  const file = join(root, folder, 'lesson.yaml')
  const id = folder.replace(/^\d+-/, '')
  writeFileSync(file, readFileSync(file, 'utf8').replace('id: fixture', `id: ${id}`))
}

async function buildCatalog(): Promise<readonly CatalogEntry[]> {
  const entry = join(root, 'entry.js')
  const outDir = mkdtempSync(join(root, 'built-'))
  writeFileSync(entry, "export { default } from 'virtual:lessons'")
  await build({
    root,
    base: './',
    configFile: false,
    logLevel: 'silent',
    plugins: [lessons(root)],
    build: { outDir, minify: false, lib: { entry, formats: ['es'], fileName: () => 'catalog.mjs' } },
  })
  const module = (await import(/* @vite-ignore */ join(outDir, 'catalog.mjs'))) as {
    default: readonly CatalogEntry[]
  }
  return module.default
}

describe('lessons are folders', () => {
  test('one that is copied is in the catalog, with words and numbers', async () => {
    copyFixture('01-fixture')
    expect((await buildCatalog()).map(({ id }) => id)).toEqual(['fixture'])
    copyFixture('02-copied')
    const catalog = await buildCatalog()
    expect(catalog.map(({ number, id, title }) => [number, id, title])).toEqual([
      [1, 'fixture', 'A fixture'],
      [2, 'copied', 'A fixture'],
    ])
    const { lesson, words, numbers, notes } = await catalog[1].load()
    expect(lesson.id).toBe('copied')
    const { text } = numbers['fall']
    expect(text).toMatch(/^\d+(\.\d)?%$/)
    expect(words.steps['goal'].text).toContain(`<span data-value="fall">${text}</span>`)
    expect(words.steps['goal'].text).toContain('<span class="claim" data-claim="deeper-falls">')
    expect(words.steps['look'].text).toContain(
      '<a href="#/glossary/leverage" data-term="leverage">leverage</a>',
    )
    expect(words.steps['look'].text).toContain('<span data-value="b.priceFall"></span>')
    expect(notes).toContain(`<span data-value="fall">${text}</span>`)
  })

  test('a draft is read and proven, and is not in the catalog', () => {
    copyFixture('09-draft')
    const file = join(root, '09-draft', 'lesson.yaml')
    writeFileSync(file, `${readFileSync(file, 'utf8')}\ndraft: true\n`)
    const idsOf = (read: typeof readLessons) => read(root).map(({ lesson }) => lesson.id)
    expect(idsOf(readLessons)).toContain('draft')
    expect(idsOf(readShownLessons)).not.toContain('draft')
    rmSync(join(root, '09-draft'), { recursive: true })
  })

  test('one that is broken stops the build with its name and field', async () => {
    const file = join(root, '02-copied', 'lesson.yaml')
    const whole = readFileSync(file, 'utf8')
    writeFileSync(file, whole.replace('direction: up', 'direction: down'))
    await expect(buildCatalog()).rejects.toThrow(
      'lessons/02-copied/lesson.yaml: claims.deeper-falls.direction',
    )
    writeFileSync(file, whole)
    rmSync(join(root, '02-copied', 'notes.md'))
    await expect(buildCatalog()).rejects.toThrow(
      'lessons/02-copied/notes.md: got nothing, expected this file',
    )
    rmSync(join(root, '02-copied'), { recursive: true })
  })

  test('markup in the words is shown, never made', async () => {
    const file = join(root, '01-fixture', 'en.md')
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(
        'Everything else.',
        '<img src=x onerror=alert(1)> ![x](https://x.y/z) else.',
      ),
    )
    const { words } = await (await buildCatalog())[0].load()
    expect(words.leavesOut).not.toMatch(/<(?!\/?p>)/)
  })
})

test('the example of lessons/README.md is a lesson, and is proven', () => {
  const readme = readFileSync(join(LESSONS, 'README.md'), 'utf8')
  const folder = join(root, '17-more-news')
  mkdirSync(folder)
  const files = [...readme.matchAll(/`lessons\/17-more-news\/([a-z.]+)`:\n\n```[a-z]*\n([\s\S]*?)```/g)]
  expect(files.map(([, name]) => name)).toEqual(['lesson.yaml', 'en.md', 'notes.md'])
  for (const [, name, text] of files) writeFileSync(join(folder, name), text)
  const found = findLesson(root, 'more-news')
  if (!found) throw new Error('The example is not there.')
  const { lesson } = found
  const results = ['1', '2', '3', '4', '5'].map((seed) => {
    const cache = new RunCache()
    return proveSeed(lesson, seed, (settings, inner) => cache.run(lesson, settings, inner))
  })
  expect(countProof(lesson, results).filter((line) => !line.isProven)).toEqual([])
})
