/**
 * Goal: a situation is the same in the built site, where it is a JSON file, as in the module that it is written in; what cannot be
 * loaded is said by its name.
 * Method: the build's own plugin on the list, with files that are caught; the reader of content on answers that are made.
 */
import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { situations } from '../../src/cli/situationsPlugin.ts'
import { readContent } from '../../src/course/readContent.ts'
import { situationList } from '../../src/situations/situationList.ts'

const LIST = new URL('../../src/situations/situationList.ts', import.meta.url).pathname

interface Emitted {
  readonly fileName: string
  readonly source: string
}

async function buildList(code = readFileSync(LIST, 'utf8')): Promise<{ files: Emitted[]; code: string }> {
  const files: Emitted[] = []
  const context = {
    emitFile: (file: Emitted) => String(files.push(file) - 1),
    error: (message: string) => {
      throw new Error(message)
    },
  }
  const transform = situations().transform as unknown as (
    this: typeof context,
    code: string,
    id: string,
  ) => Promise<{ code: string }>
  return { files, code: (await transform.call(context, code, LIST)).code }
}

test('every situation is a file with what its module says, and no module is left', async () => {
  const { files, code } = await buildList()
  expect(code).not.toContain('import(')
  expect(files.length).toBe(situationList.length)
  for (const [index, { id, load }] of situationList.entries()) {
    expect(files[index].fileName).toMatch(new RegExp(`^assets/situation-${id}-[\\w-]{8}\\.json$`))
    const written = await load()
    expect(JSON.parse(files[index].source), id).toEqual({ situation: written.situation })
    expect(code.indexOf(`id: '${id}'`)).toBeLessThan(code.indexOf(`ROLLUP_FILE_URL_${index})`))
  }
})

test('a situation that the build would miss stops it', async () => {
  const code = readFileSync(LIST, 'utf8').replace("import('./voteTooLate.ts')", 'loadElsewhere()')
  await expect(buildList(code)).rejects.toThrow('situationList.ts names a situation')
})

describe('content that is read', () => {
  afterEach(() => vi.unstubAllGlobals())
  const answer = (response: () => Promise<Response>) => vi.stubGlobal('fetch', response)

  test('is what the file says', async () => {
    answer(() => Promise.resolve(new Response('{"a":[1]}')))
    expect(await readContent('plans', 'file:///plans.json')).toEqual({ a: [1] })
  })

  test('is named where it is not there, and where there is no connection', async () => {
    answer(() => Promise.resolve(new Response('', { status: 404 })))
    await expect(readContent('plans', 'file:///plans.json')).rejects.toThrow(
      '"plans" could not be loaded (404).',
    )
    answer(() => Promise.reject(new TypeError('Failed to fetch')))
    await expect(readContent('plans', 'file:///plans.json')).rejects.toThrow('the connection may be gone')
  })
})
