/**
 * Goal: it is known when the story of a push is told, where its marks and stills are, and what a lever changed.
 * Method: one small fall by hand, in which every step is known.
 */
import { describe, expect, it } from 'vitest'
import type { Shock } from '../../src/schema/scenario.ts'
import {
  findEnd,
  findFallFromHigh,
  findMarks,
  findMoment,
  findStills,
  isSettled,
} from '../../src/stores/story.ts'
import { findCommonStep, findDifferences } from '../../src/ui/sandbox/differences.ts'
import { seriesOf } from './seriesOf.ts'

const shocks: Shock[] = [{ step: 5, kind: 'fairValue', change: -0.04 }]
const steps = Array.from({ length: 60 }, (_, step) => step)
/** Falls from step 5 to step 15, with sales until step 20. */
const crash = seriesOf({
  price: steps.map((step) => (step < 5 ? 100 : step < 15 ? 96 - step : 81 + (step - 15) * 0.1)),
  liquidations: steps.map((step) => Math.max(0, Math.min(step, 20) - 5) * 10),
  tradersLiquidated: steps.map((step) => Math.max(0, Math.min(step, 20) - 5) * 10),
  forcedContracts: steps.map((step) => (step > 5 && step <= 20 ? 100 : 0)),
  // Who bet on a fall is squeezed at the end.
  forcedBuys: steps.map((step) => (step >= 19 && step <= 20 ? 100 : 0)),
  queue: steps.map((step) => (step >= 5 && step < 20 ? 100 : 0)),
  fundPaid: steps.map((step) => (step >= 7 ? 500 : 0)),
  fundLeft: steps.map((step) => (step >= 9 ? 0 : 100)),
  socializedLoss: steps.map((step) => (step >= 10 ? 900 : 0)),
})

describe('the story of a run', () => {
  it('is told when nobody has been sold out for a while', () => {
    expect(isSettled(crash, shocks, 30)).toBe(false)
    expect(isSettled(crash, shocks, 41)).toBe(true)
    expect(findEnd(crash, shocks)).toBe(40)
  })

  it('is not told without a push, and not too soon where nothing follows', () => {
    const calm = seriesOf({ price: steps.map(() => 100) })
    expect(isSettled(calm, [], 50)).toBe(false)
    expect(isSettled(calm, shocks, 40)).toBe(false)
    expect(isSettled(calm, shocks, 45)).toBe(true)
  })

  it('has three stills: before, in the fall, after', () =>
    expect(findStills(crash, shocks)).toEqual([4, 10, 40]))

  it('has moments that decide, and none where they never come', () => {
    expect(findMoment(crash, shocks, 'lowest')).toBe(15)
    expect(findMoment(crash, shocks, 'fund-empty')).toBe(9)
    expect(findMoment(crash, shocks, 'closed-early')).toBeNull()
    const halted = seriesOf({ price: steps, halted: steps.map((step) => (step >= 10 && step < 30 ? 1 : 0)) })
    expect(findMoment(halted, shocks, 'halted')).toBe(10)
    expect(findMoment(halted, shocks, 'reopened')).toBe(30)
  })

  it('is at its lowest where it is lowest, also where no shock tells when it began', () => {
    expect(findMoment(crash, [], 'lowest')).toBe(15)
    expect(findStills(crash, [])[1]).toBeLessThan(15)
  })

  it('falls from its highest where it rose before, and else from the start', () => {
    const risen = seriesOf({ price: [100, 104, 110, 105, 99, 104] })
    expect(findFallFromHigh(risen, 2)).toBe(0)
    expect(findFallFromHigh(risen, 5)).toBeCloseTo(0.1, 12)
    expect(findFallFromHigh(crash, 40)).toBeNull()
  })

  it('has marks in order of time', () =>
    expect(findMarks(crash, shocks)).toEqual([
      { step: 5, name: 'push' },
      { step: 6, name: 'first forced sale' },
      { step: 9, name: 'fund empty' },
      { step: 19, name: 'first forced purchase' },
    ]))

  it('has one mark for the pushes of one step', () =>
    expect(
      findMarks(crash, [{ step: 5 }, { step: 5 }, { step: 8 }]).filter((mark) => mark.name === 'push'),
    ).toEqual([
      { step: 5, name: 'push' },
      { step: 8, name: 'push' },
    ]))
})

describe('what a lever changed', () => {
  it('names what winners gave up where they were closed early: that is not free', () => {
    const early = seriesOf({
      price: steps.map(() => 96),
      adlContracts: steps.map(() => 40),
      adlAgainstMark: steps.map(() => -1_679_300),
    })
    expect(findDifferences(early, crash, 40).at(-1)).toEqual({
      name: 'Closed early, against the market price',
      before: '$0',
      now: '−$16.8K',
    })
  })

  it('is said at the last step that both runs know, with the payer that changed most', () => {
    const milder = seriesOf({
      price: steps.slice(0, 50).map((step) => (step < 5 ? 100 : 96)),
      fundPaid: steps.map(() => 400),
    })
    const step = findCommonStep(milder, crash)
    expect(step).toBe(49)
    expect(findDifferences(milder, crash, step)).toEqual([
      { name: 'Fell', before: '19.0%', now: '4.0%' },
      { name: 'Sold out', before: '150', now: '0' },
      { name: 'Shared by the winners', before: '$9', now: '$0' },
    ])
  })
})
