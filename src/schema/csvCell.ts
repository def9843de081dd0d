/** Cells and lines of CSV files (RFC 4180) that no spreadsheet takes for a formula, for every file that the page writes. */

/** What spreadsheets take for the beginning of a formula, full-width forms included. */
const FORMULA = /^[\s]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/

/** With a decimal comma, semicolons part the columns: as spreadsheets of most countries of Europe read it. */
export type CsvForm = 'point' | 'comma'

/**
 * A text that begins like a formula gets an apostrophe; numbers stay numbers, and one that is none is left out.
 * @internal
 */
export function toCell(value: string | number, form: CsvForm = 'point'): string {
  if (typeof value === 'number') {
    const text = Number.isFinite(value) ? String(value) : ''
    return form === 'comma' ? text.replace('.', ',') : text
  }
  const safe = FORMULA.test(value) ? `'${value}` : value
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** One line with its end. */
export function toLine(cells: readonly (string | number)[], form: CsvForm): string {
  return `${cells.map((cell) => toCell(cell, form)).join(form === 'comma' ? ';' : ',')}\r\n`
}
