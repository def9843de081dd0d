/**
 * The two mechanisms that reach everyone by nature, with 100,000 traders: auto-deleveraging in both rankings, and
 * socialized loss on both bases. The run without either says what the rest costs.
 */
import { collectGarbage, sayProgress, timeMs, toSample } from './measure.ts'
import type { Limit, Row, Unit } from './report.ts'
import { sandbox, type SandboxOptions } from './scenarios.ts'
import { Simulation } from '../../src/engine/simulation.ts'

const RUNS = 3
const PRO_RATA_LIMIT: Limit = { kind: 'at most', value: 1 }

interface Case {
  name: string
  options: Pick<SandboxOptions, 'waterfall'> & Partial<SandboxOptions>
}

/** Nobody but the winners pays, in the step of the push alone: pro rata, every winner takes a part of every position. */
const ONE_STEP = { waterfall: ['adl'], fundShare: 0, steps: 10 } as const

const CASES: readonly Case[] = [
  { name: 'fund alone', options: { waterfall: ['insuranceFund'] } },
  { name: 'fund → ADL, ranked', options: { waterfall: ['insuranceFund', 'adl'] } },
  { name: 'only ADL, ranked', options: { ...ONE_STEP, ranking: 'profitLeverage' } },
  { name: 'only ADL, pro rata', options: { ...ONE_STEP, ranking: 'proRata' } },
  {
    name: 'fund → ADL, pro rata',
    options: { waterfall: ['insuranceFund', 'adl'], ranking: 'proRata', traders: 10_000 },
  },
  {
    name: 'fund → socialized, by profit',
    options: { waterfall: ['insuranceFund', 'socializedLoss'], base: 'profit' },
  },
  {
    name: 'fund → socialized, by open interest',
    options: { waterfall: ['insuranceFund', 'socializedLoss'], base: 'openInterest' },
  },
]

export function measureSharedLosses(): Row[] {
  return CASES.flatMap(measureCase)
}

function measureCase({ name, options }: Case): Row[] {
  const { traders, steps, ...rest } = { traders: 100_000, steps: 900, push: -0.06, ...options }
  const section = `${traders.toLocaleString('en-US')} traders, ${steps} steps, −6 %: ${name}`
  sayProgress(section)
  const scenario = sandbox({ traders, steps, ...rest })
  const warmUp = sandbox({ traders: 1_000, steps, ...rest })
  for (let run = 0; run < RUNS; run++) {
    collectGarbage()
    Simulation.create(warmUp).advance(steps)
  }
  const steppings: number[] = []
  let simulation = Simulation.create(scenario)
  for (let run = 0; run < RUNS; run++) {
    if (run > 0) simulation = Simulation.create(scenario)
    collectGarbage()
    steppings.push(timeMs(() => simulation.advance(scenario.steps)).ms)
  }
  const { totals, ledger } = simulation.places.venues[0].state
  const row = (label: string, unit: Unit, values: readonly number[], limit: Limit | null = null): Row => ({
    section,
    label,
    unit,
    sample: toSample(values),
    limit,
  })
  const rows = [row('stepping', 'ms', steppings), row('liquidations', 'count', [totals.liquidations])]
  if (totals.adlAccounts > 0) rows.push(row('accounts deleveraged', 'count', [totals.adlAccounts]))
  if (!options.waterfall?.includes('insuranceFund'))
    rows.push(
      row('bankrupt positions', 'count', [totals.bankruptPositions]),
      row(
        'a bankrupt position',
        'ms',
        steppings.map((ms) => ms / totals.bankruptPositions),
        options.ranking === 'proRata' ? PRO_RATA_LIMIT : null,
      ),
    )
  if (totals.socializedCents > 0) {
    let payers = 0
    for (let id = 0; id < ledger.count; id++) if (ledger.haircutCents[id] > 0) payers++
    rows.push(row('accounts that paid for others', 'count', [payers]))
  }
  return rows
}
