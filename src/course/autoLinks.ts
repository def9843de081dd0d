/**
 * Links the first use of each term in a lesson to the glossary, in the order in which a learner reads. What is a link
 * already, and what is a placeholder, stays as it is; a link that the words bring themselves counts as the first use.
 */
import type { Lesson } from './lesson.ts'
import { linkTerms, type TermName } from './termLinks.ts'
import { listTexts, mapWords, type LessonWords } from './words.ts'
import { FieldError } from '../schema/fieldError.ts'

const PROTECTED = /(\[[^\]]*\]\([^)]*\)|\{[^}]*\}|`[^`]*`)/

export function linkFirstUses(words: LessonWords, names: readonly TermName[]): LessonWords {
  const seen = new Set<string>()
  return mapWords(words, (text, place, kind) => {
    if (kind === 'plain' || place === 'summary') return text
    return text
      .split(PROTECTED)
      .map((piece, i) => (i % 2 === 1 ? noteLink(piece, seen) : linkPiece(piece, names, seen)))
      .join('')
  })
}

function noteLink(piece: string, seen: Set<string>): string {
  const id = /\]\(glossary:([a-z0-9-]+)\)$/.exec(piece)?.[1]
  if (id !== undefined) seen.add(id)
  return piece
}

function linkPiece(piece: string, names: readonly TermName[], seen: Set<string>): string {
  return linkTerms(
    piece,
    names.filter(({ id }) => !seen.has(id)),
  )
    .map((part) => {
      if (typeof part === 'string') return part
      seen.add(part.id)
      return `[${part.text}](glossary:${part.id})`
    })
    .join('')
}

/** @throws FieldError where a lesson names a term that its words never use */
export function checkTermsUsed({ terms }: Lesson, linked: LessonWords): void {
  const texts = listTexts(linked).map(({ text }) => text)
  for (const term of terms)
    if (!texts.some((text) => text.includes(`](glossary:${term})`)))
      throw new FieldError(
        'terms',
        term,
        `a term that the words use, by its name or as [words](glossary:${term})`,
      )
}
