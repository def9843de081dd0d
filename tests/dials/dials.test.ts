/**
 * Goal: a dial says what its rule says, in the same way wherever a run is advanced; a world that has none says why; what is
 * published is late, seldom and off by at most what was said, and always the same.
 * Method: situations are played with a board beside them, and its numbers held against readings that are put together by hand.
 */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { DialBoard } from '../../src/dials/dialBoard.ts'
import { DIAL_IDS, DIALS } from '../../src/dials/dialTable.ts'
import { published } from '../../src/dials/published.ts'
import { listAlarms, placeDials, warns } from '../../src/dials/readDials.ts'
import { PlacedLook } from '../../src/engine/placedLook.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { parseWorld } from '../../src/schema/parseDocument.ts'
import { situation as ownToken } from '../../src/situations/backedByItsOwnToken.ts'
import { situation as desk } from '../../src/situations/oneDeskManyMarkets.ts'
import { situation as pool } from '../../src/situations/poolAndRun.ts'
import { parseFormula, toPlainText } from '../../src/ui/rules/formula.ts'

const open = (world: object) => Simulation.create(parseWorld({ ...world, seed: '1' }))

describe('the table of dials', () => {
  it.each(DIAL_IDS)('explains %s in words, by a formula and by code that is there', (id) => {
    const { label, sentence, rule } = DIALS[id]
    expect(DIALS[id].id).toBe(id)
    expect(label).toMatch(/^[A-Z].*[^.!]$/)
    for (const words of [sentence, rule.words]) expect(words).toMatch(/^[A-Z][^!]*\.$/)
    for (const line of rule.formula) expect(toPlainText(parseFormula(line))).not.toMatch(/[{}"]|undefined/)
    expect(rule.code.length).toBeGreaterThan(0)
    for (const [path, name] of rule.code) {
      expect(existsSync(path), path).toBe(true)
      const defined = new RegExp(`^(export )?(async )?function ${name}\\b|^  ${name}: \\(.*=>`, 'm')
      expect(readFileSync(path, 'utf8'), `${name} in ${path}`).toMatch(defined)
    }
  })

  it('says of every world which dials it has, and why not of the others', () => {
    const found = placeDials(parseWorld({ ...pool.world, seed: '1' }), { losses: { lend: 100 } })
    const has = found.flatMap(({ dial, parts }) => (parts === null ? [] : [dial.id]))
    expect(has).toEqual(['nearDepth', 'fundCover', 'utilization', 'worldAhead', 'price'])
    for (const one of found) if (one.parts === null) expect(one.why).toMatch(/^Not here, because .*\.$/)
    const [, cover] = placeDials(parseWorld({ ...pool.world, seed: '1' }))
    expect(cover.parts === null && cover.why).toMatch(/^Not here yet, because/)
  })
})

describe('a board of dials', () => {
  it('reads what the rules say, at every step', () => {
    const run = open(ownToken.world)
    const losses = Object.fromEntries(Object.keys(run.program.document.venues).map((id) => [id, 1_000_000]))
    const board = new DialBoard(run, { losses })
    const look = new PlacedLook(run)
    const { venues } = run.program.document
    const books = Object.entries(venues).flatMap(([venue, one]) =>
      one.kind === 'exchange' ? Object.keys(one.markets).map((asset) => ({ venue, asset })) : [],
    )
    const highest = books.map((place) => look.read('price', place))
    while (!run.isDone) {
      run.advance()
      board.follow()
      books.forEach((place, i) => (highest[i] = Math.max(highest[i], look.read('price', place))))
      expect(board.now.worldAhead).toBe(look.read('rWorldAhead'))
      const falls = books.map((place, i) => (highest[i] - look.read('price', place)) / highest[i])
      expect(board.now.price).toBe(Math.max(...falls))
      const claims = Object.keys(venues)
        .map((venue) => [look.read('claimsLeft', { venue }), look.read('netWorth', { venue })])
        .filter(([claim]) => claim > 0)
        .map(([claim, worth]) => (worth > 0 ? claim / worth : Infinity))
      if (claims.length > 0) expect(board.now.claimsWorth).toBe(Math.max(...claims))
    }
    const { steps, values } = board.history
    expect(steps).toEqual(Array.from({ length: run.step + 1 }, (_, i) => i))
    for (const list of Object.values(values)) expect(list).toHaveLength(steps.length)
    expect(values.ownToken?.[0]).toBeGreaterThan(0.3)
    expect(values.ownToken?.[0]).toBeLessThan(0.5)
  })

  it('has the room of a desk once for all its markets, and it ends where the makers’ loss ends', () => {
    const run = open(desk.world)
    const board = new DialBoard(run)
    const makers = board.dials.find(({ dial }) => dial.id === 'makersRoom')
    expect(makers?.parts).toHaveLength(1)
    expect(board.now.makersRoom).toBe(1)
    while (!run.isDone) {
      run.advance()
      board.follow()
    }
    const { document } = run.program
    const [[, { capital }]] = Object.entries(document.desks)
    const look = new PlacedLook(run)
    const equity = Object.entries(document.venues).flatMap(([venue, one]) =>
      one.kind === 'exchange'
        ? Object.keys(one.markets).map((asset) => {
            const place = { venue, asset }
            return (
              look.read('makersCash', place) + look.read('makersContracts', place) * look.read('price', place)
            )
          })
        : [],
    )
    expect(board.now.makersRoom).toBeCloseTo(1 + equity.reduce((a, b) => a + b, 0) / (100 * capital), 9)
  })

  it('says the same however seldom it is read', () => {
    const [often, seldom] = [1, 7].map((everySteps) => {
      const run = open(desk.world)
      const board = new DialBoard(run, {}, { everySteps })
      while (!run.isDone) {
        run.advance()
        board.follow()
      }
      return board.history
    })
    expect(seldom.steps.every((step) => step % 7 === 0)).toBe(true)
    for (const id of DIAL_IDS)
      expect(seldom.values[id]).toEqual(often.values[id]?.filter((_, step) => step % 7 === 0))
  })
})

describe('warnings', () => {
  it('lie beyond the line, on the worse side, and never without a number', () => {
    expect([0.9, 1, 1.1].map((value) => warns(DIALS.worldAhead, value))).toEqual([false, false, true])
    expect([0.9, 1, 1.1].map((value) => warns(DIALS.fundCover, value))).toEqual([true, false, false])
    expect(warns(DIALS.claimsWorth, Infinity)).toBe(true)
    expect(DIAL_IDS.some((id) => warns(DIALS[id], NaN))).toBe(false)
  })

  it('are counted when they begin', () => {
    const history = { steps: [0, 5, 10, 15, 20, 25], values: [2, 2, 0.5, 3, NaN, 4] }
    expect(listAlarms(DIALS.worldAhead, history)).toEqual([0, 15, 25])
    expect(listAlarms(DIALS.worldAhead, history, 3.5)).toEqual([25])
  })
})

describe('what is published', () => {
  const how = { everySteps: 10, delaySteps: 7, blur: 0.2 }
  const read = (step: number, seed = 'a') => published('price', how, seed, step, (at) => 100 + at)

  it('is of a moment that lies back, the same until the next figure', () => {
    expect(read(6)).toEqual({ value: NaN, ofStep: -1 })
    expect([7, 16, 17, 26, 27].map((step) => read(step).ofStep)).toEqual([0, 0, 10, 10, 20])
    expect(read(26)).toEqual(read(17))
    expect(published('price', { everySteps: 1, delaySteps: 0, blur: 0 }, 'a', 9, (at) => at)).toEqual({
      value: 9,
      ofStep: 9,
    })
  })

  it('is off by at most its blur, evenly to both sides, the same from the same seed', () => {
    const errors = Array.from({ length: 400 }, (_, i) => read(10 * i + 7).value / (100 + 10 * i) - 1)
    for (const error of errors) expect(Math.abs(error)).toBeLessThanOrEqual(0.2)
    expect(Math.abs(errors.reduce((a, b) => a + b, 0) / errors.length)).toBeLessThan(0.02)
    expect(Math.max(...errors)).toBeGreaterThan(0.18)
    expect(read(7)).toEqual(read(7))
    expect(read(7, 'b').value).not.toBe(read(7).value)
  })
})
