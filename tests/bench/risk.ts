/**
 * Probabilities as the command finds them, from its start to its last line, on all cores: a thousand futures of a crowd counted,
 * and one in a million by splitting, whose exact value is known.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sayProgress, timeMs, toSample } from './measure.ts'
import type { Row } from './report.ts'
import { sandboxDocument } from './scenarios.ts'
import { passBySteps } from '../support/firstPassage.ts'
import { createWalk } from '../support/riskDocuments.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const TIMES = 3
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

export function measureRisk(): Row[] {
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
  ]
}
