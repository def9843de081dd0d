/**
 * Goal: a committee acts on what is published, once for each alarm, as often as it may; and what it does is in the document alone.
 * Method: the world of the lesson under several seeds and committees; alarms are found once more from a board beside the run.
 */
import { describe, expect, it } from 'vitest'
import { findLesson, LESSONS } from '../../src/cli/lessonFiles.ts'
import { convene } from '../../src/dials/committee.ts'
import { DialBoard } from '../../src/dials/dialBoard.ts'
import { DIALS } from '../../src/dials/dialTable.ts'
import { Meetings } from '../../src/dials/meetings.ts'
import { PlacedLook } from '../../src/engine/placedLook.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { committee as schema, type Committee } from '../../src/schema/committee.ts'
import { parseWith } from '../../src/schema/fields.ts'
import type { WorldDocument } from '../../src/schema/world.ts'

const held = findLesson(LESSONS, 'risk-committee')?.held as WorldDocument
const world = (seed: string): WorldDocument => ({ ...held, seed, shocks: held.shocks.slice(0, 2) })
const asked = (maintenanceMargin: number) => ({ venue: 'exchange', maintenanceMargin })
const of = (changes: object): Committee =>
  parseWith(schema, {
    dials: ['worldAhead'],
    needs: 1,
    published: { everySteps: 4, delaySteps: 2, blur: 0.1 },
    restSteps: 8,
    changes: 4,
    proposals: [0.09, 0.12, 0.15, 0.18].map(asked),
    ...changes,
  })
const proposalsOf = ({ shocks }: WorldDocument) => shocks.filter(({ kind }) => kind === 'proposal')
const SEEDS = ['1', '2', '3']

describe('a committee', () => {
  it.each(SEEDS)('meets when what is published says so, and proposes in the step after (seed %s)', (seed) => {
    const committee = of({})
    const { document, minutes } = convene(world(seed), committee)
    const run = Simulation.create(document)
    const board = new DialBoard(run, {}, { only: ['worldAhead'] })
    const met: number[] = []
    let before = false
    for (;;) {
      const is = board.published('worldAhead', committee.published, seed).value > DIALS.worldAhead.line
      if (is && !before && run.step - (met.at(-1) ?? -Infinity) > 8) met.push(run.step)
      before = is
      if (run.isDone) break
      run.advance()
      board.follow()
    }
    expect(met.length).toBeGreaterThan(0)
    expect(minutes['alarms']).toBe(met.length)
    expect(proposalsOf(document).map(({ step }) => step - 1)).toEqual(met.filter((step) => step < 200))
    expect(minutes['warned:worldAhead']).toBe(met[0])
    const won = run.world.votes.filter(({ passed }) => passed).length
    expect(minutes['changes']).toBe(won)
  })

  it('is in the document alone: what it has read of a run changes nothing in it', () => {
    const { document } = convene(world('1'), of({ needs: 2, dials: ['price', 'worldAhead', 'nearDepth'] }))
    const plain = Simulation.create(document)
    plain.advance(document.steps)
    const again = convene(document, of({ changes: 0 }))
    expect(proposalsOf(again.document)).toEqual(proposalsOf(document))
    const watched = Simulation.create(again.document)
    watched.advance(document.steps)
    expect(watched.hash()).toBe(plain.hash())
  })

  it('wins no more votes than it may, asks for the next rule once one is won, and again for one that is lost', () => {
    for (const seed of SEEDS) {
      const all = convene(world(seed), of({}))
      const margins = proposalsOf(all.document).map(
        (shock) => 'maintenanceMargin' in shock && shock.maintenanceMargin,
      )
      const run = Simulation.create(all.document)
      run.advance(200)
      let won = 0
      margins.forEach((margin, i) => {
        expect(margin).toBe([0.09, 0.12, 0.15, 0.18][won])
        if (run.world.votes[i]?.passed) won++
      })
      const one = convene(world(seed), of({ changes: 1 }))
      expect(one.minutes['changes']).toBeLessThanOrEqual(1)
      expect(one.minutes['alarms']).toBeGreaterThanOrEqual(one.minutes['proposals'])
      const none = convene(world(seed), of({ changes: 0 }))
      expect([none.minutes['proposals'], none.document.shocks]).toEqual([0, world(seed).shocks])
      const lost = convene(world(seed), of({ proposals: [asked(0.4)] }))
      expect(lost.minutes['changes']).toBe(0)
      expect(lost.minutes['proposals']).toBe(lost.minutes['alarms'])
    }
  })

  it('has its own lines, and knows nothing of dials that it does not watch or the world does not have', () => {
    const strict = convene(world('1'), of({ lines: { worldAhead: 0.1 } }))
    const usual = convene(world('1'), of({}))
    expect(strict.minutes['warned:worldAhead']).toBeLessThan(usual.minutes['warned:worldAhead'])
    const blind = convene(world('1'), of({ dials: ['ownToken'] }))
    expect(blind.minutes).toEqual({ alarms: 0, proposals: 0, changes: 0 })
  })

  it('saves the customers whom it watches for, and the price saves nobody', () => {
    const lostIn = (document: WorldDocument) => {
      const run = Simulation.create(document)
      run.advance(document.steps)
      const look = new PlacedLook(run)
      return ['exchange', 'lender', 'bank'].reduce((sum, venue) => sum + look.read('badDebt', { venue }), 0)
    }
    for (const seed of SEEDS) {
      expect(lostIn(convene(world(seed), of({ changes: 1 })).document)).toBe(0)
      expect(lostIn(convene(world(seed), of({ changes: 1, dials: ['price'] })).document)).toBeGreaterThan(0)
    }
  })
})

describe('meetings', () => {
  it('begin with a new warning, after a rest', () => {
    const meetings = new Meetings({ needs: 2, restSteps: 3 })
    const heard = [1, 2, 2, 1, 2, 0, 2, 2].map((warning, step) => meetings.hear(step, warning))
    expect(heard).toEqual([false, true, false, false, false, false, true, false])
    expect(meetings.steps).toEqual([1, 6])
  })
})
