/**
 * Goal: whatever is done to the sandbox, run, levers and what is looked at agree, and what is refused changes nothing.
 * Method: a real session in the same thread, in which nothing plays by itself; crashes and refusals in the middle of
 * it.
 */
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createCrash } from '../support/runDocuments.ts'
import { HeldReader } from '../support/pricesPool.ts'
import { createSessionClient, type SessionClient } from '../support/sessionClient.ts'
import { until } from '../support/until.ts'
import { stateFrom } from '../support/visibleState.ts'
import { writeAt } from '../../src/schema/documentPath.ts'
import { findControlDifferences } from '../../src/ui/compare/controlDifferences.ts'
import { parseScenario } from '../../src/schema/scenario.ts'
import { Comparison } from '../../src/stores/comparison.svelte.ts'
import { Controls } from '../../src/stores/controls.svelte.ts'
import { Run } from '../../src/stores/run.svelte.ts'
import { Sandbox } from '../../src/stores/sandbox.svelte.ts'
import { Sharing } from '../../src/stores/sharing.svelte.ts'

const crash = parseScenario(createCrash({ liquidity: { depth: 20_000, resilience: 0.0228 } }))
const toSeed = (seed: string) => writeAt(crash, 'seed', seed)
/** The schema takes it, the engine does not: an entry from which the account is sold out at once. */
const refused = parseScenario(
  createCrash({
    liquidity: { depth: 20_000, resilience: 0.0228 },
    venue: {},
    crowd: { accounts: [{ side: 'long', collateral: 1_000, leverage: 20, entry: 200 }] },
  }),
)

let session: SessionClient
let sandbox: Sandbox
let ms = 0
let reducesMotion = true

/** Nothing plays by itself, and no two changes are the same one. */
beforeEach(async () => {
  reducesMotion = true
  session = createSessionClient()
  const { client } = session
  const controls = new Controls(1_000, () => (ms += 10_000))
  sandbox = new Sandbox(new Run(client), controls, () => reducesMotion)
  await sandbox.start()
  await sandbox.load(crash, 0)
})

/** The page shows a comparison of what the sandbox has with something else. */
async function openComparison(b = crash): Promise<Comparison> {
  const comparison = new Comparison(new Run(session.client), new Run(session.client), () => true)
  sandbox.compare({ b, isAgreed: true })
  sandbox.comparison = comparison
  await comparison.open(sandbox.controls.scenario ?? crash, b, sandbox.run.step)
  return comparison
}

const depth = () => sandbox.run.document?.liquidity.depth

describe('what was changed', () => {
  const name = () => {
    const { scenario: a, now: b } = sandbox.before ?? {}
    return a && b ? findControlDifferences(a, b).map((one) => one.name) : []
  }

  it('is every lever that differs from the gray run, however quickly they were moved', async () => {
    await sandbox.run.seek(60)
    sandbox.controls.setAt('liquidity.depth', 50_000, 'liquidity')
    const first = sandbox.restart('liquidity')
    sandbox.controls.setLeverage(10)
    await Promise.all([first, sandbox.restart('max leverage')])
    expect(name()).toEqual(['Liquidity', 'Max leverage'])
    // The run between was not watched: the gray one stays, and so does what differs from it.
    sandbox.controls.setAt('venue.insuranceFund', 5_000, 'insurance fund')
    await sandbox.restart('insurance fund')
    expect(name()).toEqual(['Liquidity', 'Max leverage', 'Insurance fund'])
  })

  it('is a push too', async () => {
    await sandbox.run.seek(60)
    await sandbox.restart('')
    expect(name()).toEqual([])
    await sandbox.push({ kind: 'fairValue', change: -0.02 })
    expect(name()).toEqual(['Pushes'])
  })
})

