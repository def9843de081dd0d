/**
 * Holds the words to the proofs. A sentence that says which way something goes must link a claim or a rule; the words of
 * the link, the claim's direction and the sign of its clause must agree. What is tested is then what is said.
 */
import type { Bounds, Clause, Operand } from './clause.ts'
import type { Claim } from './lesson.ts'
import type { Place } from './words.ts'
import { FieldError } from '../schema/fieldError.ts'

type Direction = 'up' | 'down' | 'same'

const UP =
  'more|further|farther|deeper|higher|larger|bigger|greater|longer|faster|quicker|stronger|worse|wider|earlier|rises|rise|rose|grows|grow|grew|increases|increase|increased|deepens|deepen|lengthens|multiplies'
const DOWN =
  'less|fewer|shallower|lower|smaller|shorter|slower|weaker|milder|better|narrower|later|shrinks|shrink|shrank|decreases|decrease|decreased|lessens|lessen|shortens|reduces|reduce|reduced'
const SAME = 'same|equal|unchanged|alike|identical'
const WORD = new RegExp(`(?<![\\p{L}-])(${UP}|${DOWN}|${SAME})(?![\\p{L}-])`, 'giu')
const isUp = new RegExp(`^(${UP})$`, 'i')
const isSame = new RegExp(`^(${SAME})$`, 'i')
/** Comparatives that compare nothing. */
const IDLE =
  /\ba rise\b|\b(once|one|two|three|no|any|some|what is|how many|at) (more|longer|later|further|better)\b|\b(more or less|sooner or later|earlier lessons?|the same (seed|traders|crowd|news|run|push|path|market|time|step|order|question|price|people|exchange|book|settings?|place|way|thing|start|fund|losses)s?)\b/gi

/** Words of direction in a text, in order. */
function listDirections(text: string): Direction[] {
  return [...text.replace(IDLE, ' ').matchAll(WORD)].map(([word]) =>
    isSame.test(word) ? 'same' : isUp.test(word) ? 'up' : 'down',
  )
}

const LINK = /\[([^\]]*)\]\((claim|rule|glossary):([A-Za-z0-9-]*)\)/g

/** A text without its links' addresses. */
function stripLinks(text: string): string {
  return text.replace(LINK, '$1').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
}

