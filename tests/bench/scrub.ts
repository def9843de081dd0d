/**
 * The way back to any moment: 100,000 traders of the sandbox's start, and four houses with as many together, over an hour of seconds,
 * with a push, through the worker's own run with its checkpoints. After the whole run is known, moments all over it are gone to in a shuffled order, and each time
 * is from the wish to the frame that the page would get.
 */
import { collectGarbage, sayProgress, toSample } from './measure.ts'
import type { Row } from './report.ts'
import { sandboxDocument } from './scenarios.ts'
import { fallingTown } from './worldScenarios.ts'
import type { OpenedRun, OpenedWorld } from '../../src/schema/message.ts'
import { CHECKPOINT_BUDGET_BYTES } from '../../src/worker/session.worker.ts'
import { ScenarioSource } from '../../src/worker/scenarioSource.worker.ts'
import type { RunSource } from '../../src/worker/runSource.worker.ts'
import { SimulatedRun } from '../../src/worker/simulatedRun.worker.ts'
import { WorldSource } from '../../src/worker/worldSource.worker.ts'

const TRADERS = 100_000
const STEPS = 3_600
const MOMENTS = 60

type Opened = OpenedRun | OpenedWorld

/** Goes there as the worker does, slice by slice. */
function goTo<T extends Opened>(run: SimulatedRun<T>, step: number): number {
  const start = performance.now()
  for (const progress of run.moveTo(step)) void progress
  run.readFrame()
  return performance.now() - start
}

export function measureScrub(): Row[] {
  const document = sandboxDocument({
    traders: TRADERS,
    steps: STEPS,
    push: -0.06,
    waterfall: ['insuranceFund', 'adl', 'socializedLoss'],
  })
  return [
    ...measure('100,000 traders, 3,600 steps: any moment again', new ScenarioSource(document)),
    ...measure(
      '4 houses with 25,000 traders each, 3,600 steps: any moment again',
      new WorldSource(fallingTown(TRADERS, STEPS, 0.06)),
    ),
  ]
}

function measure<T extends Opened>(section: string, source: RunSource<T>): Row[] {
  sayProgress(section)
  collectGarbage()
  const run = new SimulatedRun(1, source, {
    assert: false,
    limitBytes: CHECKPOINT_BUDGET_BYTES,
    now: () => performance.now(),
  })
  goTo(run, STEPS)
  const times: number[] = []
  // A stride without a common divisor visits the moments in an order that is never simply forward.
  for (let i = 1; i <= MOMENTS; i++) times.push(goTo(run, (i * 1_367) % STEPS))
  // The crash is the hardest place to come back to: every tenth step of it.
  for (let step = 200; step >= 10; step -= 10) times.push(goTo(run, step))
  const bytes = run.checkpoints.bytes
  const most = Math.max(...times)
  return [
    {
      section,
      label: 'from the wish to the frame',
      unit: 'ms',
      sample: toSample(times),
      limit: null,
    },
    {
      section,
      label: 'the slowest moment',
      unit: 'ms',
      sample: toSample([most]),
      limit: { kind: 'at most', value: 400 },
    },
    {
      section,
      label: 'checkpoints',
      unit: 'bytes',
      sample: toSample([bytes]),
      limit: { kind: 'at most', value: 200e6 },
    },
  ]
}
