/**
 * Goal: a run keeps so many events and no more, says where it stopped keeping them, and is the same run.
 * Method: a few positions sold in slices of slices, as a link from outside asks for; archive and page with more rows than fit.
 */
import { describe, expect, it } from 'vitest'
import { Simulation } from '../../src/engine/simulation.ts'
import { EVENT_AT, EVENT_CODE, EVENT_WIDTH, MOST_EVENTS } from '../../src/schema/event.ts'
import { parseScenario } from '../../src/schema/scenario.ts'
import { estimateWork } from '../../src/schema/workload.ts'
import { EventHistory } from '../../src/stores/eventHistory.svelte.ts'
import { EventArchive } from '../../src/worker/eventArchive.worker.ts'
import { openLink } from '../support/links.ts'

const LINK =
  '#/?r=1.0.0_0_sdx_ns60_fvp100_de1000000000000000_re0_ml100_cf0.000001_caoff_nt15_ls1_lew100-1_dm10000000_ds0_es0_sh1nm0.006_0vj9h8f'

/** Rows of one step, of a kind. */
function createRows(count: number, step: number, kind: 'liquidation' | 'arrival' = 'liquidation') {
  const rows = new Float64Array(count * EVENT_WIDTH)
  for (let row = 0; row < rows.length; row += EVENT_WIDTH) {
    rows[row + EVENT_AT.kind] = EVENT_CODE[kind]
    rows[row + EVENT_AT.step] = step
    rows[row + EVENT_AT.account] = 7
  }
  return rows
}

describe('a link that would fill the memory', () => {
  it('asks before it runs', () => {
    expect(estimateWork(openLink(LINK).document).isHeavy).toBe(true)
  })

  it('keeps no more events than there is room for, and the run is the same as without any', () => {
    const document = parseScenario({
      ...openLink(LINK).document,
      venue: {
        ...openLink(LINK).document.venue,
        liquidation: { ...openLink(LINK).document.venue.liquidation, closeFactor: 1e-4 },
      },
    })
    const [logged, bare] = [true, false].map((events) => Simulation.create(document, { events }))
    for (const simulation of [logged, bare]) simulation.advance()
    expect(bare.places.venues[0].state.totals.liquidations).toBeGreaterThan(MOST_EVENTS)
    expect(logged.takeEvents().length).toBe(MOST_EVENTS * EVENT_WIDTH)
    expect(logged.places.venues[0].state.totals).toEqual(bare.places.venues[0].state.totals)
  })
})

describe('more events than there is room for', () => {
  it('are left out, but for arrivals, and the page knows from which step on', () => {
    const archive = new EventArchive()
    archive.append(createRows(MOST_EVENTS - 1, 1))
    archive.append(createRows(3, 2))
    archive.append(createRows(2, 3))
    archive.append(createRows(1, 4, 'arrival'))
    const history = new EventHistory()
    history.apply(0, archive.copyOf(0, 1))
    expect(history.fullAt).toBeNull()
    history.apply(2, archive.copyOf(2, 9))
    expect([history.length, history.fullAt]).toEqual([MOST_EVENTS + 1, 2])
    expect([history.countAt(2), history.countAt(3)]).toEqual([MOST_EVENTS, MOST_EVENTS])
    expect(archive.findArrival(0, 7)?.[EVENT_AT.step]).toBe(4)
    // A push lets the run forget what lay ahead, and there is room again.
    archive.forgetAfter(1)
    archive.append(createRows(1, 2))
    expect(archive.copyOf(2, 2).length).toBe(EVENT_WIDTH)
  })
})
