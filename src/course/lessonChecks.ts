/**
 * What a lesson's data and words owe each other: every id that is named exists, everything that is shown has words, and no
 * words are left over. Each mistake is a FieldError with the field; who calls says in which file.
 */
import { isHandsOn } from './attempt.ts'
import type { Clause } from './clause.ts'
import { listInstructions } from './claims.ts'
import type { Lesson, LessonStep, Script, Settings } from './lesson.ts'
import { listTexts, type LessonWords, type StepWords } from './words.ts'
import { FieldError } from '../schema/fieldError.ts'
import { FIGURE_IDS } from '../schema/figures.ts'
import { isRuleId } from '../schema/rules.ts'

/** "a, b, c", for the end of an error. */
const list = (names: readonly string[]) =>
  names.length === 0 ? 'none is there' : `one of ${names.join(', ')}`

function assertKnown(field: string, name: string, names: readonly string[]): void {
  if (!names.includes(name)) throw new FieldError(field, name, list(names))
}

function assertUnique(field: string, names: readonly string[]): void {
  const twice = names.find((name, i) => names.indexOf(name) < i)
  if (twice !== undefined) throw new FieldError(field, twice, 'each name once')
}

// --- data

const asks = (step: LessonStep) => step.kind === 'predict' || step.kind === 'quiz' || step.kind === 'recall'

/** Options of a question, or null where it is answered by a number or a line. */
function optionsOf(step: LessonStep): string[] | null {
  if (step.kind === 'quiz' || step.kind === 'recall') return step.options.map(({ id }) => id)
  return step.kind === 'predict' && step.ask.kind === 'choice' ? step.ask.options.map(({ id }) => id) : null
}

/** @throws FieldError */
export function checkData(lesson: Lesson, terms: readonly string[]): void {
  const { steps, controls } = lesson
  assertUnique(
    'steps',
    steps.map(({ id }) => id),
  )
  assertUnique(
    'claims',
    lesson.claims.map(({ id }) => id),
  )
  assertUnique('scenario.seeds', lesson.scenario.seeds)
  lesson.terms.forEach((term, i) => assertKnown(`terms[${i}]`, term, terms))
  for (const [id, control] of Object.entries(controls)) checkControl(lesson, id, control)
  steps.forEach((step, i) => checkStep(lesson, step, `steps[${i}]`))
  lesson.claims.forEach((claim, i) => {
    checkSettings(lesson, claim.set, `claims[${i}].set`)
    checkSettings(lesson, claim.against, `claims[${i}].against`)
    checkClause(lesson, claim.holds, `claims[${i}].holds`)
  })
  for (const [id, fact] of Object.entries(lesson.facts)) checkSettings(lesson, fact.set, `facts.${id}.set`)
  const { solutions, mustFail } = lesson.proof
  solutions.forEach((script, i) => checkScript(lesson, script, `proof.solutions[${i}]`))
  mustFail.forEach((script, i) => checkScript(lesson, script, `proof.mustFail[${i}]`))
  assertUnique(
    'proof',
    [...solutions, ...mustFail].map(({ name }) => name),
  )
  if (lesson.expert) checkScript(lesson, lesson.expert, 'expert')
  if (!steps.some(({ kind }) => kind === 'check'))
    throw new FieldError('steps', steps, 'a step of kind check')
}

function checkControl({ steps }: Lesson, id: string, control: Lesson['controls'][string]): void {
  const field = `controls.${id}`
  if (control.opens !== undefined)
    assertKnown(
      `${field}.opens`,
      control.opens,
      steps.map((step) => step.id),
    )
  if (control.kind === 'choice') {
    assertUnique(
      `${field}.options`,
      control.options.map((one) => one.id),
    )
    assertKnown(
      `${field}.start`,
      control.start,
      control.options.map((one) => one.id),
    )
    const paths = Object.keys(control.options[0].writes)
    const other = control.options.find(
      ({ writes }) =>
        Object.keys(writes).length !== paths.length || paths.some((path) => !Object.hasOwn(writes, path)),
    )
    if (other)
      throw new FieldError(
        `${field}.options`,
        other.id,
        'the same paths written by every option (null takes a field away)',
      )
  } else if (control.start < control.from || control.start > control.to || control.from >= control.to)
    throw new FieldError(`${field}.start`, control.start, `a number from ${control.from} to ${control.to}`)
}

