/** One cell of a CSV file (RFC 4180) that no spreadsheet takes for a formula, for every file that the page writes. */

/** What spreadsheets take for the beginning of a formula, full-width forms included. */
const FORMULA = /^[\s]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/

/** A text that begins like a formula gets an apostrophe; numbers stay numbers, and one that is none is left out. */
export function toCell(value: string | number): string {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : ''
  const safe = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
