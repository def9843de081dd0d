/** What a learner reads of a verdict and of two runs: sentences of the lesson's own words, never of the schema's. */
import { describe, expect, it } from 'vitest'
import { LESSONS, readLesson } from '../../src/cli/lessonFiles.ts'
import { startOf, toRunSpec } from '../../src/course/attempt.ts'
import type { Clause } from '../../src/course/clause.ts'
import { evaluate, type Attempt } from '../../src/course/evaluate.ts'
import { createNames } from '../../src/stores/lessonControls.ts'
import { listCameOfIt, listSetDifferently } from '../../src/stores/lessonDifferences.ts'
import { listRows } from '../../src/stores/lessonVerdict.ts'
import { HeldBases } from '../../src/engine/held.ts'
import { OutcomeRun } from '../../src/engine/outcome.ts'

const { lesson, words } = readLesson(LESSONS, '04-the-spiral')
const names = createNames(lesson, words)
const start = startOf(lesson)
const judging = ['h-1', 'h-2', 'h-3', 'h-4']

function tell(clause: Clause, moved: Record<string, number>) {
  const attempt: Attempt = {
    b: { ...start, ...moved },
    a: start,
    origin: start,
    answers: {},
    seed: 's',
    judging,
  }
  return listRows(
    lesson,
    evaluate(lesson, clause, attempt, () => null),
    names,
    judging.length,
  )[0]
}

describe('a row of a verdict', () => {
  it('names the controls that count, how many were moved, and how many may be', () => {
    const row = tell({ changed: ['leverage', 'depth'], exactly: 1 }, { depth: 4 })
    expect(row).toMatchObject({
      met: true,
      what: `Moved, of ${names.control('leverage')} and Liquidity`,
      value: '1 of 2',
      bound: 'exactly 1, and no other control',
    })
  })

  it('counts seeds also within another clause, and turns the bound of what must not hold', () => {
    const holds: Clause = { seeds: 0.75, holds: { reading: 'amplification', atLeast: 1.5 } }
    const row = tell({ with: { push: { add: -0.01 } }, holds }, {})
    expect([row.value, row.bound]).toEqual(['in 0 of 4', 'at least 3'])
    expect(tell({ not: { with: { push: { add: -0.01 } }, holds } }, {}).bound).toBe('less than 3')
    expect(row.what).toBe(
      'With Bad news 1% lower, in other markets like this one, the fall of the price over the fall of fair value at least 1.5×',
    )
  })
})

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
  })
})