function checkStep(lesson: Lesson, step: LessonStep, field: string): void {
  const misconception = (name: string | undefined, at: string) => {
    if (name !== undefined) assertKnown(`${field}.${at}`, name, lesson.misconceptions)
  }
  checkSettings(lesson, step.set, `${field}.set`)
  checkSettings(lesson, step.against, `${field}.against`)
  if (step.kind === 'compare' && !step.against)
    throw new FieldError(`${field}.against`, undefined, 'the settings of A')
  if (step.kind === 'check') checkClause(lesson, step.check, `${field}.check`)
  if (step.kind === 'predict' && step.ask.kind === 'choice') {
    assertUnique(
      `${field}.ask.options`,
      step.ask.options.map((one) => one.id),
    )
    step.ask.options.forEach((one, i) => {
      misconception(one.misconception, `ask.options[${i}].misconception`)
      if (one.right) checkClause(lesson, one.right, `${field}.ask.options[${i}].right`)
    })
  }
  if (step.kind === 'quiz' || step.kind === 'recall') {
    assertUnique(
      `${field}.options`,
      step.options.map((one) => one.id),
    )
    step.options.forEach((one, i) => misconception(one.misconception, `options[${i}].misconception`))
    if (step.options.filter((one) => one.right).length !== 1)
      throw new FieldError(`${field}.options`, step.options, 'exactly one option that is right')
    if (step.figure !== undefined) assertKnown(`${field}.figure`, step.figure, FIGURE_IDS)
  }
  if (step.kind === 'explain') {
    assertUnique(
      `${field}.cases`,
      step.cases.map(({ id }) => id),
    )
    step.cases.forEach((one, i) => {
      const at = `${field}.cases[${i}]`
      if (one.when) checkClause(lesson, one.when, `${at}.when`)
      if (one.prediction === undefined) return
      const asked = lesson.steps.filter(asks)
      assertKnown(
        `${at}.prediction`,
        one.prediction,
        asked.map(({ id }) => id),
      )
      const options = asked.flatMap((question) =>
        question.id === one.prediction ? (optionsOf(question) ?? []) : [],
      )
      if (one.answered !== undefined)
        assertKnown(`${at}.answered`, one.answered, [...options, 'right', 'wrong', 'skipped'])
    })
  }
}

function checkScript(lesson: Lesson, script: Script, field: string): void {
  for (const [id, { set, answers }] of Object.entries(script.attempts)) {
    assertKnown(
      `${field}.attempts`,
      id,
      lesson.steps.map((step) => step.id),
    )
    checkSettings(lesson, set, `${field}.attempts.${id}.set`)
    const step = lesson.steps.find((one) => one.id === id)
    if (step && !isHandsOn(step) && Object.keys(set).length > 0)
      throw new FieldError(
        `${field}.attempts.${id}.set`,
        set,
        'a step of kind try or check: elsewhere nothing is set',
      )
    for (const question of Object.keys(answers))
      checkAnswer(lesson, question, answers[question], `${field}.attempts.${id}.answers`)
  }
}

function checkAnswer(
  { steps }: Lesson,
  question: string,
  answer: number | string | undefined,
  field: string,
): void {
  const asked = steps.filter(asks)
  assertKnown(
    field,
    question,
    asked.map(({ id }) => id),
  )
  const step = asked.find(({ id }) => id === question)
  const options = step && optionsOf(step)
  if (options && typeof answer === 'string') assertKnown(`${field}.${question}`, answer, options)
}

