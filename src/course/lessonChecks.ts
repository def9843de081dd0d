/**
 * What a lesson's data owes itself: every id that is named exists, nothing is there twice, and every value that is set lies
 * within its control. Each mistake is a FieldError with the field; who calls says in which file. The words: wordChecks.ts.
 */
import { isHandsOn } from './attempt.ts'
import type { Clause } from './clause.ts'
import type { Lesson, LessonStep, Script, Settings } from './lesson.ts'
import { isWorldLesson, listReadingNames } from './lessonReadings.ts'
import { assertKnown, assertUnique } from './nameChecks.ts'
import { valuesOf } from './several.ts'
import { FieldError } from '../schema/fieldError.ts'
import { LIVE_FIGURE_IDS } from '../schema/liveFigures.ts'
import { CHANNEL_IDS } from '../schema/worldChannels.ts'

const asks = (step: LessonStep) => step.kind === 'predict' || step.kind === 'quiz' || step.kind === 'recall'

/** Options of a question, or null where it is answered by a number or a line. */
export function optionsOf(step: LessonStep): string[] | null {
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
  for (const [id, fact] of Object.entries(lesson.facts)) {
    checkSettings(lesson, fact.set, `facts.${id}.set`)
    checkReading(lesson, fact.reading, `facts.${id}.reading`)
  }
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

function checkControl(lesson: Lesson, id: string, control: Lesson['controls'][string]): void {
  const { steps } = lesson
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
    for (const { id, off } of control.options)
      for (const text of off) assertChannel(`${field}.options.${id}.off`, text, lesson)
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
  } else if (control.kind === 'several') {
    assertUnique(
      `${field}.options`,
      control.options.map((one) => one.id),
    )
    valuesOf(`${field}.start`, control, control.start)
  } else if (control.stops && !areStops(control.stops, control.from, control.to)) {
    throw new FieldError(`${field}.stops`, control.stops, 'numbers that rise from `from` to `to`')
  } else if (control.start < control.from || control.start > control.to || control.from >= control.to)
    throw new FieldError(`${field}.start`, control.start, `a number from ${control.from} to ${control.to}`)
}

function assertChannel(field: string, text: string, lesson: Lesson): void {
  if (!isWorldLesson(lesson))
    throw new FieldError(field, text, 'a world: only there channels can be switched off')
  assertKnown(field, text.split(':')[0], CHANNEL_IDS)
}

function checkStep(lesson: Lesson, step: LessonStep, field: string): void {
  const misconception = (name: string | undefined, at: string) => {
    if (name !== undefined) assertKnown(`${field}.${at}`, name, lesson.misconceptions)
  }
  for (const name of step.reads ?? []) checkReading(lesson, name, `${field}.reads`)
  if (step.kind === 'predict' && step.ask.kind === 'number')
    checkReading(lesson, step.ask.reading, `${field}.ask.reading`)
  checkSettings(lesson, step.set, `${field}.set`)
  checkSettings(lesson, step.against, `${field}.against`)
  if (step.kind === 'compare' && !step.against)
    throw new FieldError(`${field}.against`, undefined, 'the settings of A')
  if (step.kind === 'check') checkClause(lesson, step.check, `${field}.check`)
  if (step.kind === 'try' && step.found) checkClause(lesson, step.found, `${field}.found`)
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
  if (step.days) {
    const numbers = Object.entries(lesson.controls).filter(([, { kind }]) => kind === 'number')
    assertKnown(
      `${field}.days.line`,
      step.days.line,
      numbers.map(([id]) => id),
    )
  }
  if (step.kind === 'predict' && step.ask.kind === 'line' && step.freeze !== undefined)
    throw new FieldError(`${field}.freeze`, step.freeze, 'no freeze: a line is drawn to the end of the run')
  if (step.kind === 'quiz' || step.kind === 'recall') {
    assertUnique(
      `${field}.options`,
      step.options.map((one) => one.id),
    )
    step.options.forEach((one, i) => misconception(one.misconception, `options[${i}].misconception`))
    if (step.options.filter((one) => one.right).length !== 1)
      throw new FieldError(`${field}.options`, step.options, 'exactly one option that is right')
    if (step.figure !== undefined) assertKnown(`${field}.figure`, step.figure, LIVE_FIGURE_IDS)
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
    else if (control.kind === 'several') valuesOf(`${field}.${id}`, control, value)
    else if (typeof value !== 'number' || value < control.from || value > control.to)
      throw new FieldError(`${field}.${id}`, value, `a number from ${control.from} to ${control.to}`)
  }
}

function checkReading(lesson: Lesson, name: string | undefined, field: string): void {
  if (name !== undefined) assertKnown(field, name, listReadingNames(lesson))
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
  else
    for (const kind of ['reading', 'difference', 'ratio'] as const)
      checkReading(lesson, (clause as Partial<Record<typeof kind, string>>)[kind], `${field}.${kind}`)
  for (const kind of ['above', 'atLeast', 'below', 'atMost'] as const) {
    const operand = clause[kind]
    if (typeof operand !== 'object') continue
    if ('control' in operand) assertKnown(`${field}.${kind}.control`, operand.control, controls)
    else checkReading(lesson, operand.reading, `${field}.${kind}.reading`)
  }
  if (['above', 'atLeast', 'below', 'atMost'].every((kind) => !Object.hasOwn(clause, kind)))
    throw new FieldError(field, clause, 'a bound: above, atLeast, below or atMost')
}

function areStops(stops: readonly number[], from: number, to: number): boolean {
  const rise = stops.every((stop, i) => i === 0 || stop > stops[i - 1])
  return rise && stops[0] === from && stops[stops.length - 1] === to
}
