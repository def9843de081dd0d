/**
 * Goal: two runs are compared at one moment on one seed: changed, swapped, copied, taken back, linked, brought back
 * after a crash.
 * Method: a real session in the same thread; a test says when time passes, and compares states with the engine's.
 */
import { beforeEach, describe, expect, it } from 'vitest'
import { createCrash } from '../support/runDocuments.ts'
import { createSessionClient } from '../support/sessionClient.ts'
import { until } from '../support/until.ts'
import { stateFrom } from '../support/visibleState.ts'
import { writeAt } from '../../src/schema/documentPath.ts'
import { fromLink, toLink } from '../../src/schema/link.ts'
import { parseScenario, type Scenario } from '../../src/schema/scenario.ts'
import { Comparison } from '../../src/stores/comparison.svelte.ts'
import { Run } from '../../src/stores/run.svelte.ts'

const thin = parseScenario(createCrash({ steps: 160, liquidity: { depth: 20_000, resilience: 0.0228 } }))
const makeDeep = (scenario: Scenario) => writeAt(scenario, 'liquidity.depth', 400_000)

let comparison: Comparison
let clock = { ms: 0 }

/** Nothing plays by itself, so that a test says when time passes. */
async function openComparison(a = thin, b = thin, step = 0) {
  const { client } = createSessionClient()
  clock = { ms: 0 }
  comparison = new Comparison(
    new Run(client),
    new Run(client),
    () => true,
    () => (clock.ms += 10_000),
  )
  expect(await comparison.open(a, b, step)).toBe(true)
}

const prices = () => [comparison.a, comparison.b].map(({ run }) => run.market(0)?.price)
const states = () =>
  Promise.all([comparison.a, comparison.b].map(async ({ run }) => stateFrom(await run.accounts())))
const depths = () => [comparison.a, comparison.b].map(({ run }) => run.document?.liquidity.depth)

