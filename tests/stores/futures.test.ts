// Goal: the page's futures come in order, go on where they were, and a newer question, a cancel and a fault end the one before in
// words. Method: the store over a pool in this thread whose answers can be held back.
import { describe, expect, it } from 'vitest'
import { HeldPool } from '../support/heldPool.ts'
import { playFutures } from '../../src/risk/futures.ts'
import { nightOnTheSandbox } from '../../src/schema/labPresets.ts'
import { parseScenario } from '../../src/schema/scenario.ts'
import { Futures, toWholeRounds } from '../../src/stores/futures.svelte.ts'
import { OUTCOMES, sayInterval, summarize } from '../../src/stores/outcomes.ts'

const night = parseScenario({ ...nightOnTheSandbox, steps: 120, crowd: { traders: 60 } })

function create() {
  const pool = new HeldPool()
  return { pool, futures: new Futures(pool, new HeldPool()) }
}

describe('futures on the page', () => {
  it('are those of seeds 1 to the last, and more of them go on where they were', async () => {
    const { pool, futures } = create()
    await futures.ask(night, 50)
    expect(futures.answer.isRunning).toBe(false)
    expect(futures.list).toEqual(
      playFutures({ kind: 'futures', document: night, from: 1, count: 50 }).futures,
    )
    const before = pool.batches
    await futures.ask(night, 60)
    expect(futures.list.map(({ seed }) => seed)).toEqual(Array.from({ length: 60 }, (_, i) => i + 1))
    expect(pool.batches).toBe(before + 1)
    expect(futures.counts.reduce((sum, { count }) => sum + count, 0)).toBe(60)
    expect(futures.worstFirst(10)).toHaveLength(10)
  })

  it('of a newer question take the place of the one before', async () => {
    const { pool, futures } = create()
    let open = () => {}
    pool.gate = new Promise((resolve) => (open = resolve))
    const first = futures.ask(night, 40)
    pool.gate = Promise.resolve()
    const other = { ...night, title: 'other' }
    const second = futures.ask(other, 5)
    open()
    await Promise.all([first, second])
    expect(futures.list).toHaveLength(5)
    expect(futures.answer.problem).toBeNull()
  })

  it('stop when they are cancelled, and say why they failed', async () => {
    const { pool, futures } = create()
    pool.gate = new Promise(() => {})
    const asked = futures.ask(night, 40)
    expect(futures.answer.isRunning).toBe(true)
    futures.cancel()
    await asked
    expect([futures.answer.isRunning, futures.list.length, futures.wanted]).toEqual([false, 0, 0])
    pool.gate = Promise.reject(new Error('out of memory'))
    await futures.ask({ ...night, title: 'again' }, 5)
    expect(futures.answer.problem).toBe('out of memory')
    expect(futures.answer.isRunning).toBe(false)
  })

  it('are handed out as many to each worker, and are the same whatever their number', async () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8].map(toWholeRounds)).toEqual([8, 8, 9, 8, 10, 6, 7, 8])
    const lists = [1, 3, 7].map(async (workers) => {
      const pool = new HeldPool(workers)
      const futures = new Futures(pool, new HeldPool())
      await futures.ask(night, 107)
      expect(pool.tasks).toHaveLength(Math.ceil(107 / 5))
      return futures.list
    })
    const [one, ...more] = await Promise.all(lists)
    expect(one).toHaveLength(107)
    for (const list of more) expect(list).toEqual(one)
  })

  it('of two scenarios are never mixed, also where the second was stopped before it answered', async () => {
    const { pool, futures } = create()
    await futures.ask(night, 10)
    pool.gate = new Promise(() => {})
    const document = parseScenario({ ...night, crowd: { traders: 40 } })
    const stopped = futures.ask(document, 20)
    futures.cancel()
    await stopped
    pool.gate = Promise.resolve()
    await futures.ask(document, 20)
    expect(futures.list).toEqual(playFutures({ kind: 'futures', document, from: 1, count: 20 }).futures)
  })

  it('are forgotten where another document comes onto the page', async () => {
    const { futures } = create()
    await futures.ask(night, 10)
    futures.clear()
    expect([futures.list.length, futures.wanted, futures.answer.now]).toEqual([0, 0, null])
    await futures.ask(night, 5)
    expect(futures.list).toHaveLength(5)
  })

  it('have a path each, once a scenario was asked about', async () => {
    const { futures } = create()
    expect(await futures.follow(3)).toBeNull()
    await futures.ask(night, 5)
    expect((await futures.follow(3))?.prices[0]).toBe(100)
  })
})

describe('what is said over all of them', () => {
  it.each(OUTCOMES.map(({ id }) => id))('counts each future once: %s', async (id) => {
    const { futures } = create()
    await futures.ask(night, 40)
    const summary = summarize(futures.list, id)
    const read = OUTCOMES.find((one) => one.id === id)?.read
    const values = futures.list.map((one) => read?.(one) ?? null).filter((value) => value !== null)
    expect(summary?.count).toBe(values.length)
    expect(summary?.classes.reduce((sum, { count }) => sum + count, 0)).toBe(values.length)
    const median = summary?.rows[1].value.value ?? NaN
    expect(values.filter((value) => value <= median).length).toBeGreaterThanOrEqual(values.length / 2)
  })

  it('is nothing where there is nothing', () => {
    expect(summarize([], 'shortfall')).toBeNull()
  })
})

describe('an interval in words', () => {
  const [price] = OUTCOMES.filter(({ id }) => id === 'lowest')
  const say = (low: number, high: number) => sayInterval(price, { value: 3, low, high })

  it('has both ends, one of them, or none', () => {
    expect(say(2, 4)).toMatch(/2.* to .*4/)
    expect(say(2, Infinity)).toMatch(/2.* or more$/)
    expect(say(-Infinity, 4)).toMatch(/4.* or less$/)
    expect(say(-Infinity, Infinity)).toBe('not known from so few')
  })
})
