/**
 * The words of the glossary in one language: a heading `## id: Title` a term, one sentence below it, then `### aliases`
 * and `### forms` (with commas), `### formula` (a line each) and one `### confused ID` for every term it is taken for.
 */
import { toOneLine } from '../schema/fieldError.ts'

export interface TermWords {
  readonly title: string
  readonly sentence: string
  /** Other names of the term. */
  readonly aliases: readonly string[]
  /** The same names in other forms, as in a plural: links find them, nobody needs to read them. */
  readonly forms: readonly string[]
  readonly formula: readonly string[]
  /** By the id of the other term: why it is not the same. */
  readonly confused: ReadonlyMap<string, string>
}

/**
 * One sentence is read at a glance; more than this is two sentences.
 * @internal
 */
export const MOST_WORDS = 35

const TERM = /^## +([a-z][a-z0-9-]*): *(\S.*)$/

/** What is wrong with the glossary: `glossary, TERM, FIELD: …`. */
export class GlossaryError extends Error {
  override readonly name = 'GlossaryError'

  constructor(term: string, field: string, what: string) {
    const where = ['glossary', term, field].filter((part) => part !== '').join(', ')
    super(toOneLine(`${where}: ${what}`))
  }
}

/** The meaning of each letter of the formulas: the list before the first term, `- q: contracts`. */
export function parseLetters(text: string): Map<string, string> {
  const [head] = text.replaceAll('\r\n', '\n').split(/^(?=## )/m)
  return new Map(
    [...head.matchAll(/^- +(\p{L}+): *(\S.*)$/gmu)].map(([, letter, meaning]) => [letter, meaning]),
  )
}

/**
 * The letters that a formula uses, in the order of their first use, with their meanings.
 * @throws GlossaryError where a letter has none
 */
export function explainLetters(
  id: string,
  formula: readonly string[],
  letters: ReadonlyMap<string, string>,
): { letter: string; meaning: string }[] {
  const used = formula.flatMap((line) => line.replace(/"[^"]*"/g, ' ').match(/\p{L}+/gu) ?? [])
  return [...new Set(used)].map((letter) => {
    const meaning = letters.get(letter)
    if (meaning === undefined) throw new GlossaryError(id, 'formula', `the letter ${letter} has no meaning`)
    return { letter, meaning }
  })
}

/**
 * The words by the id of their term.
 * @throws GlossaryError that names term and field
 */
export function parseGlossaryWords(text: string): Map<string, TermWords> {
  const all = new Map<string, TermWords>()
  for (const part of text.replaceAll('\r\n', '\n').split(/^(?=## )/m)) {
    const [heading, ...lines] = part.split('\n')
    if (!heading.startsWith('## ')) continue
    const found = TERM.exec(heading.trimEnd())
    if (!found) throw new GlossaryError('words', '', `"${heading}" is not "## id: Title"`)
    const [, id, title] = found
    if (all.has(id)) throw new GlossaryError(id, '', 'has two sections')
    all.set(id, readTerm(id, title, lines.join('\n')))
  }
  return all
}

function readTerm(id: string, title: string, text: string): TermWords {
  const [sentence, ...sections] = text.split(/^### +/m)
  let aliases: string[] = []
  let forms: string[] = []
  let formula: string[] = []
  const confused = new Map<string, string>()
  for (const section of sections) {
    const end = section.indexOf('\n')
    const name = (end < 0 ? section : section.slice(0, end)).trim()
    const body = end < 0 ? '' : section.slice(end)
    if (name === 'aliases') aliases = listParts(body, ',')
    else if (name === 'forms') forms = listParts(body, ',')
    else if (name === 'formula') formula = listLines(body)
    else if (name.startsWith('confused '))
      confused.set(name.slice('confused '.length).trim(), toParagraph(body))
    else
      throw new GlossaryError(id, name, 'no such section; known are aliases, forms, formula, confused TERM')
    if (body.trim() === '') throw new GlossaryError(id, name, 'is empty')
  }
  return { title, sentence: readSentence(id, sentence), aliases, forms, formula, confused }
}

function readSentence(id: string, text: string): string {
  const sentence = toParagraph(text)
  if (sentence === '') throw new GlossaryError(id, 'sentence', 'is missing')
  if (!sentence.endsWith('.') || /[.!?]\s+\p{Lu}/u.test(sentence))
    throw new GlossaryError(id, 'sentence', 'must be one sentence that ends with a full stop')
  const count = sentence.split(' ').length
  if (count > MOST_WORDS) throw new GlossaryError(id, 'sentence', `has ${count} words, at most ${MOST_WORDS}`)
  return sentence
}

function toParagraph(text: string): string {
  return text.trim().replace(/\s+/g, ' ')
}

function listParts(text: string, separator: string): string[] {
  return text
    .split(separator)
    .map(toParagraph)
    .filter((part) => part !== '')
}

/** Lines as they are: a hard space within a formula's words keeps them apart from what follows. */
function listLines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
