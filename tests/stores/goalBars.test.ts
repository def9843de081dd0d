/**
 * Goal: goals that share a limit stand on one axis, in the numbers of the words; others have no bars.
 * Method: the check of lesson 6, whose two falls are measured against one run, and every other check of the catalog.
 */
import { expect, it } from 'vitest'
import { LESSONS, listFolders, readLesson } from '../../src/cli/lessonFiles.ts'
import { enterStep, startOf, toRunSpec } from '../../src/course/attempt.ts'
import type { Lookup } from '../../src/course/evaluate.ts'
import { formatReading } from '../../src/course/numberWords.ts'
import { convene } from '../../src/dials/committee.ts'
import { SpecRuns } from '../../src/engine/specRun.ts'
import { listGoalBars } from '../../src/stores/goalBars.ts'
import { createNames } from '../../src/stores/lessonControls.ts'

const { lesson, words } = readLesson(LESSONS, '06-inside-the-engine')
const names = createNames(lesson, words)
const runs = new SpecRuns(convene)
const lookup: Lookup = (settings, seed) => runs.open(toRunSpec(lesson, settings, seed)).finish()

function readBars(speed: number, find: Lookup = lookup) {
  const step = lesson.steps.find(({ id }) => id === 'both')
  if (step?.kind !== 'check') throw new Error('There is no such check.')
  const { a, b, origin } = enterStep(lesson, step, startOf(lesson))
  if (!a) throw new Error('The check is compared with nothing.')
  const [seed] = lesson.scenario.seeds
  const attempt = { a, b: { ...b, speed }, origin, answers: {}, seed, judging: [] }
  return { bars: listGoalBars(step.check, names, attempt, find), a, seed }
}

it('shows both falls against one limit, with the sign that each has', () => {
  const { bars, a, seed } = readBars(2)
  const most = lookup(a, seed)?.shortfall ?? 0
  expect(bars?.limit).toEqual({ value: most / 2, shown: formatReading('shortfall', most / 2) })
  expect(bars?.bars.map(({ name, isMet }) => [name, isMet])).toEqual([
    ['Flash crash', true],
    ['Slow slide', false],
  ])
  const slide = lookup({ ...a, scene: 'slide', speed: 2 }, seed)?.shortfall ?? 0
  expect(bars?.bars[1]).toMatchObject({ value: slide, shown: formatReading('shortfall', slide) })
  expect(bars?.most).toBeGreaterThanOrEqual(slide)
  expect(readBars(800).bars?.bars.map(({ isMet }) => isMet)).toEqual([false, true])
  expect(readBars(5).bars?.bars.map(({ isMet }) => isMet)).toEqual([true, true])
})

it('shows nothing while a run is not known, or where goals share no limit', () => {
  expect(readBars(5, () => null).bars).toBeNull()
  const all = listFolders(LESSONS).flatMap((folder) => {
    const read = readLesson(LESSONS, folder)
    const start = startOf(read.lesson)
    return read.lesson.steps.flatMap((step) => {
      if (step.kind !== 'check') return []
      const attempt = { a: start, b: start, origin: start, answers: {}, seed: 'x', judging: [] }
      const outcome = lookup(startOf(lesson), lesson.scenario.seeds[0])
      const bars = listGoalBars(step.check, createNames(read.lesson, read.words), attempt, () => outcome)
      return bars === null ? [] : [`${read.lesson.id}/${step.id}`]
    })
  })
  expect(all).toEqual(['inside-the-engine/both'])
})
