/**
 * Goal: a game of the risk desk is what is judged: the night that is seen is the run that the engine makes of the play, with what was
 * asked for; nothing is told before it is published; and its score is that of the play, whoever opens it.
 * Method: a real session and a real pool in the same thread, in which nothing plays by itself.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inProcessPool } from '../../support/inProcessPool.ts'
import { createSessionClient } from '../../support/sessionClient.ts'
import { until } from '../../support/until.ts'
import { readNights } from '../../../src/cli/nightFiles.ts'
import { buildNight } from '../../../src/cli/nightFiles.ts'
import type { DialId } from '../../../src/dials/dial.ts'
import { playOf, UNTOUCHED, type Play } from '../../../src/nights/play.ts'
import { playNight } from '../../../src/risk/nights/playNight.ts'
import { playSample } from '../../../src/risk/nights/sample.ts'
import { hiddenSeeds, shownSeed } from '../../../src/risk/nights/score.ts'
import { NightDesk } from '../../../src/stores/desk/nightDesk.svelte.ts'
import type { NightGame } from '../../../src/stores/desk/nightGame.ts'
import { NightRun } from '../../../src/stores/desk/nightRun.svelte.ts'
import type { DeskResult } from '../../../src/stores/deskRecord.ts'

/** One in which there is something to vote on. */
const [[parsed, proposal]] = readNights().flatMap((one) => {
  const voted = Object.entries(one.night.proposals).find(([, { byHouse }]) => !byHouse)
  return voted ? [[one, voted[0]] as const] : []
})
const { night } = parsed
const { words } = buildNight(parsed)
const [{ id: stop }] = night.proposals[proposal].stops
const dials = Object.keys(night.dials) as DialId[]
const steps = Number(night.world['steps'])

const pool = () => ({ ...inProcessPool(), size: 2, cancel: () => undefined })
let desk: NightDesk
let kept: DeskResult[]

function createDesk(changes: Partial<NightGame> = {}): NightDesk {
  const game: NightGame = { game: night.id, attempt: 3, number: 1, night, words, ...changes }
  const run = new NightRun(createSessionClient().client)
  const pools = { shown: pool(), score: pool(), side: pool() }
  return new NightDesk(game, run, (_, result) => kept.push(result), pools)
}

beforeEach(() => {
  kept = []
  desk = createDesk()
})
afterEach(() => desk.close())

/** The rows of all that was traded: two runs with the same are the same run. */
const pricesOf = (of: NightDesk) => Array.from(of.night.run.series.column('price', 0).subarray(0, steps + 1))
async function playOn(of: NightDesk, to: number): Promise<void> {
  while (of.night.run.step < to) {
    of.elapse(0)
    await until(() => !of.night.run.busy)
    await of.night.run.advance(to - of.night.run.step)
  }
  of.elapse(0)
}

describe('before the night', () => {
  it('rules cost what they cost, and over the budget nothing opens', async () => {
    const [[rule, { start, stops }]] = Object.entries(night.rules)
    const priced = {
      ...night,
      budget: 3,
      rules: {
        ...night.rules,
        [rule]: { ...night.rules[rule], stops: stops.map((one, i) => ({ ...one, cost: i })) },
      },
    }
    desk.take({ ...desk.game, night: priced })
    const base = stops.findIndex(({ id }) => id === start)
    desk.setup.setRule(rule, stops[4].id)
    expect(desk.setup.left).toBe(-1)
    expect(desk.setup.expenses).toEqual([{ kind: 'rule', id: rule, stop: stops[4].id, cost: 4 }])
    await desk.open(false)
    expect(desk.phase).toBe('before')
    desk.setup.setRule(rule, stops[3].id)
    expect(desk.setup.left).toBe(0)
    expect(desk.setup.play).toEqual({ ...UNTOUCHED, rules: { [rule]: stops[3].id } })
    await desk.open(false)
    expect(desk.phase).toBe('night')
    // There is nothing left for a proposal that costs something.
    await desk.propose(proposal, stop)
    const costs = night.proposals[proposal].stops[0].cost
    expect(desk.setup.asks).toHaveLength(costs === 0 ? 1 : 0)
    desk.setup.setRule(rule, start)
    expect(desk.setup.cost).toBeGreaterThanOrEqual(Math.min(base, 3))
  })

  it('dials are as many as may be chosen, and an order goes with its dial', () => {
    const { setup } = desk
    expect(setup.dials).toEqual(dials.slice(0, night.choose))
    setup.setOrder(dials[0], { proposal, stop })
    expect(setup.order(dials[0])).toMatchObject({ dial: dials[0], line: setup.line(dials[0]) })
    setup.setLine(dials[0], night.dials[dials[0]]?.[0] ?? NaN)
    expect(setup.play.alarms[0].line).toBe(night.dials[dials[0]]?.[0])
    setup.toggleDial(dials[0])
    expect(setup.dials).not.toContain(dials[0])
    expect(setup.play.alarms).toEqual([])
  })

  it('rehearses what rules do to the business, on seeds that judge nothing', async () => {
    desk.rehearse()
    await until(() => desk.rehearsal.floors !== null)
    expect(desk.rehearsal.floors).toHaveLength(night.floors.length)
    const judging = [...hiddenSeeds(night, 3), shownSeed(night, 3)]
    for (const { seed } of desk.rehearsal.answer.now ?? []) expect(judging).not.toContain(seed)
    // What dials say at the opening is there too, and each of the eight is here, or it is said why not.
    for (const dial of dials) expect(desk.rehearsal.opening(dial)).toEqual(expect.any(Number))
    for (const { id, why } of desk.rehearsal.absent) {
      expect(dials).not.toContain(id)
      expect(why).toMatch(/^Not here/)
    }
  })
})

