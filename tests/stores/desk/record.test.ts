/**
 * Goal: what was reached at the risk desk is kept with the progress, merges without loss, and never counts more than it may.
 * Method: two tabs on one shelf in memory, files out and in, and days in a row.
 */
import { describe, expect, it } from 'vitest'
import { countDaysInARow, createDesk, type DeskResult } from '../../../src/stores/deskRecord.ts'
import { Progress } from '../../../src/stores/progress.svelte.ts'

import { createShelf } from '../../support/shelf.ts'

const KEY = 'loss-spiral:/:progress'
const result = (solvent: number): DeskResult => ({ solvent, seeds: 20, won: solvent >= 16, play: 'p' })

function createTabs() {
  const shelf = createShelf()
  let now = 1_000
  const clock = () => now++
  const open = () => new Progress(shelf, KEY, clock)
  return { shelf, open }
}

describe('a night', () => {
  it('keeps its best result, and how often it was tried, over tabs and reloads', () => {
    const { open } = createTabs()
    const [one, two] = [open(), open()]
    one.addNight('leverage', result(11))
    two.addNight('leverage', result(17))
    one.addNight('leverage', result(12))
    one.addNight('makers', result(3))
    const again = open().desk.nights
    expect(again['leverage'].best).toEqual(result(17))
    expect(again['leverage'].tries).toBeGreaterThanOrEqual(2)
    expect(again['makers']).toMatchObject({ tries: 1, best: result(3) })
  })

  it('goes out and in with the file of progress, and with a reset that is taken back', () => {
    const { open } = createTabs()
    const progress = open()
    progress.addNight('leverage', result(17))
    progress.addDaily(20_000, result(9))
    progress.addEndless(4)
    const file = progress.toFile()
    const kept = progress.desk
    progress.reset()
    expect(progress.desk).toEqual(createDesk())
    expect(open().desk).toEqual(createDesk())
    progress.takeBack()
    expect(progress.desk.nights['leverage'].best).toEqual(result(17))
    expect(progress.desk.endless?.nights).toBe(4)
    const other = createTabs().open()
    expect(other.takeFile(file)).toBeNull()
    expect(other.desk).toEqual(kept)
    expect(other.isEmpty).toBe(false)
  })

  it.each([
    ['{"nights":{"a":{"tries":1,"best":{"solvent":21,"seeds":20,"won":true,"play":""}}}}', 'no more solvent'],
    ['{"nights":{"A b":{"tries":1}}}', 'nights'],
    ['{"days":{"today":{"tries":[]}}}', 'days'],
    [`{"days":{"1":{"tries":${JSON.stringify([1, 2, 3, 4].map(result))}}}}`, 'at most 3'],
  ])('that is damaged is refused with its field: %s', (desk, why) => {
    const progress = createTabs().open()
    const file = `{"kind":"loss-spiral-progress","version":3,"desk":${desk}}`
    expect(progress.takeFile(file)).toContain(why)
    expect(progress.desk).toEqual(createDesk())
  })
})

describe('the daily crash', () => {
  it('has three attempts and no more', () => {
    const { open } = createTabs()
    const progress = open()
    for (const solvent of [3, 9, 5, 20]) progress.addDaily(20_000, result(solvent))
    expect(progress.desk.days['20000'].tries.map(({ solvent }) => solvent)).toEqual([3, 9, 5])
  })

  it('counts days in a row up to today, or to yesterday as long as today goes on', () => {
    const days = (...list: number[]) => ({
      ...createDesk(),
      days: Object.fromEntries(list.map((day) => [String(day), { tries: [result(1)], at: 1 }])),
    })
    expect(countDaysInARow(days(7, 8, 9), 9)).toBe(3)
    expect(countDaysInARow(days(7, 8, 9), 10)).toBe(3)
    expect(countDaysInARow(days(7, 8, 9), 11)).toBe(0)
    expect(countDaysInARow(days(6, 8, 9), 9)).toBe(2)
    expect(countDaysInARow(days(), 9)).toBe(0)
  })
})
