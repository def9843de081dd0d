// Finds the browsers that the end-to-end tests drive. Shared by prepare.mjs, which installs a missing one,
// and by Playwright's config, so that both always mean the same file.
import { accessSync, constants } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const SYSTEM_PATHS = {
  linux: ['/usr/bin/chromium', '/usr/bin/google-chrome-stable', '/usr/bin/google-chrome'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [process.env.ProgramFiles, process.env['ProgramFiles(x86)'], process.env.LOCALAPPDATA]
    .filter((folder) => folder !== undefined)
    .map((folder) => join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')),
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Where Playwright's own Chromium would be, or '' while Playwright is not installed. */
function playwrightChromium() {
  try {
    // Loaded late: it takes longer than all the rest, and is not there before the first install.
    return createRequire(import.meta.url)('playwright').chromium.executablePath()
  } catch {
    return ''
  }
}

/**
 * The Chromium to use, or undefined where there is none.
 * @returns {string | undefined}
 * @throws {Error} when CHROMIUM_PATH names a file that cannot be run
 */
export function findChromium() {
  const wished = process.env.CHROMIUM_PATH
  if (wished) {
    if (isExecutable(wished)) return wished
    throw new Error(`CHROMIUM_PATH is set to ${wished}, but no program is there.`)
  }
  const usual = SYSTEM_PATHS[/** @type {keyof typeof SYSTEM_PATHS} */ (process.platform)] ?? []
  return usual.find(isExecutable) ?? [playwrightChromium()].find((path) => path !== '' && isExecutable(path))
}

/**
 * Debian's Firefox, a second browser for the end-to-end tests where it happens to be installed.
 * @returns {string | undefined}
 * @internal
 */
export function findFirefox() {
  return ['/usr/bin/firefox-esr'].find(isExecutable)
}
