/**
 * How numbers and texts are written in a link. Only letters, digits, `.`, `-` and `_` appear, which no mail program,
 * messenger or browser rewrites; so a minus is `m`, and whatever else a text holds is written as its code. Numbers come back
 * bit for bit, texts unit for unit.
 */
import { FieldError } from './fieldError.ts'

/** Of the name before each setting. */
export const KEY_LENGTH = 2
/** Between the numbers of a list. */
export const LIST_SEPARATOR = '-'

const NUMBER = /^m?(?:0|[1-9]\d{0,21})(?:\.\d{1,25})?(?:em?\d{1,3})?$/
const WORD = /^[A-Za-z]{1,40}$/
const TEXT = /^(?:[A-Za-z0-9-]|\.[0-9a-f]{2}|\.\.[0-9a-f]{4})*$/

/** The shortest text that stands for exactly this number. */
export function writeNumber(value: number): string {
  const text = Object.is(value, -0) ? '-0' : String(value)
  return text.replace('+', '').replaceAll('-', 'm')
}

/** @throws FieldError that names the field */
export function readNumber(path: string, text: string): number {
  if (!NUMBER.test(text)) throw new FieldError(path, text, 'a number, as a link writes it')
  return Number(text.replaceAll('m', '-'))
}

/** A name from a list in the schema. Which names there are, only the validator knows. */
export function readWord(path: string, text: string): string {
  if (!WORD.test(text)) throw new FieldError(path, text, 'a name, as a link writes it')
  return text
}

/** Any string, also one that is not valid Unicode: a space is `-`, other UTF-16 units are `.` and two digits or `..` and four. */
export function writeText(text: string): string {
  return text.replace(/[^A-Za-z0-9]/g, (unit) => {
    if (unit === ' ') return '-'
    const code = unit.charCodeAt(0).toString(16)
    return code.length <= 2 ? `.${code.padStart(2, '0')}` : `..${code.padStart(4, '0')}`
  })
}

/** @throws FieldError that names the field */
export function readText(path: string, text: string): string {
  if (!TEXT.test(text)) throw new FieldError(path, text, 'a text, as a link writes it')
  return text.replace(/-|\.\.(....)|\.(..)/g, (_, four?: string, two?: string) => {
    const code = four ?? two
    return code === undefined ? ' ' : String.fromCharCode(parseInt(code, 16))
  })
}

/**
 * Seven characters that depend on every character of the text. One changed character always changes them, since every
 * step of the sum can be undone; more changes go unseen once in four billion. It guards against accidents, not intent:
 * whatever a link holds is validated anyway. FNV-1a, 32 bits, public domain (Fowler, Noll, Vo).
 */
export function computeCheck(text: string): string {
  let sum = 0x811c9dc5
  for (let i = 0; i < text.length; i++) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193)
  return (sum >>> 0).toString(36).padStart(7, '0')
}
