/**
 * Situations are worlds with what is said of them: content. In the built site each is a JSON file, which is fetched when it is
 * opened; in development and in tests it stays the module that it is written as.
 */
import type { Plugin } from 'vite'
import { IMPORT_READER, writeContent } from './contentFile.ts'
import { situationList } from '../situations/situationList.ts'

const LIST = '/src/situations/situationList.ts'
/** How the list names the module of a situation. */
const LOADS = /import\('(\.\/[^']+\.ts)'\)/g

export function situations(): Plugin {
  return {
    name: 'situations',
    apply: 'build',
    enforce: 'pre',
    async transform(code, id) {
      if (!id.endsWith(LIST)) return undefined
      const loads = [...code.matchAll(LOADS)]
      if (loads.length !== situationList.length)
        this.error(`${LIST} names a situation that is not understood`)
      const loaded = await Promise.all(situationList.map(({ load }) => load()))
      let next = 0
      const written = code.replace(LOADS, () => {
        const content = loaded[next]
        return writeContent(this, true, `situation-${situationList[next++].id}`, content)
      })
      return { code: `${IMPORT_READER}\n${written}`, map: null }
    },
  }
}