describe('traders that are looked at', () => {
  it('are let go of, in words, where the new crowd does not have them, and the run goes on', async () => {
    sandbox.select(950)
    sandbox.pin(999)
    await sandbox.readTraders()
    expect([sandbox.selectedReading?.id, sandbox.pinnedReading?.id]).toEqual([950, 999])
    sandbox.controls.setAt('crowd.traders', 200, 'traders')
    await sandbox.restart('traders')
    sandbox.run.play()
    await sandbox.readTraders()
    expect([sandbox.selected, sandbox.pinned]).toEqual([null, null])
    expect([sandbox.selectedReading, sandbox.pinnedReading]).toEqual([null, null])
    expect(sandbox.notice?.words).toBe('Trader 950 is not in this crowd. Trader 999 is not in this crowd.')
    expect([sandbox.run.playing, sandbox.run.error]).toEqual([true, null])
  })

  it('stay where they are newcomers who have not come yet', async () => {
    const arrivals = { perStep: 3, trendFollowing: 5, trendMemorySteps: 20 }
    await sandbox.load(writeAt(crash, 'crowd.behavior', { arrivals }), 60)
    const newest = (sandbox.run.venue(0)?.traders ?? 0) - 1
    expect(newest).toBeGreaterThan(1_000)
    sandbox.pin(newest)
    await sandbox.readTraders()
    expect(sandbox.pinnedReading?.id).toBe(newest)
    await sandbox.run.seek(0)
    await sandbox.readTraders()
    expect([sandbox.pinned, sandbox.pinnedReading, sandbox.notice]).toEqual([newest, null, null])
    await sandbox.run.seek(60)
    await sandbox.readTraders()
    expect(sandbox.pinnedReading?.id).toBe(newest)
  })
})

describe('what comes from outside', () => {
  it('leaves the run, its levers, undo and what is looked at where the engine refuses it', async () => {
    sandbox.controls.setLeverage(20)
    await sandbox.restart('max leverage')
    await sandbox.run.seek(40)
    sandbox.select(7)
    const { scenario, start } = sandbox.controls
    const state = stateFrom(await sandbox.run.accounts())
    await sandbox.load(refused, 0)
    expect(sandbox.notice).toMatchObject({ isProblem: true })
    expect(sandbox.notice?.words).toContain('crowd.accounts[0]')
    expect(sandbox.run.error).toBeNull()
    expect([sandbox.controls.scenario, sandbox.controls.start]).toEqual([scenario, start])
    expect([sandbox.undoable, sandbox.selected]).toEqual(['max leverage', 7])
    expect(stateFrom(await sandbox.run.accounts())).toBe(state)
  })

  it('leaves a comparison open where the engine refuses it', async () => {
    await openComparison()
    const wish = sandbox.comparing
    await sandbox.load(refused, 0)
    expect(sandbox.comparing).toBe(wish)
    await sandbox.load(toSeed('good'), 0)
    expect(sandbox.comparing).toBeNull()
  })

  it('shows only the newest of several', async () => {
    await Promise.all([
      sandbox.load(toSeed('one'), 30, toSeed('compared')),
      sandbox.load(toSeed('two'), 20, toSeed('compared')),
      sandbox.load(toSeed('three'), 10),
    ])
    expect(sandbox.comparing).toBeNull()
    expect([sandbox.run.document?.seed, sandbox.run.step]).toEqual(['three', 10])
    expect(sandbox.controls.scenario?.seed).toBe('three')
  })

  it('compares nothing for a link that a newer one has followed', async () => {
    const compares = vi.spyOn(sandbox, 'compare')
    const first = sandbox.load(toSeed('one'), 200, toSeed('compared'))
    await until(() => sandbox.run.document?.seed === 'one')
    await Promise.all([first, sandbox.load(toSeed('two'), 10)])
    expect(compares).not.toHaveBeenCalled()
    expect([sandbox.run.document?.seed, sandbox.run.step]).toEqual(['two', 10])
  })

  it('keeps what the model took when the newer one is refused', async () => {
    await Promise.all([sandbox.load(toSeed('one'), 30), sandbox.load(refused, 0)])
    expect(sandbox.run.document?.seed).toBe(sandbox.controls.scenario?.seed)
    expect(sandbox.notice?.isProblem).toBe(true)
  })

  it('is laid over A as it is now, and undo gives A back', async () => {
    const comparison = await openComparison()
    comparison.a.controls.setAt('liquidity.depth', 50_000, 'liquidity')
    await comparison.a.restart('liquidity')
    await new Sharing(sandbox, new HeldReader()).openText('time,price\n0,100\n1,99\n2,98\n3,97\n')
    await until(() => sandbox.comparing === null)
    expect(depth()).toBe(50_000)
    expect(sandbox.run.document?.market.startPrice).toBe(100)
    await sandbox.undo()
    expect([depth(), sandbox.undoable]).toEqual([50_000, 'the comparison'])
    await sandbox.undo()
    expect(depth()).toBe(20_000)
  })
})

