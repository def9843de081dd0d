/**
 * Goal: so many deleveraging events that a page could not hold them are merged, and no cent of them is lost.
 * Method: a run with a flood beside the engine's own events, summed by winner and step.
 */
import { describe, expect, it } from 'vitest'
import { createCrash } from '../support/runDocuments.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { EVENT_AT, EVENT_CODE, EVENT_WIDTH } from '../../src/schema/event.ts'
import { parseScenario } from '../../src/schema/scenario.ts'
import { MOST_DELEVERAGINGS, mergeFlood } from '../../src/worker/eventFlood.worker.ts'

const DELEVERAGING = EVENT_CODE.deleveraging

/** Contracts and cents of all deleveraging events, by winner, and everything else as it is. */
function summarize(rows: Float64Array) {
  const winners = new Map<number, [number, number]>()
  const others: number[][] = []
  for (let row = 0; row < rows.length; row += EVENT_WIDTH) {
    const event = rows.subarray(row, row + EVENT_WIDTH)
    if (event[EVENT_AT.kind] !== DELEVERAGING) {
      others.push([...event])
      continue
    }
    const id = event[EVENT_AT.account]
    const [contracts, cents] = winners.get(id) ?? [0, 0]
    winners.set(id, [contracts + event[EVENT_AT.contracts], cents + event[EVENT_AT.cents]])
  }
  return { winners, others }
}

describe('a flood of deleveraging events', () => {
  it('is merged into one a winner and step, with the same sums; all other steps stay as they are', () => {
    const venue = { waterfall: ['insuranceFund', 'adl'], adl: { ranking: 'proRata' } }
    const scenario = parseScenario(createCrash({ venue, crowd: { traders: 2_000 } }))
    const simulation = Simulation.create(scenario, { events: true })
    let saved = 0
    for (let step = 1; step <= 60; step++) {
      simulation.advance()
      const rows = simulation.takeEvents()
      const merged = mergeFlood(rows)
      if (merged === rows) continue
      const [before, after] = [summarize(rows), summarize(merged)]
      expect(after).toEqual(before)
      expect(merged.length / EVENT_WIDTH).toBe(after.winners.size + after.others.length)
      saved += (rows.length - merged.length) / EVENT_WIDTH
    }
    expect(saved).toBeGreaterThan(10_000)
  })

  it('begins only beyond a limit', () => {
    const rows = new Float64Array(MOST_DELEVERAGINGS * EVENT_WIDTH)
    for (let row = 0; row < rows.length; row += EVENT_WIDTH) rows[row] = DELEVERAGING
    expect(mergeFlood(rows)).toBe(rows)
  })
})