describe('the night', () => {
  it('is the run that is judged, with what was asked for', async () => {
    await desk.open(false)
    await playOn(desk, 30)
    await desk.propose(proposal, stop)
    expect(desk.night.proposals.at(-1)).toMatchObject({ state: 'asked', step: 31 })
    await playOn(desk, 31)
    const [asked] = desk.night.proposals
    expect(asked.votes).not.toBeNull()
    await playOn(desk, steps)
    expect(desk.phase).toBe('after')
    const play: Play = { ...UNTOUCHED, asks: [{ proposal, stop, step: 30 }] }
    const { document, outcome } = playNight({ night }, play, shownSeed(night, 3))
    expect(desk.night.run.document?.shocks).toEqual(document.shocks)
    expect(outcome.votes[0]).toMatchObject({ step: 31, ...asked.votes })
    const seen = pricesOf(desk)
    const judged = createDesk()
    await judged.night.run.open(document)
    await judged.night.run.seek(steps)
    expect(seen).toEqual(pricesOf(judged))
    judged.close()
  })

  it('lets standing orders go off when what is published passes their line, and not before', async () => {
    const watched = { ...night, dials: { ...night.dials, [dials[0]]: [0] } }
    desk.take({ ...desk.game, night: watched })
    desk.setup.setOrder(dials[0], { proposal, stop })
    const { document, wentOff } = playNight({ night: watched }, desk.setup.play, shownSeed(night, 3))
    expect(wentOff).toHaveLength(1)
    await desk.open(false)
    await playOn(desk, wentOff[0].step)
    expect(desk.night.warnings.some(({ order }) => order !== null)).toBe(true)
    await playOn(desk, steps)
    expect(desk.night.proposals).toHaveLength(1)
    expect(desk.night.proposals[0].step).toBe(wentOff[0].step + 1)
    expect(desk.night.run.document?.shocks).toEqual(document.shocks)
  })

  it('counts business beside what the untouched venue had done by then: with nothing changed it is all of it', async () => {
    await desk.open(false)
    for (const step of [0, 30, steps >> 1, steps]) {
      await playOn(desk, step)
      for (const share of desk.night.floors) expect(share).toBeCloseTo(1, 12)
    }
  })

  it('tells no figure and shows no crowd before it is published', async () => {
    await desk.open(false)
    const { every, old } = night.published
    for (const step of [0, old - 1, old, old + every - 1, old + every, old + 3 * every + 1]) {
      await playOn(desk, step)
      const figure = desk.night.newest(dials[0])
      const out = step < old ? null : step - old - ((step - old) % every)
      expect(desk.night.publishedStep).toBe(out)
      expect(figure?.step ?? null).toBe(out)
      const seen = desk.night.run.seenAt(desk.night.publishedStep ?? 0)
      expect(seen?.frame.step).toBe(out ?? 0)
      for (const one of desk.night.published(dials[0])) expect(one.outAt).toBeLessThanOrEqual(step)
      for (const { figure: warned } of desk.night.warnings) expect(warned.outAt).toBeLessThanOrEqual(step)
    }
    // Nothing was passed over, however far a wish went.
    const known = Array.from({ length: 4 }, (_, k) => desk.night.run.seenAt(k * every)?.frame.step)
    expect(known).toEqual([0, every, 2 * every, 3 * every])
  })

  it('says who would vote as of the newest figures', async () => {
    await desk.open(false)
    await playOn(desk, 40)
    desk.askAround()
    await until(() => desk.poll.answer.now !== null && !desk.poll.answer.isRunning)
    const { every, old } = night.published
    const step = 40 - old - ((40 - old) % every)
    const polled = desk.poll.of(proposal, stop)
    expect(polled?.ask.step).toBe(step)
    const { outcome } = playNight(
      { night },
      { ...UNTOUCHED, asks: [{ proposal, stop, step }] },
      shownSeed(night, 3),
    )
    expect(polled).toMatchObject({ yes: outcome.votes[0].yes, no: outcome.votes[0].no })
  })

  it('takes a double tap for one wish', async () => {
    await desk.open(false)
    await playOn(desk, 10)
    await Promise.all([desk.propose(proposal, stop), desk.propose(proposal, stop)])
    expect(desk.setup.asks).toEqual([{ proposal, stop, step: 10 }])
  })

  it('begins anew with nothing asked for, and goes back to its rules', async () => {
    await desk.open(false)
    await playOn(desk, 10)
    await desk.propose(proposal, stop)
    await desk.startAgain(false)
    expect([desk.phase, desk.night.run.step, desk.setup.asks.length]).toEqual(['night', 0, 0])
    desk.toRules()
    expect(desk.phase).toBe('before')
  })
})

