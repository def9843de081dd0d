// Goal: the page's tails and volatilities come from the futures of seeds 1 to the last, go on where they were, and a newer
// question, a cancel and a fault end the one before. Method: the stores over a pool in this thread whose answers can be held back.
import { describe, expect, it } from 'vitest'
import { HeldPool } from '../support/heldPool.ts'
import { playFutures } from '../../src/risk/futures.ts'
import { playReturns } from '../../src/risk/returns.ts'
import { readTails } from '../../src/risk/tails.ts'
import { scaleVolatility } from '../../src/risk/volatility.ts'
import { nightOnTheSandbox } from '../../src/schema/labPresets.ts'
import { parseScenario } from '../../src/schema/scenario.ts'
import { Tails } from '../../src/stores/tails.svelte.ts'
import { Volatility } from '../../src/stores/volatility.svelte.ts'

const night = parseScenario({ ...nightOnTheSandbox, steps: 120, crowd: { traders: 60 } })
const settings = { side: 'falls', span: 1, over: 0.05 } as const

describe('the tail on the page', () => {
  it('is read off seeds 1 to the last, again under other settings, and off more of them', async () => {
    const pool = new HeldPool()
    const tails = new Tails(pool)
    await tails.ask(night, 12)
    const { runs } = playReturns({ kind: 'returns', document: night, from: 1, count: 12 })
    expect(tails.answer.now).toEqual(readTails({ kind: 'tails', runs, seed: '12', ...settings }))
    await tails.read({ ...settings, side: 'both', span: 5 })
    expect(tails.answer.now?.price.count).toBe(12 * 24)
    const played = pool.tasks.filter(({ kind }) => kind === 'returns').length
    await tails.ask(night, 14)
    expect([tails.runs, tails.settings.side, tails.answer.now?.price.count]).toEqual([14, 'both', 14 * 24])
    expect(pool.tasks.filter(({ kind }) => kind === 'returns')).toHaveLength(played + 1)
    // What spans so many steps there may not do so here.
    await tails.ask({ ...night, title: 'other' }, 10)
    expect([tails.runs, tails.settings.span, tails.answer.now?.price.count]).toEqual([10, 1, 1200])
  })

  it('is of fewer futures where they are long', () => {
    const tails = new Tails(new HeldPool())
    expect(tails.limitRuns(night, 160)).toBe(160)
    expect(tails.limitRuns({ ...night, steps: 20_000 }, 160)).toBe(100)
    expect(tails.limitRuns({ ...night, steps: 900_000 }, 160)).toBe(10)
  })

  it('stops when it is cancelled, and says why it failed', async () => {
    const pool = new HeldPool()
    const tails = new Tails(pool)
    pool.gate = new Promise(() => {})
    const asked = tails.ask(night, 10)
    expect(tails.answer.isRunning).toBe(true)
    tails.cancel()
    await asked
    expect([tails.answer.isRunning, tails.answer.now, tails.answer.problem]).toEqual([false, null, null])
    pool.gate = Promise.reject(new Error('out of memory'))
    await tails.ask(night, 10)
    expect([tails.answer.isRunning, tails.answer.problem]).toEqual([false, 'out of memory'])
  })
})

describe('volatility on the page', () => {
  it('plays the same seeds at each multiple, and goes on where it was', async () => {
    const pool = new HeldPool()
    const volatility = new Volatility(pool)
    expect(volatility.read('insolvent')).toBeNull()
    await volatility.ask(night, 12)
    expect([volatility.runs, volatility.answer.now?.length, volatility.answer.isRunning]).toEqual([
      12,
      6,
      false,
    ])
    const wild = scaleVolatility(night, 2) ?? night
    const { futures } = playFutures({ kind: 'futures', document: wild, from: 1, count: 14 })
    expect(volatility.answer.now?.[5].futures).toEqual(futures.slice(0, 12))
    const before = pool.tasks.length
    await volatility.ask(night, 14)
    expect(volatility.answer.now?.[5].futures).toEqual(futures)
    expect(pool.tasks.length - before).toBe(6)
    expect(volatility.read('exhausted')?.points.map(({ runs }) => runs)).toEqual([14, 14, 14, 14, 14, 14])
  })

  it('forgets another document, and asks nothing where no news is drawn', async () => {
    const volatility = new Volatility(new HeldPool())
    await volatility.ask(night, 5)
    volatility.forget(night)
    expect(volatility.runs).toBe(5)
    const plain = parseScenario({ ...night, market: { startPrice: 100, fairValue: { path: [100] } } })
    await volatility.ask(plain, 5)
    expect([volatility.runs, volatility.wanted, volatility.canScale(plain)]).toEqual([0, 0, false])
  })

  it('stops when it is cancelled, and says why it failed', async () => {
    const pool = new HeldPool()
    const volatility = new Volatility(pool)
    pool.gate = new Promise(() => {})
    const asked = volatility.ask(night, 10)
    volatility.cancel()
    await asked
    expect([volatility.answer.isRunning, volatility.runs, volatility.wanted]).toEqual([false, 0, 0])
    pool.gate = Promise.reject(new Error('out of memory'))
    await volatility.ask(night, 10)
    expect([volatility.answer.isRunning, volatility.answer.problem]).toEqual([false, 'out of memory'])
  })
})
