/**
 * Result codes: six letters and digits that hold what was played, the number of its hidden seeds, and the score, with one of them to
 * check the others: 4X-7KHB. To be typed and read aloud, so without letters that look or sound like others. They guard against slips
 * of the hand, not against intent.
 */
import { FieldError } from '../schema/fieldError.ts'

/** Crockford's: without I, L, O and U. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const PAYLOAD = 5
const CODE_WORDS = 'a result code, as in 4X-7KHB'

/** Attempts are numbered below this: 15 bits. */
export const MOST_ATTEMPTS = 32_768
/** Not played yet: a code that a class begins with. */
const NO_SCORE = 31
const DAILY = 0
const ENDLESS = 31

export interface Result {
  /** The number of a night, as in the catalog; the daily crash; or the endless nights. */
  readonly game: number | 'daily' | 'endless'
  /** Of the hidden seeds; of the daily crash, the day. */
  readonly attempt: number
  /** Seeds won, or nights survived; null where it was not played yet. At most 30. */
  readonly score: number | null
}

/** @throws FieldError where a number does not fit */
export function writeResultCode({ game, attempt, score }: Result): string {
  const place = game === 'daily' ? DAILY : game === 'endless' ? ENDLESS : game
  assertWithin('game', place, DAILY, ENDLESS)
  assertWithin('attempt', attempt, 0, MOST_ATTEMPTS - 1)
  if (score !== null) assertWithin('score', score, 0, NO_SCORE - 1)
  const values = [place, attempt >> 10, (attempt >> 5) & 31, attempt & 31, score ?? NO_SCORE]
  const letters = [...values, checkOf(values)].map((value) => LETTERS[value]).join('')
  return `${letters.slice(0, 2)}-${letters.slice(2)}`
}

/**
 * However it was typed: small letters, without the hyphen, with O for 0.
 * @throws FieldError
 */
export function readResultCode(typed: string): Result {
  const text = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
  const values = Array.from(text, (letter) => LETTERS.indexOf(letter))
  const isWhole = values.length === PAYLOAD + 1 && values.every((value) => value >= 0)
  if (!isWhole || checkOf(values.slice(0, PAYLOAD)) !== values[PAYLOAD])
    throw new FieldError('code', typed, isWhole ? `${CODE_WORDS}; a character of it is wrong` : CODE_WORDS)
  const [place, high, middle, low, score] = values
  return {
    game: place === DAILY ? 'daily' : place === ENDLESS ? 'endless' : place,
    attempt: (high << 10) | (middle << 5) | low,
    score: score === NO_SCORE ? null : score,
  }
}

function assertWithin(field: string, value: number, from: number, to: number): void {
  if (!(Number.isInteger(value) && value >= from && value <= to))
    throw new FieldError(field, value, `a whole number from ${from} to ${to}`)
}

/**
 * Sees every single wrong character and every two that were exchanged: a sum over the field of 32 elements, in which each place has
 * another power of 2 before it.
 */
function checkOf(values: readonly number[]): number {
  let sum = 0
  for (const value of values) sum = double(sum ^ value)
  return sum
}

/** Times x, modulo x⁵ + x² + 1. */
function double(value: number): number {
  const twice = value << 1
  return twice & 32 ? twice ^ 0b100101 : twice
}
