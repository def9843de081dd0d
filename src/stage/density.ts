/**
 * The crowd as counts per row of prices: open and out, longs and shorts. It is the whole picture where there are no single
 * marks, and stands behind the sample where there are too many traders for one mark each.
 */
import type { CrowdFrame } from '../schema/frame.ts'
import { STATE_CODE } from '../schema/states.ts'
import type { Range } from './scales.ts'

const { open: OPEN, queued: QUEUED } = STATE_CODE

export interface Density {
  readonly rowPrice: number
  readonly low: number
  /** Weight of each row, from the lowest price up. */
  readonly openLongs: Float32Array
  readonly openShorts: Float32Array
  readonly queued: Float32Array
  /** Of everyone who is out, of both sides: what they held. */
  readonly out: Float32Array
  /** Open traders beyond the rows. */
  readonly above: number
  readonly below: number
}

/**
 * Sums up everyone.
 * @param sides of every trader: 1 long, −1 short, 0 never in the market
 * @param weights what each counts: the contracts, or the room of a mark of this size
 */
export function sumDensity(
  crowd: CrowdFrame,
  sides: Int8Array,
  weights: Float32Array,
  range: Range,
  rows: number,
): Density {
  const { liquidationPrice, state } = crowd
  const rowPrice = (range.high - range.low) / rows
  const rowsPerPrice = 1 / rowPrice
  const openLongs = new Float32Array(rows)
  const openShorts = new Float32Array(rows)
  const queued = new Float32Array(rows)
  const out = new Float32Array(rows)
  let above = 0
  let below = 0
  const count = Math.min(state.length, sides.length)
  for (let id = 0; id < count; id++) {
    const side = sides[id]
    if (side === 0) continue
    const isIn = state[id] === OPEN || state[id] === QUEUED
    const row = Math.floor((liquidationPrice[id] - range.low) * rowsPerPrice)
    if (row >= 0 && row < rows) {
      const list = !isIn ? out : state[id] === QUEUED ? queued : side > 0 ? openLongs : openShorts
      list[row] += weights[id]
    } else if (isIn) {
      if (row < 0) below++
      else above++
    }
  }
  const smoothed = [openLongs, openShorts, queued, out].map(smooth)
  return {
    rowPrice,
    low: range.low,
    openLongs: smoothed[0],
    openShorts: smoothed[1],
    queued: smoothed[2],
    out: smoothed[3],
    above,
    below,
  }
}

/** A single big position is no spike of the crowd: each row shares with its neighbors. The sum stays. */
function smooth(values: Float32Array): Float32Array {
  const last = values.length - 1
  return values.map(
    (value, i) => 0.4 * value + 0.3 * (values[i > 0 ? i - 1 : i] + values[i < last ? i + 1 : i]),
  )
}

/** Weight of a row, everyone included. */
export function rowTotal({ openLongs, openShorts, queued, out }: Density, row: number): number {
  return openLongs[row] + openShorts[row] + queued[row] + out[row]
}

export function findLargestRow(density: Density): number {
  let largest = 0
  for (let row = 0; row < density.out.length; row++) largest = Math.max(largest, rowTotal(density, row))
  return largest
}
