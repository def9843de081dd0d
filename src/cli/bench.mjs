// `npm run bench`: bundles the benchmark with the engine, as the site ships it, and runs it. In single modules imported constants
// are looked up at each turn of a loop, which slows loops over everyone, and no user meets that.
// Node's own modules and vite only.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
// As deep as the sources of the benchmark, so that what they name by its place is where they look for it.
const FOLDER = join(ROOT, 'node_modules', '.cache')

await build({
  root: ROOT,
  configFile: false,
  logLevel: 'error',
  publicDir: false,
  build: {
    ssr: join(ROOT, 'tests', 'bench', 'bench.ts'),
    outDir: FOLDER,
    emptyOutDir: false,
    minify: false,
    rolldownOptions: { output: { entryFileNames: 'bench.mjs', codeSplitting: false } },
  },
})
const { status } = spawnSync(
  process.execPath,
  ['--expose-gc', join(FOLDER, 'bench.mjs'), ...process.argv.slice(2)],
  { stdio: 'inherit' },
)
process.exitCode = status ?? 1
