/**
 * One way on through a class plan: within an item from step to step of its lesson, after its last step to the next item, and
 * at last to the plan itself. Back goes the same way.
 */
import type { ClassPlan } from '../../course/plans.ts'
import { toStepHash } from '../course/locks.ts'
import { toPlanHash } from './planLinks.ts'

export interface Way {
  readonly hash: string
  readonly name: string
}

interface Ways {
  readonly back: Way | null
  readonly next: Way
}

/** Null where the place is not in the plan: then the lesson's own ways hold. */
export function findPlanWays(
  plan: ClassPlan,
  at: number,
  here: { readonly lesson: string; readonly step: string; readonly locks: Parameters<typeof toStepHash>[2] },
): Ways | null {
  const item = Number.isInteger(at) ? plan.items.at(at - 1) : undefined
  if (at < 1 || !item || item.lesson !== here.lesson) return null
  const place = item.steps.findIndex(({ id }) => id === here.step)
  // Whoever has strayed within the lesson goes on with the plan.
  const last = place < 0 || place === item.steps.length - 1
  const toStep = (index: number) =>
    toStepHash(item.lesson, item.steps[index].id, here.locks, { plan: plan.id, at })
  const next = last
    ? at < plan.items.length
      ? { hash: toPlanHash(plan, at + 1), name: 'Next' }
      : { hash: `#/teach/plans/${plan.id}`, name: 'End of the plan' }
    : { hash: toStep(place + 1), name: 'Next' }
  if (place > 0) return { back: { hash: toStep(place - 1), name: 'Back' }, next }
  if (at === 1) return { back: null, next }
  const { lesson, steps, locks } = plan.items[at - 2]
  const hash = toStepHash(lesson, steps[steps.length - 1].id, new Set(locks), { plan: plan.id, at: at - 1 })
  return { back: { hash, name: 'Back' }, next }
}
