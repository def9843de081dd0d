/** A night is played the same every time; the document that comes out of it is that very run; standing orders go off once. */
import { describe, expect, test } from 'vitest'
import { Simulation } from '../../src/engine/simulation.ts'
import { UNTOUCHED, type Play } from '../../src/nights/play.ts'
import { playNight } from '../../src/risk/nights/playNight.ts'
import { playSeedsOf } from '../../src/risk/nights/playSeeds.ts'
import { hiddenSeeds } from '../../src/risk/nights/score.ts'
import { smallNight } from '../support/smallNight.ts'
import { parseWorld } from '../../src/schema/parseDocument.ts'

const night = smallNight
const dial = 'nearDepth'
const proposal = 'margin'
const stop = '0.03'
/** A line that every published reading passes. */
const watched = { ...night, dials: { ...night.dials, [dial]: [0] } }
const play: Play = {
  rules: {},
  asks: [{ proposal, stop, step: 30 }],
  alarms: [{ dial, line: 0, proposal, stop }],
}

describe('a night', () => {
  test('is played the same every time', () => {
    expect(playNight({ night: watched }, play, 'one')).toEqual(playNight({ night: watched }, play, 'one'))
    expect(playNight({ night }, UNTOUCHED, 'one').outcome).not.toEqual(
      playNight({ night }, UNTOUCHED, 'two').outcome,
    )
  })

  test('gives the document of the run that was judged', () => {
    const { document, outcome, wentOff } = playNight({ night: watched }, play, 'one')
    expect(wentOff).toHaveLength(1)
    const opened = Simulation.create(parseWorld(JSON.parse(JSON.stringify(document))))
    opened.advance(document.steps)
    const { totals } = opened.places.venues[0].state
    expect(outcome.bill).toEqual({
      own: totals.ownPaidCents,
      fund: totals.fundPaidCents,
      venue: totals.venuePaidCents,
      shared: totals.socializedCents,
      unpaid: totals.badDebtCents,
    })
    expect(opened.world.votes).toHaveLength(2)
    expect(outcome.votes.map((vote) => vote.step)).toEqual(opened.world.votes.map((vote) => vote.step))
  })

  test('lets an alarm see what is published and not what is true', () => {
    const { wentOff, panel } = playNight({ night: watched }, play, 'one')
    const [{ step, figure }] = wentOff
    expect(figure.outAt).toBe(figure.step + night.published.old)
    expect(step).toBeGreaterThanOrEqual(figure.outAt)
    expect(figure.value).not.toBe(figure.truth)
    expect(Math.abs(figure.value / figure.truth - 1)).toBeLessThanOrEqual(night.published.blur)
    expect(panel[dial]?.map((one) => one.step).slice(0, 2)).toEqual([0, night.published.every])
  })

  test('does not depend on which seeds are played beside it', () => {
    const seeds = hiddenSeeds(night, 7).slice(0, 4)
    const { tiles } = playSeedsOf({ kind: 'night', night, play: UNTOUCHED, seeds })
    const alone = seeds.map((seed) => playSeedsOf({ kind: 'night', night, play: UNTOUCHED, seeds: [seed] }))
    expect(alone.flatMap((one) => one.tiles)).toEqual(tiles)
  })
})
