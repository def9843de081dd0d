/**
 * Goal: what is left out of a library is what was meant, and what stays does without it; another version of the library stops the build.
 * Method: small modules, and the files of Chart.js as they are installed.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parseSync } from 'vite'
import { leanChart } from '../../src/cli/leanChartPlugin.ts'
import { leaveOut } from '../../src/cli/leaveOut.ts'

const parse = (code: string) => parseSync('module.js', code).program
const cut = (code: string, leftOut: Record<string, string>) => leaveOut(code, leftOut, parse)

describe('what is left out', () => {
  test('is gone with its export, or has something in its place', () => {
    const code = 'class Gone {}\nconst other = 1\nfunction kept() { return other }\nexport { Gone, kept }'
    expect(cut(code, { Gone: '', other: 'const other = 2' })).toBe(
      '\nconst other = 2\nfunction kept() { return other }\nexport { kept };',
    )
  })

  test('is a method of one class, and of no other', () => {
    const code = 'class A { x() { return 1 } y() {} }\nclass B { x() {} }'
    expect(cut(code, { 'A.x': '' })).toBe('class A {  y() {} }\nclass B { x() {} }')
  })

  test('has to be there', () => {
    expect(() => cut('class A { x() {} }', { 'A.y': '' })).toThrow('"A.y" is to be left out and is not there')
    expect(() => cut('class A {}', { B: '' })).toThrow('"B" is to be left out')
  })

  test('is not named by what stays, except as the name of a property', () => {
    const code = 'function gone() {}\nconst kept = () => ({ gone: 1 }).gone'
    expect(cut(code, { gone: '' })).toContain('({ gone: 1 }).gone')
    expect(() => cut(`${code}\ngone()`, { gone: '' })).toThrow('"gone" is left out, and something that stays')
  })
})

test('the parts of Chart.js that are left out are those of the version that is installed', () => {
  const transform = leanChart().transform as unknown as (
    this: { parse: typeof parse },
    code: string,
    id: string,
  ) => { code: string }
  for (const file of ['chart.js', 'chunks/index.js']) {
    const address = new URL(`../../node_modules/chart.js/dist/${file}`, import.meta.url)
    const whole = readFileSync(address, 'utf8')
    const { code } = transform.call({ parse }, whole, fileURLToPath(address))
    expect(code.length).toBeLessThan(0.95 * whole.length)
    expect(parseSync(file, code).errors).toEqual([])
  }
})
