/**
 * A text of JSON in the 64 signs that no mail program rewrites, some four times as short: what was said before is not said again but
 * pointed at (Lempel and Ziv 1977). Reads and writes texts, knows nothing of documents. The forms are a promise to links that exist.
 */
import { FieldError } from './fieldError.ts'

const SIGNS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-'
/** What one sign stands for, from the first on; the last three begin something longer. */
const WORDS = [
  ...'0123456789abcdefghijklmnopqrstuvwxyz{}[]":,.- ',
  '":',
  ',"',
  '":{"',
  '":"',
  '","',
  '},"',
  '":[',
  'true',
  'false',
  'null',
  '":0.',
  '":0,"',
  '":1',
  '00',
  '"}',
]
const [CAPITAL, UNIT, COPY] = [61, 62, 63]
/** Of a copy: a sign for its length and two for how far back it begins. */
const COPY_SIGNS = 4
const SHORTEST = 3
const LONGEST = SHORTEST + SIGNS.length - 1
const FARTHEST = SIGNS.length * SIGNS.length
/** A unit of UTF-16 in three signs. */
const UNIT_SIGNS = 3
/** Of places with the same beginning, the nearest: so that packing takes milliseconds. */
const MOST_COMPARED = 32

const ALONE = new Map(WORDS.flatMap((word, i) => (word.length === 1 ? [[word, SIGNS[i]]] : [])))
const TOGETHER = WORDS.flatMap((word, i) => (word.length > 1 ? [{ word, sign: SIGNS[i] }] : []))

/** Where a stretch stood before: how far back, and how long it is at most. */
interface Copy {
  readonly back: number
  readonly length: number
}

/** The shortest way to write the text with these forms, found from its end. */
export function packText(text: string): string {
  const copies = findCopies(text)
  const costs = new Array<number>(text.length + 1).fill(0)
  /** Of each place: how far its piece comes, and its sign where that is a word. */
  const lengths = new Array<number>(text.length).fill(1)
  const signs = new Array<string | undefined>(text.length)
  for (let at = text.length - 1; at >= 0; at--) {
    costs[at] = sayAlone(text[at]).length + costs[at + 1]
    const offer = (length: number, cost: number, sign?: string) => {
      if (cost + costs[at + length] >= costs[at]) return
      costs[at] = cost + costs[at + length]
      lengths[at] = length
      signs[at] = sign
    }
    for (const { word, sign } of TOGETHER) if (text.startsWith(word, at)) offer(word.length, 1, sign)
    for (let length = copies[at]?.length ?? 0; length >= SHORTEST; length--) offer(length, COPY_SIGNS)
  }
  let packed = ''
  for (let at = 0; at < text.length; at += lengths[at])
    packed += signs[at] ?? (lengths[at] === 1 ? sayAlone(text[at]) : sayCopy(lengths[at], copies[at]))
  return packed
}

function toSigns(value: number, count: number): string {
  return count === 0 ? '' : toSigns(Math.floor(value / SIGNS.length), count - 1) + SIGNS[value % SIGNS.length]
}

function sayCopy(length: number, copy: Copy | null): string {
  return SIGNS[COPY] + SIGNS[length - SHORTEST] + toSigns((copy?.back ?? 1) - 1, 2)
}

/** A character for itself: its sign, a capital, or its number. */
function sayAlone(letter: string): string {
  const sign = ALONE.get(letter)
  if (sign !== undefined) return sign
  if (/[A-Z]/.test(letter)) return SIGNS[CAPITAL] + letter.toLowerCase()
  return SIGNS[UNIT] + toSigns(letter.charCodeAt(0), UNIT_SIGNS)
}

/** For each place the longest stretch that stood there before. */
function findCopies(text: string): (Copy | null)[] {
  const seen = new Map<string, number[]>()
  return Array.from({ length: text.length }, (_, at) => {
    const start = text.slice(at, at + SHORTEST)
    const before = seen.get(start) ?? []
    let best: Copy | null = null
    for (const place of before.slice(-MOST_COMPARED)) {
      if (at - place > FARTHEST) continue
      let length = 0
      while (length < LONGEST && at + length < text.length && text[place + length] === text[at + length])
        length++
      if (length >= SHORTEST && length > (best?.length ?? 0)) best = { length, back: at - place }
    }
    before.push(at)
    seen.set(start, before)
    return best
  })
}

/** @throws FieldError at `path` where it is no such text */
export function unpackText(path: string, packed: string): string {
  let at = 0
  let text = ''
  const wrong = () => new FieldError(path, packed, 'a text as a link writes it')
  const next = (count = 1): number => {
    let value = 0
    for (let i = 0; i < count; i++) {
      const digit = at < packed.length ? SIGNS.indexOf(packed[at++]) : -1
      if (digit < 0) throw wrong()
      value = value * SIGNS.length + digit
    }
    return value
  }
  while (at < packed.length) {
    const sign = next()
    if (sign < WORDS.length) text += WORDS[sign]
    else if (sign === CAPITAL) text += SIGNS[next()].toUpperCase()
    else if (sign === UNIT) text += String.fromCharCode(next(UNIT_SIGNS))
    else {
      const length = next() + SHORTEST
      const back = next(2) + 1
      if (sign !== COPY || back > text.length) throw wrong()
      for (let i = 0; i < length; i++) text += text[text.length - back]
    }
  }
  return text
}
