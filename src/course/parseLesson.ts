/**
 * One lesson from what its files hold: data that was read from YAML, and the words of one language. Whatever is wrong stops
 * here, with file and field; what comes out can be played. Reads no files and knows no engine: who calls brings both.
 */
import { createBase, MAX_LESSON_TRADERS, startOf, toRunSpec } from './attempt.ts'
import { checkClaim, checkDirections } from './claims.ts'
import { checkData } from './lessonChecks.ts'
import { LessonError, within } from './lessonError.ts'
import { lessonSchema, type Lesson, type Settings } from './lesson.ts'
import { checkTokens } from './numbers.ts'
import { checkRichText, checkWords } from './wordChecks.ts'
import { listTexts, parseWords, type LessonWords } from './words.ts'
import { applyWrites } from '../schema/runSpec.ts'
import { FieldError } from '../schema/fieldError.ts'
import { parseWith } from '../schema/fields.ts'
import { parseScenario, type Scenario } from '../schema/scenario.ts'

interface LessonSource {
  /** `04-the-spiral`. */
  readonly folder: string
  readonly data: unknown
  readonly words: string
  readonly language: string
}

interface Surroundings {
  /** Ids of the glossary. */
  readonly terms: readonly string[]
  /** Opens a document and holds its shares (schema/holding.ts). */
  readonly hold: (base: object) => Scenario
}

export interface ParsedLesson {
  readonly number: number
  readonly folder: string
  readonly lesson: Lesson
  /** Rich texts still as markdown. */
  readonly words: LessonWords
  /** The shown seed's scenario, held, with the controls at their start. */
  readonly held: Scenario
}

/** Numbered, so that the folders order the map; the rest is the lesson's id. */
const FOLDER = /^(\d\d)-([a-z][a-z0-9-]*)$/

/** @throws LessonError */
export function parseLesson(source: LessonSource, { terms, hold }: Surroundings): ParsedLesson {
  const { folder, data, language } = source
  const file = `lessons/${folder}/lesson.yaml`
  const wordsFile = `lessons/${folder}/${language}.md`
  const [, number, slug] = FOLDER.exec(folder) ?? []
  if (slug === undefined)
    throw new LessonError(`lessons/${folder}`, 'expected a folder named as in 04-the-spiral')
  const lesson = within(file, '', () => parseWith(lessonSchema, data))
  if (lesson.id !== slug)
    throw new LessonError(file, new FieldError('id', lesson.id, `the folder’s name, "${slug}"`).message)
  within(file, '', () => {
    checkData(lesson, terms)
    lesson.claims.forEach(checkClaim)
  })
  const held = checkScenario(lesson, file, hold)
  const words = within(wordsFile, '', () => parseWords(source.words))
  within(wordsFile, '', () => {
    checkWords(lesson, words)
    for (const { text, place, kind } of listTexts(words)) {
      checkTokens(lesson, held, text, place, kind === 'rich')
      if (['title', 'summary', 'takeaway'].includes(place) && /[{}]/.test(text))
        throw new FieldError(place, text, 'no placeholders: it stands outside of the lesson')
      if (kind === 'rich') checkRichText(text, place, terms)
      checkDirections(text, place, lesson.claims)
    }
  })
  return { number: Number(number), folder, lesson, words, held }
}

/** Every place that a control can be moved to gives a scenario that runs. */
function checkScenario(lesson: Lesson, file: string, hold: Surroundings['hold']): Scenario {
  const [seed] = lesson.scenario.seeds
  const held = within(file, 'scenario', () => hold(createBase(lesson, seed)))
  const traders = 'accounts' in held.crowd ? held.crowd.accounts.length : held.crowd.traders
  if (traders > MAX_LESSON_TRADERS)
    throw new LessonError(
      file,
      new FieldError('scenario', traders, `at most ${MAX_LESSON_TRADERS} traders`).message,
    )
  for (const { settings, field } of listExtremes(lesson))
    within(file, field, () => parseScenario(applyWrites(held, toRunSpec(lesson, settings, seed).writes)))
  return parseScenario(applyWrites(held, toRunSpec(lesson, startOf(lesson), seed).writes))
}

/** Each control alone at every end. */
function listExtremes(lesson: Lesson): { settings: Settings; field: string }[] {
  const start = startOf(lesson)
  return Object.entries(lesson.controls).flatMap(([id, control]) => {
    const values =
      control.kind === 'choice' ? control.options.map((one) => one.id) : [control.from, control.to]
    return values.map((value) => ({
      settings: { ...start, [id]: value },
      field: `controls.${id} at ${value}`,
    }))
  })
}
