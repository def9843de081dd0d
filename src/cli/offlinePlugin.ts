/**
 * The part of the build that makes the service worker: once everything is written, it lists the files of the site, names their
 * state by a hash, and puts both before src/app/serviceWorker.ts. The worker is made last because it has to know all others.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { minify, transformWithOxc, type Plugin } from 'vite'

const SOURCE = resolve(import.meta.dirname, '../app/serviceWorker.ts')
const FILE = 'serviceWorker.js'
/** Of no use to a page without a network. */
const FILES_LEFT_OUT =
  /(^|\/)(\.[^/]*|CNAME|robots\.txt|picture\.png|[^/]*\.map|[^/]*\.zip|serviceWorker\.js)$/

export function offline(): Plugin {
  let folder = ''
  return {
    name: 'offline',
    apply: 'build',
    configResolved: (config) => {
      folder = resolve(config.root, config.build.outDir)
    },
    writeBundle: { order: 'post', sequential: true, handler: () => writeServiceWorker(folder) },
  }
}

/** Files of the built site, with slashes and in a fixed order. */
function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .filter((file) => !FILES_LEFT_OUT.test(file))
    .sort()
}

async function writeServiceWorker(folder: string): Promise<void> {
  const { code } = await transformWithOxc(readFileSync(SOURCE, 'utf8'), SOURCE)
  const files = listFiles(folder)
  const hash = createHash('sha256').update(code)
  for (const file of files) hash.update(file).update(readFileSync(join(folder, file)))
  const addresses = files.map((file) => (file === 'index.html' ? './' : file))
  const state = { version: hash.digest('hex').slice(0, 12), files: addresses }
  const whole = `const OFFLINE = ${JSON.stringify(state)};\n${code}`
  writeFileSync(join(folder, FILE), (await minify(FILE, whole)).code)
}
