/** The daily review: what comes back, when, in which order, and that storage that fails loses nothing. */
import { describe, expect, it } from 'vitest'
import { Progress } from '../../src/stores/progress.svelte.ts'
import {
  createRecord,
  createStep,
  type ProgressRecord,
  type StepRecord,
} from '../../src/stores/progressRecord.ts'
import { A_DAY, answerReview, listMissed, pickReview, toDay } from '../../src/stores/review.ts'

const missed: StepRecord = { ...createStep(), done: true, answer: 'a', correct: true, firstCorrect: false }
const known: StepRecord = { ...missed, firstCorrect: true }

function record(lessons: Record<string, Record<string, StepRecord>>): ProgressRecord {
  return {
    ...createRecord(),
    lessons: Object.fromEntries(
      Object.entries(lessons).map(([id, steps]) => [id, { status: 'solved' as const, steps, at: 1 }]),
    ),
  }
}

describe('the daily review', () => {
  const three = { a: missed, b: missed, c: missed, d: known, e: createStep() }
  const many = record({ one: three, two: three, three })

  it('asks only what was missed the first time, a few a day, mixed over the lessons', () => {
    expect(listMissed(many)).toHaveLength(9)
    const today = pickReview(many, 20_000)
    expect(today).toHaveLength(A_DAY)
    expect(new Set(today.slice(0, 3).map(({ lessonId }) => lessonId)).size).toBe(3)
    expect(today.every(({ stepId }) => 'abc'.includes(stepId))).toBe(true)
    expect(pickReview(many, 20_000)).toEqual(today)
    const days = Array.from({ length: 10 }, (_, i) => JSON.stringify(pickReview(many, 20_000 + i)))
    expect(new Set(days).size).toBeGreaterThan(5)
    expect(pickReview(record({ one: { d: known, e: createStep() } }), 1)).toEqual([])
  })

  it('comes back the next day where it was wrong, ever later where it was right, and then never', () => {
    let step = missed
    const asked: number[] = []
    for (let day = 100; day < 160; day++) {
      if (pickReview(record({ one: { a: step } }), day).length === 0) continue
      asked.push(day)
      step = { ...step, review: answerReview(step.review, asked.length !== 2, day) }
      expect(pickReview(record({ one: { a: step } }), day)).toEqual([])
    }
    expect(asked).toEqual([100, 101, 102, 103, 106, 113])
  })

  it('counts what was answered today against today', () => {
    const done = { ...missed, review: answerReview(undefined, true, 50) }
    expect(pickReview(record({ one: { a: done, b: done, c: missed }, two: three }), 50)).toHaveLength(3)
  })

  it('does not wait for a day that a wrong clock wrote', () => {
    const ahead = { ...missed, review: { day: 90_000, streak: 1 } }
    expect(pickReview(record({ one: { a: ahead } }), 100)).toHaveLength(1)
  })

  it('has days that change at midnight where the learner is', () => {
    const evening = Date.UTC(2026, 0, 1, 23, 30)
    expect(toDay(evening, 0)).toBe(Date.UTC(2026, 0, 1) / 86_400_000)
    expect(toDay(evening, -60)).toBe(toDay(evening, 0) + 1)
    expect(toDay(evening, 300)).toBe(toDay(evening, 0))
  })
})

describe('what the review keeps', () => {
  const note = (progress: Progress) => {
    progress.note('one', 'a', { answer: 'b', correct: false, firstCorrect: false })
    progress.note('one', 'a', { review: answerReview(undefined, true, 7) })
  }

  it('is read again, beside everything else', () => {
    const kept = new Map<string, string>()
    const shelf = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, text: string) => void kept.set(key, text),
      removeItem: (key: string) => void kept.delete(key),
    }
    note(new Progress(shelf, 'p', () => 5))
    const again = new Progress(shelf, 'p', () => 6)
    expect(again.step('one', 'a')).toMatchObject({ firstCorrect: false, review: { day: 7, streak: 1 } })
    expect(pickReview(again.record, 7)).toEqual([])
    expect(pickReview(again.record, 8)).toHaveLength(1)
  })

  it('lasts for the visit where the store is full, and is said', () => {
    const full = {
      getItem: () => null,
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError')
      },
      removeItem: () => undefined,
    }
    const progress = new Progress(full, 'p', () => 5)
    note(progress)
    expect(progress.step('one', 'a').review).toEqual({ day: 7, streak: 1 })
    expect(progress.problem).toMatch(/storage is full/)
  })

  it('that is corrupt is put aside, never overwritten', () => {
    const broken = JSON.stringify({
      ...record({ one: { a: missed } }),
      lessons: { one: { status: 'solved', steps: { a: { review: { day: 'x', streak: 1 } } } } },
    })
    const kept = new Map([['p', broken]])
    const shelf = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, text: string) => void kept.set(key, text),
      removeItem: (key: string) => void kept.delete(key),
    }
    const progress = new Progress(shelf, 'p', () => 5)
    note(progress)
    expect(progress.problem).toMatch(/could not be read/)
    expect([...kept.values()]).toContain(broken)
    expect(pickReview(progress.record, 8)).toHaveLength(1)
  })
})
