/**
 * Goal: whatever is run has one life: what was refused keeps what was open, the newest wish counts, and nothing is lost in a
 * crash but the change that made it.
 * Method: a run with a single lever, on a real session in the same thread.
 */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createCrash } from '../support/runDocuments.ts'
import { createSessionClient, type SessionClient } from '../support/sessionClient.ts'
import { until } from '../support/until.ts'
import { writeAt } from '../../src/schema/documentPath.ts'
import { parseScenario, type Scenario, type Shock } from '../../src/schema/scenario.ts'
import { Rerun, type Rerunnable, type Wanted } from '../../src/stores/rerun.ts'
import { Run } from '../../src/stores/run.svelte.ts'

const crowd = { traders: 200, leverage: { distribution: 'logUniform', min: 1.5, max: 25 } }
const first = parseScenario(createCrash({ steps: 60, crowd, liquidity: { depth: 5_000, resilience: 0.02 } }))
const LEAD = 16

let session: SessionClient
let run: Run
let owner: Rerunnable
let rerun: Rerun
/** The lever. */
let depth: number
let shocks: readonly Shock[]
/** The moment that somebody went to meanwhile. */
let asked: number | null
/** What was done, in order. */
let done: string[]

const toScenario = (value: number, pushes = shocks): Scenario =>
  writeAt(writeAt(first, 'liquidity.depth', value), 'shocks', [...pushes])
const readDepth = () => run.document?.liquidity.depth
const open = () => rerun.open([toScenario(depth)], () => run.open(toScenario(depth)))

function restart(scenario: Scenario | null = null): Promise<void> {
  return rerun.restart({ scenario, cancel: () => void done.push('cancel'), open })
}

beforeEach(async () => {
  session = createSessionClient()
  run = new Run(session.client)
  depth = 5_000
  shocks = first.shocks
  done = []
  asked = null
  owner = {
    player: () => ({ run, hearTime: () => () => asked }),
    wanted: () => [toScenario(depth)],
    start: () => {
      done.push('start')
      return open()
    },
    again: () => {
      done.push('again')
      return restart()
    },
    recover: () => run.recover(),
    takeBack: () => {
      done.push('take back')
      depth = 5_000
    },
    lead: () => LEAD,
    begin: (step) => void done.push(`begin ${step}`),
  }
  rerun = new Rerun(owner)
  expect(await open()).toBe(true)
})

describe('a change', () => {
  it('is opened, and played from where it begins', async () => {
    depth = 9_000
    expect(rerun.isAhead).toBe(true)
    await restart()
    expect([readDepth(), run.step, done]).toEqual([9_000, LEAD, [`begin ${LEAD}`]])
    expect([rerun.isAhead, rerun.opened]).toEqual([false, [toScenario(9_000)]])
  })

  it('that is refused keeps what is open, and the levers stay ahead until they are taken back', async () => {
    await run.seek(30)
    depth = -1
    await restart()
    expect([readDepth(), run.step, run.error?.path]).toEqual([5_000, 30, 'liquidity.depth'])
    expect([rerun.opened, rerun.isAhead, done]).toEqual([[toScenario(5_000)], true, []])
    depth = 5_000
    expect(rerun.isAhead).toBe(false)
  })

  it('that a newer one overtakes is not played', async () => {
    depth = 7_000
    const older = restart()
    await until(() => run.isOpening)
    depth = 8_000
    await Promise.all([older, restart()])
    expect([readDepth(), done]).toEqual([8_000, [`begin ${LEAD}`]])
    expect(rerun.opened).toEqual([toScenario(8_000)])
  })

  it('that is overtaken on its way to where it begins is not played either', async () => {
    depth = 7_000
    const older = restart()
    await until(() => readDepth() === 7_000)
    const isNewest = rerun.wish()
    await older
    expect([done, isNewest()]).toEqual([[], true])
  })

  it('is shown where somebody went meanwhile, and is not played', async () => {
    depth = 7_000
    const restarting = restart()
    await until(() => run.isOpening)
    asked = 40
    await restarting
    expect([readDepth(), run.step, done]).toEqual([7_000, 40, []])
  })

  it('is shown where somebody went while it was on its way to where it begins', async () => {
    depth = 7_000
    const restarting = restart()
    await until(() => readDepth() === 7_000)
    asked = 40
    await restarting
    expect([run.step, done]).toEqual([40, []])
  })

  it('that is made while another is being opened is still to be run', async () => {
    depth = 7_000
    const older = restart()
    await until(() => run.isOpening)
    depth = 8_000
    await older
    expect([readDepth(), rerun.isAhead]).toEqual([7_000, true])
    await restart()
    expect([readDepth(), rerun.isAhead]).toEqual([8_000, false])
  })

  it('made by hand in the run itself is no difference', async () => {
    await run.push({ kind: 'depth', factor: 0.5 })
    shocks = run.document?.shocks ?? []
    expect(rerun.isAhead).toBe(true)
    rerun.holdShocks([shocks])
    expect(rerun.isAhead).toBe(false)
  })
})

