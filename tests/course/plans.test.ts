/**
 * Goal: class plans fill their time to the minute and link to steps that exist; a wrong one is refused with file and
 * field.
 * Method: the plans of the repository, and copies with one thing changed.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { listFolders, LESSONS, listTerms, readLesson } from '../../src/cli/lessonFiles.ts'
import { readPlans } from '../../src/cli/teachContent.ts'
import { parsePlan, parsePlanWords } from '../../src/course/plans.ts'
import { LOCK_IDS } from '../../src/schema/lessonLocks.ts'
import { LOCKS, readLocks } from '../../src/ui/course/locks.ts'
import { toPlanHash } from '../../src/ui/teach/planLinks.ts'
import { findPlanWays } from '../../src/ui/teach/planWays.ts'
import { readPlanPlace } from '../../src/ui/teach/planPlace.ts'

const terms = listTerms(LESSONS)
const lessons = listFolders(LESSONS).map((folder) => readLesson(LESSONS, folder, terms))
const root = mkdtempSync(join(tmpdir(), 'loss-spiral-plans-'))
afterAll(() => rmSync(root, { recursive: true }))

describe('the class plans', () => {
  const plans = readPlans(LESSONS, lessons)

  it('are of half an hour, of forty minutes, of three quarters and of an hour, each filled to the minute', () => {
    expect(plans.map(({ id, minutes }) => [id, minutes])).toEqual([
      ['30', 30],
      ['40', 40],
      ['45', 45],
      ['60', 60],
    ])
    for (const { items, minutes } of plans) {
      let from = 0
      for (const item of items) {
        expect(item.from).toBe(from)
        from += item.minutes
      }
      expect(from).toBe(minutes)
    }
  })

  it('have links that a lesson reads: its step, the place in the plan, the locks', () => {
    for (const plan of plans) {
      plan.items.forEach((item, place) => {
        const [path, query] = toPlanHash(plan, place + 1).split('?')
        expect(path).toBe(`#/lessons/${item.lesson}/${item.step}`)
        expect(readPlanPlace(query)).toEqual({ plan: plan.id, at: place + 1 })
        expect(readLocks(query)).toEqual(new Set(item.locks))
      })
    }
  })
})

it('locks have the same names in plans and in links', () => {
  expect(LOCKS.map(({ id }) => id)).toEqual(LOCK_IDS)
})

describe('a plan that is wrong is refused with file and field', () => {
  const known = [
    { id: 'one', number: 1, title: 'One', steps: [{ id: 'look', title: 'Look', kind: 'watch' as const }] },
  ]
  const item = { id: 'first', lesson: 'one', step: 'look', minutes: 5 }
  const words = parsePlanWords(
    '# Plans\n\n## plan 5\n\nTitle\n\nSummary.\n\n### item first\n\nName\n\nDo it.\n',
  )

  it('and one that is right is not', () => {
    const plan = parsePlan('5', { minutes: 5, items: [item] }, words, known)
    expect(plan).toMatchObject({
      title: 'Title',
      summary: 'Summary.',
      items: [{ title: 'Name', does: 'Do it.' }],
    })
  })

  it.each([
    [{ minutes: 6, items: [item] }, 'lessons/plans/5.yaml: minutes: got 6, expected 5, the sum of its items'],
    [
      { minutes: 5, items: [{ ...item, lesson: 'two' }] },
      'lessons/plans/5.yaml: items[0].lesson: got "two", expected one of one',
    ],
    [
      { minutes: 5, items: [{ ...item, step: 'gone' }] },
      'lessons/plans/5.yaml: items[0].step: got "gone", expected one of look, leaves-out',
    ],
    [
      { minutes: 5, items: [{ ...item, locks: ['answers'] }] },
      'lessons/plans/5.yaml: items[0].locks[0]: got "answers"',
    ],
    [
      { minutes: 10, items: [item, item] },
      'lessons/plans/5.yaml: items[1].id: got "first", expected each name once',
    ],
    [{ minutes: 0, items: [] }, 'lessons/plans/5.yaml: minutes'],
    [{ minutes: 5, items: [{ ...item, id: 'other' }] }, 'lessons/plans/en.md: plan 5, item first'],
  ])('%j', (data, message) => {
    expect(() => parsePlan('5', data, words, known)).toThrow(message)
  })

  it('as are words for no plan, and a plan without words', () => {
    cpSync(join(LESSONS, 'plans'), join(root, 'plans'), { recursive: true })
    const file = join(root, 'plans', 'en.md')
    const whole = readFileSync(file, 'utf8')
    writeFileSync(file, `${whole}\n## plan 90\n\nLong\n\nToo long.\n`)
    expect(() => readPlans(root, lessons)).toThrow('lessons/plans/en.md: plan 90: there is no 90.yaml')
    writeFileSync(file, whole.replace('## plan 60', '## plan 61'))
    expect(() => readPlans(root, lessons)).toThrow('lessons/plans/en.md: plan 61')
    writeFileSync(file, whole.replace('### item twist', '### items twist'))
    expect(() => readPlans(root, lessons)).toThrow('lessons/plans/en.md: plan 60')
  })
})

describe('the way through a plan', () => {
  const plans = readPlans(LESSONS, lessons)

  it('goes once through every step of every item, to the plan itself, and back the same way', () => {
    for (const plan of plans) {
      const stations = plan.items.flatMap(({ lesson, steps }, place) =>
        steps.map((step) => ({ lesson, step: step.id, at: place + 1 })),
      )
      stations.forEach(({ lesson, step, at }, place) => {
        const ways = findPlanWays(plan, at, { lesson, step, locks: new Set() })
        const read = (hash: string | undefined) => {
          const [path, query = ''] = (hash ?? '').split('?')
          return `${path.replace('#/lessons/', '')} ${readPlanPlace(query)?.at}`
        }
        const toPlace = (index: number) => {
          const one = stations[index]
          return `${one.lesson}/${one.step} ${one.at}`
        }
        if (place + 1 < stations.length) expect(read(ways?.next.hash)).toBe(toPlace(place + 1))
        else expect(ways?.next.hash).toBe(`#/teach/plans/${plan.id}`)
        if (place > 0) expect(read(ways?.back?.hash)).toBe(toPlace(place - 1))
        else expect(ways?.back).toBeNull()
      })
    }
  })

  it('leads back to the plan from a step that is not in it, and not at all from another lesson', () => {
    const [plan] = plans
    const away = findPlanWays(plan, 1, { lesson: plan.items[0].lesson, step: 'elsewhere', locks: new Set() })
    expect(away?.next.hash).toBe(toPlanHash(plan, 2))
    expect(findPlanWays(plan, 1, { lesson: 'elsewhere', step: 'one-bet', locks: new Set() })).toBeNull()
    expect(findPlanWays(plan, 99, { lesson: plan.items[0].lesson, step: 'x', locks: new Set() })).toBeNull()
  })
})
