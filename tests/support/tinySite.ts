/**
 * A site of one page, built with the real service worker and served from a folder of its own, so that a test can publish a
 * new version or take the network away.
 */
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { offline } from '../../src/cli/offlinePlugin.ts'

const OFFLINE_MODULE = JSON.stringify(fileURLToPath(new URL('../../src/app/offline.ts', import.meta.url)))
const POLICY = "default-src 'none'; script-src 'self'; img-src 'self'; connect-src 'self'; worker-src 'self'"
const PAGE = `<!doctype html>
<meta charset="utf-8" />
<meta http-equiv="Content-Security-Policy" content="${POLICY}" />
<title>as it was</title>
<link rel="icon" href="./icon.svg" />
<p></p>
<button id="late">late</button>
<button id="apply">apply</button>
<script type="module" src="./main.ts"></script>
`
const TYPES: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
}

/** Builds one version of the site: its text, a part that is loaded late, and a file from `public`. */
export async function buildTinySite(version: string): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), 'loss-spiral-site-'))
  mkdirSync(join(root, 'public'))
  writeFileSync(join(root, 'public/icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  writeFileSync(join(root, 'public/robots.txt'), 'User-agent: *')
  writeFileSync(join(root, 'index.html'), PAGE)
  writeFileSync(join(root, 'late.ts'), `export const text = ${JSON.stringify(`late ${version}`)}`)
  writeFileSync(
    join(root, 'main.ts'),
    `import { registerOffline } from ${OFFLINE_MODULE}
    const say = (text) => (document.querySelector('p').textContent = text)
    let apply = () => {}
    say(${JSON.stringify(version)})
    document.getElementById('late').onclick = () => import('./late.ts').then(({ text }) => say(text))
    document.getElementById('apply').onclick = () => apply()
    registerOffline((ready) => ((apply = ready), (document.title = 'update ready')))`,
  )
  const outDir = join(root, 'dist')
  await build({
    configFile: false,
    root,
    base: './',
    logLevel: 'warn',
    plugins: [offline()],
    build: { outDir },
  })
  return outDir
}

/** Serves a folder under `/some/place/`, which is where a site of a project usually lives. */
export class TinyServer {
  folder: string
  isDown = false
  readonly #server: Server
  readonly #base = '/some/place/'

  constructor(folder: string) {
    this.folder = folder
    this.#server = createServer((request, response) => {
      const path = new URL(request.url ?? '/', 'http://host').pathname
      if (this.isDown) return void request.socket.destroy()
      const file = path === this.#base ? 'index.html' : path.slice(this.#base.length)
      try {
        const content = readFileSync(join(this.folder, file))
        // What hosts send: a cache that is asked with another header must not miss because of it.
        const headers = { 'content-type': TYPES[extname(file)] ?? 'text/plain', vary: 'Origin' }
        response.writeHead(200, headers).end(content)
      } catch {
        response.writeHead(404).end()
      }
    })
  }

  /** @returns the address of the site */
  listen(): Promise<string> {
    return new Promise((resolve) => {
      this.#server.listen(0, '127.0.0.1', () => {
        const { port } = this.#server.address() as AddressInfo
        resolve(`http://127.0.0.1:${port}${this.#base}`)
      })
    })
  }

  close(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }
}
