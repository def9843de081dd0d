/**
 * The built site as one archive that a school serves itself, with a page on how. The build puts it beside index.html, so that
 * who has no Node can download it; `npm run zip` writes it beside package.json.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import type { Plugin } from 'vite'
import { writeZip, type ZipFile } from './zip.ts'

const ROOT = resolve(import.meta.dirname, '../..')
/** The name in the built site; the page for teachers links to it, and the offline files leave it out. */
const DOWNLOAD = 'loss-spiral.zip'

export function readVersion(): string {
  return (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version
}

function writeReadme(version: string): string {
  return `Loss Spiral ${version}

The folder "site" is the whole website: lessons, sandbox, glossary, notes,
worksheets and class plans. It needs a web server, any web server, and nothing
else: no database, no internet, no accounts.

A school's own server
  Copy the content of "site" into any folder that the server serves, and open
  that folder's address in a browser.

One computer, to try it or to serve a classroom
  Open a terminal in the folder "site" and type one of
    python3 -m http.server 8000
    py -m http.server 8000          (Windows)
  Then open http://localhost:8000/ on this computer. Others in the same network
  use the computer's own address in place of localhost.

Opening index.html by a double click does not work
  Browsers refuse to load modules and workers from file:// addresses, and the
  model runs in a worker. A server is needed, even if it is the one above.

Good to know
  Over https:// or on localhost a browser keeps the site after the first visit,
  and then needs no network. Over plain http:// it does not keep it, so the
  server has to stay on.
  The site makes no request to other addresses. Progress stays in the browser
  of each learner; it can be exported and imported on the page "Lessons".
  Presenters: the page "Teach" has class plans, notes and worksheets.

Education, not advice. Code: MIT. Lessons: CC BY 4.0. See LICENSE
and LICENSE-lessons.
`.replaceAll('\n', '\r\n')
}

/** The page knows by this mark that it came out of the archive, and does not link the archive, which is not there. */
function markAsUnpacked(page: Buffer): Buffer {
  return Buffer.from(page.toString('utf8').replace(/<html\b/, '<html data-unpacked'), 'utf8')
}

/** The archive of a built site. */
export function packSite(dist: string): Buffer {
  const version = readVersion()
  const folder = `loss-spiral-${version}`
  const site = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ name: relative(dist, file).replaceAll(sep, '/'), file }))
    .filter(({ name }) => name !== DOWNLOAD)
    .map(({ name, file }): ZipFile => {
      const bytes = readFileSync(file)
      return { path: `${folder}/site/${name}`, bytes: name === 'index.html' ? markAsUnpacked(bytes) : bytes }
    })
  return writeZip([
    ...site,
    { path: `${folder}/README.txt`, bytes: Buffer.from(writeReadme(version), 'utf8') },
    { path: `${folder}/LICENSE`, bytes: readFileSync(join(ROOT, 'LICENSE')) },
    { path: `${folder}/LICENSE-lessons`, bytes: readFileSync(join(ROOT, 'lessons/LICENSE')) },
  ])
}

/** Comes after all that writes files, the service worker too. */
export function siteZip(): Plugin {
  let folder = ''
  return {
    name: 'site-zip',
    apply: 'build',
    configResolved: (config) => {
      folder = resolve(config.root, config.build.outDir)
    },
    writeBundle: {
      order: 'post',
      sequential: true,
      handler: () => writeFileSync(join(folder, DOWNLOAD), packSite(folder)),
    },
  }
}
