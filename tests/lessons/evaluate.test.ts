/**
 * Goal: every kind of clause judges as its words say, a plan names every run that is needed, and a proof finds what is
 * wrong.
 * Method: clauses on attempts written by hand; proofs on the fixture lesson, as it is and with one thing changed.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { listTerms, LESSONS, RunCache } from '../../src/cli/lessonFiles.ts'
import { enterStep, startOf, toRunSpec } from '../../src/course/attempt.ts'
import { toOpposite } from '../../src/course/claims.ts'
import type { Clause } from '../../src/course/clause.ts'
import { evaluate, keyOf, listUnmet, lookupIn, planRuns, type Attempt } from '../../src/course/evaluate.ts'
import { parseLesson } from '../../src/course/parseLesson.ts'
import { countProof, listBruteForce, proveSeed } from '../../src/course/proof.ts'
import { HeldBases, openHeld } from '../../src/engine/held.ts'
import { OutcomeRun } from '../../src/engine/outcome.ts'

const FOLDER = join(import.meta.dirname, 'fixture')
const { lesson } = parseLesson(
  {
    folder: '01-fixture',
    data: parse(readFileSync(join(FOLDER, 'lesson.yaml'), 'utf8')),
    words: readFileSync(join(FOLDER, 'en.md'), 'utf8'),
    language: 'en',
  },
  { terms: listTerms(LESSONS), hold: openHeld },
)
const cache = new RunCache()
const lookup = (settings: Attempt['b'], seed: string) => cache.run(lesson, settings, seed)
const start = startOf(lesson)

function attempt(changes: Partial<Attempt> = {}): Attempt {
  return {
    b: start,
    a: start,
    origin: start,
    answers: {},
    seed: 'x',
    judging: ['j1', 'j2', 'j3', 'j4'],
    ...changes,
  }
}
const isMet = (clause: Clause, changes: Partial<Attempt> = {}) => {
  const whole = evaluate(lesson, clause, attempt(changes), lookup).met
  // Stopping early must not change what comes out.
  expect(evaluate(lesson, clause, attempt(changes), lookup, { isQuick: true }).met).toBe(whole)
  return whole
}
const pushed = { b: { ...start, push: 0.08 } }

describe('clauses', () => {
  test.each<[string, Clause, Partial<Attempt>, boolean]>([
    ['a reading', { reading: 'priceFall', above: 0.05 }, pushed, true],
    ['a reading of A', { reading: 'priceFall', of: 'a', above: 0.05 }, pushed, false],
    ['a reading that does not exist', { reading: 'saleCost', below: 9 }, pushed, false],
    ['two bounds, one of them missed', { reading: 'priceFall', above: 0.05, below: 0.06 }, pushed, false],
    [
      'another reading as the bound',
      { reading: 'priceFall', above: { reading: 'fairFall', times: 1.5 } },
      pushed,
      true,
    ],
    [
      'a control as the bound',
      { reading: 'fairFall', atLeast: { control: 'push', times: 0.9 } },
      pushed,
      true,
    ],
    ['a difference', { difference: 'priceFall', above: 0.05 }, pushed, true],
    ['a ratio', { ratio: 'fairFall', above: 3, below: 5 }, pushed, true],
    ['a ratio to nothing', { ratio: 'liquidations', above: 0 }, pushed, false],
    ['where a control stands', { control: 'push', atLeast: 0.08 }, pushed, true],
    ['an option', { option: 'breaker', is: 'halt' }, pushed, false],
    ['exactly these controls', { changed: ['push', 'depth'], exactly: 1 }, pushed, true],
    ['no other control', { changed: ['depth'] }, { b: { ...start, push: 0.08, depth: 2 } }, false],
    ['an answer', { answer: 'guess', is: 'far' }, { answers: { guess: 'far' } }, true],
    ['any answer, but none is given', { answer: 'guess' }, {}, false],
    ['any answer, and it was skipped', { answer: 'guess' }, { answers: { guess: 'skipped' } }, false],
    ['not', { not: { reading: 'priceFall', above: 0.05 } }, {}, true],
    [
      'any',
      {
        any: [
          { control: 'push', above: 1 },
          { reading: 'priceFall', above: 0.05 },
        ],
      },
      pushed,
      true,
    ],
    [
      'all',
      {
        all: [
          { control: 'push', above: 1 },
          { reading: 'priceFall', above: 0.05 },
        ],
      },
      pushed,
      false,
    ],
    ['seeds', { seeds: 0.75, holds: { reading: 'priceFall', above: 0.05 } }, pushed, true],
    [
      'with a control elsewhere',
      { with: { push: { times: 4 } }, holds: { reading: 'priceFall', above: 0.05 } },
      {},
      true,
    ],
    [
      'with both runs moved',
      { with: { push: 0.08 }, both: true, holds: { difference: 'priceFall', above: 0 } },
      {},
      false,
    ],
  ])('%s', (_, clause, changes, met) => {
    expect(isMet(clause, changes)).toBe(met)
  })

  test('a share of the seeds is counted, and asked for in whole seeds', () => {
    const seen: string[] = []
    const clause: Clause = { seeds: 0.5, holds: { reading: 'priceFall', above: 0.05 } }
    const counting = (settings: Attempt['b'], seed: string) => {
      seen.push(seed)
      return lookup(seed === 'j1' || seed === 'j3' ? { ...start, push: 0.08 } : settings, seed)
    }
    expect(evaluate(lesson, clause, attempt(), counting)).toMatchObject({
      met: true,
      value: 0.5,
      bound: { value: 0.5 },
    })
    expect(evaluate(lesson, { ...clause, seeds: 0.51 }, attempt(), counting).met).toBe(false)
    seen.length = 0
    evaluate(lesson, clause, attempt(), counting, { isQuick: true })
    expect(seen).toEqual(['j1', 'j2', 'j3'])
  })

  test('what is unmet is named, with its value and its bound', () => {
    const check = lesson.steps[2]
    if (check.kind !== 'check') throw new Error('The fixture has changed.')
    const verdict = evaluate(lesson, check.check, attempt({ answers: { guess: 'far' } }), lookup)
    const [unmet, ...others] = listUnmet(verdict)
    expect(others).toEqual([])
    expect(unmet.clause.id).toBe('falls')
    expect(unmet.bound).toEqual({ kind: 'above', value: 0.05 })
    expect(unmet.value).toBeCloseTo(0.02, 2)
  })
})

describe('runs', () => {
  test('a plan names every run that the evaluation then looks up', () => {
    const clause: Clause = {
      all: [
        { seeds: 0.5, holds: { difference: 'priceFall', above: { reading: 'fairFall', of: 'a' } } },
        { with: { depth: { add: 1 } }, holds: { reading: 'priceFall', above: 0 } },
      ],
    }
    const specs = planRuns(lesson, clause, attempt(pushed))
    expect(specs).toHaveLength(2 * 4 + 1)
    const bases = new HeldBases()
    const outcomes = new Map(specs.map((spec) => [keyOf(spec), new OutcomeRun(bases.resolve(spec)).finish()]))
    expect(evaluate(lesson, clause, attempt(pushed), lookupIn(lesson, outcomes))).toEqual(
      evaluate(lesson, clause, attempt(pushed), lookup),
    )
  })

  test('what the start resolved is held, and multiplied where a control says so', () => {
    const bases = new HeldBases()
    const depth = (settings: Attempt['b']) =>
      bases.resolve(toRunSpec(lesson, settings, 'x')).liquidity.depth as number
    expect(depth({})).toBeGreaterThan(0)
    expect(depth({ depth: 2 })).toBeCloseTo(2 * depth({}), 6)
    expect(bases.resolve(toRunSpec(lesson, { push: 0.03 }, 'x')).shocks[0]).toMatchObject({ change: -0.03 })
    expect(bases.resolve(toRunSpec(lesson, { breaker: 'halt' }, 'x')).venue.circuitBreaker?.move).toBe(0.05)
    expect(bases.resolve(toRunSpec(lesson, {}, 'x')).venue.circuitBreaker).toBeNull()
  })

  test('a try goes on from what was left; a check and a staged scene do not', () => {
    const left = { ...start, depth: 4 }
    const [look, guess, goal] = lesson.steps
    expect(enterStep(lesson, look, left).b).toEqual(left)
    expect(enterStep(lesson, { id: 'own', kind: 'try' }, left).b).toEqual(left)
    expect(enterStep(lesson, guess, left)).toMatchObject({ b: { push: 0.08, depth: 1 }, a: start })
    expect(enterStep(lesson, goal, left)).toMatchObject({ b: start, a: start, origin: start })
  })
})

describe('proofs', () => {
  const prove = (changed: typeof lesson) =>
    countProof(
      changed,
      ['1', '2'].map((seed) => proveSeed(changed, seed, lookup)),
    )
  const failed = (changed: typeof lesson) =>
    prove(changed)
      .filter((line) => !line.isProven)
      .map(({ kind, name }) => `${kind} ${name}`)

  test('the fixture is proven', () => {
    expect(failed(lesson)).toEqual([])
  })

  test('a wrong claim fails, and so does its opposite', () => {
    const [claim] = lesson.claims
    const turned = { ...claim, holds: toOpposite(claim) }
    expect(failed({ ...lesson, claims: [{ ...turned, direction: 'down' }] })).toEqual([
      'claim deeper-falls',
      'opposite deeper-falls',
    ])
  })

  test('a check that an untouched board passes is found out', () => {
    const steps = lesson.steps.map((step) =>
      step.kind === 'check' ? { ...step, check: { reading: 'priceFall', above: 0 } as const } : step,
    )
    expect(failed({ ...lesson, steps })).toEqual([
      'mustFail untouched',
      'mustFail no answer',
      'mustFail brute force',
    ])
  })

  test('a solution that does not solve is found out', () => {
    const proof = { ...lesson.proof, solutions: [{ name: 'nothing', attempts: {} }] }
    expect(failed({ ...lesson, proof })).toEqual(['solution nothing'])
  })

  test('brute force takes every open control to both ends, alone and at once', () => {
    const sets = listBruteForce(lesson).map(({ attempts }) => attempts['goal'].set)
    expect(sets).toEqual([
      { push: 0.01, depth: 0.5, breaker: 'no-halt' },
      { push: 0.2, depth: 8, breaker: 'halt' },
      { push: 0.01 },
      { push: 0.2 },
      { depth: 0.5 },
      { depth: 8 },
      { breaker: 'no-halt' },
      { breaker: 'halt' },
    ])
  })
})
