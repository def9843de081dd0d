/**
 * Goal: every number that the page shows has a rule: words, a formula and a place in the code that exists.
 * Method: the list of rules beside frames, rows, traders and summaries of a real run, and beside the source files.
 */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createCrash } from '../support/runDocuments.ts'
import { createSessionClient } from '../support/sessionClient.ts'
import { isRuleId, RULE_IDS, RULE_OF } from '../../src/schema/rules.ts'
import { SERIES_FIELDS } from '../../src/schema/snapshot.ts'
import { Run } from '../../src/stores/run.svelte.ts'
import { parseFormula, toPlainText } from '../../src/ui/rules/formula.ts'
import { ruleBook, ruleGroups } from '../../src/ui/rules/ruleBook.ts'

/** Where we are in the run, not what the model says. */
const NOT_READINGS = new Set(['runId', 'step', 'steps', 'id', 'engineVersion'])

/** Paths of all numbers and truths of an object; arrays are histories of what is named elsewhere. */
function listReadings(value: object, path = ''): string[] {
  return Object.entries(value).flatMap(([key, inner]) => {
    const name = path + key
    if (NOT_READINGS.has(name) || ArrayBuffer.isView(inner)) return []
    if (typeof inner === 'number' || typeof inner === 'boolean') return [name]
    const isPlain =
      inner !== null && typeof inner === 'object' && !['series', 'profile', 'crowd'].includes(key)
    return isPlain ? listReadings(inner as object, `${name}.`) : []
  })
}

describe('the rules', () => {
  it('are a closed list, each with words, a formula and a place in the code', () => {
    expect(Object.keys(ruleBook).sort()).toEqual([...RULE_IDS].sort())
    expect(ruleGroups.flatMap(({ ids }) => ids).sort()).toEqual([...RULE_IDS].sort())
    for (const id of RULE_IDS) {
      const { name, words, formula, code } = ruleBook[id]
      expect(name, id).not.toBe('')
      expect(words, id).toMatch(/^[A-Z].*\.$/)
      expect(words, id).not.toMatch(/!/)
      expect(formula.length, id).toBeGreaterThan(0)
      expect(code.length, id).toBeGreaterThan(0)
    }
    expect(new Set(RULE_IDS.map((id) => ruleBook[id].name)).size).toBe(RULE_IDS.length)
    expect(isRuleId('r-ahead')).toBe(true)
    expect(isRuleId('toString')).toBe(false)
  })

  it('name files and functions that exist', () => {
    for (const id of RULE_IDS) {
      for (const [path, name] of ruleBook[id].code) {
        expect(existsSync(path), `${id}: ${path}`).toBe(true)
        const defined = new RegExp(`^(export )?function ${name}\\b|^  ${name}\\(.*\\{$|^  ${name}\\($`, 'm')
        expect(readFileSync(path, 'utf8'), `${id}: ${name} in ${path}`).toMatch(defined)
      }
    }
  })

  it('stand behind every number of a frame, a row, a trader and a summary', async () => {
    const { client } = createSessionClient()
    const run = new Run(client)
    await run.open(createCrash())
    await run.seek(run.steps)
    const [summary, trader] = [(await run.accounts())?.summary, await run.trader(3)]
    if (!run.frame || !summary || !trader) throw new Error('the run did not answer')
    const shown = [run.frame, trader, { ...summary, amplification: 0 }].flatMap((one) => listReadings(one))
    expect(shown).toContain('payers.lossesCents')
    const without = [...shown, ...SERIES_FIELDS].filter((key) => !Object.hasOwn(RULE_OF, key))
    expect(without).toEqual([])
    expect(Object.values(RULE_OF).every(isRuleId)).toBe(true)
    expect(RULE_IDS.filter((id) => !Object.values(RULE_OF).includes(id))).toEqual(['r-profile'])
  })
})

describe('formulas', () => {
  it('are read as what they say', () => {
    expect(parseFormula('a_b')).toMatchObject({ kind: 'index' })
    expect(parseFormula('{x + 1} / {2 · D}')).toMatchObject({
      kind: 'fraction',
      of: { kind: 'row', parts: [{ text: 'x' }, { text: '+' }, { text: '1' }] },
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
