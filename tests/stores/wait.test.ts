/**
 * Goal: how long a study still takes is told from how far it has come, and only while that can be told.
 * Method: a clock that the test sets; a question whose work tells how far it is; the estimator's own word of how much there is to do.
 */
import { describe, expect, it } from 'vitest'
import { inProcessPool } from '../support/inProcessPool.ts'
import { createWalk } from '../support/riskDocuments.ts'
import { estimate, type Question } from '../../src/risk/estimate.ts'
import type { Progress } from '../../src/risk/task.ts'
import { Asked } from '../../src/stores/asked.svelte.ts'
import { Wait } from '../../src/stores/wait.ts'

function createWait() {
  const clock = { ms: 5_000 }
  const wait = new Wait(() => clock.ms)
  wait.begin()
  return { wait, clock }
}

describe('a wait', () => {
  it('is as long as what is left takes at the pace so far', () => {
    const { wait, clock } = createWait()
    clock.ms += 2_000
    expect(wait.hear({ done: 20, all: 100 })).toBe(8)
    clock.ms += 2_000
    expect(wait.hear({ done: 80, all: 100 })).toBe(1)
    expect(wait.hear({ done: 100, all: 100 })).toBeNull()
  })

  it('does not count what was known before', () => {
    const { wait, clock } = createWait()
    clock.ms += 3_000
    expect(wait.hear({ done: 400, all: 4_000, before: 100 })).toBe(36)
    expect(wait.hear({ done: 100, all: 4_000, before: 100 })).toBeNull()
  })

  it('cannot be told at once, nor before it is known how much there is to do', () => {
    const { wait, clock } = createWait()
    clock.ms += 900
    expect(wait.hear({ done: 10, all: 100 })).toBeNull()
    clock.ms += 60_000
    expect(wait.hear(null)).toBeNull()
    // What came before says nothing of the pace of what comes now.
    clock.ms += 1_000
    expect(wait.hear({ done: 50, all: 100 })).toBe(1)
  })
})

describe('a question', () => {
  it('says how far it is and how long it takes, and nothing once it rests', async () => {
    const { wait, clock } = createWait()
    const asked = new Asked<{ done: number; all: number }>(
      { perform: () => Promise.resolve([]), cancel: () => undefined },
      wait,
    )
    let goOn = () => {}
    const gate = new Promise<void>((resolve) => (goOn = resolve))
    const over = asked.ask(async (_, hear) => {
      clock.ms += 4_000
      hear({ done: 1, all: 3 })
      await gate
      return { done: 3, all: 3 }
    })
    expect([asked.progress?.done, asked.secondsLeft]).toEqual([1, 8])
    goOn()
    await over
    expect([asked.progress, asked.secondsLeft, asked.now?.done]).toEqual([null, null, 3])
  })
})

describe('the estimator', () => {
  async function listen(question: Partial<Question>): Promise<(Progress | null)[]> {
    const heard: (Progress | null)[] = []
    const document = createWalk({ steps: 6, stepSeconds: 3600 })
    const usual = {
      document,
      event: 'fairBelow:98',
      method: 'auto',
      from: 1,
      runs: 4_000,
      precision: null,
    } as const
    await estimate({ ...usual, ...question }, inProcessPool(), (_, progress) => heard.push(progress))
    return heard
  }

  it('knows how much there is to count once it has looked', async () => {
    const heard = await listen({})
    expect(heard.slice(0, 5)).toEqual([null, null, null, null, null])
    expect(heard.at(5)).toEqual({ done: 1_200, all: 4_000, before: 1_000 })
    expect(heard.at(-1)).toEqual({ done: 4_000, all: 4_000, before: 1_000 })
  })

  it('expects to be done when its error will be small enough', async () => {
    const heard = await listen({ method: 'crude', runs: 100_000, precision: 0.05 })
    const { all } = heard.at(0) ?? { all: NaN }
    const { done } = heard.at(-1) ?? { done: NaN }
    expect(all / done).toBeGreaterThan(0.5)
    expect(all / done).toBeLessThan(2)
  })

  it('says that it splits before it has split once', async () => {
    const heard = await listen({ event: 'fairBelow:95', precision: 1 })
    const first = heard.findIndex((progress) => progress !== null)
    expect(heard[first]).toEqual({ done: 0, all: 20, before: 0 })
    expect(heard.at(-1)).toEqual({ done: 20, all: 20, before: 0 })
  })

  it('expects at least what an interval by splitting needs', async () => {
    const heard = await listen({ method: 'splitting', event: 'fairBelow:95', precision: 1 })
    expect(heard).toEqual([
      { done: 10, all: 20, before: 0 },
      { done: 20, all: 20, before: 0 },
    ])
  })
})
