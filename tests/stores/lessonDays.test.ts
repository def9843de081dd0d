/**
 * Goal: two hundred days as dots say the truth: a day beyond the line is a day on which that fund is not enough.
 * Method: days of “Who pays?” played at several funds against what the dots say they need; then where the dots stand.
 */
import { describe, expect, it } from 'vitest'
import { LESSONS, readLesson } from '../../src/cli/lessonFiles.ts'
import { keyOf, lookupIn } from '../../src/course/evaluate.ts'
import { HeldBases } from '../../src/engine/held.ts'
import { OutcomeRun } from '../../src/engine/outcome.ts'
import type { RunSpec } from '../../src/schema/runSpec.ts'
import { countBeyond, planDays, readNeeds } from '../../src/stores/lessonDays.ts'
import { countRanges, HEIGHT, layDots, RADIUS, toScale, WIDTH } from '../../src/ui/course/dayDots.ts'

const { lesson } = readLesson(LESSONS, '07-who-pays')
const whole = lesson.steps.find(({ id }) => id === 'cover')
if (!whole?.days) throw new Error('The check of lesson 7 shows no days.')
const DAYS = 30
const step = { ...whole, days: { ...whole.days, count: DAYS } }

const bases = new HeldBases()
const play = (spec: RunSpec) => new OutcomeRun(bases.resolve(spec)).finish()

describe('the days of a lesson', () => {
  const plan = planDays(lesson, step)
  const outcomes = new Map(plan.map((spec) => [keyOf(spec), play(spec)]))
  const needs = readNeeds(lesson, step, 100, lookupIn(lesson, outcomes)) ?? []

  it('are as many as asked for, none of them a day that judges', () => {
    expect(needs.length).toBe(DAYS)
    const seeds = plan.map(({ base }) => (base as { seed: string }).seed)
    expect(new Set(seeds).size).toBe(DAYS)
    expect(seeds.filter((seed) => lesson.scenario.seeds.includes(seed))).toEqual([])
    expect(readNeeds(lesson, step, 100, () => null)).toBeNull()
  })

  it('lie beyond a fund exactly where that fund is not enough', () => {
    expect(countBeyond(needs, 0)).toBeGreaterThan(5)
    for (const fund of [0.005, 0.015, 0.04]) {
      const short = plan.filter((spec) => {
        const writes = spec.writes.map((write) =>
          write.path.endsWith('insuranceFund.shareOfOpenInterest') ? { ...write, value: fund } : write,
        )
        expect(writes).not.toEqual(spec.writes)
        return (play({ ...spec, writes }).uncovered ?? 0) > 0
      })
      expect(countBeyond(needs, fund), `a fund of ${fund}`).toBe(short.length)
    }
  })

  it('are dots in the plot that do not lie on each other, and rows of a table', () => {
    const many = Array.from({ length: 200 }, (_, day) => (day % 2 === 0 ? 0 : (day % 37) / 400))
    const dots = layDots(many, toScale(many))
    expect(new Set(dots.map(({ day }) => day)).size).toBe(many.length)
    expect(new Set(dots.map(({ x, y }) => `${x.toFixed(2)} ${y.toFixed(2)}`)).size).toBe(many.length)
    for (const { x, y } of dots) {
      expect(Math.min(x, WIDTH - x)).toBeGreaterThanOrEqual(RADIUS)
      expect(Math.min(y, HEIGHT - y)).toBeGreaterThanOrEqual(RADIUS)
    }
    const counts = countRanges(many, [0, 0.01, 0.05])
    expect(counts.reduce((sum, count) => sum + count)).toBe(many.length)
    expect(counts[0]).toBe(many.filter((need) => need === 0).length)
  })
})
