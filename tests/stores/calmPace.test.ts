/**
 * Goal: a long calm of a living crowd plays fast until shortly before the push, and nothing else does.
 * Method: a run without a worker, moved step by step.
 */
import { describe, expect, it } from 'vitest'
import { parseScenario } from '../../src/schema/scenario.ts'
import { BULL_PUSH_STEP } from '../../src/schema/livingPresets.ts'
import { createSituation } from '../../src/schema/presets.ts'
import { CalmPace } from '../../src/stores/calmPace.ts'
import { findLead } from '../../src/stores/story.ts'

const open = (situation: string) => ({
  document: parseScenario(createSituation(situation, 1_000)),
  step: 0,
  stepsPerSecond: 8,
})

describe('the pace of a long calm', () => {
  it('is fast until shortly before the push, then what it was', () => {
    const run = open('bull-market')
    const pace = new CalmPace()
    pace.begin(run)
    expect(run.stepsPerSecond).toBe(30)
    run.step = BULL_PUSH_STEP - 5
    pace.follow(run)
    expect(run.stepsPerSecond).toBe(30)
    run.step++
    pace.follow(run)
    expect(run.stepsPerSecond).toBe(8)
  })

  it('is left alone where somebody chose another, and ends with the next run', () => {
    const run = open('bull-market')
    const pace = new CalmPace()
    pace.begin(run)
    run.stepsPerSecond = 2
    run.step = BULL_PUSH_STEP
    pace.follow(run)
    expect(run.stepsPerSecond).toBe(2)
    const next = open('bull-market')
    pace.begin(next)
    next.document = open('spiral').document
    pace.begin(next)
    expect(next.stepsPerSecond).toBe(8)
  })

  it('is that of every other run where the calm is short or nobody acts', () => {
    for (const situation of ['spiral', 'calm', 'margin-arrives']) {
      const run = open(situation)
      new CalmPace().begin(run)
      expect(run.stepsPerSecond).toBe(8)
    }
  })

  it('is never skipped with a living crowd', () => {
    const { shocks } = open('bull-market').document
    expect([findLead(shocks), findLead(shocks, true)]).toEqual([BULL_PUSH_STEP - 4, 0])
  })
})
