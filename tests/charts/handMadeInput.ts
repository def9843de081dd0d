/** Inputs of figures made by hand, so that a test can say what the figure must say. */
import type { ChartInput } from '../../src/charts/input.ts'
import type { CrowdFrame, CrowdOpening } from '../../src/schema/frame.ts'
import { SERIES_READINGS, type SeriesReading } from '../../src/schema/readings.ts'
import { STATE_CODE, type CrowdState } from '../../src/schema/states.ts'

type Columns = Partial<Record<SeriesReading, number[]>>

export interface HandMadeTrader {
  contracts: number
  liquidationPrice: number
  state?: CrowdState
  /** At the opening. */
  leverage?: number
}

export interface Parts {
  columns?: Columns
  traders?: HandMadeTrader[]
  step?: number
  market?: Partial<ChartInput['market']>
  venue?: Partial<ChartInput['venue']>
  stepSeconds?: number
}

function createCrowd(traders: HandMadeTrader[]): { crowd: CrowdFrame; opening: CrowdOpening } {
  const crowd = {
    contracts: Float32Array.from(traders, ({ contracts }) => contracts),
    liquidationPrice: Float32Array.from(traders, ({ liquidationPrice }) => liquidationPrice),
    state: Uint8Array.from(traders, ({ state = 'open' }) => STATE_CODE[state]),
  }
  const entryPrice = new Float32Array(traders.length).fill(100)
  const deposit = Float64Array.from(
    traders,
    ({ contracts, leverage = 1 }) => (Math.abs(contracts) * 100) / leverage,
  )
  return { crowd, opening: { ...crowd, entryPrice, deposit } }
}

const PAYERS = ['ownPaid', 'fundPaid', 'venuePaid', 'socializedLoss', 'badDebt'] as const

/** Columns that are not given are 0 throughout, and losses what was paid; the present moment is the last one of the longest column. */
export function createInput({
  columns = {},
  traders = [],
  step,
  market = {},
  venue = {},
  stepSeconds = 1,
}: Parts): ChartInput {
  const length = Math.max(1, ...Object.values(columns).map((values) => values.length))
  const given = (id: SeriesReading) => Float64Array.from(columns[id] ?? new Array<number>(length).fill(0))
  const series = Object.fromEntries(SERIES_READINGS.map((id) => [id, given(id)])) as Record<
    SeriesReading,
    Float64Array
  >
  series.losses.forEach((_, at) => {
    series.losses[at] = PAYERS.reduce((sum, id) => sum + (series[id][at] ?? 0), 0)
  })
  return {
    series: { length, column: (id) => series[id] },
    ...createCrowd(traders),
    step: step ?? length - 1,
    steps: 900,
    market: {
      mark: 100,
      depth: 1_000,
      rAhead: 0,
      rAheadAccounts: 0,
      rAheadSpread: 0,
      rAheadUp: 0,
      nearContracts: 0,
      ...market,
    },
    venue: { traders: 100, tradersLiquidated: 0, leverageHeld: 0, ...venue },
    stepSeconds,
  }
}
