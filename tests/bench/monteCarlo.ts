/**
 * One run of the many of a Monte Carlo estimate: the sandbox's crowd, −4 %, opened and run with a new seed each time, in a
 * warm engine. What each run leaves for the estimate is whether the venue is insolvent.
 */
import { collectGarbage, sayProgress, timeMs, toSample } from './measure.ts'
import type { Limit, Row } from './report.ts'
import { sandbox } from './scenarios.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import type { Layer } from '../../src/schema/scenario.ts'

const WARM_UP = 10
const RUNS = 60

interface Estimate {
  name: string
  waterfall: readonly Layer[]
  limitMs: number
}

const OPENING_LIMIT: Limit = { kind: 'at most', value: 4 }

const ESTIMATES: readonly Estimate[] = [
  { name: 'fund alone', waterfall: ['insuranceFund'], limitMs: 15 },
  { name: 'fund, then socialized loss', waterfall: ['insuranceFund', 'socializedLoss'], limitMs: 12 },
]

export function measureMonteCarlo(): Row[] {
  return ESTIMATES.flatMap(measureEstimate)
}

function measureEstimate({ name, waterfall, limitMs }: Estimate): Row[] {
  const section = `10,000 traders, 900 steps, −4 %, warm: ${name}`
  sayProgress(section)
  const scenario = sandbox({ traders: 10_000, steps: 900, push: -0.04, waterfall })
  const openings: number[] = []
  const steppings: number[] = []
  const wholes: number[] = []
  const liquidations: number[] = []
  collectGarbage()
  for (let run = -WARM_UP; run < RUNS; run++) {
    const opening = timeMs(() => Simulation.create({ ...scenario, seed: `bench ${run}` }))
    const stepping = timeMs(() => {
      opening.result.advance(scenario.steps)
      return opening.result.places.venues[0].state.totals.badDebtCents > 0
    })
    if (run < 0) continue
    openings.push(opening.ms)
    steppings.push(stepping.ms)
    wholes.push(opening.ms + stepping.ms)
    liquidations.push(opening.result.places.venues[0].state.totals.liquidations)
  }
  return [
    { section, label: 'opening', unit: 'ms', sample: toSample(openings), limit: OPENING_LIMIT },
    { section, label: 'stepping', unit: 'ms', sample: toSample(steppings), limit: null },
    {
      section,
      label: 'whole run',
      unit: 'ms',
      sample: toSample(wholes),
      limit: { kind: 'at most', value: limitMs },
    },
    { section, label: 'liquidations', unit: 'count', sample: toSample(liquidations), limit: null },
  ]
}
