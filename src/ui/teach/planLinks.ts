/** Links into a class plan, and its times in words. */
import type { ClassPlan, PlanItem } from '../../course/plans.ts'
import { LOCKS, toStepHash } from '../course/locks.ts'

/** The link that opens an item of a plan, counted from 1. */
export function toPlanHash(plan: ClassPlan, at: number): string {
  const { lesson, step, locks } = plan.items[at - 1]
  return toStepHash(lesson, step, new Set(locks), { plan: plan.id, at })
}

/** As in "2–6 min", from the beginning of the class. */
export function describeTime({ from, minutes }: PlanItem): string {
  return `${from}–${from + minutes} min`
}

/** What is locked, in words; empty where nothing is. */
export function describeLocks(locks: PlanItem['locks']): string {
  const names = LOCKS.filter(({ id }) => locks.includes(id)).map(({ name }) => name)
  return names.length === 0 ? '' : `Locked: ${names.join(', ')}.`
}
