import { defineConfig, devices } from '@playwright/test'
import { fileURLToPath } from 'node:url'
import { findChromium, findFirefox } from '../../src/cli/browser.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))
// Not the port of `npm start`, so that the tests can run beside it.
const address = { host: '127.0.0.1', port: 4199 }
const baseURL = `http://${address.host}:${address.port}/`

const chromiumPath = findChromium()
const firefoxPath = findFirefox()
const isRoot = process.getuid?.() === 0

const chromiumProject = {
  name: 'chromium',
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
  testMatch: /(golden|engines)\.spec\.ts$/,
  use: {
    ...devices['Desktop Firefox'],
    browserName: 'firefox' as const,
    channel: 'moz-firefox',
    launchOptions: firefoxPath === undefined ? {} : { executablePath: firefoxPath },
  },
}

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: fileURLToPath(new URL('../../node_modules/.cache/playwright', import.meta.url)),
  workers: 2,
  // A machine that is busy otherwise may be late for once; a test that fails twice has failed.
  retries: process.env.CI === undefined ? 0 : 1,
  forbidOnly: process.env.CI !== undefined,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  /** Where the built site lies, for tests that look at its files. */
  metadata: { dist: fileURLToPath(new URL('../../dist', import.meta.url)) },
  // Each test is a first visit; the tests of the offline use allow what keeps the site.
  use: { serviceWorkers: 'block', baseURL, locale: 'en-US', screenshot: 'only-on-failure', trace: 'off' },
  projects: firefoxPath === undefined ? [chromiumProject] : [chromiumProject, firefoxProject],
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --host ${address.host} --port ${address.port} --strictPort`,
    cwd: root,
    url: baseURL,
    reuseExistingServer: false,
    timeout: 30_000,
  },
})
