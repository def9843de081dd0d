/**
 * Plans for a class: an ordered list of steps of lessons with minutes, as data (`lessons/plans/NAME.yaml`) and words
 * (`lessons/plans/en.md`). Checked like lessons when the site is built: what is named exists, and the minutes add up.
 */
import * as v from 'valibot'
import { finiteNumber, identifier } from './clause.ts'
import { within } from './lessonError.ts'
import { choice, object, parseWith } from '../schema/fields.ts'
import { FieldError } from '../schema/fieldError.ts'
import { LOCK_IDS } from '../schema/lessonLocks.ts'
import type { LessonStep } from './lesson.ts'

/** The last page of every lesson; it is no step of its file. */
const LAST = 'leaves-out'

const item = object({
  id: identifier,
  lesson: identifier,
  /** The step that the item opens. */
  step: identifier,
  /** The last step of the item; without one the item is its one step. */
  until: v.exactOptional(identifier),
  minutes: v.pipe(finiteNumber, v.gtValue(0, 'a number above 0')),
  locks: v.optional(v.array(choice(LOCK_IDS), 'a list of locks'), []),
})
const planSchema = object({
  minutes: v.pipe(finiteNumber, v.integer('a whole number'), v.minValue(1, 'at least 1')),
  items: v.pipe(v.array(item, 'a list of items'), v.minLength(1, 'at least one item')),
})
type PlanLock = (typeof LOCK_IDS)[number]

/** What a plan has to know of a lesson. */
export interface PlannedLesson {
  readonly id: string
  readonly number: number
  readonly title: string
  readonly steps: readonly PlannedStep[]
}

interface PlannedStep {
  readonly id: string
  readonly title: string
  readonly kind: LessonStep['kind']
}

/** A step of an item, with what the screen does there. */
interface ScreenStep {
  readonly id: string
  readonly title: string
  readonly screen: string
}

/** In class: what is asked is asked as a show of hands. */
const SCREENS: Readonly<Record<LessonStep['kind'], string>> = {
  watch: 'plays a run',
  predict: 'asks for a show of hands, runs, and compares',
  try: 'opens controls to try',
  compare: 'plays two runs side by side',
  check: 'sets a task with controls',
  explain: 'says what it means',
  quiz: 'asks for a show of hands, and says what is right',
  recall: 'asks for what was seen before, and says what is right',
}

export interface PlanItem {
  readonly id: string
  readonly title: string
  /** What the teacher does. Rich. */
  readonly does: string
  readonly lesson: string
  readonly lessonNumber: number
  readonly lessonTitle: string
  readonly step: string
  readonly stepTitle: string
  /** From the step that it opens to its last one. */
  readonly steps: readonly ScreenStep[]
  /** Minutes from the beginning of the class. */
  readonly from: number
  readonly minutes: number
  readonly locks: readonly PlanLock[]
}

export interface ClassPlan {
  readonly id: string
  readonly title: string
  /** Rich. */
  readonly summary: string
  readonly minutes: number
  readonly items: readonly PlanItem[]
}

interface PlanWords {
  readonly title: string
  readonly summary: string
  readonly items: Readonly<Record<string, { readonly title: string; readonly does: string }>>
}

/** First line and the rest. */
function cut(text: string): [string, string] {
  const end = text.indexOf('\n')
  return end < 0 ? [text.trim(), ''] : [text.slice(0, end).trim(), text.slice(end + 1).trim()]
}

function split(text: string, mark: string, where: string): { before: string; parts: Map<string, string> } {
  const [before, ...rest] = `\n${text}`.split(new RegExp(`\\n${mark} +(?=\\S)`))
  const parts = new Map<string, string>()
  const kind = mark === '##' ? 'plan' : 'item'
  for (const part of rest) {
    const [heading, body] = cut(part)
    const [, id] = new RegExp(`^${kind} ([a-z0-9][a-z0-9-]*)$`).exec(heading) ?? []
    if (id === undefined) throw new FieldError(where || 'sections', heading, `a section "${kind} ID"`)
    if (parts.has(id)) throw new FieldError(heading, id, 'each section once')
    parts.set(id, body)
  }
  return { before: before.trim(), parts }
}

