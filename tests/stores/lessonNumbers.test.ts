/** What a learner reads of two runs, and numbers of a lesson that the screen says too. */
import { describe, expect, it } from 'vitest'
import { LESSONS, listFolders, readLesson } from '../../src/cli/lessonFiles.ts'
import { enterStep, startOf, toRunSpec } from '../../src/course/attempt.ts'
import { isWorldLesson } from '../../src/course/lessonReadings.ts'
import { createNames } from '../../src/stores/lessonControls.ts'
import { listCameOfIt, listSetDifferently } from '../../src/stores/lessonDifferences.ts'
import { findLeft } from '../../src/stores/lessonPath.ts'
import { HeldBases } from '../../src/engine/held.ts'
import { OutcomeRun } from '../../src/engine/outcome.ts'
import { formatPart } from '../../src/schema/words.ts'

const { lesson, words } = readLesson(LESSONS, '04-the-spiral')
const names = createNames(lesson, words)
const start = startOf(lesson)

describe('what differs between A and B', () => {
  const large = { ...start, push: 0.16 }
  const small = { ...start, push: 0.04 }

  it('is the lesson’s own controls, in their words', () => {
    expect(listSetDifferently(lesson, names, large, small)).toEqual([
      { name: 'Bad news', a: '16%', b: '4%', isSame: false },
    ])
  })

  it('is what the step and the claims speak of, the step’s first', () => {
    const bases = new HeldBases()
    const run = (settings: typeof start) =>
      new OutcomeRun(bases.resolve(toRunSpec(lesson, settings, 'spiral'))).finish()
    const rows = listCameOfIt(lesson, '<span data-value="b.priceFall"></span>', run(large), run(small))
    expect(rows.map(({ name }) => name).slice(0, 2)).toEqual([
      'The fall of the price',
      'The fall of the price over the fall of fair value',
    ])
    expect(rows.find(({ name }) => name.startsWith('R ahead'))?.isSame).toBe(true)
    // From above its start a price falls further than from its start.
    const risen = listCameOfIt(lesson, '<span data-value="b.priceFall"></span>', run(large), run(small), true)
    expect(risen.map(({ name }) => name)).not.toContain('The fall of the price')
  })
})

describe('the numbers of a lesson and of its screen', () => {
  it('are those of the check that was gone through, also where it was left untouched', () => {
    const at = lesson.steps.findIndex(({ id }) => id === 'defused')
    const none = { hints: 0, tries: 0, done: false, passed: false, shown: false, at: 0 }
    const left = findLeft(lesson, at, () => none)
    expect(enterStep(lesson, lesson.steps[at], left).b.push).toBe(0.04)
    const moved = findLeft(lesson, at, (id) =>
      id === 'smallest' ? { ...none, settings: { push: 0.03 } } : none,
    )
    expect(enterStep(lesson, lesson.steps[at], moved).b.push).toBe(0.04)
  })

  it('name news as the caption does, and never a drift of the price with it', () => {
    const bases = new HeldBases()
    for (const folder of listFolders(LESSONS)) {
      const one = readLesson(LESSONS, folder).lesson
      if (isWorldLesson(one)) continue
      for (const { reading, set } of Object.values(one.facts)) {
        if (reading !== 'fairFall') continue
        const scenario = bases.resolve(toRunSpec(one, { ...startOf(one), ...set }, one.scenario.seeds[0]))
        const fall = new OutcomeRun(scenario).finish().fairFall
        const changes = scenario.shocks.flatMap((shock) => (shock.kind === 'fairValue' ? [shock.change] : []))
        const low = changes.reduce(
          ([all, least], change) => [all * (1 + change), Math.min(least, all * (1 + change))],
          [1, 1],
        )[1]
        if (low < 1) expect([folder, formatPart(fall ?? 0)]).toEqual([folder, formatPart(1 - low)])
      }
    }
  })
})
