/** What a learner reads of a verdict and of goals: sentences of the lesson's own words, never of the schema's. */
import { describe, expect, it } from 'vitest'
import { LESSONS, listFolders, readLesson } from '../../src/cli/lessonFiles.ts'
import { enterStep, startOf } from '../../src/course/attempt.ts'
import type { Clause } from '../../src/course/clause.ts'
import { evaluate, isAtEnd, keyOf, lookupIn, type Attempt } from '../../src/course/evaluate.ts'
import { createNames } from '../../src/stores/lessonControls.ts'
import { listGoalClauses } from '../../src/stores/lessonGoals.ts'
import { listGoals, planLive } from '../../src/stores/liveGoals.ts'
import { listRows } from '../../src/stores/lessonVerdict.ts'
import { HeldBases } from '../../src/engine/held.ts'
import { OutcomeRun } from '../../src/engine/outcome.ts'
import { convene } from '../../src/dials/committee.ts'
import { SpecRuns } from '../../src/engine/specRun.ts'

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
  it('says which controls may be moved, and how many', () => {
    const row = tell({ changed: ['leverage', 'depth'], exactly: 1 }, { depth: 4 })
    expect(row).toMatchObject({
      met: true,
      what: `Move only one of “${names.control('leverage')}” and “Liquidity”, and nothing else.`,
      value: '1 of 2',
    })
  })

  it('counts seeds also within another clause, and turns the bound of what must not hold', () => {
    const holds: Clause = { seeds: 0.75, holds: { reading: 'amplification', atLeast: 1.5 } }
    const row = tell({ with: { push: { add: -0.01 } }, holds }, {})
    expect([row.value, row.bound]).toEqual(['in 0 of 4', 'at least 3'])
    const not = tell({ not: { with: { push: { add: -0.01 } }, holds } }, {})
    expect(not.bound).toBe('less than 3')
    expect(row.what).toBe(
      'With “Bad news” 1% lower, the price falls at least 1.5× the news, in at least 3 of 4 hidden runs.',
    )
    expect(not.what).toContain('in fewer than 3 of 4 hidden runs')
  })
})

describe('a goal that is measured against A', () => {
  it('calls it what the picture calls it, in a sentence', () => {
    const said = (clause: Clause) => tell({ seeds: 0.75, holds: clause }, {})?.what
    expect(said({ ratio: 'shortfall', atMost: 0.2 })).toBe(
      'What bankrupt traders cannot pay is at most a fifth as much as in A, in at least 3 of 4 hidden runs.',
    )
    expect(said({ ratio: 'priceFall', below: 1 })).toBe(
      'The price falls less than in A, in at least 3 of 4 hidden runs.',
    )
    expect(said({ difference: 'priceFall', above: 0.02 })).toBe(
      'The price falls more than 2% more than in A, in at least 3 of 4 hidden runs.',
    )
    expect(said({ reading: 'priceFall', of: 'a', atMost: 0.1 })).toBe(
      'The price falls at most 10% in A, in at least 3 of 4 hidden runs.',
    )
  })
})

