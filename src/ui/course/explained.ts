/**
 * Explanations of answers, each with the answer that it speaks of: several stand below each other once an answer was not right,
 * and a class has given several.
 */
export interface Explained {
  /** Before the explanation; empty where it speaks of no single answer. */
  readonly said: string
  readonly html: string
}

interface Answer {
  readonly id: string
  readonly label: string
}

/**
 * What is said of a wrong answer first, then of the right ones; an answer without an explanation is left out.
 * @param own the learner's own answer; null in class, and where none was made
 * @param mistake what most of a class said instead
 */
export function explainAnswers(
  options: readonly Answer[],
  right: readonly string[],
  own: string | null,
  mistake: string | null,
  explain: (id: string) => string | undefined,
): Explained[] {
  const wrong = own ?? mistake
  const ids = wrong === null || right.includes(wrong) ? right : [wrong, ...right]
  return ids.flatMap((id) => {
    const html = explain(id)
    const label = options.find((one) => one.id === id)?.label ?? id
    if (!html) return []
    if (right.includes(id)) return [{ said: `Right is ${quote(label)}:`, html }]
    return [{ said: own === null ? `Who said ${quote(label)}:` : `Your answer, ${quote(label)}:`, html }]
  })
}

/** Within a sentence an answer loses its own period. */
export const quote = (label: string) => `“${label.replace(/\.$/, '')}”`

/** What was answered and what is right, before it is explained; empty where neither is known. Labels. */
export function nameAnswers(own: string | null, right: string | null): string {
  if (own !== null && own === right) return `You said ${quote(own)}, and that is right.`
  return [own !== null && `You said ${quote(own)}.`, right !== null && `Right is ${quote(right)}.`]
    .filter((sentence) => sentence !== false)
    .join(' ')
}