describe('a comparison', () => {
  beforeEach(() => openComparison())

  it('opens as two equal runs at the moment that was shown', async () => {
    await openComparison(thin, thin, 40)
    expect(comparison.pair.step).toBe(40)
    const [a, b] = await states()
    expect(a).toBe(b)
    expect(comparison.undoable).toBeNull()
  })

  it('runs only the changed side again, both from shortly before the push', async () => {
    await comparison.pair.seek(100)
    const openedA = comparison.a.run.opened
    await comparison.derive(comparison.b, 'the liquidity', makeDeep)
    expect(comparison.a.run.opened).toBe(openedA)
    expect(depths()).toEqual([20_000, 400_000])
    expect([comparison.a.run.step, comparison.b.run.step]).toEqual([16, 16])
    await comparison.pair.seek(60)
    const [a, b] = prices()
    expect(a).toBeLessThan(b as number)
  })

  it('plays until the story is told on both sides, and no further', async () => {
    await comparison.derive(comparison.b, 'the liquidity', makeDeep)
    comparison.pair.stepsPerSecond = 60
    comparison.play()
    for (let i = 0; i < 5_000 && comparison.pair.playing; i++) {
      comparison.elapse(16)
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(comparison.isSettled).toBe(true)
    expect(comparison.pair.step).toBeLessThan(comparison.pair.steps)
  })

  it('gives both the same seed, whoever got a new one', async () => {
    await comparison.reroll()
    const seeds = [comparison.a, comparison.b].map(({ run }) => run.document?.seed)
    expect(seeds[0]).not.toBe('crash')
    expect(seeds[1]).toBe(seeds[0])
    comparison.b.controls.setAt('seed', 'of B', 'the seed')
    await comparison.b.restart('the seed')
    expect(comparison.a.run.document?.seed).toBe('of B')
  })

  it('lets a situation that one side chooses keep the common seed', async () => {
    comparison.b.controls.choose('calm')
    await comparison.b.restart('another situation')
    expect(comparison.b.run.document?.seed).toBe('crash')
    expect(comparison.b.run.document?.shocks).toEqual([])
    expect(comparison.b.controls.scenario?.liquidity.depth).toBe(
      comparison.b.run.opened?.resolved.depthContracts,
    )
  })

  it('swaps the sides at the same moment, without a new run', async () => {
    await comparison.derive(comparison.b, 'the liquidity', makeDeep)
    await comparison.pair.seek(60)
    const before = prices()
    comparison.swap()
    expect(prices()).toEqual(before.toReversed())
    expect(depths()).toEqual([400_000, 20_000])
    expect(comparison.pair.step).toBe(60)
    // A side's controls went with its run.
    comparison.a.controls.setAt('liquidity.depth', 500_000, 'liquidity')
    await comparison.a.restart('liquidity')
    expect(depths()).toEqual([500_000, 20_000])
  })

  it('copies a side to the other, at the same moment', async () => {
    await comparison.derive(comparison.b, 'the liquidity', makeDeep)
    await comparison.pair.seek(60)
    await comparison.copy(comparison.a)
    expect(depths()).toEqual([400_000, 400_000])
    expect(comparison.pair.step).toBe(60)
    const [a, b] = await states()
    expect(a).toBe(b)
  })

  it('takes changes back one by one, on the right side', async () => {
    await comparison.derive(comparison.b, 'the liquidity', makeDeep)
    comparison.a.controls.setLeverage(10)
    await comparison.a.restart('max leverage')
    comparison.swap()
    expect(comparison.undoable).toBe('the swap')
    await comparison.undo()
    expect(depths()).toEqual([20_000, 400_000])
    expect(comparison.undoable).toBe('max leverage of A')
    await comparison.undo()
    expect(comparison.a.run.document?.venue.maxLeverage).toBe(25)
    await comparison.undo()
    expect(depths()).toEqual([20_000, 20_000])
    expect(comparison.undoable).toBeNull()
  })

  it('runs a lever too that moves while its side is being opened', async () => {
    const { controls } = comparison.b
    controls.setAt('liquidity.depth', 300_000, 'liquidity')
    const restarting = comparison.b.restart('liquidity')
    await until(() => comparison.b.run.isOpening)
    controls.setAt('liquidity.depth', 400_000, 'liquidity')
    await restarting
    expect(depths()).toEqual([20_000, 300_000])
    await comparison.b.restart('liquidity')
    expect(depths()).toEqual([20_000, 400_000])
  })

  it('gives a push to both, and does not open them again for it', async () => {
    await comparison.derive(comparison.b, 'the liquidity', makeDeep)
    await comparison.pair.seek(70)
    const opened = [comparison.a.run.opened, comparison.b.run.opened]
    await comparison.push({ kind: 'fairValue', change: -0.02 })
    expect([comparison.a.run.opened, comparison.b.run.opened]).toEqual(opened)
    const pushed = { step: 71, kind: 'fairValue', change: -0.02 }
    for (const { run, controls } of [comparison.a, comparison.b]) {
      expect(run.document?.shocks.at(-1)).toEqual(pushed)
      expect(controls.scenario?.shocks.at(-1)).toEqual(pushed)
    }
  })

  it('plans a push on both, and takes it away', async () => {
    const planned = { step: 90, kind: 'depth', factor: 0.3 } as const
    await comparison.addShock(planned)
    expect(comparison.shocks).toContainEqual(planned)
    // A second one in the same step: one mark for both.
    await comparison.addShock({ step: 90, kind: 'sell', contracts: 10 })
    expect(comparison.marks.filter(({ step }) => step === 90)).toEqual([{ step: 90, name: 'push' }])
    await comparison.removeShock({ step: 90, kind: 'sell', contracts: 10 })
    await comparison.removeShock(planned)
    for (const { run } of [comparison.a, comparison.b]) expect(run.document?.shocks).toEqual(thin.shocks)
  })

  it('goes through a link and back to the same states', async () => {
    const deep = makeDeep(thin)
    await openComparison(thin, deep, 77)
    const [a, b] = await states()
    const { document: documentA } = comparison.a.run
    const { document: documentB } = comparison.b.run
    if (!documentA || !documentB) throw new Error('Nothing is open.')
    const link = toLink({
      document: documentA,
      compared: documentB,
      place: '/',
      step: 77,
      engineVersion: '1.0.0',
    })
    if (typeof link !== 'string') throw new Error(link.needsFile)
    const opened = fromLink(link, '1.0.0')
    if (opened instanceof Error || !opened.compared) throw new Error('The link holds no comparison.')
    await openComparison(opened.document, opened.compared, opened.step)
    expect(await states()).toEqual([a, b])
  })

  it('asks before a side becomes heavy, and goes back if it is not wanted', async () => {
    const { opened } = comparison.b.run
    comparison.b.controls.setAt('crowd.traders', 300_000, 'traders')
    await comparison.b.restart('traders')
    expect(comparison.guard.question?.words).toContain('300,000 traders')
    expect(comparison.b.run.opened).toBe(opened)
    comparison.guard.question?.cancel()
    expect(comparison.b.controls.scenario).toEqual(thin)
    expect(comparison.undoable).toBeNull()
  })

  it('keeps the other side when one document is refused, and undo mends it', async () => {
    comparison.b.controls.setAt('steps', 0, 'the length')
    await comparison.b.restart('the length')
    expect(comparison.pair.error?.path).toBe('steps')
    expect(comparison.a.run.document).toEqual(thin)
    await comparison.undo()
    expect(comparison.pair.error).toBeNull()
    expect(comparison.b.run.document).toEqual(thin)
  })
})

describe('after a crash', () => {
  it('both come back at the same moment', async () => {
    const { client, crash } = createSessionClient()
    const pair = new Comparison(new Run(client), new Run(client), () => true)
    await pair.open(thin, makeDeep(thin), 50)
    const before = [pair.a.run.market(0)?.price, pair.b.run.market(0)?.price]
    crash('out of memory')
    await pair.pair.seek(51)
    expect(pair.pair.crashed).toBe(true)
    await pair.recover()
    await pair.pair.seek(50)
    expect([pair.a.run.market(0)?.price, pair.b.run.market(0)?.price]).toEqual(before)
  })

  it('both open that never could, at the moment that was shown', async () => {
    const { client, crash } = createSessionClient()
    const other = new Run(client)
    await other.open(thin)
    crash('out of memory')
    const stopped = new Comparison(new Run(client), new Run(client), () => true)
    expect(await stopped.open(thin, makeDeep(thin), 50)).toBe(false)
    await stopped.recover()
    expect([stopped.pair.step, stopped.pair.error]).toEqual([50, null])
    expect(stopped.b.run.document?.liquidity.depth).toBe(400_000)
  })

  it('a lever that was moved meanwhile counts', async () => {
    const { client, crash } = createSessionClient()
    const stopped = new Comparison(new Run(client), new Run(client), () => true)
    await stopped.open(thin, thin)
    crash('out of memory')
    stopped.b.controls.setAt('liquidity.depth', 400_000, 'liquidity')
    await stopped.b.restart('liquidity')
    expect(stopped.pair.crashed).toBe(true)
    await stopped.recover()
    expect(stopped.pair.error).toBeNull()
    expect(stopped.b.run.document?.liquidity.depth).toBe(400_000)
    expect(stopped.undoable).toBe('liquidity of B')
  })

  it('a change at which the model stopped is taken back', async () => {
    const { client, crash } = createSessionClient()
    const stopped = new Comparison(new Run(client), new Run(client), () => true)
    await stopped.open(thin, thin)
    stopped.b.controls.setAt('liquidity.depth', 400_000, 'liquidity')
    const restarting = stopped.b.restart('liquidity')
    await until(() => stopped.b.run.isOpening)
    crash('out of memory')
    await restarting
    await stopped.recover()
    expect([stopped.pair.error, stopped.undoable]).toEqual([null, null])
    expect(stopped.b.controls.scenario).toEqual(thin)
    expect(stopped.b.run.document).toEqual(thin)
  })
})
