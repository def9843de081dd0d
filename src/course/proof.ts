/**
 * Plays a lesson's proof over one outer seed: its solutions must pass its checks, the scripts that must fail must not, nor
 * brute force; its claims must hold and their opposites must not. Pure: runs come from a lookup.
 */
import { enterStep, isHandsOn, listOpenControls, startOf } from './attempt.ts'
import { toOpposite } from './claims.ts'
import { evaluate, type Lookup } from './evaluate.ts'
import { endsOf } from './several.ts'
import type { Lesson, Script, Settings } from './lesson.ts'

const LEAST_SOLVED = 0.8
const MOST_FAILED = 0.2
const BRUTE_FORCE = 'brute force'

/** The hidden seeds of an outer seed, as many as the lesson lists. */
function judgingSeeds({ scenario }: Lesson, seed: string, name: string): string[] {
  return scenario.seeds.slice(1).map((_, k) => `${seed}/${name}/${k + 1}`)
}

/** Whether the script passes every check, taken in order. */
function passes(lesson: Lesson, { name, attempts }: Script, seed: string, lookup: Lookup): boolean {
  const judging = judgingSeeds(lesson, seed, name)
  let left = startOf(lesson)
  let answers: Settings = {}
  for (const step of lesson.steps) {
    const { a, b, origin } = enterStep(lesson, step, left)
    const own = Object.hasOwn(attempts, step.id) ? attempts[step.id] : { set: {}, answers: {} }
    answers = { ...answers, ...own.answers }
    if (!isHandsOn(step)) continue
    left = { ...b, ...own.set }
    if (step.kind !== 'check') continue
    const attempt = { b: left, a: a ?? origin, origin, answers, seed, judging }
    if (!evaluate(lesson, step.check, attempt, lookup, { isQuick: true }).met) return false
  }
  return true
}

/**
 * Every open control at its lowest, at its highest, each alone and all at once. Without a thought, and without an answer.
 * @internal
 */
export function listBruteForce(lesson: Lesson): Script[] {
  const ends = (id: string): [number | string, number | string] => {
    const control = lesson.controls[id]
    if (control.kind === 'number') return [control.from, control.to]
    if (control.kind === 'several') return endsOf(control)
    return [control.options[0].id, control.options[control.options.length - 1].id]
  }
  const open = listOpenControls(lesson)
  const all = [0, 1].map((end) => Object.fromEntries(open.map((id) => [id, ends(id)[end]])))
  const alone = open.flatMap((id) => ends(id).map((value) => ({ [id]: value })))
  const steps = lesson.steps.filter(isHandsOn)
  return [...all, ...alone].map((set) => ({
    name: BRUTE_FORCE,
    attempts: Object.fromEntries(steps.map(({ id }) => [id, { set, answers: {} }])),
  }))
}

/** What one outer seed shows: by name, whether it passed or held. */
export interface SeedResult {
  readonly solutions: readonly boolean[]
  /** The lesson's own, then brute force. */
  readonly mustFail: readonly boolean[]
  readonly claims: readonly { readonly holds: boolean; readonly opposite: boolean }[]
}

export function proveSeed(lesson: Lesson, seed: string, lookup: Lookup): SeedResult {
  const play = (script: Script) => passes(lesson, script, seed, lookup)
  const { solutions, mustFail } = lesson.proof
  return {
    solutions: solutions.map(play),
    mustFail: [...mustFail.map(play), listBruteForce(lesson).some(play)],
    claims: lesson.claims.map((claim) => {
      const start = startOf(lesson)
      const attempt = {
        b: { ...start, ...claim.set },
        a: { ...start, ...claim.against },
        origin: start,
        answers: {},
        seed,
        judging: judgingSeeds(lesson, seed, `claim ${claim.id}`),
      }
      const holds = (clause: typeof claim.holds) =>
        evaluate(lesson, clause, attempt, lookup, { isQuick: true }).met
      return { holds: holds(claim.holds), opposite: holds(toOpposite(claim)) }
    }),
  }
}

export interface ProofLine {
  readonly kind: 'solution' | 'mustFail' | 'claim' | 'opposite'
  readonly name: string
  readonly passed: number
  readonly seeds: number
  /** The share that is asked for: at least for solutions and claims, at most for the others. */
  readonly asked: number
  readonly isProven: boolean
}

/** The proof's lines over all seeds. */
export function countProof(lesson: Lesson, results: readonly SeedResult[]): ProofLine[] {
  const seeds = results.length
  const line = (
    kind: ProofLine['kind'],
    name: string,
    asked: number,
    of: (r: SeedResult) => boolean,
  ): ProofLine => {
    const passed = results.filter(of).length
    const isLeast = kind === 'solution' || kind === 'claim'
    const limit = asked * seeds
    return {
      kind,
      name,
      passed,
      seeds,
      asked,
      isProven: isLeast ? passed >= limit - 1e-9 : passed <= limit + 1e-9,
    }
  }
  const { solutions, mustFail } = lesson.proof
  return [
    ...solutions.map(({ name }, i) => line('solution', name, LEAST_SOLVED, (r) => r.solutions[i])),
    ...[...mustFail.map(({ name }) => name), BRUTE_FORCE].map((name, i) =>
      line('mustFail', name, MOST_FAILED, (r) => r.mustFail[i]),
    ),
    ...lesson.claims.flatMap(({ id, share }, i) => [
      line('claim', id, share, (r) => r.claims[i].holds),
      line('opposite', id, 1 - share, (r) => r.claims[i].opposite),
    ]),
  ]
}
