/** Finds entries of the glossary by what someone types: every word, anywhere in the names or the sentence. */
import type { GlossaryEntry } from '../../course/glossary.ts'

type Searched = Pick<GlossaryEntry, 'title' | 'aliases' | 'sentence'>

export function filterEntries<E extends Searched>(entries: readonly E[], typed: string): E[] {
  const words = simplify(typed).split(/\s+/).filter(Boolean)
  if (words.length === 0) return [...entries]
  const whole = words.join(' ')
  const nameOf = ({ title, aliases }: E) => simplify([title, ...aliases].join(' · '))
  const found = entries.filter((entry) => {
    const text = `${nameOf(entry)} ${simplify(entry.sentence)}`
    return words.every((word) => text.includes(word))
  })
  // Who types a name wants that entry first; the order of the alphabet stays within both groups.
  const isNamed = (entry: E) => nameOf(entry).includes(whole)
  return [...found.filter(isNamed), ...found.filter((entry) => !isNamed(entry))]
}

/** Small letters without marks, and one kind of hyphen and apostrophe. */
function simplify(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('’', "'")
    .replace(/[-‐–]/g, ' ')
    .toLowerCase()
}

/** The first entry of each letter that has one. */
export function listLetters<E extends { title: string; id: string }>(
  entries: readonly E[],
): { letter: string; id: string }[] {
  const seen = new Map<string, string>()
  for (const { title, id } of entries) {
    const letter = title[0].toUpperCase()
    if (!seen.has(letter)) seen.set(letter, id)
  }
  return [...seen].map(([letter, id]) => ({ letter, id }))
}
