/**
 * What a teacher can lock in a link to a lesson, as in `#/lessons/the-spiral/guess?locks=hints,showme`. A closed list: what
 * is not on it is refused with words, so that a typing mistake never opens what should be shut.
 */
import type { LOCK_IDS } from '../../schema/lessonLocks.ts'
import { PLAN_FIELDS, writePlanPlace, type PlanPlace } from '../teach/planPlace.ts'

export const LOCKS = [
  { id: 'controls', name: 'the controls', means: 'Nothing can be set.' },
  { id: 'hints', name: 'the hints', means: 'Checks give no hints.' },
  { id: 'showme', name: '“show me”', means: 'The expert’s run is not shown.' },
  { id: 'skip', name: 'skipping', means: 'A prediction has to be made.' },
  { id: 'next', name: 'the next steps', means: 'The lesson ends at this step.' },
] as const satisfies readonly { id: (typeof LOCK_IDS)[number]; name: string; means: string }[]
export type Lock = (typeof LOCKS)[number]['id']

/** The locks of an address's query, or a sentence that says what is wrong with it. */
export function readLocks(query: string): ReadonlySet<Lock> | string {
  const fields = new URLSearchParams(query)
  const other = [...fields.keys()].find((key) => key !== 'locks' && !PLAN_FIELDS.includes(key))
  if (other !== undefined) return `“${shorten(other)}” means nothing in a link to a lesson.`
  const named = fields.getAll('locks').flatMap((text) => text.split(','))
  const found = new Set<Lock>()
  for (const name of named.map((text) => text.trim()).filter((text) => text !== '')) {
    const lock = LOCKS.find(({ id }) => id === name)
    if (!lock)
      return `There is no lock “${shorten(name)}”. The locks are ${LOCKS.map(({ id }) => id).join(', ')}.`
    found.add(lock.id)
  }
  return found
}

/**
 * The address of a step; the locks come in the order of the list, so that the same locks make the same link.
 * @param planPlace where a class is in its plan, which goes with it from step to step
 */
export function toStepHash(
  lessonId: string,
  stepId: string | null,
  locks: ReadonlySet<Lock>,
  planPlace: PlanPlace | null = null,
): string {
  const place = stepId === null ? `#/lessons/${lessonId}` : `#/lessons/${lessonId}/${stepId}`
  const names = LOCKS.filter(({ id }) => locks.has(id)).map(({ id }) => id)
  const fields = planPlace === null ? [] : [writePlanPlace(planPlace)]
  if (names.length > 0) fields.push(`locks=${names.join(',')}`)
  return fields.length > 0 ? `${place}?${fields.join('&')}` : place
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
