/**
 * Builds the simulation's worker as a chunk of the page's own build. A worker that is built by itself would carry the schema
 * once more, with every row of both tables and the validators; so page and worker share one file that is loaded once.
 */
import type { Plugin } from 'vite'

const WORKER = 'src/worker/simulation.worker.ts'
/** How src/worker/port.ts names it, which is how Vite knows a worker where nothing is built. */
const ADDRESS = "new URL('./simulation.worker.ts', import.meta.url)"

export function workerChunk(): Plugin {
  let reference = ''
  return {
    name: 'worker-chunk',
    apply: 'build',
    enforce: 'pre',
    buildStart() {
      reference = this.emitFile({ type: 'chunk', id: WORKER, name: 'simulation.worker' })
    },
    transform(code, id) {
      if (!id.endsWith('/src/worker/port.ts')) return undefined
      if (!code.includes(ADDRESS)) this.error(`port.ts does not start the worker by ${ADDRESS}`)
      return { code: code.replaceAll(ADDRESS, `import.meta.ROLLUP_FILE_URL_${reference}`), map: null }
    },
  }
}
