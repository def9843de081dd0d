/**
 * Goal: every number that a world gives back beside those of version 1 has one row: a name, a plain sentence, a rule with a formula
 * and places in the code, and a function of the engine.
 * Method: the rows of the world's table beside the engine's functions, the other table and the source files.
 */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { READ_WINDOW, READ_WORLD } from '../../src/engine/worldReadings.ts'
import { READING_IDS, readingOf } from '../../src/schema/readings.ts'
import { WORLD_READING_IDS, worldReadingOf, worldRuleOf } from '../../src/schema/worldReadings.ts'
import { parseFormula, toPlainText } from '../../src/ui/rules/formula.ts'

describe('the world’s table of readings', () => {
  it('has a function of the engine for each row, and a row for each function', () => {
    const read = new Set([...Object.keys(READ_WORLD), ...Object.keys(READ_WINDOW)])
    expect(WORLD_READING_IDS.filter((id) => !read.has(id))).toEqual([])
    expect(read.size).toBe(WORLD_READING_IDS.length)
  })

  it('names each reading once, over both tables, plainly', () => {
    const rows = [...WORLD_READING_IDS.map(worldReadingOf), ...READING_IDS.map(readingOf)]
    const ids = [...WORLD_READING_IDS, ...READING_IDS]
    expect(new Set<string>(ids).size).toBe(ids.length)
    expect(new Set(rows.map(({ label }) => label)).size).toBe(rows.length)
    for (const { label, said, term } of rows) {
      expect(label).toMatch(/^[A-Z].*[^.!]$/)
      expect(said).toMatch(/^(R |[a-z]).*[^.!]$/)
      expect(term).not.toBe(label)
    }
  })

  it.each(WORLD_READING_IDS)('explains %s in words, by a formula and by code that is there', (id) => {
    const { words, formula, code } = worldRuleOf(id)
    expect(words).toMatch(/^[A-Z].*\.$/)
    expect(words).not.toMatch(/!/)
    expect(formula.length).toBeGreaterThan(0)
    expect(code.length).toBeGreaterThan(0)
    for (const line of formula) {
      const plain = toPlainText(parseFormula(line))
      expect(plain).not.toMatch(/[{}"]|undefined/)
      expect(plain.length, plain).toBeLessThan(60)
    }
    for (const [path, name] of code) {
      expect(existsSync(path), path).toBe(true)
      const defined = new RegExp(`^(export )?function ${name}\\b|^  ${name}: \\(.*=>`, 'm')
      expect(readFileSync(path, 'utf8'), `${name} in ${path}`).toMatch(defined)
    }
  })
})
