/**
 * A number as a person types it, in every field of the page: with a decimal point or a decimal comma, with thousands in
 * groups or without, with the field's own unit or a sign before it. What can be read in two ways is not read at all: the
 * answer is then a sentence that says how to write it. Reads a text, writes nothing.
 */

const EXPONENT = '(?:[eE][+-]?\\d{1,3})?'
/** A whole number or a decimal point. */
const PLAIN = new RegExp(`^-?(?:\\d+\\.?\\d*|\\.\\d+)${EXPONENT}$`)
const COMMA_NUMBER = new RegExp(`^-?\\d*,\\d+${EXPONENT}$`)
/** One comma before three digits parts thousands in some countries and decimals in others; after a zero, only decimals. */
const UNCLEAR = /^-?[1-9]\d{0,2},\d{3}$/
/** One point before three digits likewise, but only where so many thousands could be meant: the page itself writes a point. */
const UNCLEAR_POINT = /^-?[1-9]\d{0,2}\.\d{3}$/
/** Thousands in groups: by which sign, with which decimal sign. A space, in whichever width, is the same sign. */
const GROUPED = [
  [/^-?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?$/, /,/g],
  [/^-?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d*)?$/, /\./g],
  [/^-?[1-9]\d{0,2}(?: \d{3})+(?:[.,]\d*)?$/, / /g],
  [/^-?[1-9]\d{0,2}(?:['’]\d{3})+(?:[.,]\d*)?$/, /['’]/g],
] as const

/**
 * The number, or a sentence that says why it is none.
 * @param unit what stands behind the field; it may be typed too, and a letter x where no keyboard has the sign
 * @param most what the field takes at most, where one point may part thousands
 */
export function readTyped(typed: string, unit = '', most = 0): number | string {
  const whole = typed.trim().replace(/\s+/g, ' ')
  if (whole === '') return 'Write a number.'
  const typedUnit = unit === '×' ? whole.replace(/[xX]$/, unit) : whole
  const bare = unit !== '' && typedUnit.endsWith(unit) ? typedUnit.slice(0, -unit.length).trim() : whole
  const text = bare
    .replace(/^[-−–] ?/, '-')
    .replace(/^\+ ?/, '')
    .replace(/^(-?)\$ ?/, '$1')
  if (UNCLEAR.test(text))
    return `“${whole}” can be read in two ways. Write ${text.replace(',', '')} or ${text.replace(',', '.')}.`
  if (UNCLEAR_POINT.test(text) && Math.abs(Number(text.replace('.', ''))) <= most)
    return `“${whole}” can be read in two ways. Write ${text.replace('.', '')} or ${text}0.`
  const group = GROUPED.find(([form]) => form.test(text) && !PLAIN.test(text))?.[1]
  const plain = group ? text.replace(group, '').replace(',', '.') : text
  const value = Number(COMMA_NUMBER.test(plain) ? plain.replace(',', '.') : plain)
  if ((PLAIN.test(plain) || COMMA_NUMBER.test(plain)) && Number.isFinite(value)) return value
  return `“${whole.slice(0, 40)}” is not a number. Write it like 1234.5.`
}
