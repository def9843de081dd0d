/**
 * The engine against the scan, on the same crowd and path: the engine does the whole accounting, the scan none. Only the
 * stepping is compared; the opening, which the scan gets for nothing, is reported apart.
 */
import { collectGarbage, sayProgress, scaleSample, timeMs, toRatio, toSample } from './measure.ts'
import type { Limit, Row } from './report.ts'
import { scan } from './scan.ts'
import { fallingLongs, readScanInput } from './scenarios.ts'
import { Simulation } from '../../src/engine/simulation.ts'

interface Size {
  traders: number
  engineRuns: number
  scanRuns: number
  limit: Limit | null
}

// The scan takes so long with a million traders that its own spread no longer matters.
const SIZES: readonly Size[] = [
  { traders: 10_000, engineRuns: 15, scanRuns: 3, limit: null },
  { traders: 100_000, engineRuns: 7, scanRuns: 3, limit: null },
  { traders: 1_000_000, engineRuns: 6, scanRuns: 1, limit: { kind: 'at least', value: 150 } },
]

const WARM_UP = 5

export function measureCascades(): Row[] {
  const small = fallingLongs(SIZES[0].traders)
  for (let run = 0; run < WARM_UP; run++) {
    // A collection throws compiled code away that refers to what is gone: warm is what has lived through some.
    collectGarbage()
    Simulation.create(small).advance(small.steps)
  }
  return SIZES.flatMap(measureSize)
}

function measureSize({ traders, engineRuns, scanRuns, limit }: Size): Row[] {
  const section = `A fall of 30 % in 1,000 steps, ${traders.toLocaleString('en-US')} longs: engine and scan`
  sayProgress(section)
  const scenario = fallingLongs(traders)
  const input = readScanInput(Simulation.create(scenario))
  const openings: number[] = []
  const engine: number[] = []
  const scans: number[] = []
  let liquidations = 0
  let closed = 0
  // In turns, so that both meet the same machine: some runs of the engine, one scan, and so on; the engine last.
  for (let turn = 0; turn <= scanRuns; turn++) {
    const until = Math.round((engineRuns * (turn + 1)) / (scanRuns + 1))
    while (engine.length < until) {
      collectGarbage()
      const opening = timeMs(() => Simulation.create(scenario))
      openings.push(opening.ms)
      engine.push(timeMs(() => opening.result.advance(scenario.steps)).ms)
      liquidations = opening.result.places.venues[0].state.totals.liquidations
    }
    if (turn === scanRuns) break
    sayProgress(`  scan ${turn + 1} of ${scanRuns}`)
    const { ms, result } = timeMs(() =>
      scan(input.liquidationPrice, input.contracts, input.fairValue, input.depth, input.resilience),
    )
    scans.push(ms)
    closed = result.closed
  }
  const stepping = toSample(engine)
  const count = (n: number) => toSample([n])
  return [
    { section, label: 'engine, opening', unit: 'ms', sample: toSample(openings), limit: null },
    { section, label: 'engine, stepping', unit: 'ms', sample: stepping, limit: null },
    { section, label: 'scan, stepping', unit: 'ms', sample: toSample(scans), limit: null },
    { section, label: 'scan ÷ engine', unit: 'times', sample: toRatio(toSample(scans), stepping), limit },
    {
      section,
      label: 'engine, a liquidation',
      unit: 'ns',
      sample: scaleSample(stepping, 1e6 / liquidations),
      limit: null,
    },
    { section, label: 'engine, liquidations', unit: 'count', sample: count(liquidations), limit: null },
    { section, label: 'scan, traders closed', unit: 'count', sample: count(closed), limit: null },
  ]
}