function checkSettings({ controls }: Lesson, settings: Settings | undefined, field: string): void {
  for (const [id, value] of Object.entries(settings ?? {})) {
    assertKnown(field, id, Object.keys(controls))
    const control = controls[id]
    if (control.kind === 'choice')
      assertKnown(
        `${field}.${id}`,
        String(value),
        control.options.map((one) => one.id),
      )
    else if (typeof value !== 'number' || value < control.from || value > control.to)
      throw new FieldError(`${field}.${id}`, value, `a number from ${control.from} to ${control.to}`)
  }
}

function checkClause(lesson: Lesson, clause: Clause, field: string): void {
  const controls = Object.keys(lesson.controls)
  if ('all' in clause) return clause.all.forEach((one, i) => checkClause(lesson, one, `${field}.all[${i}]`))
  if ('any' in clause) return clause.any.forEach((one, i) => checkClause(lesson, one, `${field}.any[${i}]`))
  if ('not' in clause) return checkClause(lesson, clause.not, `${field}.not`)
  if ('seeds' in clause) return checkClause(lesson, clause.holds, `${field}.holds`)
  if ('with' in clause) {
    for (const id of Object.keys(clause.with)) assertKnown(`${field}.with`, id, controls)
    return checkClause(lesson, clause.holds, `${field}.holds`)
  }
  if ('changed' in clause)
    return clause.changed.forEach((id) => assertKnown(`${field}.changed`, id, controls))
  if ('option' in clause) {
    assertKnown(`${field}.option`, clause.option, controls)
    return checkSettings(lesson, { [clause.option]: clause.is }, `${field}.is`)
  }
  if ('answer' in clause) return checkAnswer(lesson, clause.answer, clause.is, `${field}.answer`)
  if ('control' in clause) assertKnown(`${field}.control`, clause.control, controls)
  for (const kind of ['above', 'atLeast', 'below', 'atMost'] as const) {
    const operand = clause[kind]
    if (typeof operand === 'object' && 'control' in operand)
      assertKnown(`${field}.${kind}.control`, operand.control, controls)
  }
  if (['above', 'atLeast', 'below', 'atMost'].every((kind) => !Object.hasOwn(clause, kind)))
    throw new FieldError(field, clause, 'a bound: above, atLeast, below or atMost')
}

// --- words

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
      throw new FieldError(`${place}${what}`, id, list([...needed, ...optional]))
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
  const needsWords = Object.keys(lesson.controls).filter((id) => {
    const c = lesson.controls[id]
    return c.kind === 'choice' || c.parameter === undefined
  })
  assertSections('', words.controls, needsWords, 'control', Object.keys(lesson.controls))
  for (const [id, control] of Object.entries(lesson.controls)) {
    const own = Object.hasOwn(words.controls, id) ? words.controls[id] : null
    if (needsWords.includes(id) && own?.label === '')
      throw new FieldError(`control ${id}`, undefined, 'a label in the first paragraph’s place')
    assertSections(
      `control ${id}, `,
      own?.options ?? {},
      control.kind === 'choice' ? control.options.map((one) => one.id) : [],
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
  assertSections(place, words.unmet, [], 'unmet', step.kind === 'check' ? listClauseIds(step.check) : [])
  const hints = step.kind === 'check' ? step.hints : 0
  if (words.hints.length !== hints) throw new FieldError(`${place}hint`, words.hints.length, `${hints} hints`)
  const isQuiz = step.kind === 'quiz' || step.kind === 'recall'
  for (const side of ['right', 'wrong'] as const)
    if ((words[side] !== '') !== isQuiz)
      throw new FieldError(
        `${place}${side}`,
        words[side] || undefined,
        isQuiz ? 'a section with words' : 'no section: only quiz and recall have one',
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

const MOST_WORDS = 60
const MOST_INSTRUCTIONS = 2

function checkLength(text: string, place: string): void {
  if (!place.startsWith('step ')) return
  const count = text.split(/\s+/).length
  if (count >= MOST_WORDS) throw new FieldError(place, `${count} words`, `fewer than ${MOST_WORDS}`)
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
    else if (kind === 'rule' && !isRuleId(id))
      throw new FieldError(place, `rule:${id}`, 'a rule of schema/rules.ts')
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
