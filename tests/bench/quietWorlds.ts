/**
 * Four exchanges with two assets at rest: a step may not cost more than twice as much with a hundred times as many accounts, half
 * of which have two legs; and how long a million of them take to open.
 */
import { collectGarbage, sayProgress, timeMs, toRatio, toSample } from './measure.ts'
import type { Row } from './report.ts'
import { quietExchanges } from './worldScenarios.ts'
import { Simulation } from '../../src/engine/simulation.ts'

const SMALL = 10_000
const LARGE = 1_000_000
const BLOCKS = 15
const STEPS_PER_BLOCK = 5_000
const OPENINGS = 3
const SECTION = 'A quiet world of 4 exchanges × 2 assets, half of the accounts with two legs'

export function measureQuietWorlds(): Row[] {
  sayProgress(SECTION)
  const openings: number[] = []
  let large = Simulation.create(quietExchanges(SMALL))
  const small = large
  for (let i = 0; i < OPENINGS; i++) {
    const document = quietExchanges(LARGE)
    collectGarbage()
    const opening = timeMs(() => Simulation.create(document))
    large = opening.result
    openings.push(opening.ms)
  }
  const smallNs: number[] = []
  const largeNs: number[] = []
  collectGarbage()
  // In turns, so that both meet the same machine; the first two turns only warm up.
  for (let block = -2; block < BLOCKS; block++) {
    const s = measureBlock(small)
    const l = measureBlock(large)
    if (block < 0) continue
    smallNs.push(s)
    largeNs.push(l)
  }
  for (const { places } of [small, large])
    if (places.venues.some(({ state }) => state.totals.liquidations > 0))
      throw new Error(`${SECTION}: somebody was liquidated.`)
  const row = (label: string, unit: Row['unit'], values: readonly number[]): Row => ({
    section: SECTION,
    label,
    unit,
    sample: toSample(values),
    limit: null,
  })
  return [
    { ...row('opening, 1,000,000 accounts', 'ms', openings), limit: { kind: 'at most', value: 1500 } },
    row('a step, 10,000 accounts', 'ns', smallNs),
    row('a step, 1,000,000 accounts', 'ns', largeNs),
    {
      section: SECTION,
      label: '1,000,000 ÷ 10,000',
      unit: 'times',
      sample: toRatio(toSample(largeNs), toSample(smallNs)),
      limit: { kind: 'at most', value: 2 },
    },
  ]
}

/** Nanoseconds a step. */
function measureBlock(simulation: Simulation): number {
  return (timeMs(() => simulation.advance(STEPS_PER_BLOCK)).ms * 1e6) / STEPS_PER_BLOCK
}
