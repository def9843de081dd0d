/**
 * Probabilities as the command finds them, from its start to its last line, on all cores: a thousand futures of a crowd counted,
 * and one in a million by splitting, whose exact value is known. And a whole map of probabilities, as the page asks for one, on two.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { sayProgress, timeMs, toSample } from './measure.ts'
import type { Row } from './report.ts'
import { sandboxDocument } from './scenarios.ts'
import { passBySteps } from '../support/firstPassage.ts'
import { createWalk } from '../support/riskDocuments.ts'
import { ProcessPool } from '../../src/cli/processPool.ts'
import { placeAlong, sweep } from '../../src/risk/sweep.ts'
import type { RiskAnswer, RiskTask } from '../../src/risk/task.ts'
import { parseScenario } from '../../src/schema/scenario.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const TIMES = 3
const MAP_SECTION = 'risk, a map of probabilities, 2 processes'
const RARE = { sigma: 0.6, steps: 720, stepSeconds: 3600, barrier: 0.43 }

interface Found {
  readonly seconds: number
  readonly probability: number
  readonly relativeError: number
}

function find(document: unknown, ...args: readonly string[]): Found {
  const file = join(mkdtempSync(join(tmpdir(), 'loss-spiral-bench-')), 'document.json')
  writeFileSync(file, JSON.stringify(document))
  const { ms, result } = timeMs(() =>
    spawnSync(process.execPath, ['--import', 'tsx', 'src/cli/risk.ts', file, ...args], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  )
  if (result.status !== 0) throw new Error('The command of the benchmark failed.')
  const { probability, relativeError } = JSON.parse(result.stdout) as Found
  return { seconds: ms / 1000, probability, relativeError }
}

/** Leverage and depth of the sandbox, 20 values of each over their sliders, 50 runs of a cell, by two processes. */
async function mapSeconds(push: number): Promise<number> {
  const pool = new ProcessPool<RiskTask, RiskAnswer>(
    pathToFileURL(join(ROOT, 'src/cli/riskWorker.ts')),
    [],
    (_task, message) => new Error(message),
    2,
  )
  const document = parseScenario(sandboxDocument({ traders: 1_000, steps: 300, push }))
  const axes = [
    { key: 'venue.maxLeverage', values: placeAlong('venue.maxLeverage', 2, 125, 20) },
    {
      key: 'liquidity.depth.shareOfOpenInterest',
      values: placeAlong('liquidity.depth.shareOfOpenInterest', 0.005, 0.5, 20),
    },
  ] as const
  const before = performance.now()
  const { cells } = await sweep({ document, event: 'insolvent', axes, from: 1, runs: 50 }, pool)
  const seconds = (performance.now() - before) / 1000
  pool.close()
  if (cells.length !== 400 || cells.some(({ happened }) => happened.length !== 50))
    throw new Error('The map of the benchmark has holes.')
  return seconds
}

export async function measureRisk(): Promise<Row[]> {
  const section = `risk, the whole command, ${availableParallelism()} cores`
  sayProgress(section)
  const crowds = [0, -0.04].map((push) => sandboxDocument({ traders: 10_000, steps: 900, push }))
  const [calm, pushed] = crowds.map((crowd) =>
    Array.from({ length: TIMES }, () => find(crowd, '--event', 'failures:1', '--method', 'crude')),
  )
  const rare = Array.from({ length: TIMES }, () =>
    find(createWalk(RARE), '--event', `fairBelow:${100 * RARE.barrier}`, '--method', 'splitting'),
  )
  const truth = passBySteps(RARE)
  const maps: number[] = []
  for (let i = 0; i < TIMES; i++) maps.push(await mapSeconds(0))
  const fallingMap = await mapSeconds(-0.04)
  const percent = (values: readonly number[]) => toSample(values.map((value) => 100 * value))
  return [
    {
      section,
      label: '1,000 runs of 10,000 traders over 900 steps',
      unit: 's',
      sample: toSample(calm.map(({ seconds }) => seconds)),
      limit: { kind: 'at most', value: 5 },
    },
    {
      section,
      label: 'the same with a fall of 4 % in each',
      unit: 's',
      sample: toSample(pushed.map(({ seconds }) => seconds)),
      limit: null,
    },
    {
      section,
      label: '1.27 in a million by splitting',
      unit: 's',
      sample: toSample(rare.map(({ seconds }) => seconds)),
      limit: { kind: 'at most', value: 10 },
    },
    {
      section,
      label: 'its relative error, %',
      unit: 'count',
      sample: percent(rare.map(({ relativeError }) => relativeError)),
      limit: { kind: 'at most', value: 20 },
    },
    {
      section,
      label: 'off the exact value by, %',
      unit: 'count',
      sample: percent(rare.map(({ probability }) => Math.abs(probability / truth - 1))),
      limit: { kind: 'at most', value: 20 },
    },
    {
      section: MAP_SECTION,
      label: '20 × 20 cells of 50 runs of 1,000 traders over 300 steps',
      unit: 's',
      sample: toSample(maps),
      limit: { kind: 'at most', value: 20 },
    },
    {
      section: MAP_SECTION,
      label: 'the same with a fall of 4 % in each',
      unit: 's',
      sample: toSample([fallingMap]),
      limit: null,
    },
  ]
}