describe('the goals of every check', () => {
  const checks = listFolders(LESSONS).flatMap((folder) => {
    const read = readLesson(LESSONS, folder)
    return read.lesson.steps.flatMap((step) =>
      step.kind === 'check' ? [{ name: `${folder}, ${step.id}`, step, ...read }] : [],
    )
  })

  it('are followed by a title that is true of every try, also of one that failed', () => {
    for (const { lesson: one, words: own, name, step } of checks) {
      const after = one.steps[one.steps.indexOf(step) + 1] as (typeof one.steps)[number] | undefined
      if (after?.kind !== 'explain') continue
      expect(own.steps[after.id]?.title, name).not.toMatch(/^(\w+ed|Held|It \w+s)$/)
    }
  })

  it('of no more than it takes are open, not met, while the rest is not met', () => {
    // Where nothing holds, nothing holds one step further either: that proves nothing.
    const edges = checks.flatMap(({ lesson: one, words: own, step }) => {
      const { b, origin } = enterStep(one, step, {})
      const attempt: Attempt = { b, a: origin, origin, answers: {}, seed: 's', judging }
      const verdict = evaluate(one, step.check, attempt, () => null)
      return listRows(one, verdict, createNames(one, own), judging.length).filter(({ waits }) => waits)
    })
    expect(edges.length).toBeGreaterThan(10)
    expect(edges.every(({ met }) => met)).toBe(true)
    expect(tell({ changed: ['leverage'], exactly: 0 }, {}).waits).toBe(false)
  })

  it.each(checks)('of $name are sentences, each with where the run on the stage stands', (check) => {
    const { b, a, origin } = enterStep(check.lesson, check.step, {})
    const [seed, ...hidden] = check.lesson.scenario.seeds
    const attempt: Attempt = { b, a: a ?? origin, origin, answers: {}, seed, judging: hidden }
    const runs = new SpecRuns(convene)
    const made = planLive(check.lesson, check.step, attempt).map(
      (spec) => [keyOf(spec), runs.open(spec).finish()] as const,
    )
    const lookup = lookupIn(check.lesson, new Map(made))
    const goals = listGoals(check.lesson, check.step, createNames(check.lesson, check.words), attempt, lookup)
    const clauses = listGoalClauses(check.step.check)
    expect(goals).toHaveLength(clauses.length)
    for (const [i, { aim, live }] of goals.entries()) {
      expect(aim).toMatch(/^[A-Z].*[^.]\.$/)
      expect(aim).not.toMatch(
        /asked for|in run A|:|\bat at\b|NaN|undefined|over the fall of|\d of \d+, |gray|’s in /,
      )
      // What would hold elsewhere is an extreme, and said as one.
      expect(aim).not.toMatch(/^With |(fewer|less) than .* (fewer|less) than/)
      // A goal has one number and its count at most: the rest are words.
      expect(aim.split(' ').length).toBeLessThan(36)
      if (!('answer' in clauses[i])) expect(live).not.toBe('')
      expect(live).not.toMatch(/^1 times/)
    }
    // A number of one run is never called the state of a goal that many judge.
    const ofMany = clauses.map(
      (clause) => JSON.stringify(clause).includes('"seeds"') && !isAtEnd(check.lesson, clause, attempt),
    )
    const saysSo = goals.map(({ of }) => of.startsWith('In the run shown'))
    expect(saysSo).toEqual(check.step.panel === 'months' ? clauses.map(() => false) : ofMany)
  })

  it.each(checks)(
    'of $name that are not met are told in sentences, not in fields',
    ({ step, words: said }) => {
      const unmet = Object.values(said.steps[step.id].unmet)
      expect(unmet.length).toBeGreaterThan(0)
      for (const text of unmet) {
        expect(text).not.toMatch(/asked for|: *(<[^>]*>)*\{(value|bound)\}/)
        // They read “in 3 of 20” and “at least 16”: neither begins a sentence, nor does the first follow another “in”.
        expect(text).not.toMatch(/\bin \{value\}|(^|[.>] *)\{bound\}|\{bound\} is/i)
      }
    },
  )

  it('write a bound as exactly as the words around it do', () => {
    const check = checks.find(({ step }) => step.id === 'both-markets')
    const text = JSON.stringify(check?.words.steps['both-markets'])
    expect(text).toContain('1.8 percent')
    expect(text).not.toContain('1.85')
  })

  it('say that the slider ends where nothing goes further', () => {
    const check = checks.find(({ step }) => step.id === 'both')
    if (!check) throw new Error('No check asks for the fastest engine.')
    const clause = listGoalClauses(check.step.check)[2]
    const { b, a, origin } = enterStep(check.lesson, check.step, {})
    const [seed, ...hidden] = check.lesson.scenario.seeds
    const at = (speed: number): Attempt => ({
      b: { ...b, speed, wait: 20 },
      a: a ?? origin,
      origin,
      answers: {},
      seed,
      judging: hidden,
    })
    expect(evaluate(check.lesson, clause, at(800), () => null).met).toBe(true)
    expect(isAtEnd(check.lesson, clause, at(400))).toBe(false)
    // Twice nothing is nothing, and no end.
    expect(isAtEnd(check.lesson, clause, at(0))).toBe(false)
    const goals = listGoals(
      check.lesson,
      check.step,
      createNames(check.lesson, check.words),
      at(800),
      () => null,
    )
    expect(goals[2]).toMatchObject({ of: 'Now', live: 'this is the end of the slider' })
  })

  it('say the end of the slider as it is where the goal is asked of a moved control alone', () => {
    const check = checks.find(({ step }) => step.id === 'spare')
    if (!check) throw new Error('No check asks to spare the winners.')
    const { lesson, step, words } = check
    const { b, origin } = enterStep(lesson, step, {})
    const [seed, ...judging] = lesson.scenario.seeds
    const leverage = lesson.controls['leverage']
    if (leverage.kind !== 'number') throw new Error('Leverage is a number.')
    const attempt: Attempt = {
      b: { ...b, leverage: leverage.to },
      a: origin,
      origin,
      answers: {},
      seed,
      judging,
    }
    const goals = listGoals(lesson, step, createNames(lesson, words), attempt, () => null)
    expect(goals[4]).toMatchObject({ of: 'Now', live: 'this is the end of the slider' })
  })

  it('are counted over the months of the figure, so that what stands now judges as the mark does', () => {
    const check = checks.find(({ step }) => step.panel === 'months')
    if (!check) throw new Error('No check shows months.')
    const { b, origin } = enterStep(check.lesson, check.step, {})
    const [seed, ...hidden] = check.lesson.scenario.seeds
    const bases = new HeldBases()
    for (const leverage of [2.5, 5]) {
      const attempt: Attempt = {
        b: { ...b, leverage },
        a: origin,
        origin,
        answers: {},
        seed,
        judging: hidden,
      }
      const made = planLive(check.lesson, check.step, attempt).map(
        (spec) => [keyOf(spec), new OutcomeRun(bases.resolve(spec)).finish()] as const,
      )
      const lookup = lookupIn(check.lesson, new Map(made))
      const own = createNames(check.lesson, check.words)
      const goals = listGoals(check.lesson, check.step, own, attempt, lookup)
      const rows = listRows(check.lesson, evaluate(check.lesson, check.step.check, attempt, lookup), own, 20)
      expect(goals.map(({ live, of }) => `${of}: in ${live}`)).toEqual(
        rows.map(({ value }) => `Now: ${value}`),
      )
      expect(rows[0].met).toBe(leverage === 2.5)
      // Without words of its own, it says which runs judge.
      const plain = { ...own, aim: () => null }
      expect(listGoals(check.lesson, check.step, plain, attempt, lookup)[1].aim).toBe(
        'With “Leverage” twice as high, you are still there, in fewer than 19 of 20 runs.',
      )
      const unknown = listGoals(check.lesson, check.step, own, attempt, () => null)
      expect(unknown.map(({ live }) => live)).toEqual(['', ''])
    }
  })

  it('looks at the runs that judge before the check only where the figure shows them all', () => {
    for (const { lesson: one, step } of checks) {
      if (step.panel === 'months') continue
      const { b, origin } = enterStep(one, step, {})
      const [seed, ...hidden] = one.scenario.seeds
      const attempt: Attempt = { b, a: origin, origin, answers: {}, seed, judging: hidden }
      const planned = planLive(one, step, attempt)
      // The run, what it is compared with, and a variation or two.
      expect(planned.length).toBeLessThan(13)
      const text = JSON.stringify(planned)
      for (const name of hidden) expect(text).not.toContain(`"seed":"${name}"`)
    }
  })
})
