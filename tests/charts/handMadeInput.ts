/** Inputs of figures made by hand, so that a test can say what the figure must say. */
import type { ChartInput, Moment } from '../../src/charts/input.ts'
import type { CrowdFrame, CrowdOpening, SeriesField } from '../../src/schema/snapshot.ts'
import { SERIES_FIELDS } from '../../src/schema/snapshot.ts'
import { STATE_CODE, type CrowdState } from '../../src/schema/states.ts'

type Columns = Partial<Record<SeriesField, number[]>>

export interface HandMadeTrader {
  contracts: number
  liquidationPrice: number
  state?: CrowdState
  /** At the opening. */
  leverage?: number
}

interface Parts {
  columns?: Columns
  traders?: HandMadeTrader[]
  frame?: Partial<Moment>
  stepSeconds?: number
}

function createCrowd(traders: HandMadeTrader[]): { crowd: CrowdFrame; opening: CrowdOpening } {
  const crowd = {
    contracts: Float32Array.from(traders, ({ contracts }) => contracts),
    liquidationPrice: Float32Array.from(traders, ({ liquidationPrice }) => liquidationPrice),
    state: Uint8Array.from(traders, ({ state = 'open' }) => STATE_CODE[state]),
  }
  const entryPrice = new Float32Array(traders.length).fill(100)
  const depositCents = Float64Array.from(
    traders,
    ({ contracts, leverage = 1 }) => (Math.abs(contracts) * 100) / leverage,
  )
  return { crowd, opening: { ...crowd, entryPrice, depositCents } }
}

/** Columns that are not given are 0 throughout; the present moment is the last one of the longest column. */
export function createInput({ columns = {}, traders = [], frame = {}, stepSeconds = 1 }: Parts): ChartInput {
  const length = Math.max(1, ...Object.values(columns).map((values) => values.length))
  const series = Object.fromEntries(
    SERIES_FIELDS.map((field) => [field, Float64Array.from(columns[field] ?? new Array(length).fill(0))]),
  ) as Record<SeriesField, Float64Array>
  const counts = { total: 100, liquidated: 0, bankrupt: 0, deleveraged: 0, closed: 0, stopped: 0 }
  const spring = { nearContracts: 0, leverageHeld: 0, rAhead: 0 }
  return {
    series: { length, column: (field) => series[field] },
    ...createCrowd(traders),
    frame: {
      step: length - 1,
      steps: 900,
      mark: 100,
      depthContracts: 1_000,
      traders: counts,
      ...spring,
      ...frame,
    },
    stepSeconds,
  }
}
