/**
 * `virtual:lessons`: the catalog of the folder lessons/, and behind it one module a lesson. Read, checked and computed when
 * the site is built: a copied folder is on the map with no other change, a broken one stops the build with lesson and field.
 */
import { join, relative, sep } from 'node:path'
import type { Plugin, ViteDevServer } from 'vite'
import { writeCatalog } from './contentFile.ts'
import { buildLesson, LESSONS, listFolders, readShownLessons } from './lessonFiles.ts'
import { toHtml } from './markdown.ts'
import type { CatalogEntry, LessonModule } from '../course/catalog.ts'
import type { ParsedLesson } from '../course/parseLesson.ts'

const CATALOG = 'virtual:lessons'
const LESSON = 'virtual:lesson/'

/** What other plugins get of this one: each lesson read once and built once. */
export interface LessonSource {
  readonly all: () => readonly ParsedLesson[]
  readonly build: (parsed: ParsedLesson) => LessonModule
}

/** @param root another folder of lessons, for tests */
export function lessons(root = LESSONS): Plugin {
  let parsed: ParsedLesson[] | null = null
  const all = () => (parsed ??= readShownLessons(root))
  const built = new WeakMap<ParsedLesson, LessonModule>()
  const build = (lesson: ParsedLesson) => {
    const module = built.get(lesson) ?? buildLesson(root, lesson)
    built.set(lesson, module)
    return module
  }
  let isBuild = false
  return {
    name: 'lessons',
    api: { all, build } satisfies LessonSource,
    configResolved: ({ command }) => {
      isBuild = command === 'build'
    },
    buildStart: () => {
      parsed = null
    },
    resolveId: (id) => (id === CATALOG || id.startsWith(LESSON) ? `\0${id}` : undefined),
    load(id) {
      if (id === `\0${CATALOG}`) {
        watch(root, (file) => this.addWatchFile(file))
        if (!isBuild) return writeModule(all())
        const lines = all().map((one) => ({ id: one.lesson.id, said: describe(one), content: build(one) }))
        return writeCatalog(this, 'lesson', lines)
      }
      if (!id.startsWith(`\0${LESSON}`)) return undefined
      const name = id.slice(`\0${LESSON}`.length)
      const found = all().find(({ lesson }) => lesson.id === name)
      if (!found) throw new Error(`There is no lesson "${name}".`)
      return `export default ${JSON.stringify(build(found))}`
    },
    configureServer: (server) => reloadOnChange(server, root, () => (parsed = null)),
  }
}

/** What the map says of a lesson. */
function describe({ number, lesson, words }: ParsedLesson): Omit<CatalogEntry, 'load'> {
  const { id, minutes, terms, prerequisites } = lesson
  const { title, takeaway } = words
  return { number, id, title, summary: toHtml(words.summary, {}), takeaway, minutes, terms, prerequisites }
}

/** In development a lesson is a module of its own. */
function writeModule(all: readonly ParsedLesson[]): string {
  const entries = all.map((one) => {
    const load = `import('${LESSON}${one.lesson.id}').then((module) => module.default)`
    return `{...${JSON.stringify(describe(one))}, load: () => ${load}}`
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
