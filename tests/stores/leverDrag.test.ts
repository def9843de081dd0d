/**
 * Goal: while a lever is held, the newest place of it is sketched and nothing is run; when it is let go, the exact run follows
 * and the sketch is gone. Keys are as if there were no sketch.
 * Method: sketches that the test answers by hand; and the sandbox on a real session in the same thread.
 */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createCrash } from '../support/runDocuments.ts'
import { createSessionClient } from '../support/sessionClient.ts'
import { until } from '../support/until.ts'
import type { Sketch } from '../../src/schema/message.ts'
import { parseScenario, type Scenario } from '../../src/schema/scenario.ts'
import { Comparison } from '../../src/stores/comparison.svelte.ts'
import { Controls } from '../../src/stores/controls.svelte.ts'
import { LeverDrag } from '../../src/stores/leverDrag.svelte.ts'
import { Rest } from '../../src/stores/rest.ts'
import { Run } from '../../src/stores/run.svelte.ts'
import { Sandbox } from '../../src/stores/sandbox.svelte.ts'

const toSketch = (price: number): Sketch => ({ price: Float64Array.of(100, price), isPart: false })

describe('a lever in the hand', () => {
  /** The seeds of the scenarios that were to be sketched, and how each is answered. */
  let asked: { seed: string; answer: (sketch: Sketch | null) => Promise<void> }[]
  let runs: string[]
  let scenario: Scenario
  let drag: LeverDrag

  function moveTo(seed: string): void {
    scenario = parseScenario(createCrash({ seed }))
    drag.touch(seed)
  }

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    asked = []
    runs = []
    const sketch = ({ seed }: Scenario) =>
      new Promise<Sketch | null>((resolve) => {
        const answer = async (made: Sketch | null) => {
          resolve(made)
          await Promise.resolve()
          await Promise.resolve()
        }
        asked.push({ seed, answer })
      })
    const rest = new Rest()
    drag = new LeverDrag(
      {
        run: { sketch },
        controls: {
          get scenario() {
            return scenario
          },
        },
        restart: async (changed) => void runs.push(changed),
      },
      {
        touch: (again) => rest.begin(() => void again()),
        hold: (again) => rest.hold(() => void again()),
        release: () => rest.release(),
      },
    )
  })
  afterEach(() => void vi.useRealTimers())

  it('is sketched one place after the other, and of the places meanwhile only the newest', async () => {
    drag.press()
    for (const seed of ['a', 'b', 'c', 'd']) moveTo(seed)
    expect(asked.map(({ seed }) => seed)).toEqual(['a'])
    await asked[0].answer(toSketch(95))
    expect(drag.sketch?.price[1]).toBe(95)
    expect(asked.map(({ seed }) => seed)).toEqual(['a', 'd'])
    await asked[1].answer(toSketch(80))
    expect(drag.sketch?.price[1]).toBe(80)
    vi.advanceTimersByTime(10_000)
    expect([asked.length, runs]).toEqual([2, []])
  })

  it('that is let go is run at once with its last place, and its sketch is gone', async () => {
    drag.press()
    moveTo('a')
    await asked[0].answer(toSketch(95))
    moveTo('b')
    drag.release()
    expect([drag.sketch, runs]).toEqual([null, ['b']])
    await asked[1].answer(toSketch(80))
    expect(drag.sketch).toBeNull()
    vi.advanceTimersByTime(10_000)
    expect(runs).toEqual(['b'])
  })

  it('that is taken again before the last answer shows nothing of the drag before', async () => {
    drag.press()
    moveTo('a')
    drag.release()
    drag.press()
    moveTo('b')
    await asked[0].answer(toSketch(95))
    expect(drag.sketch).toBeNull()
    await asked[1].answer(toSketch(80))
    expect([drag.sketch?.price[1], runs]).toEqual([80, ['a']])
  })

  it('shows no line where a sketch failed, and the next one again', async () => {
    drag.press()
    moveTo('a')
    await asked[0].answer(toSketch(95))
    moveTo('b')
    await asked[1].answer(null)
    expect(drag.sketch).toBeNull()
    moveTo('c')
    await asked[2].answer(toSketch(70))
    expect(drag.sketch?.price[1]).toBe(70)
  })

  it('that was not moved runs nothing', () => {
    drag.press()
    drag.release()
    vi.advanceTimersByTime(10_000)
    expect([asked.length, runs]).toEqual([0, []])
  })

  it('that is moved by keys is run when it rests, and never sketched', () => {
    moveTo('a')
    drag.release()
    expect(runs).toEqual([])
    vi.advanceTimersByTime(1_000)
    expect([asked.length, runs]).toEqual([0, ['a']])
  })
})

describe('the sandbox', () => {
  it('sketches what it then runs, on the run’s own line, and keeps what is open until then', async () => {
    const session = createSessionClient()
    const run = new Run(session.client)
    const sandbox = new Sandbox(run, new Controls(200), () => true)
    await sandbox.start()
    await run.seek(20)
    const opened = () => session.log.asked.filter((line) => line.endsWith(' open')).length
    sandbox.drag.press()
    sandbox.controls.setLeverage(60)
    sandbox.touch('max leverage')
    await until(() => sandbox.drag.sketch !== null)
    const { sketch } = sandbox.drag
    expect([run.step, run.document?.venue.maxLeverage, opened()]).toEqual([20, 25, 1])
    sandbox.drag.release()
    expect(sandbox.drag.sketch).toBeNull()
    await until(() => run.document?.venue.maxLeverage === 60 && !run.busy)
    await run.seek(run.steps)
    expect(run.series.column('price')).toEqual(sketch?.price)
  })
})

describe('a comparison', () => {
  it('sketches the side whose lever is held, and runs both when it is let go', async () => {
    const { client } = createSessionClient()
    const comparison = new Comparison(new Run(client), new Run(client), () => true)
    const scenario = parseScenario(createCrash())
    expect(await comparison.open(scenario, scenario)).toBe(true)
    const { a, b } = comparison
    b.drag.press()
    b.controls.setLeverage(40)
    b.touch('max leverage')
    await until(() => b.drag.sketch !== null)
    expect([a.drag.sketch, b.run.document?.venue.maxLeverage]).toEqual([null, 25])
    b.drag.release()
    await until(() => b.run.document?.venue.maxLeverage === 40)
    expect([a.run.document?.venue.maxLeverage, b.drag.sketch]).toEqual([25, null])
  })
})
