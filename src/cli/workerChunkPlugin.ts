/**
 * Builds the workers as chunks of the page's own build. A worker that is built by itself would carry the schema once more, with
 * every row of both tables and the validators; so page and workers share one file that is loaded once.
 */
import type { Plugin } from 'vite'

/** Workers by name, with the file that starts each of them. */
const WORKERS = [
  { name: 'simulation.worker', startedBy: '/src/worker/port.ts' },
  { name: 'risk.worker', startedBy: '/src/worker/pool.ts' },
  { name: 'prices.worker', startedBy: '/src/worker/pricesPool.ts' },
]

/** How a worker is named where it is started, which is how Vite knows it where nothing is built. */
const addressOf = (name: string) => `new URL('./${name}.ts', import.meta.url)`

export function workerChunk(): Plugin {
  const references = new Map<string, string>()
  return {
    name: 'worker-chunk',
    apply: 'build',
    enforce: 'pre',
    // Vite has what a part loads later looked for in the page's document, and a worker has none.
    config: () => ({
      build: {
        modulePreload: {
          resolveDependencies: (_file, needed, { hostId }) => (/\.worker-[^/]*$/.test(hostId) ? [] : needed),
        },
      },
    }),
    buildStart() {
      for (const { name } of WORKERS)
        references.set(name, this.emitFile({ type: 'chunk', id: `src/worker/${name}.ts`, name }))
    },
    transform(code, id) {
      const worker = WORKERS.find(({ startedBy }) => id.endsWith(startedBy))
      if (!worker) return undefined
      const address = addressOf(worker.name)
      if (!code.includes(address)) this.error(`${worker.startedBy} does not start the worker by ${address}`)
      const file = `import.meta.ROLLUP_FILE_URL_${references.get(worker.name) ?? ''}`
      return { code: code.replaceAll(address, file), map: null }
    },
  }
}