/** Sentences of a text. A full stop inside a number or a link ends none. */
function listSentences(text: string): string[] {
  return text
    .split(/(?<=[.!?:][)”"*_]*)\s+|\n\s*\n|\n(?=[-*] )/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')
}

const INSTRUCTION =
  /^(?:(?:now|then|first|next|please|again),? )?(set|move|press|run|choose|pick|find|raise|lower|drag|bring|look|watch|compare|try|change|push|keep|make|give|take|turn|open|play|use|put|select|count|note|read|guess|predict|draw|think|start|stop|let|leave|increase|reduce|sell|buy|slide|step|point|see|follow|test|survive|cover|save|protect|reach|stay)\b/i
/** A second clause with a subject of its own: "raise depth, and the price falls less" says something after all. */
const SECOND_CLAUSE = /(?:[,;:]| and| so| then| until) (?:the|it|they|each|everyone|that|this|prices?|you) /i

/** Whether the sentence tells the learner to do something. */
function isInstruction(sentence: string): boolean {
  return INSTRUCTION.test(stripLinks(sentence).replace(/^[-*_\s]+/, ''))
}

export function listInstructions(text: string): string[] {
  return listSentences(text).filter(isInstruction)
}

/** Texts that may guess, or that speak of the world beyond the model. */
function isFree(place: Place): boolean {
  return (
    place.startsWith('misconception ') ||
    place.startsWith('control ') ||
    place.startsWith('reading ') ||
    place === 'leaves-out' ||
    place === 'title' ||
    // A goal asks; the check that judges it is what proves it.
    /, ((option|aim) [a-z0-9-]+|title)$/.test(place)
  )
}

/** @throws FieldError where a sentence says a direction that nothing proves, or one that the claim does not have */
export function checkDirections(text: string, place: Place, claims: readonly Claim[]): void {
  for (const [, words, kind, id] of text.matchAll(LINK)) {
    if (kind !== 'claim') continue
    const claim = claims.find((one) => one.id === id)
    if (!claim)
      throw new FieldError(
        place,
        `claim:${id}`,
        `a claim of lesson.yaml: ${claims.map((c) => c.id).join(', ') || 'there are none'}`,
      )
    const said = listDirections(words).at(-1)
    if (said !== claim.direction)
      throw new FieldError(
        place,
        words,
        `words that say "${claim.direction ?? 'no direction'}", as claim ${id} does`,
      )
  }
  if (isFree(place)) return
  for (const sentence of listSentences(text)) {
    if (/\]\((claim|rule):/.test(sentence) || /\?[)”"*_]*$/.test(sentence)) continue
    const plain = stripLinks(sentence)
    if (listDirections(plain).length === 0) continue
    if (isInstruction(plain) && !SECOND_CLAUSE.test(plain)) continue
    throw new FieldError(
      place,
      plain,
      'a link to a claim or a rule in a sentence that says which way something goes',
    )
  }
}

// --- the claims themselves

interface Signed {
  readonly direction: Direction
  /** The clause with its sign turned around. */
  readonly opposite: Clause
}

const isNumber = (operand: Operand | undefined): operand is number => typeof operand === 'number'

/** Which way bounds point from a neutral value; null where they do not say. */
function signOf({ above, atLeast, below, atMost }: Bounds, neutral: number): Direction | null {
  const low = above ?? atLeast
  const high = below ?? atMost
  if (isNumber(low) && isNumber(high)) return low <= neutral && high >= neutral ? 'same' : null
  if (isNumber(low)) return low >= neutral && high === undefined ? 'up' : null
  if (isNumber(high)) return high <= neutral && low === undefined ? 'down' : null
  return null
}

/** The same bounds on the other side of the neutral value, without their margins: the mere opposite. */
function turn(direction: Direction, neutral: number): Bounds {
  return direction === 'up' ? { below: neutral } : { above: neutral }
}

function signComparison(clause: Clause): Signed | null {
  if ('difference' in clause || 'ratio' in clause) {
    const neutral = 'ratio' in clause ? 1 : 0
    const direction = signOf(clause, neutral)
    if (direction === null) return null
    if (direction === 'same') return { direction, opposite: { not: clause } }
    const subject = 'ratio' in clause ? { ratio: clause.ratio } : { difference: clause.difference }
    return { direction, opposite: { ...subject, ...turn(direction, neutral) } }
  }
  if (!('reading' in clause) || clause.of === 'a') return null
  const { above, atLeast, below, atMost, reading } = clause
  const low = above ?? atLeast
  const high = below ?? atMost
  const other = low ?? high
  if (
    typeof other !== 'object' ||
    !('reading' in other) ||
    other.of !== 'a' ||
    other.reading !== clause.reading
  )
    return null
  if (low !== undefined && high !== undefined) return { direction: 'same', opposite: { not: clause } }
  const plain = { reading: other.reading, of: 'a' as const }
  return low !== undefined
    ? { direction: 'up', opposite: { reading, below: plain } }
    : { direction: 'down', opposite: { reading, above: plain } }
}

/** The first comparison of B with A in the clause, and the clause with that comparison turned around. */
function sign(clause: Clause): Signed | null {
  if ('all' in clause) {
    for (const [i, one] of clause.all.entries()) {
      const signed = sign(one)
      if (signed) return { ...signed, opposite: { ...clause, all: clause.all.with(i, signed.opposite) } }
    }
    return null
  }
  if ('seeds' in clause || 'with' in clause) {
    const signed = sign(clause.holds)
    return signed && { ...signed, opposite: { ...clause, holds: signed.opposite } }
  }
  return signComparison(clause)
}

/** What must not hold where the claim does. */
export function toOpposite(claim: Claim): Clause {
  return (claim.direction && sign(claim.holds)?.opposite) ?? { not: claim.holds }
}

/** @throws FieldError where the clause does not say the claim's direction */
export function checkClaim(claim: Claim): void {
  if (claim.direction === undefined) return
  const signed = sign(claim.holds)
  if (signed?.direction !== claim.direction)
    throw new FieldError(
      `claims.${claim.id}.direction`,
      claim.direction,
      `the direction that its clause tests, ${signed?.direction ?? 'which compares B with A: a difference, a ratio or a reading of a'}`,
    )
}
