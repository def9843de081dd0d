/** Where a class is in its plan, as links to lessons carry it: `?plan=30&at=2`, counted from 1. */
export interface PlanPlace {
  readonly plan: string
  readonly at: number
}

export const PLAN_FIELDS: readonly string[] = ['plan', 'at']

/** Null where the address is of no plan. Whether there is such a place, the plan itself knows. */
export function readPlanPlace(query: string): PlanPlace | null {
  const fields = new URLSearchParams(query)
  const plan = fields.get('plan')
  return plan === null ? null : { plan, at: Number(fields.get('at') ?? 1) }
}

export function writePlanPlace({ plan, at }: PlanPlace): string {
  return `plan=${encodeURIComponent(plan)}&at=${at}`
}
