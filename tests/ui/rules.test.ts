/**
 * Goal: every number that the page shows has a rule: words, a formula and a place in the code that exists.
 * Method: the list of rules beside frames, rows, traders and summaries of a real run, and beside the source files.
 */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ruleBook, ruleGroups } from '../../src/course/rules/ruleBook.ts'
import { READ } from '../../src/engine/readings.ts'
import { READ_END } from '../../src/engine/runReadings.ts'
import {
  END_READINGS,
  FRAME_READINGS,
  isReadingId,
  READING_IDS,
  readingOf,
  RULE_IDS,
  ruleOf,
} from '../../src/schema/readings.ts'
import { parseFormula, toPlainText } from '../../src/ui/rules/formula.ts'
import { nameRule } from '../../src/ui/rules/rule.ts'

describe('the table of readings', () => {
  it('has a function of the engine for each row, and a row for each function', () => {
    expect(Object.keys(READ).sort()).toEqual([...FRAME_READINGS].sort())
    expect(Object.keys(READ_END)).toEqual(END_READINGS)
  })

  it('names each reading once, plainly', () => {
    const rows = READING_IDS.map(readingOf)
    expect(new Set(rows.map(({ label }) => label)).size).toBe(rows.length)
    for (const { label, said, term } of rows) {
      expect(label).toMatch(/^[A-Z].*[^.!]$/)
      expect(said).toMatch(/^(R |[a-z]).*[^.!]$/)
      expect(term).not.toBe(label)
    }
  })

  it('leads every reading to a rule of its own or of another', () => {
    for (const id of READING_IDS) {
      const rule = ruleOf(id)
      expect(RULE_IDS, id).toContain(rule)
      if (isReadingId(rule)) expect(typeof readingOf(rule).rule, `${id} leads on`).not.toBe('string')
    }
    expect([isReadingId('rAhead'), isReadingId('toString')]).toEqual([true, false])
  })
})

describe('the rules', () => {
  it('are a closed list, each with words, a formula and a place in the code', () => {
    expect(Object.keys(ruleBook).sort()).toEqual([...RULE_IDS].sort())
    expect(ruleGroups.flatMap(({ ids }) => ids).sort()).toEqual([...RULE_IDS].sort())
    for (const id of RULE_IDS) {
      const { words, formula, code } = ruleBook[id]
      expect(words, id).toMatch(/^[A-Z].*\.$/)
      expect(words, id).not.toMatch(/!/)
      expect(formula.length, id).toBeGreaterThan(0)
      expect(code.length, id).toBeGreaterThan(0)
    }
    expect(new Set(RULE_IDS.map((id) => nameRule(id).label)).size).toBe(RULE_IDS.length)
  })

  it('name files and functions that exist', () => {
    for (const id of RULE_IDS) {
      for (const [path, name] of ruleBook[id].code) {
        expect(existsSync(path), `${id}: ${path}`).toBe(true)
        // A function, a method, or a row of the engine's readings.
        const defined = new RegExp(
          `^(export )?function ${name}\\b|^  ${name}\\(.*\\{$|^  ${name}\\($|^  ${name}: \\(.*=>`,
          'm',
        )
        expect(readFileSync(path, 'utf8'), `${id}: ${name} in ${path}`).toMatch(defined)
      }
    }
  })
})

describe('formulas', () => {
  it('are read as what they say', () => {
    expect(parseFormula('a_b')).toMatchObject({ kind: 'index' })
    expect(parseFormula('{x + 1} / {2 · D}')).toMatchObject({
      kind: 'fraction',
      of: { kind: 'row', parts: [{ text: 'x' }, { text: '+' }, { text: '1' }] },
    })
    expect(parseFormula('2 √k / {1 + k}')).toMatchObject({
      parts: [{ text: '2' }, { kind: 'fraction', of: { kind: 'root', of: { text: 'k' } } }],
    })
    expect(() => parseFormula('{x')).toThrow('brace')
    expect(() => parseFormula('x}')).toThrow('brace')
    expect(() => parseFormula('x /')).toThrow('ends too early')
  })

  it.each([
    ['p = F · e^{−x}', 'p = F · e^(− x)'],
    ['c + q · m < μ · |q| · m', 'c + q · m < μ · |q| · m'],
    ['R(p) = {k · (1 − w) · N(p)} / D_x', 'R(p) = (k · (1 − w) · N(p)) / D_x'],
    ['"paid" = min(d, "fund")', 'paid = min(d, fund)'],
    ['{Σ |q| · m} / {Σ E}', '(Σ |q| · m) / (Σ E)'],
  ])('%s is also plain text', (source, plain) => expect(toPlainText(parseFormula(source))).toBe(plain))

  it('of every rule can be shown', () => {
    for (const id of RULE_IDS) {
      for (const line of ruleBook[id].formula) {
        const plain = toPlainText(parseFormula(line))
        expect(plain, id).not.toMatch(/[{}"]|undefined/)
        expect(plain.length, `${id}: ${plain}`).toBeLessThan(60)
      }
    }
  })
})
