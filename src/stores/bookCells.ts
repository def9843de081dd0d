/**
 * The cells of a line of a book of accounts: commas, semicolons or tabs part them, quotation marks hold one together. Reads a
 * line, writes nothing; an error names the place.
 */
import { FieldError } from '../schema/fieldError.ts'

export function findSeparator(line: string): string {
  return line.includes('\t') ? '\t' : line.includes(';') ? ';' : ','
}

/** Cells of a line (RFC 4180, without line breaks in a cell). A separator between quotes parts nothing. */
export function splitLine(line: string, separator: string, place: (column: number) => string): string[] {
  if (!line.includes('"')) return line.split(separator).map((cell) => cell.trim())
  const cells = ['']
  let isQuoted = false
  for (const character of line) {
    if (character === '"') isQuoted = !isQuoted
    if (character === separator && !isQuoted) cells.push('')
    else cells[cells.length - 1] += character
  }
  return cells.map((cell, index) => unquote(cell.trim(), place(index + 1)))
}

/** Quotation marks stand around the whole cell, and twice where they are part of it. Half a pair may join two numbers. */
function unquote(cell: string, place: string): string {
  if (!cell.includes('"')) return cell
  const inner = cell.slice(1, -1).replaceAll('""', '')
  const isWhole = cell.length > 1 && cell.startsWith('"') && cell.endsWith('"') && !inner.includes('"')
  if (!isWhole) throw new FieldError(place, cell, 'quotation marks around the whole cell, or none')
  return cell.slice(1, -1).replaceAll('""', '"').trim()
}
