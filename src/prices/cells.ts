/**
 * The cells of a text whose separator is known, as RFC 4180 has them: a cell that begins with a quotation mark ends with one, and two
 * of them inside are one. Spaces behind the last one belong to nothing.
 */

interface SplitText {
  readonly rows: readonly (readonly string[])[]
  /** The first row in which quotation marks do not fit; null where all do. */
  readonly wrong: number | null
}

interface Cell {
  readonly value: string
  /** Where the separator behind it stands, or the end of its line. */
  readonly end: number
  readonly isWrong: boolean
}

const QUOTE = '"'
/** They mean something else. */
const NO_SEPARATORS: readonly string[] = [QUOTE, '\n', '\uFEFF']

/** @param text with lines that end in "\n" */
export function splitCells(text: string, stated: string): SplitText {
  const separator = NO_SEPARATORS.includes(stated) ? ',' : stated
  const rows: string[][] = []
  let row: string[] = []
  let wrong: number | null = null
  for (let at = 0; text !== '' && at <= text.length; at++) {
    const { value, end, isWrong } = (text[at] === QUOTE ? readQuoted : readPlain)(text, at, separator)
    if (isWrong) wrong ??= rows.length
    row.push(value)
    at = end
    if (text[at] === separator) continue
    rows.push(row)
    row = []
  }
  return { rows, wrong }
}

function readPlain(text: string, at: number, separator: string): Cell {
  let end = at
  while (end < text.length && text[end] !== separator && text[end] !== '\n') end++
  return { value: text.slice(at, end), end, isWrong: false }
}

/** One that does not end where it should goes on to where it can, or to the end of the text. */
function readQuoted(text: string, at: number, separator: string): Cell {
  let isWrong = false
  for (let quote = text.indexOf(QUOTE, at + 1); quote >= 0; quote = text.indexOf(QUOTE, quote + 1)) {
    if (text[quote + 1] === QUOTE) {
      quote++
      continue
    }
    let end = quote + 1
    while (end < text.length && text[end] !== separator && /[^\S\n]/.test(text[end])) end++
    if (end === text.length || text[end] === separator || text[end] === '\n')
      return { value: text.slice(at + 1, quote).replaceAll(QUOTE + QUOTE, QUOTE), end, isWrong }
    isWrong = true
  }
  return { value: text.slice(at + 1), end: text.length, isWrong: true }
}
