/**
 * How content reaches the page: in the built site as a JSON file that is fetched when it is asked for, since words and worlds are
 * not code; in development and in tests as a module, so that nothing has to be served. One file can name others, which lie beside it.
 */
import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import type { Rolldown } from 'vite'

type Emitter = Pick<Rolldown.PluginContext, 'emitFile'>

const FOLDER = 'assets'
const HASH_LENGTH = 8

/** Makes `readContent` known to a module that reads what was emitted. */
export const IMPORT_READER = `import { readContent } from ${JSON.stringify(resolve(import.meta.dirname, '../course/readContent.ts'))}`

/** What a module can say of an emitted file: its name, for a file that lies beside it, and its address. */
interface EmittedFile {
  readonly name: string
  /** An expression, for the code. */
  readonly address: string
}

export function emitContent(context: Emitter, name: string, content: unknown): EmittedFile {
  const source = JSON.stringify(content)
  const hash = createHash('sha256').update(source).digest('base64url').slice(0, HASH_LENGTH)
  const file = `${name}-${hash}.json`
  const reference = context.emitFile({ type: 'asset', fileName: `${FOLDER}/${file}`, source })
  return { name: file, address: `import.meta.ROLLUP_FILE_URL_${reference}` }
}

/** An expression of type Promise that gives the content. It needs `IMPORT_READER` where the site is built. */
export function writeContent(context: Emitter, isBuild: boolean, name: string, content: unknown): string {
  if (!isBuild) return `Promise.resolve(${JSON.stringify(content)})`
  return `readContent('${name}', ${emitContent(context, name, content).address})`
}

interface CatalogLine {
  readonly id: string
  /** What the catalog says at once. */
  readonly said: object
  /** What is loaded when it is asked for. */
  readonly content: unknown
}

/**
 * A module with a catalog whose lines can `load` what they are about: a file, which names a file for each line.
 * @param kind begins the names of the lines' files
 */
export function writeCatalog(context: Emitter, kind: string, lines: readonly CatalogLine[]): string {
  const entries = lines.map(({ id, said, content }) => {
    return { id, ...said, file: emitContent(context, `${kind}-${id}`, content).name }
  })
  return `${IMPORT_READER}
const address = ${emitContent(context, `${kind}s`, entries).address}
const entries = await readContent('${kind}s', address)
export default entries.map(({ file, ...entry }) => ({
  ...entry,
  load: () => readContent(\`${kind}-\${entry.id}\`, new URL(file, address)),
}))`
}
