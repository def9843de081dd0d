/**
 * A million traders: how long they take to open, the very first time and later, and how many bytes the engine holds for
 * each, at the opening and after a run in which losses were shared.
 */
import { collectGarbage, readLiveBytes, sayProgress, timeMs, toSample } from './measure.ts'
import type { Limit, Row } from './report.ts'
import { sandbox } from './scenarios.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import type { Layer } from '../../src/schema/scenario.ts'

const TRADERS = 1_000_000
const RUNS = 5
const SECTION = 'A million traders of the sandbox’s start'
const OPENING_LIMIT: Limit = { kind: 'at most', value: 1500 }
const BYTES_LIMIT: Limit = { kind: 'at most', value: 100 }

/** In this order, since socialized loss keeps its tables for the next run. */
const WATERFALLS: readonly { name: string; layers: readonly Layer[] }[] = [
  { name: 'fund alone', layers: ['insuranceFund'] },
  { name: 'fund → ADL', layers: ['insuranceFund', 'adl'] },
  { name: 'fund → socialized', layers: ['insuranceFund', 'socializedLoss'] },
]

export function measureOpenings(): Row[] {
  sayProgress(SECTION)
  const row = (label: string, unit: 'ms' | 'bytes', values: readonly number[], limit: Limit | null): Row => ({
    section: SECTION,
    label,
    unit,
    sample: toSample(values),
    limit,
  })
  const before = readLiveBytes()
  const first = measureOpening(before)
  const later = Array.from({ length: RUNS }, () => measureOpening(before).ms)
  const rows = [
    row('opening, the first in the process', 'ms', [first.ms], OPENING_LIMIT),
    row('opening, later', 'ms', later, OPENING_LIMIT),
    row('held for each trader at the opening', 'bytes', [first.bytes], BYTES_LIMIT),
  ]
  for (const { name, layers } of WATERFALLS)
    rows.push(row(`held after −6 %, ${name}`, 'bytes', [measureBytesAfter(layers, before)], BYTES_LIMIT))
  return rows
}

/** Milliseconds, and the bytes a trader that the engine then holds. */
function measureOpening(before: number): { ms: number; bytes: number } {
  const scenario = sandbox({ traders: TRADERS, steps: 1000, push: -0.06 })
  collectGarbage()
  const { ms, result } = timeMs(() => Simulation.create(scenario))
  return { ms, bytes: countBytes(result, before) }
}

/** Bytes a trader after the run, with all that the engine keeps for the next one. */
function measureBytesAfter(waterfall: readonly Layer[], before: number): number {
  sayProgress(`  bytes after a run with ${waterfall.join(', ')}`)
  const simulation = Simulation.create(sandbox({ traders: TRADERS, steps: 1000, push: -0.06, waterfall }))
  simulation.advance(1000)
  return countBytes(simulation, before)
}

function countBytes(simulation: Simulation, before: number): number {
  const bytes = (readLiveBytes() - before) / TRADERS
  // Read after the count, so that the engine was still there.
  if (simulation.places.venues[0].state.ledger.count !== TRADERS)
    throw new Error('The crowd is not the one that was asked for.')
  return bytes
}
