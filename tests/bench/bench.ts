/**
 * `npm run bench [-- --json] [-- --only NAME]`: measures the engine, bundled by src/cli/bench.mjs, against the
 * scan and against its limits, and the built site's frames in a browser. Prints a table,
 * or with `--json` one JSON document; progress goes to standard error. The limits are reported, not asserted, so the exit
 * status is 0 also where one is missed.
 */
import { spawnSync } from 'node:child_process'
import { loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { measureCascades } from './cascades.ts'
import { measureFrames } from './frames.ts'
import { measureLab } from './lab.ts'
import { measureMillion } from './million.ts'
import { measureMonteCarlo } from './monteCarlo.ts'
import { measureOpenings } from './openings.ts'
import { measureQuietSteps } from './quietSteps.ts'
import { describeMachine, formatMachine, formatTable, toJson, type Row } from './report.ts'
import { measureRisk } from './risk.ts'
import { measureScrub } from './scrub.ts'
import { measureSharedLosses } from './sharedLosses.ts'
import { measureWorlds } from './worlds.ts'

const PARTS: Readonly<Record<string, () => Row[] | Promise<Row[]>>> = {
  openings: measureOpenings,
  monteCarlo: measureMonteCarlo,
  quietSteps: measureQuietSteps,
  sharedLosses: measureSharedLosses,
  million: measureMillion,
  cascades: measureCascades,
  worlds: measureWorlds,
  risk: measureRisk,
  scrub: measureScrub,
  frames: measureFrames,
  lab: measureLab,
}

const USAGE = `Usage: npm run bench [-- --json] [-- --only ${Object.keys(PARTS).join('|')}]\n`

interface Arguments {
  isJson: boolean
  parts: readonly string[]
}

function readArguments(list: readonly string[]): Arguments | null {
  const parts: string[] = []
  let isJson = false
  for (let i = 0; i < list.length; i++) {
    if (list[i] === '--json') isJson = true
    else if (list[i] === '--only' && Object.hasOwn(PARTS, list[i + 1] ?? '')) parts.push(list[++i])
    else return null
  }
  return { isJson, parts: parts.length > 0 ? parts : Object.keys(PARTS) }
}

/** Measures a part in a process of its own, so that no part meets what another has compiled or allocated. */
function measureApart(name: string): Row[] {
  const { status, stdout } = spawnSync(
    process.execPath,
    [...process.execArgv, fileURLToPath(import.meta.url), '--json', '--only', name],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  )
  if (status !== 0) throw new Error(`The part ${name} of the benchmark failed.`)
  return (JSON.parse(stdout) as { rows: Row[] }).rows
}

async function run({ isJson, parts }: Arguments): Promise<void> {
  const loadBefore = loadavg()[0]
  const rows = parts.length === 1 ? await PARTS[parts[0]]() : parts.flatMap(measureApart)
  const machine = describeMachine(loadBefore)
  process.stdout.write(isJson ? toJson(machine, rows) : `${formatTable(rows)}\n${formatMachine(machine)}`)
}

const parsed = readArguments(process.argv.slice(2))
if (parsed) await run(parsed)
else {
  process.stderr.write(USAGE)
  process.exitCode = 2
}
