/**
 * Goal: what stands behind a number is content in the built site, whole, and the tables that the page loads come without it.
 * Method: the build's own plugin on the tables, and the file that it makes.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { rules, ruleTexts } from '../../src/cli/rulesPlugin.ts'

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))

interface Emitted {
  readonly fileName: string
  readonly source: string
}

function build() {
  const files: Emitted[] = []
  const context = {
    emitFile: (file: Emitted) => String(files.push(file) - 1),
    error: (message: string) => {
      throw new Error(message)
    },
  }
  const plugin = rules() as unknown as {
    configResolved: (config: { command: string }) => void
    load: (this: typeof context, id: string) => string | undefined
    transform: (this: typeof context, code: string, id: string) => { code: string } | undefined
  }
  plugin.configResolved({ command: 'build' })
  return {
    files,
    load: (id: string) => plugin.load.call(context, id),
    transform: (path: string) => plugin.transform.call(context, readFileSync(at(path), 'utf8'), at(path)),
  }
}

test('the rules are one file with all that is said of them', () => {
  const { files, load } = build()
  expect(load('\0virtual:rules')).toContain("readContent('rules', import.meta.ROLLUP_FILE_URL_0)")
  expect(JSON.parse(files[0].source)).toEqual(ruleTexts)
  expect(Object.keys(ruleTexts.dials).length).toBeGreaterThan(4)
})

test('the tables of readings and dials keep their rows, and which rule is that of another number', () => {
  const { transform } = build()
  const { code } = transform('src/schema/readingTable.ts') ?? { code: '' }
  expect(code).not.toMatch(/\b(words|formula|symbols):/)
  expect(code).toContain("label: 'Cost of the sale', said: 'the cost of the sale', rule: 'displacement' }")
  expect(code).toContain("label: 'Days the news fell beyond the margin'")
  expect(transform('src/dials/dialTable.ts')?.code).not.toMatch(/\bformula:/)
  expect(transform('src/schema/readings.ts')).toBe(undefined)
})
