/**
 * Steps in which nothing happens, or always the same: a step should cost what happens in it, so a hundred times as many
 * traders may not cost more than twice as much.
 */
import { collectGarbage, sayProgress, timeMs, toRatio, toSample, type Sample } from './measure.ts'
import type { Row } from './report.ts'
import { quiet, quietBehavior } from './scenarios.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import type { Scenario } from '../../src/schema/scenario.ts'

const SMALL = 10_000
const LARGE = 1_000_000
const BLOCKS = 15
const EVENTS_PER_STEP = 0.2

interface Market {
  section: string
  toScenario: (traders: number) => Scenario
  stepsPerBlock: number
}

const MARKETS: readonly Market[] = [
  { section: 'A quiet market', toScenario: quiet, stepsPerBlock: 20_000 },
  {
    section: 'A quiet market, everyone with all rules of behavior',
    toScenario: (traders) => quietBehavior(traders, 0),
    stepsPerBlock: 20_000,
  },
  {
    section: `The same, ${EVENTS_PER_STEP} arrivals and ${EVENTS_PER_STEP} voluntary closes a step`,
    toScenario: (traders) => quietBehavior(traders, EVENTS_PER_STEP),
    stepsPerBlock: 2_000,
  },
]

export function measureQuietSteps(): Row[] {
  return MARKETS.flatMap(measureMarket)
}

function measureMarket({ section, toScenario, stepsPerBlock }: Market): Row[] {
  sayProgress(section)
  const small = open(toScenario(SMALL))
  const large = open(toScenario(LARGE))
  const smallNs: number[] = []
  const largeNs: number[] = []
  collectGarbage()
  // In turns, so that both meet the same machine; the first two turns only warm up.
  for (let block = -2; block < BLOCKS; block++) {
    const s = measureBlock(small.simulation, stepsPerBlock)
    const l = measureBlock(large.simulation, stepsPerBlock)
    if (block < 0) continue
    smallNs.push(s)
    largeNs.push(l)
  }
  for (const { simulation } of [small, large])
    if (simulation.places.venues[0].state.totals.liquidations > 0)
      throw new Error(`${section}: somebody was liquidated.`)
  const row = (label: string, sample: Sample): Row => ({ section, label, unit: 'ns', sample, limit: null })
  return [
    { section, label: 'opening, 1,000,000 traders', unit: 'ms', sample: toSample([large.ms]), limit: null },
    row('a step, 10,000 traders', toSample(smallNs)),
    row('a step, 1,000,000 traders', toSample(largeNs)),
    {
      section,
      label: '1,000,000 ÷ 10,000',
      unit: 'times',
      sample: toRatio(toSample(largeNs), toSample(smallNs)),
      limit: { kind: 'at most', value: 2 },
    },
  ]
}

function open(scenario: Scenario) {
  const { ms, result } = timeMs(() => Simulation.create(scenario))
  return { ms, simulation: result }
}

/** Nanoseconds a step. */
function measureBlock(simulation: Simulation, steps: number): number {
  return (timeMs(() => simulation.advance(steps)).ms * 1e6) / steps
}
