/**
 * The hardest case: a million traders of the sandbox's start, −6 %, fund → ADL → socialized, 1,000 steps. Once here, and once
 * as a user would run it, through `npm run simulate`, start-up and reading included.
 */
import { spawnSync, type SpawnSyncOptionsWithStringEncoding } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { collectGarbage, sayProgress, timeMs, toSample } from './measure.ts'
import type { Row } from './report.ts'
import { sandboxDocument } from './scenarios.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { parseScenario } from '../../src/schema/scenario.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const RUNS = 3
const SECTION = '1,000,000 traders, 1,000 steps, −6 %, fund → ADL → socialized'

export function measureMillion(): Row[] {
  sayProgress(SECTION)
  const document = sandboxDocument({
    traders: 1_000_000,
    steps: 1000,
    push: -0.06,
    waterfall: ['insuranceFund', 'adl', 'socializedLoss'],
  })
  const openings: number[] = []
  const steppings: number[] = []
  const summaries: number[] = []
  for (let run = 0; run < RUNS; run++) {
    collectGarbage()
    const opening = timeMs(() => Simulation.create(parseScenario(document)))
    steppings.push(timeMs(() => opening.result.advance(1000)).ms / 1000)
    const end = timeMs(() => opening.result.readSummary())
    openings.push(opening.ms / 1000)
    summaries.push(end.ms / 1000)
  }
  const row = (label: string, values: readonly number[]): Row => ({
    section: SECTION,
    label,
    unit: 's',
    sample: toSample(values),
    limit: null,
  })
  return [
    row('opening', openings),
    row('stepping', steppings),
    row('readings for the summary', summaries),
    {
      ...row('npm run simulate -- FILE --summary', measureCommand(document)),
      limit: { kind: 'at most', value: 5 },
    },
  ]
}

/** Seconds of the whole command, from its start to its end. */
function measureCommand(document: Record<string, unknown>): number[] {
  const folder = mkdtempSync(join(tmpdir(), 'loss-spiral-bench-'))
  const file = join(folder, 'million.json')
  writeFileSync(file, JSON.stringify(document))
  // This process must not compete with the command for memory.
  collectGarbage()
  try {
    return Array.from({ length: RUNS }, (_, run) => {
      sayProgress(`  npm run simulate, ${run + 1} of ${RUNS}`)
      return timeMs(() => runSimulate(file)).ms / 1000
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function runSimulate(file: string): void {
  const args = ['run', '--silent', 'simulate', '--', file, '--summary']
  const options: SpawnSyncOptionsWithStringEncoding = {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  }
  const npm = process.env['npm_execpath']
  const { status, stdout } =
    npm && basename(npm).startsWith('npm')
      ? spawnSync(process.execPath, [npm, ...args], options)
      : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' })
  if (status !== 0 || !stdout.includes('"liquidations"')) throw new Error('npm run simulate failed.')
}
