/** How the end-to-end tests run: on the built site, in each engine that is installed, on a port that nobody uses. */
import { defineConfig, devices } from '@playwright/test'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { findChromium, findFirefox } from '../../src/cli/browser.mjs'
import { findMissingWebKit } from './webDriver.ts'

const MINUTE = 60_000
const root = fileURLToPath(new URL('../../', import.meta.url))

/** A port that nobody uses now. */
function findPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const place = probe.address()
      probe.close(() => resolve(typeof place === 'object' && place ? place.port : 0))
    })
  })
}

// Found once: the processes that run the tests read this file too, and must mean the same place.
process.env['LOSS_SPIRAL_TEST_PORT'] ??= String(await findPort())
const address = { host: '127.0.0.1', port: Number(process.env['LOSS_SPIRAL_TEST_PORT']) }
const baseURL = `http://${address.host}:${address.port}/`

const chromiumPath = findChromium()
const firefoxPath = findFirefox()
const isRoot = process.getuid?.() === 0

const WEB_KIT = /webKit\.spec\.ts$/
const chromiumProject = {
  name: 'chromium',
  testIgnore: WEB_KIT,
  use: {
    ...devices['Desktop Chrome'],
    launchOptions: {
      ...(chromiumPath === undefined ? {} : { executablePath: chromiumPath }),
      // Swiftshader draws WebGL in software; a machine without a graphics card has nothing else.
      args: [
        '--enable-unsafe-swiftshader',
        '--disable-background-networking',
        ...(isRoot ? ['--no-sandbox'] : []),
      ],
    },
  },
}

// A second engine for what must not depend on the first: hashes, links, and the picture without WebGL.
const firefoxProject = {
  name: 'firefox',
  testMatch: /(golden|goldenRisk|engines)\.spec\.ts$/,
  use: {
    ...devices['Desktop Firefox'],
    browserName: 'firefox' as const,
    channel: 'moz-firefox',
    launchOptions: firefoxPath === undefined ? {} : { executablePath: firefoxPath },
  },
}

// A third engine for hashes, where Debian's `webkit2gtk-driver xvfb xauth` are installed. It is driven by the test itself.
const missingWebKit = findMissingWebKit()
const webKitProject = { name: 'webkitgtk', testMatch: WEB_KIT }
if (missingWebKit !== null && process.env['TEST_WORKER_INDEX'] === undefined)
  process.stderr.write(`No test runs in WebKitGTK: ${missingWebKit} is not installed.\n`)

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: fileURLToPath(new URL('../../node_modules/.cache/playwright', import.meta.url)),
  // One more than most small machines have processors: much of a test is waiting for a run or a browser.
  workers: 3,
  // Also the tests of one file side by side: each opens its own page, and no long file is waited for at the end.
  fullyParallel: true,
  // A busy machine gets a second try, which the test command names. The long one has none: there, once is enough to fail.
  retries: process.env['LONG_TESTS'] === '1' ? 0 : 1,
  forbidOnly: process.env.CI !== undefined,
  // Tests wait for states. Both limits only end what hangs, and are far beyond what a slow or busy machine needs.
  timeout: 12 * MINUTE,
  expect: { timeout: 3 * MINUTE },
  /** Where the built site lies, for tests that look at its files. */
  metadata: { dist: fileURLToPath(new URL('../../dist', import.meta.url)) },
  // Each test is a first visit; the tests of the offline use allow what keeps the site.
  use: {
    serviceWorkers: 'block',
    baseURL,
    locale: 'en-US',
    actionTimeout: 3 * MINUTE,
    screenshot: 'only-on-failure',
    trace: 'off',
  },
  projects: [
    chromiumProject,
    ...(firefoxPath === undefined ? [] : [firefoxProject]),
    ...(missingWebKit === null ? [webKitProject] : []),
  ],
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --host ${address.host} --port ${address.port} --strictPort`,
    cwd: root,
    url: baseURL,
    reuseExistingServer: false,
    timeout: 5 * MINUTE,
  },
})
