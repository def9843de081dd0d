// Goal: whoever follows a pointer arrives. Every section and row of docs/ that source, tests, lessons and documents name is a
// heading or a row there; every document, and every path and link of source and documents, exists.
// Method: all texts are searched by pattern (tests/support/pointers.ts); pointers planted here show that the search sees.
import { readdirSync, readFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  findLostDocuments,
  findLostLinks,
  findLostNames,
  findLostPaths,
  findPlaces,
} from '../support/pointers.ts'

const EXTENSIONS = new Set(['.ts', '.mjs', '.svelte', '.css', '.md', '.yaml'])

const paths = ['src', 'tests', 'lessons', 'docs'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => EXTENSIONS.has(extname(path)) && !path.startsWith('tests/borders/fixture')),
)
const texts = [...paths, 'README.md', 'CHANGELOG.md'].map((path) => ({
  path,
  text: readFileSync(path, 'utf8'),
}))
const isDocument = (path: string) => path.startsWith('docs/') || path === 'README.md'

describe('in the whole repository', () => {
  const places = texts.flatMap(({ path, text }) =>
    findPlaces(path, text).map(({ pointer, error }) => ({ path, pointer, error })),
  )

  it('every section and row that is named stands there', () => {
    expect(places.filter(({ error }) => error !== null)).toEqual([])
  })

  it('engine, page, tests and lessons do point to the rules', () => {
    for (const folder of [
      'src/engine',
      'src/schema',
      'src/ui',
      'tests/engine',
      'tests/validation',
      'lessons',
    ])
      expect(places.filter(({ path }) => path.startsWith(folder)).length, folder).toBeGreaterThan(1)
  })

  it('every document that is named exists', () => {
    const lost = texts.map(({ path, text }) => ({ path, lost: findLostDocuments(path, text) }))
    expect(lost.filter((one) => one.lost.length > 0)).toEqual([])
  })

  it('every path and link of source and documents leads to a file', () => {
    const lost = texts.map(({ path, text }) => ({
      path,
      lost: [
        ...(isDocument(path) || path.startsWith('src/') ? findLostPaths(text) : []),
        ...(isDocument(path) ? findLostLinks(path, text) : []),
      ],
    }))
    expect(lost.filter((one) => one.lost.length > 0)).toEqual([])
  })
})

it('every file of code that a comment names exists', () => {
  const known = new Set([...paths.map((path) => basename(path)), ...readdirSync('.')])
  const lost = texts.map(({ path, text }) => ({ path, lost: findLostNames(text, known) }))
  expect(lost.filter((one) => one.lost.length > 0)).toEqual([])
  const file = ['dayOrder', 'ts'].join('.')
  expect(findLostNames(`/* as ${file}, moments.ts, *.worker.ts */\nimport '${file}'`, known)).toEqual([file])
})

describe('a planted pointer', () => {
  // Put together here, so that this file itself does not point to what it plants.
  const model = ['docs', 'model.md'].join('/')
  const rows = ['docs', 'validation.md'].join('/')
  const section = 'section'
  const row = 'row'

  it.each([
    [`(${model} ${section} 4)`, null],
    [`(${model}, ${section}s 2, 4 to 6, 8 and 11.2).`, null],
    [` * as in ${model}\n * ${section} 3: the curves`, null],
    [`// ${rows} ${row}s A1 to A3 and B7`, null],
    [`${rows} ${section} B`, null],
    [`(${model} ${section} 4 and 17)`, 'no 17 there'],
    [`${model} ${section} 11.99`, 'no 11.99 there'],
    [`${rows} ${row}s A8 to A11`, 'no A10, A11 there'],
    [` * ${rows}\n * ${row} B99.`, 'no B99 there'],
    [`${['docs', 'lost.md'].join('/')} ${section} 1`, 'no such file'],
    [`the yardstick of ${section} 7`, 'does not say of which file'],
  ])('is seen: %s', (text, error) => {
    expect(findPlaces('src/engine/market.ts', text).map((place) => place.error)).toEqual([error])
  })

  it('without a file means the document that it stands in', () => {
    const text = `## 1. One\n\nAs ${section} 1 says, and ${section} 2.`
    expect(findPlaces('docs/model.md', text).map((place) => place.error)).toEqual([null, 'no 2 there'])
  })

  it('to a document, path or link that is not there is seen', () => {
    const old = ['MODEL', 'md'].join('.')
    expect(findLostDocuments('src/engine/market.ts', `(${old} ${section} 3), README.md`)).toEqual([old])
    expect(findLostDocuments('lessons/README.md', `README.md and ${model}x`)).toEqual([])
    const file = ['src', 'engine', 'nobody.ts'].join('/')
    expect(findLostPaths(`(${file}), src/engine/market.ts, tests/docs/*.test.ts`)).toEqual([file])
    expect(findLostPaths(`${file} [planned]`)).toEqual([])
    expect(findLostLinks('docs/model.md', '[a](#section-4) [b](validation.md#section-b)')).toEqual([])
    expect(findLostLinks('docs/model.md', '[a](#section-99) [b](../docs/gone.txt)')).toEqual([
      'docs/model.md#section-99',
      'docs/gone.txt',
    ])
  })
})