/**
 * The words of all plans: `## plan ID` with a line for the title and a summary, and in it `### item ID` with the same.
 * @throws FieldError
 */
export function parsePlanWords(source: string): Record<string, PlanWords> {
  const { parts } = split(source.replace(/\r\n?/g, '\n'), '##', '')
  return Object.fromEntries(
    [...parts].map(([id, body]) => {
      const { before, parts: items } = split(body, '###', `plan ${id}`)
      const [title, summary] = cut(before)
      const words = [...items].map(([name, text]) => {
        const [first, does] = cut(text)
        return [name, { title: first, does }] as const
      })
      return [id, { title, summary, items: Object.fromEntries(words) }]
    }),
  )
}

function need(words: string, field: string): string {
  if (words === '') throw new FieldError(field, undefined, 'words')
  return words
}

/**
 * A plan of a file `NAME.yaml`; the name is its id. Rich words are still markdown.
 * @throws LessonError
 */
export function parsePlan(
  id: string,
  data: unknown,
  allWords: Readonly<Record<string, PlanWords>>,
  lessons: readonly PlannedLesson[],
  language = 'en',
): ClassPlan {
  const file = `lessons/plans/${id}.yaml`
  const plan = within(file, '', () => {
    const parsed = parseWith(planSchema, data)
    const sum = parsed.items.reduce((total, { minutes }) => total + minutes, 0)
    if (Math.abs(sum - parsed.minutes) > 1e-9)
      throw new FieldError('minutes', parsed.minutes, `${sum}, the sum of its items`)
    const ids = parsed.items.map((one) => one.id)
    const twice = ids.findIndex((name, place) => ids.indexOf(name) < place)
    if (twice >= 0) throw new FieldError(`items[${twice}].id`, ids[twice], 'each name once')
    return parsed
  })
  let from = 0
  const places = plan.items.map((one, place) => {
    const at = { from, ...within(file, '', () => locate(one, `items[${place}]`, lessons)) }
    from += one.minutes
    return at
  })
  return within(`lessons/plans/${language}.md`, '', () => {
    const section = `plan ${id}`
    const words = Object.hasOwn(allWords, id) ? allWords[id] : undefined
    if (!words) throw new FieldError(section, undefined, 'this section')
    const extra = Object.keys(words.items).find((name) => plan.items.every((one) => one.id !== name))
    if (extra !== undefined) throw new FieldError(`${section}, item ${extra}`, extra, 'an item of the plan')
    const items = plan.items.map((one, place): PlanItem => {
      const field = `${section}, item ${one.id}`
      const own = Object.hasOwn(words.items, one.id) ? words.items[one.id] : { title: '', does: '' }
      return { ...one, ...places[place], title: need(own.title, field), does: need(own.does, field) }
    })
    const { minutes } = plan
    return { id, title: need(words.title, section), summary: need(words.summary, section), minutes, items }
  })
}

function locate(one: v.InferOutput<typeof item>, field: string, lessons: readonly PlannedLesson[]) {
  const lesson = lessons.find(({ id }) => id === one.lesson)
  if (!lesson)
    throw new FieldError(`${field}.lesson`, one.lesson, `one of ${lessons.map(({ id }) => id).join(', ')}`)
  const all: readonly ScreenStep[] = [
    ...lesson.steps.map(({ id, title, kind }) => ({ id, title, screen: SCREENS[kind] })),
    { id: LAST, title: 'What this model leaves out', screen: 'says what the model leaves out' },
  ]
  const find = (id: string, name: string) => {
    const place = all.findIndex((step) => step.id === id)
    if (place < 0)
      throw new FieldError(`${field}.${name}`, id, `one of ${all.map((step) => step.id).join(', ')}`)
    return place
  }
  const from = find(one.step, 'step')
  const until = one.until === undefined ? from : find(one.until, 'until')
  if (until < from) throw new FieldError(`${field}.until`, one.until, `${one.step} or a step after it`)
  const steps = all.slice(from, until + 1)
  return { lessonNumber: lesson.number, lessonTitle: lesson.title, stepTitle: steps[0].title, steps }
}
