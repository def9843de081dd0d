/**
 * One door for each chunk. A part that is loaded when it is asked for lies in a chunk with others (src/cli/chunks.ts), and the bundler would
 * put a small file before each of them, only to say which part is meant. Here the parts of a chunk are named by one module, which is
 * loaded instead, and gives the part.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import type { Plugin } from 'vite'
import { chunkOf } from './chunks.ts'

const SOURCES = resolve(import.meta.dirname, '..')
/** Situations are content in the built site (src/cli/situationsPlugin.ts). */
const NAMES_PARTS = /^(?!situations\b|cli\b).*\.(ts|svelte)$/
const DOOR = 'virtual:door/'
/** A part that is loaded; where a type is named, something other than a promise's method follows. */
const LOADS = /(?<!typeof )\bimport\((['"])(\.{1,2}\/[^'"]+)\1\)(?!\s*\.(?!then|catch|finally))/g

/** Parts by the chunk in which they lie, in a fixed order. */
function listParts(): Map<string, string[]> {
  const parts = new Map<string, string[]>()
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  for (const file of files.filter((name) => NAMES_PARTS.test(name)).sort()) {
    const path = resolve(SOURCES, file)
    for (const [, , address] of readFileSync(path, 'utf8').matchAll(LOADS)) {
      const part = resolve(dirname(path), address)
      const chunk = chunkOf(part)
      if (chunk === null) continue
      const known = parts.get(chunk) ?? []
      if (!known.includes(part)) parts.set(chunk, [...known, part])
    }
  }
  return parts
}

export function doors(): Plugin {
  let parts = new Map<string, string[]>()
  return {
    name: 'doors',
    apply: 'build',
    enforce: 'pre',
    buildStart: () => {
      parts = listParts()
    },
    resolveId: (id) => (id.startsWith(DOOR) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${DOOR}`)) return undefined
      const named = parts.get(id.slice(`\0${DOOR}`.length)) ?? []
      return named.map((part, i) => `export * as part${i} from ${JSON.stringify(part)}`).join('\n')
    },
    transform: {
      order: 'pre',
      handler(code, id) {
        const [file] = id.split('?')
        if (relative(SOURCES, file).startsWith('..') || id !== file) return undefined
        let isChanged = false
        const written = code.replace(LOADS, (whole, _quote, address: string) => {
          const part = resolve(dirname(file), address)
          const chunk = chunkOf(part)
          const place = chunk === null ? -1 : (parts.get(chunk)?.indexOf(part) ?? -1)
          if (place < 0) return whole
          isChanged = true
          return `import('${DOOR}${chunk}').then((door) => door.part${place})`
        })
        return isChanged ? { code: written, map: null } : undefined
      },
    },
  }
}