describe('a push', () => {
  it('plays, but not for somebody who went elsewhere while it was on its way', async () => {
    reducesMotion = false
    await sandbox.run.seek(80)
    const push = { kind: 'fairValue', change: -0.02 } as const
    await sandbox.push(push)
    expect(sandbox.run.playing).toBe(true)

    const second = sandbox.push(push)
    sandbox.seek(20)
    await second
    await until(() => sandbox.run.step === 20)
    expect(sandbox.run.playing).toBe(false)
    expect(sandbox.shocks.at(-1)).toEqual({ step: 81, ...push })
  })
})

describe('reset', () => {
  it('leaves nothing of who was here before, not even a lever that was moved just now', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      sandbox.run.stepsPerSecond = Infinity
      sandbox.isCardClosed = sandbox.hasTriedAgain = true
      sandbox.controls.setLeverage(20)
      sandbox.touch('max leverage')
      expect(vi.getTimerCount()).toBe(1)
      await sandbox.reset()
      expect(vi.getTimerCount()).toBe(0)
      sandbox.touch('max leverage')
      await sandbox.load(crash, 0)
      expect(vi.getTimerCount()).toBe(0)
    } finally {
      vi.useRealTimers()
    }
    expect(sandbox.run.document?.venue.maxLeverage).toBe(25)
    expect([sandbox.run.stepsPerSecond, sandbox.isCardClosed, sandbox.hasTriedAgain]).toEqual([
      8,
      false,
      false,
    ])
  })

  it('begins nothing where the situation cannot be opened', async () => {
    await sandbox.run.seek(40)
    const begins = vi.spyOn(sandbox.run, 'play')
    reducesMotion = false
    sandbox.controls.start = refused
    await sandbox.reset()
    expect(sandbox.run.error?.path).toContain('crowd.accounts[0]')
    expect(begins).not.toHaveBeenCalled()
    expect(sandbox.run.step).toBe(40)
  })
})

describe('after a crash of the model', () => {
  it('runs what a lever said while it was stopped', async () => {
    session.crash('out of memory')
    sandbox.controls.setLeverage(20)
    await sandbox.restart('max leverage')
    expect(sandbox.run.crashed).toBe(true)
    await sandbox.recover()
    expect(sandbox.run.error).toBeNull()
    expect(sandbox.run.document?.venue.maxLeverage).toBe(20)
    expect(sandbox.controls.scenario?.venue.maxLeverage).toBe(20)
  })

  it('opens nothing anew where no lever was moved', async () => {
    await sandbox.run.seek(33)
    session.crash('out of memory')
    const restarts = vi.spyOn(sandbox, 'restart')
    await sandbox.recover()
    expect([sandbox.run.step, sandbox.run.crashed, restarts.mock.calls.length]).toEqual([33, false, 0])
  })

  it('takes back the change at which it stopped, and says so', async () => {
    sandbox.controls.setLeverage(20)
    const restarting = sandbox.restart('max leverage')
    await until(() => sandbox.run.isOpening)
    session.crash('out of memory')
    await restarting
    await sandbox.recover()
    expect(sandbox.notice?.words).toContain('max leverage')
    expect(sandbox.run.document?.venue.maxLeverage).toBe(25)
    expect(sandbox.controls.scenario?.venue.maxLeverage).toBe(25)
  })

  it('leaves a comparison to the same A, at its moment', async () => {
    const comparison = await openComparison()
    session.crash('out of memory')
    await comparison.recover()
    await sandbox.leaveComparison(sandbox.controls.scenario ?? crash, 25)
    expect([sandbox.run.step, sandbox.run.crashed, sandbox.run.error]).toEqual([25, false, null])
  })

  it('leaves a comparison to a changed A', async () => {
    await openComparison()
    session.crash('out of memory')
    await sandbox.leaveComparison(writeAt(crash, 'liquidity.depth', 50_000), 25)
    expect([sandbox.run.step, sandbox.run.error, depth()]).toEqual([25, null, 50_000])
  })
})
