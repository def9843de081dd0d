/**
 * A worksheet, made from the lesson itself: what is asked on the screen is asked on paper, in the same order and the same
 * words. Results are blanks there; the answers stand beside them for the teacher, with numbers from the engine's own runs.
 */
import { enterStep, startOf } from './attempt.ts'
import type { LessonModule } from './catalog.ts'
import type { Lookup } from './evaluate.ts'
import type { Lesson, LessonStep, Settings } from './lesson.ts'
import { formatReading } from './numberWords.ts'
import { formatFew } from '../schema/words.ts'
import { readToken } from './numbers.ts'
import { answer, listReadings, type Answer } from './worksheetAnswers.ts'
import { isResult, nameControl, showSettings, toPaper } from './worksheetText.ts'
import { axisNameOf } from '../schema/readings.ts'

/** What all tasks have. `text` and all other rich words are safe HTML; in the text every result is a blank. */
interface Asked {
  readonly id: string
  readonly title: string
  readonly text: string
  /** For the teacher. */
  readonly answer: Answer
}

export type Task = Asked &
  (
    | {
        readonly kind: 'choice'
        readonly asked: 'predict' | 'quiz' | 'recall'
        readonly options: readonly string[]
      }
    /** Labels of a scale, from its lowest to its highest. */
    | { readonly kind: 'number'; readonly marks: readonly string[] }
    /** An empty chart; `drawn` is what the run draws, as shares of the start. */
    | {
        readonly kind: 'line'
        readonly series: string
        readonly points: number
        readonly drawn: readonly number[]
      }
    | { readonly kind: 'try' }
    /** A table of attempts: controls with where they start, and what is read off. */
    | {
        readonly kind: 'check'
        readonly controls: readonly { readonly name: string; readonly start: string }[]
        readonly readings: readonly string[]
      }
  )

export interface Worksheet {
  readonly id: string
  readonly number: number
  readonly title: string
  readonly summary: string
  readonly minutes: number
  readonly seed: string
  readonly tasks: readonly Task[]
  readonly leavesOut: string
  readonly expert: string
}

type Ask = Extract<LessonStep, { kind: 'predict' }>['ask']
export type LineAsk = Extract<Ask, { kind: 'line' }>

export interface Runs {
  readonly lookup: Lookup
  /** A series of the shown run at the places of a drawn line, as shares of its start. */
  readonly trace: (ask: LineAsk, settings: Settings) => number[]
}

const MARKS = 5

export function makeWorksheet(number: number, module: LessonModule, runs: Runs): Worksheet {
  const { lesson, words } = module
  const bare = (html: string) => toPaper(html, (_, known) => known || null)
  return {
    id: lesson.id,
    number,
    title: words.title,
    summary: bare(words.summary),
    minutes: lesson.minutes,
    seed: lesson.scenario.seeds[0],
    tasks: lesson.steps.flatMap((step, place) => toTask(module, step, place, runs) ?? []),
    leavesOut: bare(words.leavesOut),
    expert: bare(words.expert),
  }
}

function toTask(module: LessonModule, step: LessonStep, place: number, runs: Runs): Task | null {
  const { lesson, words } = module
  if (!['predict', 'quiz', 'recall', 'try', 'check'].includes(step.kind)) return null
  const own = words.steps[step.id]
  const { b } = enterStep(lesson, step, startOf(lesson))
  const controls = showSettings(lesson, words, b)
  const text = toPaper(own.text, (token, known) =>
    isResult(lesson, token) ? null : known || readToken(token, { a: null, b: null, controls }, lesson),
  )
  const common = { id: step.id, title: own.title, text, answer: answer(module, step, runs.lookup) }
  if (step.kind === 'try') return { ...common, kind: 'try' }
  if (step.kind === 'check')
    return {
      ...common,
      kind: 'check',
      controls: listShownControls(lesson, place).map((id) => ({
        name: nameControl(lesson, words, id),
        start: controls[id],
      })),
      readings: listReadings(step.check, lesson).map(({ label }) => label),
    }
  if (step.kind !== 'predict')
    return { ...common, kind: 'choice', asked: step.kind as 'quiz', options: labels(own) }
  const { ask } = step
  if (ask.kind === 'choice') return { ...common, kind: 'choice', asked: 'predict', options: labels(own) }
  if (ask.kind === 'number') return { ...common, kind: 'number', marks: listMarks(ask, lesson) }
  return {
    ...common,
    kind: 'line',
    series: axisNameOf(ask.series),
    points: ask.points,
    drawn: runs.trace(ask, b),
  }

  function labels({ options }: typeof own): string[] {
    return listOptions(step).map((id) => options[id].label)
  }
}

/** Options of a question in the order of the lesson. */
function listOptions(step: LessonStep): string[] {
  if (step.kind === 'quiz' || step.kind === 'recall') return step.options.map(({ id }) => id)
  return step.kind === 'predict' && step.ask.kind === 'choice' ? step.ask.options.map(({ id }) => id) : []
}

function listMarks(ask: Extract<Ask, { kind: 'number' }>, lesson: Lesson): string[] {
  const { from, to, reading } = ask
  return Array.from({ length: MARKS }, (_, place) => {
    const value = Number((from + ((to - from) * place) / (MARKS - 1)).toPrecision(10))
    return reading === undefined ? formatFew(value) : formatReading(reading, value, lesson)
  })
}

/** Open controls that are there by this step. */
function listShownControls({ controls, steps }: Lesson, place: number): string[] {
  return Object.entries(controls)
    .filter(([, { state, opens }]) => {
      const from = opens === undefined ? 0 : steps.findIndex(({ id }) => id === opens)
      return state === 'open' && from <= place
    })
    .map(([id]) => id)
}
