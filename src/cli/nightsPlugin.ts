/**
 * `virtual:nights`: the catalog of the folder lessons/nights/, and behind it one JSON file a night, fetched when it is asked for. Read
 * and checked when the site is built: a copied folder is a night with no other change, a broken one stops the build with the field.
 */
import { join, relative } from 'node:path'
import type { Plugin } from 'vite'
import { writeCatalog } from './contentFile.ts'
import { LESSONS } from './lessonFiles.ts'
import { buildNight, listNightFolders, readNights } from './nightFiles.ts'

const CATALOG = 'virtual:nights'

/** @param root another folder of lessons, for tests */
export function nights(root = LESSONS): Plugin {
  let isBuild = false
  return {
    name: 'nights',
    configResolved: ({ command }) => {
      isBuild = command === 'build'
    },
    resolveId: (id) => (id === CATALOG ? `\0${id}` : undefined),
    load(id) {
      if (id !== `\0${CATALOG}`) return undefined
      for (const folder of listNightFolders(root))
        for (const name of ['night.yaml', 'en.md']) this.addWatchFile(join(root, 'nights', folder, name))
      const lines = readNights(root).map((parsed) => {
        const { night, words } = buildNight(parsed)
        const said = { number: parsed.number, title: words.title, desk: night.desk, world: words.world }
        return { id: night.id, said, content: { night, words } }
      })
      if (isBuild) return writeCatalog(this, 'night', lines)
      const entries = lines.map(
        ({ id, said, content }) =>
          `{...${JSON.stringify({ id, ...said })}, load: () => Promise.resolve(${JSON.stringify(content)})}`,
      )
      return `export default [${entries.join(',\n')}]`
    },
    configureServer: (server) => {
      server.watcher.on('all', (_event, file) => {
        if (relative(join(root, 'nights'), file).startsWith('..')) return
        const module = server.moduleGraph.getModuleById(`\0${CATALOG}`)
        if (!module) return
        server.moduleGraph.invalidateModule(module)
        server.ws.send({ type: 'full-reload' })
      })
    },
  }
}
