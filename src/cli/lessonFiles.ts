/**
 * Reads lessons from their folders. The course itself reads no files and has no engine; here both come together, for the
 * build, the proofs and the tests alike.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parse } from 'yaml'
import { fillPlain, toHtml } from './markdown.ts'
import { situationWorlds } from './situationWorlds.ts'
import { readGlossary } from './glossaryPlugin.ts'
import { toRunSpec } from '../course/attempt.ts'
import { checkTermsUsed, linkFirstUses } from '../course/autoLinks.ts'
import type { LessonModule } from '../course/catalog.ts'
import { keyOf } from '../course/evaluate.ts'
import type { Lesson, Settings } from '../course/lesson.ts'
import { LessonError, within } from '../course/lessonError.ts'
import { checkTokens, computeNumbers } from '../course/numbers.ts'
import { parseLesson, type ParsedLesson } from '../course/parseLesson.ts'
import { listTexts, mapWords } from '../course/words.ts'
import { openHeld, openHeldWorld } from '../engine/held.ts'
import { convene } from '../dials/committee.ts'
import { SpecRuns } from '../engine/specRun.ts'
import { readAt } from '../schema/documentPath.ts'
import { toOneLine } from '../schema/fieldError.ts'
import type { Outcome } from '../schema/outcome.ts'

export const LESSONS = resolve(import.meta.dirname, '../../lessons')
const MAX_FILE_BYTES = 1024 * 1024

/** Folders of lessons, in the order of the map. Whatever begins with a digit means to be one. */
export function listFolders(root: string): string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^\d/.test(entry.name))
    .map((entry) => entry.name)
    .sort()
}

/** @throws LessonError */
export function readText(root: string, folder: string, name: string): string {
  const file = join(root, folder, name)
  if (!existsSync(file)) throw new LessonError(`lessons/${folder}/${name}`, 'got nothing, expected this file')
  if (statSync(file).size > MAX_FILE_BYTES)
    throw new LessonError(`lessons/${folder}/${name}`, `expected at most ${MAX_FILE_BYTES} bytes`)
  return readFileSync(file, 'utf8')
}

/** @throws LessonError */
export function readYaml(root: string, folder: string, name = 'lesson.yaml'): unknown {
  try {
    return parse(readText(root, folder, name))
  } catch (error) {
    if (error instanceof LessonError) throw error
    throw new LessonError(
      `lessons/${folder}/${name}`,
      `expected YAML (${toOneLine((error as Error).message)})`,
    )
  }
}

/**
 * One lesson, validated.
 * @throws LessonError
 * @internal
 */
export function readLesson(
  root: string,
  folder: string,
  terms = listTerms(root),
  language = 'en',
): ParsedLesson {
  const data = readYaml(root, folder)
  const words = readText(root, folder, `${language}.md`)
  return parseLesson(
    { folder, data, words, language },
    {
      terms,
      worlds: situationWorlds,
      hold: (base) => (readAt(base, 'version') === 2 ? openHeldWorld(base) : openHeld(base)),
    },
  )
}

/**
 * Every lesson of the folder.
 * @throws LessonError for the first one that is wrong
 */
export function readLessons(root = LESSONS): ParsedLesson[] {
  const terms = listTerms(root)
  const lessons = listFolders(root).map((folder) => readLesson(root, folder, terms))
  const ids = lessons.map(({ lesson }) => lesson.id)
  for (const { lesson, folder } of lessons) {
    const file = `lessons/${folder}/lesson.yaml`
    if (ids.indexOf(lesson.id) !== ids.lastIndexOf(lesson.id)) throw new LessonError(file, `id: got "${lesson.id}", expected an id that no other lesson has`) // prettier-ignore
    const unknown = lesson.prerequisites.find((id) => !ids.includes(id))
    if (unknown !== undefined) throw new LessonError(file, `prerequisites: got "${unknown}", expected one of ${ids.join(', ')}`) // prettier-ignore
  }
  return lessons
}

/**
 * Those that the page gets: no drafts.
 * @throws LessonError
 */
export function readShownLessons(root = LESSONS): ParsedLesson[] {
  return readLessons(root).filter(({ lesson }) => !lesson.draft)
}

/**
 * The lesson of this id alone, whatever state the others are in; null where there is none.
 * @throws LessonError
 */
export function findLesson(root: string, id: string): ParsedLesson | null {
  const folder = listFolders(root).find((name) => name.replace(/^\d+-/, '') === id)
  return folder === undefined ? null : readLesson(root, folder)
}

/** A folder of lessons somewhere else shares the glossary of the repository where it has none. */
function glossaryRoot(root: string): string {
  return existsSync(join(root, 'glossary')) ? root : LESSONS
}

/** Ids of the glossary. */
export function listTerms(root: string): string[] {
  return readGlossary(glossaryRoot(root)).map(({ id }) => id)
}

/** Runs with their outcomes, each made once. */
export class RunCache {
  readonly #bases = new SpecRuns(convene)
  readonly #outcomes = new Map<string, Outcome>()

  run(lesson: Lesson, settings: Settings, seed: string): Outcome {
    const spec = toRunSpec(lesson, settings, seed)
    const key = keyOf(spec)
    let outcome = this.#outcomes.get(key)
    if (outcome === undefined) {
      outcome = this.#bases.open(spec).finish()
      this.#outcomes.set(key, outcome)
    }
    return outcome
  }
}

/**
 * What the page gets of a lesson: words as HTML with the numbers that are known, computed here by the engine.
 * @throws LessonError
 */
export function buildLesson(root: string, parsed: ParsedLesson, language = 'en'): LessonModule {
  const { lesson, folder, held } = parsed
  const file = `lessons/${folder}`
  const notes = readText(root, folder, 'notes.md')
  within(`${file}/notes.md`, '', () => checkTokens(lesson, held, notes, 'notes', false))
  const texts = [...listTexts(parsed.words).map(({ text }) => text), notes]
  const cache = new RunCache()
  const numbers = within(`${file}/lesson.yaml`, 'facts', () =>
    computeNumbers(lesson, texts, held, (settings, seed) => cache.run(lesson, settings, seed)),
  )
  const names = readGlossary(glossaryRoot(root), language).flatMap(({ id, title, aliases }) =>
    [title, ...aliases].map((name) => ({ id, name })),
  )
  const linked = linkFirstUses(parsed.words, names)
  within(`${file}/lesson.yaml`, 'terms', () => checkTermsUsed(lesson, linked))
  const words = mapWords(linked, (text, _place, kind) =>
    kind === 'plain' ? fillPlain(text, numbers) : toHtml(text, numbers),
  )
  return { lesson, words, numbers, notes: toHtml(notes, numbers) }
}