describe('after the night', () => {
  it('the score is that of the play on its hidden seeds, told once, and then what each part was worth', async () => {
    // What is asked for belongs to the night that it is asked in.
    const play: Play = { ...playOf(night.best), asks: [] }
    desk.setup.takeIn(play)
    await desk.open(false)
    await playOn(desk, steps)
    await until(() => desk.score.answer.now !== null && !desk.score.answer.isRunning)
    const won = hiddenSeeds(night, 3).map((seed) => playNight({ night }, desk.setup.play, seed).outcome.won)
    expect(desk.score.tiles.map(({ outcome }) => outcome.won)).toEqual(won)
    expect(kept).toHaveLength(1)
    expect(kept[0]).toMatchObject({ solvent: won.filter(Boolean).length, seeds: night.seeds })
    const moved = Object.keys(night.rules).filter((rule) => desk.setup.isMoved(rule))
    expect(desk.score.worth.map(({ what }) => what)).toEqual(moved.map((rule) => `rule ${rule}`))
    for (const point of Object.values(desk.score.points)) expect(point).not.toBeNull()
    // Plays by chance, the same ones wherever they are played.
    const seeds = hiddenSeeds(night, 3).slice(0, 10)
    expect(desk.score.sample.length).toBeGreaterThanOrEqual(20)
    expect(desk.score.sample[3]).toEqual(playSample({ kind: 'nightSample', night, place: 3, seeds }).point)
    expect(new Set(desk.score.sample.map(({ activity }) => activity)).size).toBeGreaterThan(5)
    // The link holds it all: whoever opens it gets the same, and keeps nothing of it.
    const other = createDesk()
    await other.openPlay(play)
    await until(() => other.score.score !== null)
    expect(other.score.score?.won).toBe(kept[0].solvent)
    expect(kept).toHaveLength(1)
    other.close()
  }, 120_000)

  it('the worst seed is watched from where one likes, with the truth beside', async () => {
    await desk.open(false)
    await playOn(desk, steps)
    await until(() => desk.score.score !== null)
    const worst = desk.score.score?.worst
    if (!worst) throw new Error('There is no worst seed.')
    await desk.watch({ seed: worst.seed }, worst.outcome.decisiveStep ?? 0)
    expect(desk.watchedTile?.seed).toBe(worst.seed)
    expect(desk.night.run.step).toBe(worst.outcome.decisiveStep ?? 0)
    expect(desk.night.whole?.outcome).toEqual(worst.outcome)
    await desk.night.ask(proposal, stop)
    expect(desk.night.asked.asks).toEqual([])
  })
})
