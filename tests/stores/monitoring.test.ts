/**
 * Goal: the page's dials are those of the run on the screen, at the step that is shown; what was counted of a world is forgotten
 * with the world, not with the seed; counting can be stopped.
 * Method: the store with pools of this thread, against a board beside the same run.
 */
import { describe, expect, it } from 'vitest'
import { DialBoard } from '../../src/dials/dialBoard.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { Monitoring } from '../../src/stores/monitoring.svelte.ts'
import { HeldPool } from '../support/heldPool.ts'
import { createCrowd } from '../support/riskDocuments.ts'
import { showDial, showLine, showWarnings } from '../../src/ui/dials/dialWords.ts'
import { traceDial } from '../../src/ui/dials/dialCurve.ts'
import { DIALS } from '../../src/dials/dialTable.ts'

const document = { ...createCrowd(), shocks: [{ step: 30, kind: 'fairValue' as const, change: -0.05 }] }
const create = () => new Monitoring([new HeldPool(), new HeldPool()])

describe('monitoring', () => {
  it('says at every step what a board beside the run says', async () => {
    const monitoring = create()
    expect(monitoring.at(0)).toBeNull()
    await monitoring.watch(document)
    const run = Simulation.create(document)
    const board = new DialBoard(run)
    for (;;) {
      for (const { placed, value, warns } of monitoring.at(run.step) ?? []) {
        const { dial } = placed
        expect(value).toEqual(board.now[dial.id] ?? NaN)
        expect(warns).toBe(dial.worse === 'higher' ? value > dial.line : value < dial.line)
      }
      if (run.isDone) break
      run.advance()
      board.follow()
    }
    expect(monitoring.at(60)).toHaveLength(8)
  })

  it('has the fund’s dial and the warnings once they are counted, for every seed of the world', async () => {
    const monitoring = create()
    await monitoring.watch(document)
    const cover = () => monitoring.at(60)?.find(({ placed }) => placed.dial.id === 'fundCover')
    expect(cover()?.placed.parts).toBeNull()
    const counting = monitoring.count()
    expect(monitoring.progress).toBe(0)
    await counting
    expect(monitoring.progress).toBeNull()
    expect(cover()?.placed.parts).not.toBeNull()
    expect(cover()?.value).toBeGreaterThanOrEqual(0)
    expect(monitoring.warningsOf('price')?.inTime?.of).toBe(monitoring.warnings?.storms)
    await monitoring.watch({ ...document, seed: 'other' })
    expect(monitoring.warnings).not.toBeNull()
    await monitoring.watch({ ...document, shocks: [] })
    expect(monitoring.warnings).toBeNull()
  })

  it('stops counting when it is told to, and keeps the dials', async () => {
    const counting = new HeldPool()
    const monitoring = new Monitoring([new HeldPool(), counting])
    await monitoring.watch(document)
    counting.gate = new Promise(() => undefined)
    const asked = monitoring.count()
    monitoring.counted.cancel()
    await asked
    expect(monitoring.progress).toBeNull()
    expect(monitoring.warnings).toBeNull()
    expect(monitoring.at(10)).not.toBeNull()
  })
})

describe('dials in words and as a curve', () => {
  it('say values by their unit, and what has no end or no number', () => {
    expect(showDial(DIALS.price, 0.123)).toBe('12.3%')
    expect(showDial(DIALS.claimsWorth, Infinity)).toBe('∞')
    expect(showDial(DIALS.fundCover, NaN)).toBe('–')
    expect(showLine(DIALS.fundCover)).toBe('warns below 1.00×')
    const share = { hits: 3, of: 40, share: 0.075, low: 0.026, high: 0.2 }
    expect(
      showWarnings({
        id: 'price',
        inVain: share,
        alarmsInCalm: 0.1,
        inTime: null,
        ahead: { middle: 1, low: 1, high: 4 },
      }),
    ).toEqual({ inVain: '3 of 40 (3–20%), 0.1 a run', inTime: 'no storm', ahead: '1 step ahead (1–4)' })
  })

  it('keep the line in sight, tell what lies ahead, and leave a gap where there was no number', () => {
    const history = { steps: [0, 10, 20, 30], values: [0, 50, NaN, 1] }
    const { pieces, line, now } = traceDial(history, { line: 1, step: 10, of: 30 })
    expect(now).toBeCloseTo(60)
    expect(pieces.map(({ isAhead }) => isAhead)).toEqual([false, true, true])
    expect(line).toBeGreaterThan(2)
    expect(line).toBeLessThan(38)
    expect(pieces[0].points).toMatch(/,2\.0$/)
  })
})
