/**
 * What a lesson's words owe its data: everything that is shown has words, no words are left over, none are too many, links
 * lead somewhere and no result is typed. Each mistake is a FieldError with the place; who calls says in which file.
 */
import type { Clause } from './clause.ts'
import { listInstructions } from './claims.ts'
import type { Lesson, LessonStep } from './lesson.ts'
import { optionsOf } from './lessonChecks.ts'
import { assertKnown, describeNames } from './nameChecks.ts'
import { listTexts, type LessonWords, type StepWords } from './words.ts'
import { FieldError } from '../schema/fieldError.ts'
import { isReadingId } from '../schema/readings.ts'

/** Exactly the sections that are needed: none missing, none left over. */
function assertSections(
  place: string,
  found: Readonly<Record<string, unknown>>,
  needed: readonly string[],
  what: string,
  optional: readonly string[] = [],
) {
  for (const id of needed)
    if (!Object.hasOwn(found, id) || found[id] === '')
      throw new FieldError(`${place}${what} ${id}`, undefined, 'a section with words')
  for (const id of Object.keys(found))
    if (!needed.includes(id) && !optional.includes(id))
      throw new FieldError(`${place}${what}`, id, describeNames([...needed, ...optional]))
}

/** @throws FieldError */
export function checkWords(lesson: Lesson, words: LessonWords): void {
  assertSections('', words.misconceptions, lesson.misconceptions, 'misconception')
  assertSections(
    '',
    words.steps,
    lesson.steps.map(({ id }) => id),
    'step',
  )
  assertSections('', words.readings, Object.keys(lesson.readings), 'reading')
  const needsWords = Object.keys(lesson.controls).filter((id) => {
    const c = lesson.controls[id]
    return c.kind !== 'number' || c.parameter === undefined
  })
  assertSections('', words.controls, needsWords, 'control', Object.keys(lesson.controls))
  for (const [id, control] of Object.entries(lesson.controls)) {
    const own = Object.hasOwn(words.controls, id) ? words.controls[id] : null
    if (needsWords.includes(id) && own?.label === '')
      throw new FieldError(`control ${id}`, undefined, 'a label in the first paragraph’s place')
    assertSections(
      `control ${id}, `,
      own?.options ?? {},
      control.kind === 'number' ? [] : control.options.map((one) => one.id),
      'option',
    )
  }
  for (const step of lesson.steps) checkStepWords(step, words.steps[step.id])
  for (const place of ['summary', 'leavesOut', 'expert'] as const)
    if (words[place] === '')
      throw new FieldError(place === 'leavesOut' ? 'leaves-out' : place, undefined, 'a section with words')
  for (const { text, place } of listTexts(words)) checkLength(text, place)
}

function checkStepWords(step: LessonStep, words: StepWords): void {
  const place = `step ${step.id}, `
  if (words.text === '') throw new FieldError(`step ${step.id}`, undefined, 'a text')
  const options = Object.fromEntries(Object.entries(words.options).map(([id, { label }]) => [id, label]))
  assertSections(place, options, optionsOf(step) ?? [], 'option')
  assertSections(place, words.cases, step.kind === 'explain' ? step.cases.map(({ id }) => id) : [], 'case')
  const clauses = step.kind === 'check' ? listClauseIds(step.check) : []
  assertSections(place, words.aims, [], 'aim', clauses)
  assertSections(place, words.unmet, [], 'unmet', clauses)
  const hints = step.kind === 'check' ? step.hints : 0
  if (words.hints.length !== hints) throw new FieldError(`${place}hint`, words.hints.length, `${hints} hints`)
  const isQuiz = step.kind === 'quiz' || step.kind === 'recall'
  const needs = { right: isQuiz || (step.kind === 'try' && step.found !== undefined), wrong: isQuiz }
  for (const side of ['right', 'wrong'] as const)
    if ((words[side] !== '') !== needs[side])
      throw new FieldError(
        `${place}${side}`,
        words[side] || undefined,
        needs[side]
          ? 'a section with words'
          : 'no section: only quiz and recall have one, and `right` a try that says when it is found',
      )
}

/** The names of clauses, for which the words may say what is unmet. */
function listClauseIds(clause: Clause): string[] {
  const inner =
    'all' in clause
      ? clause.all
      : 'any' in clause
        ? clause.any
        : 'not' in clause
          ? [clause.not]
          : 'holds' in clause
            ? [clause.holds]
            : []
  return [...(clause.id === undefined ? [] : [clause.id]), ...inner.flatMap(listClauseIds)]
}

const MOST_STEP_WORDS = 60
const MOST_INSTRUCTIONS = 2

function checkLength(text: string, place: string): void {
  if (!place.startsWith('step ')) return
  const count = text.split(/\s+/).length
  if (count >= MOST_STEP_WORDS) throw new FieldError(place, `${count} words`, `fewer than ${MOST_STEP_WORDS}`)
  if (listInstructions(text).length > MOST_INSTRUCTIONS)
    throw new FieldError(
      place,
      `${listInstructions(text).length} instructions`,
      `at most ${MOST_INSTRUCTIONS} instructions in a step`,
    )
}

const LINK = /\[([^\]]*)\]\(([^)]*)\)/g
const RESULT = /\$ ?\d|\d ?%/

/**
 * Links lead somewhere, and no result is typed.
 * @throws FieldError
 */
export function checkRichText(text: string, place: string, terms: readonly string[]): void {
  for (const [, label, target] of text.matchAll(LINK)) {
    const [kind, id] = [target.slice(0, target.indexOf(':')), target.slice(target.indexOf(':') + 1)]
    if (label.trim() === '') throw new FieldError(place, target, 'words of the link')
    if (kind === 'glossary') assertKnown(place, id, terms)
    else if (kind === 'rule' && !isReadingId(id))
      throw new FieldError(place, `rule:${id}`, 'a reading of schema/readingTable.ts')
    else if (!['claim', 'rule', 'lesson', 'https'].includes(kind))
      throw new FieldError(place, target, 'a link to glossary:, rule:, claim:, lesson: or https:')
  }
  const typed = RESULT.exec(text)
  if (typed)
    throw new FieldError(
      place,
      text.slice(Math.max(0, typed.index - 20), typed.index + 10),
      'a placeholder instead of a typed result',
    )
}
