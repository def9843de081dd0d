/**
 * The teacher's side of a worksheet: what happens at each question, which misconception stands behind the other answers, and
 * what solves a check, with the numbers that are then read off. From the words and the engine's own runs.
 */
import { enterStep, isHandsOn, startOf } from './attempt.ts'
import type { LessonModule } from './catalog.ts'
import type { Clause, LessonReading } from './clause.ts'
import { evaluate, type Lookup } from './evaluate.ts'
import type { Lesson, LessonStep, Script, Settings } from './lesson.ts'
import { NO_NAMES, readingRow, type Named } from './lessonReadings.ts'
import { formatReading } from './numberWords.ts'
import { readToken } from './numbers.ts'
import { nameControl, showSetting, showSettings, toPaper } from './worksheetText.ts'

export interface Answer {
  /** What happens, in a few words; empty where there is no one answer. */
  readonly what: string
  /** Why, as the lesson says it. Rich. */
  readonly why: string
  /** What people think who choose otherwise. */
  readonly misconceptions: readonly { readonly option: string; readonly thought: string }[]
  /** Ways that solve a check: what is set, and what is then read off in the shown run. */
  readonly solutions: readonly {
    readonly set: readonly string[]
    readonly readings: readonly string[]
  }[]
  readonly hints: readonly string[]
}

interface Column {
  readonly label: string
  /** The reading in the shown run; null where many runs are counted. */
  readonly reading: LessonReading | null
}

/** What a check reads off, each once; what counts in many runs is one column of its own. */
export function listReadings(clause: Clause, lesson: Named = NO_NAMES): Column[] {
  const columns: Column[] = []
  const add = (column: Column) => {
    if (!columns.some(({ label }) => label === column.label)) columns.push(column)
  }
  const visit = (one: Clause, isCounted: boolean): void => {
    if ('all' in one || 'any' in one)
      ('all' in one ? one.all : one.any).forEach((part) => visit(part, isCounted))
    else if ('not' in one) visit(one.not, isCounted)
    else if ('seeds' in one) {
      visit(one.holds, true)
      add({ label: 'Share of hidden runs that met the goal', reading: null })
    } else if ('with' in one) visit(one.holds, true)
    else {
      const id =
        'reading' in one
          ? one.reading
          : 'difference' in one
            ? one.difference
            : 'ratio' in one
              ? one.ratio
              : null
      if (id !== null) add({ label: toSentence(readingRow(lesson, id).said), reading: id })
    }
  }
  visit(clause, false)
  return columns
}

export function answer({ lesson, words }: LessonModule, step: LessonStep, lookup: Lookup): Answer {
  const own = words.steps[step.id]
  const [seed, ...judging] = lesson.scenario.seeds
  const { a, b, origin } = enterStep(lesson, step, startOf(lesson))
  const controls = showSettings(lesson, words, b)
  const outcomes = { b: lookup(b, seed), a: a === null ? null : lookup(a, seed) }
  const filled = (html: string) =>
    toPaper(html, (token, known) => known || readToken(token, { ...outcomes, controls }, lesson))
  const none = { what: '', why: '', misconceptions: [], solutions: [], hints: [] }
  if (step.kind === 'check')
    return { ...none, solutions: listSolutions(lesson, words, step, lookup), hints: own.hints.map(filled) }
  const right = findRight(
    step,
    (clause) =>
      evaluate(lesson, clause, { b, a: a ?? origin, origin, answers: {}, seed, judging }, lookup, {
        isQuick: true,
      }).met,
  )
  if (step.kind === 'predict' && step.ask.kind !== 'choice') {
    const { ask } = step
    const reading = ask.kind === 'number' ? ask.reading : undefined
    const what =
      reading === undefined || !outcomes.b ? '' : formatReading(reading, outcomes.b[reading], lesson)
    return { ...none, what, why: filled(own.right || own.wrong) }
  }
  const explained = step.kind === 'predict' ? explain(lesson, words, step.id, right) : ''
  return {
    ...none,
    what: right === null ? '' : own.options[right].label,
    why: filled([right === null ? '' : own.options[right].feedback, explained || own.wrong].join('')),
    misconceptions: listMisconceptions(step).map(([id, name]) => ({
      option: own.options[id].label,
      thought: words.misconceptions[name],
    })),
  }
}

function findRight(step: LessonStep, holds: (clause: Clause) => boolean): string | null {
  if (step.kind === 'quiz' || step.kind === 'recall')
    return step.options.find(({ right }) => right)?.id ?? null
  if (step.kind !== 'predict' || step.ask.kind !== 'choice') return null
  return step.ask.options.find(({ right }) => right && holds(right))?.id ?? null
}

function listMisconceptions(step: LessonStep): [option: string, misconception: string][] {
  const options =
    step.kind === 'quiz' || step.kind === 'recall'
      ? step.options
      : step.kind === 'predict' && step.ask.kind === 'choice'
        ? step.ask.options
        : []
  return options.flatMap(({ id, misconception }) =>
    misconception === undefined ? [] : [[id, misconception]],
  )
}

/** What the lesson says afterwards to whoever predicted rightly. */
function explain(
  { steps }: Lesson,
  words: LessonModule['words'],
  predicted: string,
  right: string | null,
): string {
  for (const step of steps) {
    if (step.kind !== 'explain') continue
    const found = step.cases.find(
      ({ prediction, answered }) => prediction === predicted && (answered === 'right' || answered === right),
    )
    if (found) return words.steps[step.id].cases[found.id]
  }
  return ''
}

function listSolutions(
  lesson: Lesson,
  words: LessonModule['words'],
  step: Extract<LessonStep, { kind: 'check' }>,
  lookup: Lookup,
): Answer['solutions'] {
  const columns = listReadings(step.check, lesson)
  const solutions = lesson.proof.solutions.map((script) => {
    const { set, settings } = play(lesson, step.id, script)
    const outcome = lookup(settings, lesson.scenario.seeds[0])
    return {
      set: Object.entries(set).map(
        ([id, value]) =>
          `${nameControl(lesson, words, id)}: ${showSetting(words, id, lesson.controls[id], value)}`,
      ),
      readings: columns.flatMap(({ label, reading }) =>
        reading === null || !outcome ? [] : `${label}: ${formatReading(reading, outcome[reading], lesson)}`,
      ),
    }
  })
  // Two proofs may do the same at this check.
  const names = solutions.map(({ set }) => set.join())
  return solutions.filter((_, place) => names.indexOf(names[place]) === place)
}

/** What a script sets at a check, and where every control stands then. */
function play(lesson: Lesson, at: string, { attempts }: Script): { set: Settings; settings: Settings } {
  let left = startOf(lesson)
  for (const step of lesson.steps) {
    if (!isHandsOn(step)) continue
    const set = Object.hasOwn(attempts, step.id) ? attempts[step.id].set : {}
    left = { ...enterStep(lesson, step, left).b, ...set }
    if (step.id === at) return { set, settings: left }
  }
  return { set: {}, settings: left }
}

function toSentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
