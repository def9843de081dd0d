/**
 * `virtual:nights`: the catalog of the folder lessons/nights/, and behind it one JSON file a night, fetched when it is asked for. Read
 * and checked when the site is built: a copied folder is a night with no other change, a broken one stops the build with the field.
 */
import { join, relative } from 'node:path'
import type { Plugin } from 'vite'
import { writeContent } from './contentFile.ts'
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
      const entries = readNights(root).map((parsed) => {
        const { night, words } = buildNight(parsed)
        const { id: name, desk } = night
        const meta = { number: parsed.number, id: name, title: words.title, desk, world: words.world }
        const load = writeContent(this, isBuild, `night-${name}`, { night, words })
        return `{...${JSON.stringify(meta)}, load: () => ${load}}`
      })
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