describe('a lever', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
  afterEach(() => void vi.useRealTimers())

  const touch = (value: number) =>
    rerun.touch(() => {
      done.push(`run ${value}`)
      return Promise.resolve()
    })

  it('that is dragged is run once, with its last place, when it rests', () => {
    for (let value = 1; value <= 10; value++) {
      touch(value)
      vi.advanceTimersByTime(100)
    }
    expect(done).toEqual([])
    vi.advanceTimersByTime(100)
    expect(done).toEqual(['run 10'])
    vi.advanceTimersByTime(10_000)
    expect(done).toEqual(['run 10'])
  })

  it('that has not come to rest gives way to another wish, and to the end', async () => {
    touch(1)
    await restart()
    touch(2)
    rerun.forget()
    vi.advanceTimersByTime(10_000)
    expect(done).toEqual([`begin ${LEAD}`])
  })
})

describe('a heavy change', () => {
  const heavy = parseScenario(createCrash({ crowd: { ...crowd, traders: 300_000 } }))

  it('asks first, and the run stands still meanwhile', async () => {
    run.play()
    depth = 9_000
    await restart(heavy)
    expect(rerun.guard.question?.words).toContain('300,000 traders')
    expect([run.playing, readDepth(), done]).toEqual([false, 5_000, []])
    rerun.guard.question?.go()
    await until(() => done.length > 0)
    expect([readDepth(), done]).toEqual([9_000, [`begin ${LEAD}`]])
  })

  it('that is not wanted is taken back by who asked for it', async () => {
    await restart(heavy)
    rerun.guard.question?.cancel()
    expect([rerun.guard.question, done]).toEqual([null, ['cancel']])
  })

  it('is no longer asked about once something else is wanted', async () => {
    await restart(heavy)
    await restart()
    expect([rerun.guard.question, done]).toEqual([null, [`begin ${LEAD}`]])
  })
})

describe('after a crash', () => {
  it('the same moment comes back, and nothing is run again', async () => {
    await run.seek(33)
    session.crash('out of memory')
    await rerun.recover()
    expect([run.step, run.error, done]).toEqual([33, null, []])
  })

  it('what never was open is opened', async () => {
    rerun.forget()
    session.crash('out of memory')
    await rerun.recover()
    expect([done, rerun.opened]).toEqual([['start'], [toScenario(5_000)]])
  })

  it('what was changed while there was no model is run', async () => {
    session.crash('out of memory')
    depth = 9_000
    await restart()
    expect([readDepth(), run.crashed, done]).toEqual([5_000, true, []])
    await rerun.recover()
    expect([readDepth(), rerun.isAhead, done]).toEqual([9_000, false, ['again', `begin ${LEAD}`]])
  })

  it('a change at which it stopped is taken back, once', async () => {
    depth = 9_000
    const restarting = restart()
    await until(() => run.isOpening)
    session.crash('out of memory')
    await restarting
    await rerun.recover()
    expect([readDepth(), depth, done]).toEqual([5_000, 5_000, ['take back']])
    session.crash('again')
    depth = 7_000
    await rerun.recover()
    expect([readDepth(), done]).toEqual([7_000, ['take back', 'again', `begin ${LEAD}`]])
  })

  it('a change that proved itself elsewhere is not taken back', async () => {
    depth = 9_000
    const restarting = restart()
    await until(() => run.isOpening)
    session.crash('out of memory')
    await restarting
    rerun.trust()
    await rerun.recover()
    expect([readDepth(), done]).toEqual([9_000, ['again', `begin ${LEAD}`]])
  })

  it('a model that cannot start again leaves everything for the next try', async () => {
    session.crash('out of memory')
    depth = 9_000
    const recovering = rerun.recover()
    await until(() => run.isOpening)
    session.crash('out of memory')
    await recovering
    expect([run.crashed, done]).toEqual([true, []])
    await rerun.recover()
    expect([readDepth(), run.error]).toEqual([9_000, null])
  })
})

describe('two runs', () => {
  const [a, b] = [toScenario(1_000, []), toScenario(2_000, [])]
  let wanted: Wanted
  let two: Rerun

  beforeEach(async () => {
    wanted = [a, null]
    two = new Rerun({ ...owner, wanted: () => wanted })
    // What a situation is, is only known when it is open.
    const isOpen = await two.open(wanted, () => {
      wanted = [a, b]
      return Promise.resolve(true)
    })
    expect([isOpen, two.opened]).toEqual([true, [a, b]])
  })

  it('are told apart in what was changed', () => {
    wanted = [a, toScenario(3_000, [])]
    expect([two.isChanged(0), two.isChanged(1), two.isAhead]).toEqual([false, true, true])
    wanted = [null, b]
    expect([two.isChanged(0), two.isChanged(1)]).toEqual([true, false])
  })

  it('change places with their levers', () => {
    wanted = [b, a]
    two.swap()
    expect([two.opened, two.isAhead]).toEqual([[b, a], false])
  })
})
