/**
 * Finds the terms of the glossary in a text. Whole words only, whatever the case; where two names begin at one place the
 * longer one counts; each term is linked at its first use alone, so that a text does not become a field of links.
 */
export interface TermName {
  readonly id: string
  /** The title of a term, or another name of it. */
  readonly name: string
}

/** A piece of plain text, or the words that stand for a term. */
export type LinkedPart = string | { readonly id: string; readonly text: string }

export function linkTerms(text: string, names: readonly TermName[]): LinkedPart[] {
  if (names.length === 0) return [text]
  const idOf = new Map(names.map(({ id, name }) => [name.toLowerCase(), id]))
  const sorted = [...idOf.keys()].sort((a, b) => b.length - a.length)
  const pattern = new RegExp(`(?<![\\p{L}\\d-])(?:${sorted.map(escape).join('|')})(?![\\p{L}\\d-])`, 'giu')
  const seen = new Set<string>()
  const parts: LinkedPart[] = []
  let end = 0
  for (const match of text.matchAll(pattern)) {
    const id = idOf.get(match[0].toLowerCase())
    if (id === undefined || seen.has(id)) continue
    seen.add(id)
    if (match.index > end) parts.push(text.slice(end, match.index))
    parts.push({ id, text: match[0] })
    end = match.index + match[0].length
  }
  if (end < text.length) parts.push(text.slice(end))
  return parts
}

function escape(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
