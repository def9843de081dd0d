// Goal: a mark `[planned]` in docs/ never outlives what it waits for. A row of docs/validation.md has the mark or a test in
// tests/validation whose title begins with its number, one of the two. Marks have one form, so that a search finds them all.
// Method: rows and titles are read from the files as text.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { PLANNED, readTarget } from '../support/pointers.ts'

const FOLDER = 'tests/validation'
const validation = readFileSync('docs/validation.md', 'utf8')
const model = readFileSync('docs/model.md', 'utf8')

/** Titles that begin with rows: `A7 …`, `B2, B7 …`. */
function listTestedRows(): Set<string> {
  const texts = readdirSync(FOLDER).map((name) => readFileSync(`${FOLDER}/${name}`, 'utf8'))
  const titles = texts.flatMap((text) => [...text.matchAll(/['"`]([A-G]\d+(?:, [A-G]\d+)*) /g)])
  return new Set(titles.flatMap(([, rows]) => rows.split(', ')))
}

/** Rows with the mark: a row goes on until the next one, or until an empty line. */
function listPlannedRows(text: string): Set<string> {
  const rows = text.split(/\n(?=- \*\*[A-G]\d+\*\* )|\n\n/).filter((part) => part.includes(PLANNED))
  return new Set(rows.flatMap((row) => /^- \*\*([A-G]\d+)\*\* /.exec(row)?.[1] ?? []))
}

it('a row is tested, or it is marked', () => {
  const tested = listTestedRows()
  const planned = listPlannedRows(validation)
  const rows = [...readTarget(validation).rows]
  expect(rows.length).toBeGreaterThan(40)
  expect(rows.filter((row) => !tested.has(row) && !planned.has(row))).toEqual([])
  expect(rows.filter((row) => tested.has(row) && planned.has(row))).toEqual([])
  expect([...tested].filter((row) => !rows.includes(row))).toEqual([])
})

it('a row that is planned is seen, over several lines too', () => {
  const text = '## A. B\n\n- **A1** one\n- **A2** two,\n  and on [planned]\n- **A3** three\n\n[planned] words'
  expect([...listPlannedRows(text)]).toEqual(['A2'])
})

it('marks have one form', () => {
  for (const text of [model, validation]) {
    expect(text).toContain(PLANNED)
    expect(text.match(/\[planned(?!\]|; now: [^\]]+\])/g)).toBeNull()
    expect(text.match(/planned(?<!\[planned)\]/g)).toBeNull()
  }
})
