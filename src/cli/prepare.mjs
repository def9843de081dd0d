// Runs before every command: makes sure that Node, the packages and, with --browser, a browser are there.
// Node's own modules only, since nothing is installed yet. Everything it says goes to standard error, so that
// `npm run --silent simulate` prints nothing but its result.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findChromium } from './browser.mjs'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const LOCKFILE = join(ROOT, 'package-lock.json')
const STAMP = join(ROOT, 'node_modules', '.lock-hash')
const OLDEST_NODE = [20, 19]

/** @param {string} sentence */
function say(sentence) {
  process.stderr.write(`${sentence}\n`)
}

/**
 * @param {string} sentence
 * @returns {never}
 */
function fail(sentence) {
  say(sentence)
  process.exit(1)
}

/**
 * Runs a program with all its output on standard error. True when it succeeded.
 * @param {string} program
 * @param {string[]} args
 */
function run(program, args, shell = false) {
  return spawnSync(program, args, { cwd: ROOT, stdio: ['ignore', 2, 2], shell }).status === 0
}

/**
 * Runs apt-get, which says a line or two per package: its words are shown only when it fails.
 * @param {string[]} args
 */
function runAptGet(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const result = spawnSync('apt-get', args, { stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8', env })
  if (result.status !== 0) say(`apt-get ${args.join(' ')} failed:\n${result.stdout}${result.stderr}`)
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return
  fail(
    `Loss Spiral needs Node ${OLDEST_NODE.join('.')} or newer; this is Node ${process.versions.node}. ` +
      'Install a newer one from https://nodejs.org and run the command again.',
  )
}

/** @param {string[]} args */
function runNpm(...args) {
  const npm = process.env.npm_execpath
  if (npm && basename(npm).startsWith('npm')) return run(process.execPath, [npm, ...args])
  return run('npm', args, process.platform === 'win32')
}

function installPackages() {
  const hash = createHash('sha256').update(readFileSync(LOCKFILE)).digest('hex')
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8').trim() === hash) return
  say('Installing the packages that package-lock.json names …')
  if (!runNpm('ci', '--include=dev', '--no-progress', '--loglevel=error')) {
    fail('The packages could not be installed: `npm ci` failed. Check the network and run the command again.')
  }
  writeFileSync(STAMP, `${hash}\n`)
}

function isRootOnDebian() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  try {
    // Not Ubuntu: its chromium package only points to a snap, which does not run in containers.
    return /^ID="?debian"?$/m.test(readFileSync('/etc/os-release', 'utf8'))
  } catch {
    return false
  }
}

function installChromium() {
  if (isRootOnDebian()) {
    say('Installing Chromium for the end-to-end tests with apt-get (about a minute) …')
    runAptGet('update')
    runAptGet('install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core')
    if (findChromium()) return
  }
  say('Installing Chromium for the end-to-end tests with Playwright …')
  run(process.execPath, [join(ROOT, 'node_modules', 'playwright', 'cli.js'), 'install', 'chromium'])
}

function prepareBrowser() {
  if (!findChromium()) installChromium()
  if (findChromium()) return
  fail(
    'The end-to-end tests need Chromium, and it could not be installed. ' +
      'Install Chromium or Chrome, or set CHROMIUM_PATH to its program file, and run the command again.',
  )
}

try {
  checkNode()
  installPackages()
  if (process.argv.includes('--browser')) prepareBrowser()
} catch (error) {
  fail(error instanceof Error ? error.message : String(error))
}
