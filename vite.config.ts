import { svelte } from '@sveltejs/vite-plugin-svelte'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { chunkOf } from './src/cli/chunks.ts'
import { doors } from './src/cli/doorsPlugin.ts'
import { glossary } from './src/cli/glossaryPlugin.ts'
import { leanChart } from './src/cli/leanChartPlugin.ts'
import { leanPixi } from './src/cli/leanPixiPlugin.ts'
import { lessons } from './src/cli/lessonsPlugin.ts'
import { nights } from './src/cli/nightsPlugin.ts'
import { offline } from './src/cli/offlinePlugin.ts'
import { rules } from './src/cli/rulesPlugin.ts'
import { situations } from './src/cli/situationsPlugin.ts'
import { siteZip } from './src/cli/siteZip.ts'
import { teach } from './src/cli/teachPlugin.ts'
import { workerChunk } from './src/cli/workerChunkPlugin.ts'
import { SlowFirst } from './tests/support/slowFirst.ts'

/** What the built page may load: its own files and nothing else. `blob:` images are for saved pictures. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** Adds the policy to the built page only: the development server itself needs inline styles. */
function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: CONTENT_SECURITY_POLICY },
        injectTo: 'head-prepend',
      },
    ],
  }
}

const MINUTE = 60_000

export default defineConfig({
  // Relative addresses, so that the built site works from any folder of any static host.
  base: './',
  plugins: [
    svelte({ configFile: false }),
    contentSecurityPolicy(),
    leanChart(),
    leanPixi(),
    workerChunk(),
    doors(),
    glossary(),
    lessons(),
    nights(),
    rules(),
    situations(),
    teach(),
    offline(),
    siteZip(),
  ],
  build: {
    target: 'es2022',
    rolldownOptions: {
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [{ name: chunkOf }],
        },
      },
    },
  },
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/e2e/**', 'tests/**/fixture/**'],
    environment: 'node',
    // Only for what hangs: a test says what is right, not how fast this machine is today.
    testTimeout: 30 * MINUTE,
    hookTimeout: 30 * MINUTE,
    expect: { poll: { timeout: 3 * MINUTE } },
    maxWorkers: 2,
    // The tests share no state, and a file that finds the engine loaded and compiled is done in a third less time.
    pool: 'threads',
    isolate: false,
    sequence: { sequencer: SlowFirst },
  },
})
