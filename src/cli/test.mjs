// `npm test`: runs every check as a child process, keeps going after a failure, and ends with one line,
// `N passed, N failed`. A static check counts as one test; Vitest and Playwright count their own. The static checks and the
// build use one processor each, so two run at a time; the others take what there is, and run one after the other.
// Node's own modules only.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * @typedef {{ passed: number, failed: number, skipped: number, note?: string }} Count
 * @typedef {{ name: string, command: [name: string, ...args: string[]], report?: string,
 *   read?: (report: any) => Count, needs?: string, isLone?: true }} Check
 */

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const isLong = process.argv.includes('--long')
const folder = mkdtempSync(join(tmpdir(), 'loss-spiral-test-'))
const vitestReport = join(folder, 'vitest.json')
const playwrightReport = join(folder, 'playwright.json')

const environment = {
  ...process.env,
  ...(isLong ? { LONG_TESTS: '1' } : {}),
  PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport,
}

/** @type {Check[]} */
const CHECKS = [
  { name: 'prettier', command: ['prettier', '--check', '--log-level=warn', '.'] },
  { name: 'eslint', command: ['eslint', '--max-warnings=0', '.'] },
  { name: 'tsc', command: ['tsc', '-p', 'tsconfig.json'] },
  { name: 'tsc without DOM', command: ['tsc', '-p', 'tests/engine-borders/tsconfig.json'] },
  {
    name: 'svelte-check',
    command: ['svelte-check', '--tsconfig', './tsconfig.json', '--fail-on-warnings', '--no-color'],
  },
  { name: 'knip', command: ['knip', '--no-progress'] },
  // Once more as if there were no tests: what only they use is either marked "@internal" or not needed.
  {
    name: 'knip without tests',
    command: ['knip', '--no-progress', '--production', '--files', '--exports'],
  },
  { name: 'vite build', command: ['vite', 'build', '--logLevel=warn'] },
  {
    name: 'vitest',
    command: ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`],
    report: vitestReport,
    read: countVitest,
    isLone: true,
  },
  {
    name: 'playwright',
    command: ['playwright', 'test', '--config=tests/e2e/playwright.config.ts', '--reporter=list,json'],
    report: playwrightReport,
    read: countPlaywright,
    isLone: true,
    needs: 'vite build',
  },
]

/** @param {any} report Vitest's JSON report */
function countVitest(report) {
  // A test file that does not even load has no failed tests of its own; it counts as one.
  const broken = report.testResults.filter(
    (/** @type {any} */ file) =>
      file.status === 'failed' &&
      !file.assertionResults.some((/** @type {any} */ t) => t.status === 'failed'),
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/** @param {any} report Playwright's JSON report */
function countPlaywright(report) {
  const { expected, unexpected, flaky, skipped } = report.stats
  const note = flaky > 0 ? `${flaky} of them only at a second try` : undefined
  return { passed: expected + flaky, failed: unexpected, skipped, ...(note && { note }) }
}

/**
 * The file behind a package's command. Started through Node itself, since the shims differ between systems.
 * @param {string} name
 */
function findProgram(name) {
  const manifest = join(ROOT, 'node_modules', name === 'tsc' ? 'typescript' : name, 'package.json')
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8'))
  return join(dirname(manifest), typeof bin === 'string' ? bin : bin[name])
}

/**
 * @param {Check} check
 * @param {boolean} hasSucceeded
 * @returns {Count}
 */
function countCheck(check, hasSucceeded) {
  if (!check.report || !check.read) return { passed: +hasSucceeded, failed: +!hasSucceeded, skipped: 0 }
  let count
  try {
    count = check.read(JSON.parse(readFileSync(check.report, 'utf8')))
  } catch {
    return { passed: 0, failed: 1, skipped: 0, note: 'it wrote no readable report' }
  }
  if (count.passed + count.failed === 0) return { ...count, failed: 1, note: 'it ran no test' }
  if (!hasSucceeded && count.failed === 0) {
    return { ...count, failed: 1, note: 'it failed outside of the tests' }
  }
  return count
}

/**
 * @param {Check} check
 * @returns {Promise<Count>}
 */
async function runCheck(check) {
  const isStreaming = check.report !== undefined
  const [name, ...args] = check.command
  const child = spawn(process.execPath, [findProgram(name), ...args], {
    cwd: ROOT,
    env: environment,
    stdio: ['ignore', isStreaming ? 'inherit' : 'pipe', isStreaming ? 'inherit' : 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text) => (output += text))
  const status = await new Promise((resolve) => child.on('close', resolve).on('error', resolve))
  const hasSucceeded = status === 0
  if (!hasSucceeded && !isStreaming) process.stdout.write(`${output}\n`)
  return countCheck(check, hasSucceeded)
}

/**
 * @param {Check} check
 * @param {Count} count
 * @param {number} seconds
 */
function describeResult(check, count, seconds) {
  const parts = [count.failed > 0 ? 'FAILED' : 'ok']
  if (check.report) parts.push(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`)
  if (count.note) parts.push(count.note)
  return `    ${check.name}: ${parts.join('; ')} (${seconds.toFixed(1)} s)`
}

/** @type {Map<string, Count>} */
const counts = new Map()

/** @param {Check} check */
async function take(check) {
  console.log(`[${CHECKS.indexOf(check) + 1}/${CHECKS.length}] ${check.name}`)
  const started = performance.now()
  const isBlocked = check.needs !== undefined && counts.get(check.needs)?.failed !== 0
  const count = isBlocked
    ? { passed: 0, failed: 1, skipped: 0, note: `not run, because ${check.needs} failed` }
    : await runCheck(check)
  counts.set(check.name, count)
  console.log(describeResult(check, count, (performance.now() - started) / 1000))
}

const lone = CHECKS.filter(({ isLone }) => isLone)
const others = CHECKS.filter(({ isLone }) => !isLone)
/** Takes the next check until there is none. */
const follow = async () => {
  for (let check = others.shift(); check; check = others.shift()) await take(check)
}
await Promise.all([follow(), follow()])
for (const check of lone) await take(check)
rmSync(folder, { recursive: true, force: true })

const all = [...counts.values()]
const passed = all.reduce((sum, count) => sum + count.passed, 0)
const failed = all.reduce((sum, count) => sum + count.failed, 0)
const names = [...counts].filter(([, count]) => count.failed > 0).map(([name]) => name)
console.log(names.length > 0 ? `\nFailed: ${names.join(', ')}.\n` : '\nEvery check passed.\n')
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
