// Proves that the tools which guard the borders still see: each fixture plants violations and names on the
// same line the rule that must catch it. Nothing else may be reported.
import { ESLint } from 'eslint'
import { readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

const HERE = dirname(fileURLToPath(import.meta.url))
const ROOT = join(HERE, '..', '..')

/** Each fixture, and the place in src where the linter is told that it stands. */
const PLANTED = [
  ['engine-forbidden.ts', 'src/engine/planted.ts'],
  ['engine-allowed.ts', 'src/engine/planted.ts'],
  ['risk-forbidden.ts', 'src/risk/planted.ts'],
  ['prices-forbidden.ts', 'src/prices/planted.ts'],
  ['schema-forbidden.ts', 'src/schema/planted.ts'],
  ['stage-forbidden.ts', 'src/stage/planted.ts'],
  ['store-forbidden.ts', 'src/stores/planted.svelte.ts'],
  ['worker-client-forbidden.ts', 'src/worker/planted.ts'],
  ['course-forbidden.ts', 'src/course/planted.ts'],
  ['schema-forbidden.ts', 'src/situations/planted.ts'],
  ['ui-forbidden.svelte', 'src/ui/Planted.svelte'],
] as const

function readFixture(name: string) {
  return readFileSync(join(HERE, 'fixture', name), 'utf8')
}

/** `line rule` for every rule that a fixture names, in order. */
function listExpected(text: string) {
  return text.split('\n').flatMap((line, index) => {
    const rules = /\/\/ expect: (.+)$/.exec(line)?.[1]?.split(' ') ?? []
    return rules.map((rule) => `${index + 1} ${rule}`)
  })
}

async function listReported(text: string, path: string) {
  const [result] = await new ESLint({ cwd: ROOT }).lintText(text, { filePath: join(ROOT, path) })
  const lines = (result?.messages ?? []).map(
    (message) => `${message.line} ${message.ruleId ?? message.message}`,
  )
  return [...new Set(lines)]
}

function readProject(path: string) {
  const { config, error } = ts.readConfigFile(join(ROOT, path), (file) => ts.sys.readFile(file))
  if (error) throw new Error(ts.flattenDiagnosticMessageText(error.messageText, '\n'))
  return ts.parseJsonConfigFileContent(config, ts.sys, dirname(join(ROOT, path)))
}

/** `line code` for every error that TypeScript finds in the fixture under a project's options. */
function listTypeErrors(fixture: string, project: string) {
  const program = ts.createProgram([join(HERE, 'fixture', fixture)], readProject(project).options)
  const source = program.getSourceFile(join(HERE, 'fixture', fixture))
  if (!source) throw new Error(`${fixture} is not there`)
  return program.getSemanticDiagnostics(source).map(({ start, code }) => {
    return `${source.getLineAndCharacterOfPosition(start ?? 0).line + 1} TS${code}`
  })
}

describe('the linter', () => {
  test.each(PLANTED)('sees what is planted in %s as %s', async (fixture, path) => {
    const text = readFixture(fixture)
    expect(await listReported(text, path)).toEqual(listExpected(text))
  })

  test('lets situations take types alone from the schema', async () => {
    const values = "import { parameter } from '../schema/parameters.ts'\nexport const found = parameter\n"
    const types =
      "import type { WorldDocument } from '../schema/world.ts'\nexport type Found = WorldDocument\n"
    expect(await listReported(values, 'src/situations/planted.ts')).toEqual(['1 house/borders'])
    expect(await listReported(types, 'src/situations/planted.ts')).toEqual([])
  })

  test('keeps files of the source at 300 lines and functions at 70', async () => {
    const longFile = Array.from({ length: 401 }, (_, index) => `export const x${index} = ${index}\n`).join('')
    const body = Array.from({ length: 70 }, (_, index) => `  f(${index})\n`).join('')
    const longFunction = `export function f(x: number): void {\n${body}  if (x) return\n}\n`
    expect(await listReported(longFile, 'src/course/planted.ts')).toEqual(['301 max-lines'])
    expect(await listReported(longFunction, 'src/course/planted.ts')).toEqual(['1 max-lines-per-function'])
  })
})

describe('the project without DOM types', () => {
  const project = 'tests/engine-borders/tsconfig.json'

  test('refuses a file that uses the browser or Node', () => {
    expect(listTypeErrors('no-dom.ts', project)).toEqual(listExpected(readFixture('no-dom.ts')))
  })

  test('is what refuses it: the ordinary project accepts the same file', () => {
    expect(listTypeErrors('no-dom.ts', 'tsconfig.json')).toEqual([])
  })

  test('covers schema and engine, and nothing else but dials and risk', () => {
    const folders = readProject(project).fileNames.map(
      (file) => relative(ROOT, dirname(file)).split(/[\\/]/)[1],
    )
    expect([...new Set(folders)]).toEqual(expect.arrayContaining(['schema', 'engine']))
    expect(folders.filter((folder) => !['schema', 'engine', 'dials', 'risk'].includes(folder ?? ''))).toEqual(
      [],
    )
  })
})
