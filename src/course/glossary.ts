/**
 * The glossary as data: what needs no translation (terms.yaml) joined with the words of one language (en.md), and the
 * lessons that name a term. Pure: files are read by src/cli/glossaryPlugin.ts. Every error names the term and the field.
 */
import * as v from 'valibot'
import { identifier } from './clause.ts'
import { LIVE_FIGURE_IDS, type LiveFigureId } from '../schema/liveFigures.ts'
import { choice, object, parseWith } from '../schema/fields.ts'
import {
  explainLetters,
  GlossaryError,
  parseGlossaryWords,
  parseLetters,
  type TermWords,
} from './glossaryWords.ts'
import { linkTerms, type LinkedPart, type TermName } from './termLinks.ts'

/** A citation. Documentation of a venue has no date; everything else has a year. */
interface GlossarySource {
  readonly author: string
  readonly title: string
  readonly in?: string
  readonly year?: number
}

/** A lesson, as far as the glossary needs to know it. */
export interface LessonUse {
  readonly id: string
  readonly title: string
  readonly terms: readonly string[]
}

export interface GlossaryEntry {
  readonly id: string
  readonly title: string
  readonly sentence: string
  /** The sentence, split where it uses another term. */
  readonly parts: readonly LinkedPart[]
  /** Other names that are worth knowing. */
  readonly alsoCalled: readonly string[]
  /** All other names and their forms, for links and for the filter. */
  readonly aliases: readonly string[]
  /** Lines for ui/rules/formula.ts. */
  readonly formula: readonly string[]
  /** What the letters of the formula stand for. */
  readonly letters: readonly { readonly letter: string; readonly meaning: string }[]
  readonly confused: readonly { readonly id: string; readonly title: string; readonly words: string }[]
  /** Empty: no lesson uses it yet. */
  readonly lessons: readonly { readonly id: string; readonly title: string }[]
  readonly sources: readonly GlossarySource[]
  readonly figure?: LiveFigureId
  /** From a neighboring field. */
  readonly starred: boolean
}

const words = (what: string) => v.pipe(v.string(what), v.trim(), v.minLength(1, what))
const sourceSchema = object({
  author: words('who wrote it'),
  title: words('its title'),
  in: v.exactOptional(words('where it appeared')),
  year: v.exactOptional(
    v.pipe(v.number('a year'), v.integer('a year'), v.minValue(1900, 'a year'), v.maxValue(2100, 'a year')),
  ),
})
const termsSchema = object({
  sources: v.record(identifier, sourceSchema, 'sources by name'),
  terms: v.pipe(
    v.array(
      object({
        id: identifier,
        starred: v.optional(v.boolean('true or false'), false),
        confusedWith: v.pipe(
          v.array(identifier, 'a list of terms'),
          v.minLength(1, 'at least one term that it is taken for'),
        ),
        sources: v.pipe(v.array(identifier, 'a list of sources'), v.minLength(1, 'at least one source')),
        figure: v.exactOptional(choice(LIVE_FIGURE_IDS)),
      }),
      'a list of terms',
    ),
    v.minLength(1, 'at least one term'),
  ),
})
type Terms = v.InferOutput<typeof termsSchema>
type Term = Terms['terms'][number]

/** What stands at a path of terms.yaml, said with the id of the term where there is one. */
function parseTerms(data: unknown): Terms {
  try {
    return parseWith(termsSchema, data)
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error)
    const at = /^terms\[(\d+)\]\.?/.exec(text)
    const term = at && (data as { terms: { id?: unknown }[] }).terms[Number(at[1])]?.id
    throw new GlossaryError(
      typeof term === 'string' ? term : 'terms.yaml',
      '',
      at ? text.slice(at[0].length) : text,
    )
  }
}

/**
 * All entries, in the order of their titles.
 * @param data terms.yaml, read
 * @param text the words file of one language
 * @throws GlossaryError for the first thing that is wrong
 */
export function parseGlossary(data: unknown, text: string, lessons: readonly LessonUse[]): GlossaryEntry[] {
  const { terms, sources } = parseTerms(data)
  const all = parseGlossaryWords(text)
  const ids = new Set<string>()
  for (const { id } of terms) {
    if (ids.has(id)) throw new GlossaryError(id, 'id', 'there is another term of this name')
    ids.add(id)
  }
  for (const id of all.keys()) {
    if (!ids.has(id)) throw new GlossaryError(id, 'id', 'has words, but is not in terms.yaml')
  }
  const letters = parseLetters(text)
  const names = listNames(all)
  const entries = terms.map((term) => toEntry(term, { all, letters, names, sources, lessons }))
  return entries.sort((a, b) => (a.title.toLowerCase() < b.title.toLowerCase() ? -1 : 1))
}

interface Book {
  readonly all: ReadonlyMap<string, TermWords>
  readonly letters: ReadonlyMap<string, string>
  readonly names: readonly TermName[]
  readonly sources: Terms['sources']
  readonly lessons: readonly LessonUse[]
}

function toEntry(term: Term, { all, letters, names, sources, lessons }: Book): GlossaryEntry {
  const { id, figure, starred } = term
  const own = all.get(id)
  if (!own) throw new GlossaryError(id, 'words', 'the words file has no section of this name')
  for (const other of own.confused.keys()) {
    if (!term.confusedWith.includes(other))
      throw new GlossaryError(id, `confused ${other}`, 'is not in the term’s confusedWith')
  }
  const confused = term.confusedWith.map((other) => {
    const named = all.get(other)
    if (other === id || !named)
      throw new GlossaryError(id, 'confusedWith', `there is no other term "${other}"`)
    const said = own.confused.get(other)
    if (said === undefined) throw new GlossaryError(id, `confused ${other}`, 'has no words')
    return { id: other, title: named.title, words: said }
  })
  return {
    id,
    title: own.title,
    sentence: own.sentence,
    parts: linkTerms(
      own.sentence,
      names.filter((name) => name.id !== id),
    ),
    alsoCalled: own.aliases,
    aliases: [...own.aliases, ...own.forms],
    formula: own.formula,
    letters: explainLetters(id, own.formula, letters),
    confused,
    lessons: lessons
      .filter((lesson) => lesson.terms.includes(id))
      .map((lesson) => ({ id: lesson.id, title: lesson.title })),
    sources: term.sources.map((name) => {
      if (!Object.hasOwn(sources, name))
        throw new GlossaryError(id, 'sources', `there is no source "${name}"`)
      return toSource(sources[name])
    }),
    ...(figure === undefined ? {} : { figure }),
    starred,
  }
}

function toSource({ author, title, in: where, year }: Terms['sources'][string]): GlossarySource {
  return {
    author,
    title,
    ...(where === undefined ? {} : { in: where }),
    ...(year === undefined ? {} : { year }),
  }
}

/**
 * Titles and aliases with the term that each stands for.
 * @throws GlossaryError where a name stands for two terms, and so could not be linked
 */
function listNames(all: ReadonlyMap<string, TermWords>): TermName[] {
  const owner = new Map<string, string>()
  return [...all].flatMap(([id, { title, aliases, forms }]) =>
    [title, ...aliases, ...forms].map((name) => {
      const other = owner.get(name.toLowerCase())
      if (other !== undefined) throw new GlossaryError(id, 'aliases', `"${name}" also names ${other}`)
      owner.set(name.toLowerCase(), id)
      return { id, name }
    }),
  )
}
