/**
 * Goal: levers and controls always describe a valid document, and every change can be taken back.
 * Method: each situation and style opened in the controls, changed and taken back, with a clock to turn.
 */
import { describe, expect, it } from 'vitest'
import { parseScenario } from '../../src/schema/scenario.ts'
import { Controls } from '../../src/stores/controls.svelte.ts'
import { findStyle, SITUATIONS, VENUE_STYLES } from '../../src/schema/presets.ts'

const resolved = {
  depthContracts: 2_459_606.79,
  insuranceFund: 409_934.47,
  venueEquity: 0,
  makersCapital: 0,
  capacityPerStep: 50,
}

/** Controls whose situation has opened, and a clock to turn. */
function createOpened() {
  const clock = { ms: 0 }
  const controls = new Controls(10_000, () => clock.ms)
  controls.hold({ scenario: parseScenario(controls.document), resolved })
  return { controls, clock }
}

describe('the controls', () => {
  it.each(SITUATIONS.map(({ id }) => id))('open the situation %s as a valid document', (id) => {
    const { controls } = createOpened()
    controls.choose(id)
    expect(parseScenario(controls.document).title).not.toBe('')
  })

  it('hold contracts and dollars from the first opening on', () => {
    const { controls } = createOpened()
    expect(controls.scenario?.liquidity.depth).toBe(resolved.depthContracts)
    expect(controls.scenario?.venue.insuranceFund).toBe(resolved.insuranceFund)
    expect(controls.scenario?.venue.liquidation.capacityPerStep).toBe(50)
    controls.hold({
      scenario: parseScenario(controls.document),
      resolved: { ...resolved, depthContracts: 1 },
    })
    expect(controls.scenario?.liquidity.depth).toBe(resolved.depthContracts)
  })

  it('set the venue’s maximum and the crowd’s upper end together, never below its lower end', () => {
    const { controls } = createOpened()
    controls.setLeverage(50)
    expect(controls.scenario).toMatchObject({
      venue: { maxLeverage: 50 },
      crowd: { leverage: { min: 1.5, max: 50 } },
    })
    controls.setAt('crowd.leverage.min', 5, 'lowest leverage')
    controls.setLeverage(2)
    expect(controls.scenario).toMatchObject({
      venue: { maxLeverage: 2 },
      crowd: { leverage: { min: 5, max: 5 } },
    })
    expect(() => parseScenario(controls.document)).not.toThrow()
  })

  it('take back a dragged lever as one change, and two changes one by one', () => {
    const { controls, clock } = createOpened()
    for (const leverage of [26, 27, 28]) {
      clock.ms += 100
      controls.setLeverage(leverage)
    }
    clock.ms += 10_000
    controls.setLeverage(40)
    expect(controls.undoable).toBe('max leverage')
    controls.undo()
    expect(controls.scenario?.venue.maxLeverage).toBe(28)
    controls.undo()
    expect(controls.scenario?.venue.maxLeverage).toBe(25)
    expect(controls.undoable).toBeNull()
  })

  it('keep pushes when a lever is taken back, and drop them on reset', () => {
    const { controls } = createOpened()
    controls.setLeverage(40)
    controls.setShocks([{ step: 9, kind: 'depth', factor: 0.3 }])
    controls.undo()
    expect(controls.scenario?.shocks).toEqual([{ step: 9, kind: 'depth', factor: 0.3 }])
    controls.reset()
    expect(controls.scenario).toBe(controls.start)
    expect(controls.scenario?.shocks).toEqual([{ step: 16, kind: 'fairValue', change: -0.04, overSteps: 20 }])
  })

  it('take back a situation with everything that was set in it', () => {
    const { controls } = createOpened()
    controls.setLeverage(40)
    controls.choose('calm')
    expect(controls.scenario).toBeNull()
    controls.hold({ scenario: parseScenario(controls.document), resolved })
    controls.undo()
    expect(controls.situation).toBe('spiral')
    expect(controls.scenario?.venue.maxLeverage).toBe(40)
  })

  it.each(VENUE_STYLES)('know the style $name again', (style) => {
    const { controls } = createOpened()
    controls.chooseStyle(style.id)
    expect(controls.scenario && findStyle(controls.scenario)?.id).toBe(style.id)
    expect(() => parseScenario(controls.document)).not.toThrow()
  })

  it('know a style that nobody has', () => {
    const { controls } = createOpened()
    controls.setAt('venue.waterfall', [], 'who pays')
    expect(controls.scenario && findStyle(controls.scenario)).toBeNull()
  })

  it('change only the seed on a reroll', () => {
    const { controls } = createOpened()
    const before = controls.scenario
    controls.reroll()
    expect(controls.scenario?.seed).not.toBe(before?.seed)
    expect({ ...controls.scenario, seed: '' }).toEqual({ ...before, seed: '' })
  })
})
