/**
 * What the steps before leave to the steps after: where the learner's controls stand, where an expert's would, the last try
 * that did not pass, and how far the lesson is solved. Pure, so that a reload finds the same.
 */
import { isHandsOn, startOf } from '../course/attempt.ts'
import type { Lesson, LessonStep, Settings } from '../course/lesson.ts'
import type { Status, StepRecord } from './progressRecord.ts'

type ReadStep = (stepId: string) => StepRecord

/**
 * Where the controls were left in the steps before this one: by the learner, or, where the last of these steps was gone through
 * untouched, as it stood there.
 */
export function findLeft({ steps }: Lesson, index: number, read: ReadStep): Settings {
  let left: Settings = {}
  for (const step of steps.slice(0, index)) {
    if (!isHandsOn(step)) continue
    const own = read(step.id).settings
    // A check begins afresh, a try goes on.
    if (own) left = own
    else left = step.kind === 'check' ? { ...step.set } : { ...left, ...step.set }
  }
  return left
}

/** This step's check, or the nearest one before it. */
function findCheck({ steps }: Lesson, index: number): LessonStep | undefined {
  return steps
    .slice(0, index + 1)
    .filter(({ kind }) => kind === 'check')
    .at(-1)
}

/** Where that check begins: with its own settings, so that a try meets the same news as the start it is compared with. */
export function findBeginning(lesson: Lesson, index: number): Settings {
  return { ...startOf(lesson), ...findCheck(lesson, index)?.set }
}

/** The last try of this step's check, or of the nearest one before it, that did not pass. */
export function findMissed(lesson: Lesson, index: number, read: ReadStep): Settings | null {
  const check = findCheck(lesson, index)
  const missed = check && read(check.id).missed
  return missed ? { ...startOf(lesson), ...missed } : null
}

/** Where an expert sets the controls at this step; a control keeps its place for the steps after. */
export function findExpert(lesson: Lesson, index: number): Settings {
  const { attempts } = lesson.expert ?? lesson.proof.solutions[0]
  const sets = lesson.steps.slice(0, index + 1).map((step) => ({
    ...step.set,
    ...(isHandsOn(step) && Object.hasOwn(attempts, step.id) ? attempts[step.id].set : {}),
  }))
  return Object.assign({}, startOf(lesson), ...sets) as Settings
}

/** What the checks of a lesson make of it; null while one is neither passed nor shown. Without checks it is solved. */
export function findStatus({ steps }: Lesson, read: ReadStep): Exclude<Status, 'new' | 'begun'> | null {
  const checks = steps.filter(({ kind }) => kind === 'check').map(({ id }) => read(id))
  if (checks.every(({ passed }) => passed)) return 'solved'
  return checks.every(({ passed, shown }) => passed || shown) ? 'seen' : null
}

export function isSame(a: Settings, b: Settings): boolean {
  return Object.keys(b).every((id) => a[id] === b[id])
}
