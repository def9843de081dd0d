/**
 * One lesson from what its files hold: data that was read from YAML, and the words of one language. Whatever is wrong stops
 * here, with file and field; what comes out can be played. Reads no files and knows no engine: who calls brings both.
 */
import { createBase, MAX_LESSON_TRADERS, startOf, toRunSpec } from './attempt.ts'
import { checkClaim, checkDirections } from './claims.ts'
import { checkData } from './lessonChecks.ts'
import { assertKnown } from './nameChecks.ts'
import { LessonError, within } from './lessonError.ts'
import { lessonSchema, type Lesson, type Settings } from './lesson.ts'
import { checkReadings, isWorldLesson } from './lessonReadings.ts'
import { checkTokens } from './numbers.ts'
import { checkRichText, checkWords } from './wordChecks.ts'
import { endsOf } from './several.ts'
import { listTexts, parseWords, type LessonWords } from './words.ts'
import { applyWrites } from '../schema/runSpec.ts'
import { overlay } from '../schema/documentPath.ts'
import { assertCommittee } from '../schema/committee.ts'
import { FieldError } from '../schema/fieldError.ts'
import { parseWith } from '../schema/fields.ts'
import { parseWorld } from '../schema/parseDocument.ts'
import { parseScenario, type Scenario } from '../schema/scenario.ts'
import type { WorldDocument } from '../schema/world.ts'
import type { WorldCrowd } from '../schema/worldCrowd.ts'

interface LessonSource {
  /** `04-the-spiral`. */
  readonly folder: string
  readonly data: unknown
  readonly words: string
  readonly language: string
}

interface Surroundings {
  /** The worlds of situations, by id. */
  readonly worlds?: ReadonlyMap<string, object>
  /** Ids of the glossary. */
  readonly terms: readonly string[]
  /** Opens a document and holds its shares (schema/holding.ts). */
  readonly hold: (base: object) => Scenario | WorldDocument
}

export interface ParsedLesson {
  readonly number: number
  readonly folder: string
  readonly lesson: Lesson
  /** Rich texts still as markdown. */
  readonly words: LessonWords
  /** The shown seed's scenario, held, with the controls at their start. */
  readonly held: Scenario | WorldDocument
}

/** Numbered, so that the folders order the map; the rest is the lesson's id. */
const FOLDER = /^(\d\d)-([a-z][a-z0-9-]*)$/

/** @throws LessonError */
export function parseLesson(source: LessonSource, { terms, hold, worlds }: Surroundings): ParsedLesson {
  const { folder, data, language } = source
  const file = `lessons/${folder}/lesson.yaml`
  const wordsFile = `lessons/${folder}/${language}.md`
  const [, number, slug] = FOLDER.exec(folder) ?? []
  if (slug === undefined)
    throw new LessonError(`lessons/${folder}`, 'expected a folder named as in 04-the-spiral')
  const words = within(wordsFile, '', () => parseWords(source.words))
  const lesson: Lesson = {
    ...within(file, '', () => layOverWorld(parseWith(lessonSchema, data), worlds ?? new Map())),
    readingLabels: words.readings,
  }
  if (lesson.id !== slug)
    throw new LessonError(file, new FieldError('id', lesson.id, `the folder’s name, "${slug}"`).message)
  within(file, '', () => {
    checkData(lesson, terms)
    lesson.claims.forEach(checkClaim)
  })
  const held = checkScenario(lesson, file, hold)
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

/** The whole document stands in the lesson then, since a page has no other lesson's world. */
function layOverWorld<L extends Pick<Lesson, 'scenario'>>(lesson: L, worlds: ReadonlyMap<string, object>): L {
  const { scenario } = lesson
  if (scenario.world === undefined) return lesson
  assertKnown('scenario.world', scenario.world, [...worlds.keys()])
  const document = overlay({ ...worlds.get(scenario.world) }, scenario.document)
  return { ...lesson, scenario: { ...scenario, document } }
}

/** Every place that a control can be moved to gives a scenario that runs. */
function checkScenario(lesson: Lesson, file: string, hold: Surroundings['hold']): Scenario | WorldDocument {
  const [seed] = lesson.scenario.seeds
  const isWorld = isWorldLesson(lesson)
  const held = within(file, 'scenario', () => hold(createBase(lesson, seed)))
  if (held.version === 2) within(file, '', () => checkReadings(lesson, held))
  if (lesson.scenario.committee && held.version !== 2)
    throw new LessonError(file, 'scenario.committee: expected a world, whose rules are voted on')
  const parse = isWorld ? parseWorld : parseScenario
  const traders = listCrowds(held).reduce((sum, crowd) => sum + countTraders(crowd), 0)
  if (traders > MAX_LESSON_TRADERS)
    throw new LessonError(
      file,
      new FieldError('scenario', traders, `at most ${MAX_LESSON_TRADERS} traders`).message,
    )
  for (const { settings, field } of listExtremes(lesson))
    within(file, field, () => {
      const { writes, world } = toRunSpec(lesson, settings, seed)
      const document = parse(applyWrites(held, writes))
      if (document.version === 2 && world?.committee)
        assertCommittee('scenario.committee', world.committee, document)
    })
  return parse(applyWrites(held, toRunSpec(lesson, startOf(lesson), seed).writes))
}

type Crowd = Scenario['crowd'] | WorldCrowd

function listCrowds(document: Scenario | WorldDocument): Crowd[] {
  if (document.version === 1) return [document.crowd]
  return Object.values(document.venues).flatMap((venue) => (venue.kind === 'institution' ? [] : venue.crowd))
}

const countTraders = (crowd: Crowd) => ('accounts' in crowd ? crowd.accounts.length : crowd.traders)

/** Each control alone at every end. */
function listExtremes(lesson: Lesson): { settings: Settings; field: string }[] {
  const start = startOf(lesson)
  return Object.entries(lesson.controls).flatMap(([id, control]) => {
    const values =
      control.kind === 'choice'
        ? control.options.map((one) => one.id)
        : control.kind === 'several'
          ? endsOf(control)
          : [control.from, control.to]
    return values.map((value) => ({
      settings: { ...start, [id]: value },
      field: `controls.${id} at ${value}`,
    }))
  })
}
