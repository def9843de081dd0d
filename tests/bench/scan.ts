/**
 * The baseline that the engine is measured against: every step looks at every open trader. No accounting, no waterfall,
 * one curve: less work per trader than any real engine of this kind, so the ratio flatters nobody.
 */

export interface ScanResult {
  /** How many traders were closed. */
  closed: number
  /** The lowest price, in dollars. */
  lowest: number
}

/**
 * Closes everyone whose liquidation price the falling price passes, until a round closes nobody.
 * @param liquidationPrice dollars, longs only, one a trader
 * @param contracts whole contracts, same length
 * @param fairValue dollars, one a step
 * @param depth contracts whose sale moves log price by 0.01
 * @param resilience share of displacement that decays each step, 0 to 1
 */
export function scan(
  liquidationPrice: Float64Array,
  contracts: Float64Array,
  fairValue: Float64Array,
  depth: number,
  resilience: number,
): ScanResult {
  const open = new Uint8Array(liquidationPrice.length).fill(1)
  let displacement = 0
  let closed = 0
  let lowest = Infinity
  for (const fair of fairValue) {
    displacement *= 1 - resilience
    for (;;) {
      const price = fair * Math.exp(-displacement)
      let sold = 0
      for (let i = 0; i < open.length; i++) {
        if (open[i] === 1 && liquidationPrice[i] > price) {
          open[i] = 0
          sold += contracts[i]
          closed++
        }
      }
      lowest = Math.min(lowest, price)
      if (sold === 0) break
      displacement = Math.min(4, displacement + (0.01 * sold) / depth)
    }
  }
  return { closed, lowest }
}
