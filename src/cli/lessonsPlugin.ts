/**
 * `virtual:lessons`: the catalog of the folder lessons/, and behind it one module a lesson. Read, checked and computed when
 * the site is built: a copied folder is on the map with no other change, a broken one stops the build with lesson and field.
 */
import { join, relative, sep } from 'node:path'
import type { Plugin, ViteDevServer } from 'vite'
import { buildLesson, LESSONS, listFolders, readLessons } from './lessonFiles.ts'
import { toHtml } from './markdown.ts'
import type { ParsedLesson } from '../course/parseLesson.ts'

const CATALOG = 'virtual:lessons'
const LESSON = 'virtual:lesson/'

/** @param root another folder of lessons, for tests */
export function lessons(root = LESSONS): Plugin {
  let parsed: ParsedLesson[] | null = null
  const all = () => (parsed ??= readLessons(root))
  return {
    name: 'lessons',
    buildStart: () => {
      parsed = null
    },
    resolveId: (id) => (id === CATALOG || id.startsWith(LESSON) ? `\0${id}` : undefined),
    load(id) {
      if (id === `\0${CATALOG}`) {
        watch(root, (file) => this.addWatchFile(file))
        return writeCatalog(all())
      }
      if (!id.startsWith(`\0${LESSON}`)) return undefined
      const name = id.slice(`\0${LESSON}`.length)
      const found = all().find(({ lesson }) => lesson.id === name)
      if (!found) throw new Error(`There is no lesson "${name}".`)
      return `export default ${JSON.stringify(buildLesson(root, found))}`
    },
    configureServer: (server) => reloadOnChange(server, root, () => (parsed = null)),
  }
}

function writeCatalog(all: readonly ParsedLesson[]): string {
  const entries = all.map(({ number, lesson, words }) => {
    const { id, minutes, terms, prerequisites } = lesson
    const meta = {
      number,
      id,
      title: words.title,
      summary: toHtml(words.summary, {}),
      minutes,
      terms,
      prerequisites,
    }
    return `{...${JSON.stringify(meta)}, load: () => import('${LESSON}${id}').then((module) => module.default)}`
  })
  return `export default [${entries.join(',\n')}]`
}

function watch(root: string, add: (file: string) => void): void {
  for (const folder of listFolders(root))
    for (const name of ['lesson.yaml', 'en.md', 'notes.md']) add(join(root, folder, name))
}

/** In development a lesson that is saved is shown at once; new folders too. */
function reloadOnChange(server: ViteDevServer, root: string, forget: () => void): void {
  server.watcher.add(root)
  server.watcher.on('all', (_event, file) => {
    const inside = relative(root, file)
    if (inside.startsWith('..') || !/^\d/.test(inside.split(sep)[0])) return
    forget()
    for (const module of server.moduleGraph.idToModuleMap.values())
      if (module.id?.startsWith(`\0${LESSON}`) || module.id === `\0${CATALOG}`)
        server.moduleGraph.invalidateModule(module)
    server.ws.send({ type: 'full-reload' })
  })
}
