/**
 * Goal: checkpoints keep within their memory and lead back to any step, the same.
 * Method: checkpoints at known steps and costs by hand, and one run of 100,000 traders within the real budget.
 */
import { describe, expect, it } from 'vitest'
import { integerBetween, mulberry32 } from '../support/randomNumbers.ts'
import { createCrash } from '../support/runDocuments.ts'
import { createTickingClock } from '../support/tickingClock.ts'
import { stateFrom } from '../support/visibleState.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import type { WorldSnapshot } from '../../src/engine/state.ts'
import { parseScenario } from '../../src/schema/scenario.ts'
import { Checkpoints } from '../../src/worker/checkpoints.worker.ts'
import { CHECKPOINT_BUDGET_BYTES } from '../../src/worker/session.worker.ts'
import { ScenarioSource } from '../../src/worker/scenarioSource.worker.ts'
import { SimulatedRun } from '../../src/worker/simulatedRun.worker.ts'

/** A run at every tenth step, its cost one a step. */
function fill(limitBytes: number): { checkpoints: Checkpoints; whole: Map<number, string> } {
  // Nothing happens before the push.
  const market = { startPrice: 100, fairValue: { path: [100] } }
  const simulation = Simulation.create(parseScenario(createCrash({ market })))
  const checkpoints = new Checkpoints(limitBytes)
  const whole = new Map<number, string>()
  for (let step = 0; step <= 240; step += 10) {
    const snapshot = simulation.snapshot()
    whole.set(step, JSON.stringify(snapshot))
    checkpoints.add({ step, costMs: step, snapshot })
    simulation.advance(10)
  }
  return { checkpoints, whole }
}

const own = (snapshot: WorldSnapshot) => snapshot.venues[0].ledger

describe('checkpoints', () => {
  it('find the last one at or before a step', () => {
    const { checkpoints } = fill(Infinity)
    expect([0, 9, 10, 11, 239, 240, 999].map((step) => checkpoints.nearest(step).step)).toEqual([
      0, 0, 10, 10, 230, 240, 240,
    ])
  })

  it('store what did not change once, and stay what they were', () => {
    const { checkpoints, whole } = fill(Infinity)
    expect(own(checkpoints.last.snapshot).entryPrice).toBe(own(checkpoints.first.snapshot).entryPrice)
    expect(own(checkpoints.nearest(10).snapshot).state).toBe(own(checkpoints.first.snapshot).state)
    expect(own(checkpoints.nearest(40).snapshot).state).not.toBe(own(checkpoints.nearest(10).snapshot).state)
    for (const [step, text] of whole) expect(JSON.stringify(checkpoints.nearest(step).snapshot)).toBe(text)
  })

  it('keep the opening, the newest, and even gaps where memory is short', () => {
    const { checkpoints } = fill(240_000)
    expect(checkpoints.bytes).toBeLessThanOrEqual(240_000)
    expect(checkpoints.count).toBeGreaterThan(4)
    expect([checkpoints.first.step, checkpoints.last.step]).toEqual([0, 240])
    checkpoints.limitBytes = 1
    expect([checkpoints.count, checkpoints.first.step]).toEqual([1, 0])
  })

  it('forget what comes after a step, but never the opening', () => {
    const { checkpoints } = fill(Infinity)
    const { bytes } = checkpoints
    checkpoints.forgetAfter(45)
    expect(checkpoints.last.step).toBe(40)
    expect(checkpoints.bytes).toBeLessThan(bytes)
    checkpoints.forgetAfter(-1)
    expect(checkpoints.last.step).toBe(0)
  })
})

describe('a run of 100,000 traders and 3,600 steps', () => {
  it('keeps its checkpoints within the budget, and comes back to any step the same', () => {
    const document = createCrash({
      steps: 3_600,
      crowd: { traders: 100_000 },
      shocks: [200, 900, 1_700].map((step) => ({ step, kind: 'fairValue', change: -0.04 })),
    })
    // A clock that ticks with the work: a checkpoint every few steps is wished for, far more than there is room for.
    const now = createTickingClock(2)
    const run = new SimulatedRun(1, new ScenarioSource(document), {
      assert: false,
      limitBytes: CHECKPOINT_BUDGET_BYTES,
      now,
    })
    const random = mulberry32(11)
    const marks = new Map<number, string>()
    for (let step = 0; step < 3_600;) {
      step = Math.min(3_600, step + integerBetween(random, 50, 400))
      finish(run, step)
      marks.set(step, stateFrom(run.readAccounts()))
      expect(run.checkpoints.bytes).toBeLessThanOrEqual(CHECKPOINT_BUDGET_BYTES)
    }
    expect(run.checkpoints.bytes).toBe(countFromScratch(run.checkpoints))
    expect(run.checkpoints.count).toBeGreaterThan(40)
    for (const [step, state] of [...marks].reverse()) {
      finish(run, step)
      expect(stateFrom(run.readAccounts()), `step ${step}`).toBe(state)
    }
  })
})

function finish(run: SimulatedRun, step: number): void {
  // The slices do the work; what they yield is not needed.
  Array.from(run.moveTo(step))
}

/** Bytes of all different arrays that can be reached from the checkpoints. */
function countFromScratch(checkpoints: Checkpoints): number {
  const buffers = new Map<ArrayBufferLike, number>()
  const visit = (value: unknown) => {
    if (ArrayBuffer.isView(value)) buffers.set(value.buffer, value.buffer.byteLength)
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit)
  }
  for (let step = 0; step <= 3_600; step++) visit(checkpoints.nearest(step).snapshot.venues)
  for (let step = 0; step <= 3_600; step++) visit(checkpoints.nearest(step).snapshot.markets)
  let bytes = 4_096 * checkpoints.count
  for (const length of buffers.values()) bytes += length
  return bytes
}
