/**
 * Goal: what is loaded when it is asked for is loaded through the door of its chunk, and the door gives that very part.
 * Method: the build's own plugin on the place that opens the help sheet, and on forms that must stay as they are.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { chunkOf } from '../../src/cli/chunks.ts'
import { doors } from '../../src/cli/doorsPlugin.ts'

const at = (path: string) => fileURLToPath(new URL(`../../src/${path}`, import.meta.url))

interface Doors {
  readonly buildStart: () => void
  readonly load: (id: string) => string | undefined
  readonly transform: { handler: (code: string, id: string) => { code: string } | undefined }
}

function open(): Doors {
  const plugin = doors() as unknown as Doors
  plugin.buildStart()
  return plugin
}

test('a part is asked for through the door of its chunk', () => {
  const { load, transform } = open()
  const file = at('app/App.svelte')
  const written = transform.handler(readFileSync(file, 'utf8'), file)?.code ?? ''
  const [, chunk, place] =
    /isHelpOpen[\s\S]*import\('virtual:door\/(\w+)'\)\.then\(\(door\) => door\.part(\d+)\)/.exec(written) ??
    []
  const part = at('ui/parts/HelpSheet.svelte')
  expect(chunk).toBe(chunkOf(part))
  expect(load(`\0virtual:door/${chunk}`)).toContain(`export * as part${place} from ${JSON.stringify(part)}`)
})

test('types, packages and what lies in no chunk of its own are asked for as before', () => {
  const { transform } = open()
  const look = (code: string) => transform.handler(code, at('app/planted.ts'))?.code ?? code
  for (const code of [
    "type A = import('./place.ts').Address",
    "type A = typeof import('./routes.ts')['routes']",
    "void import('uqr')",
    "void import('../stage/webglStage.ts')",
  ])
    expect(look(code)).toBe(code)
})
