/**
 * A fair-value path from a table of prices: one column of prices, or two with the moment before the price, one row a step.
 * The moments only have to go forward, since a table that runs backwards in time is a common mistake. Commas, semicolons and
 * tabs part the columns, a header is optional, and every error says line and column.
 */
import { FieldError } from '../schema/fieldError.ts'
import { describeRange, isWithin, parameter } from '../schema/parameters.ts'
import { MAX_STEPS } from '../schema/row.ts'
import type { Scenario } from '../schema/scenario.ts'

const PRICE = parameter('market.startPrice')
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/
const DECIMAL_COMMA = /^[+-]?\d+,\d+$/
const DATE = /^\d{4}-\d\d-\d\d/

type Moment = number | string | null

/** @throws FieldError whose path is the place, as in `line 3, column 2` */
export function readPricePath(text: string): number[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  while (lines.length > 0 && lines[lines.length - 1].trim() === '') lines.pop()
  if (lines.length > MAX_STEPS + 2)
    throw new FieldError('', `${lines.length} lines`, `at most ${MAX_STEPS + 1} prices`)
  const separator = findSeparator(lines[0] ?? '')
  const path: number[] = []
  let columns = 0
  let before: Moment = null
  for (const [index, line] of lines.entries()) {
    const place = (column: number) => `line ${index + 1}, column ${column}`
    const cells = splitLine(line, separator, place)
    if (index === 0) columns = cells.length
    if (columns > 2) throw new FieldError(place(3), cells[2], 'one or two columns: a moment and a price')
    if (cells.length !== columns)
      throw new FieldError(place(cells.length), line, `${columns} columns, as in line 1`)
    const cell = cells[columns - 1]
    // A name begins with a letter. Anything else in the first line is meant as a price.
    if (index === 0 && /^\p{L}/u.test(cell)) continue
    path.push(readPrice(cell, separator, place(columns)))
    if (columns === 2) before = readMoment(cells[0], before, place(1))
  }
  // One number is no path: it is more likely something else that was pasted by chance.
  if (path.length < 2)
    throw new FieldError('line 1, column 1', lines.join(' '), 'at least two prices, one a line')
  return path
}

/**
 * The scenario on this path: it brings its own start and length; shocks that were pushed belonged to the old one. A book of
 * so many contracts stays worth as many dollars.
 */
export function applyPricePath(scenario: Scenario, path: readonly number[]): Scenario {
  const { market, liquidity } = scenario
  const steps = Math.max(scenario.steps, path.length - 1)
  const depth =
    typeof liquidity.depth === 'number' ? (liquidity.depth * market.startPrice) / path[0] : liquidity.depth
  return {
    ...scenario,
    steps,
    shocks: [],
    market: { startPrice: path[0], fairValue: { path: [...path] } },
    liquidity: { ...liquidity, depth },
  }
}

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

function readPrice(cell: string, separator: string, place: string): number {
  const isDecimalComma = separator !== ',' && DECIMAL_COMMA.test(cell)
  const text = isDecimalComma ? cell.replace(',', '.') : cell
  const price = NUMBER.test(text) ? Number(text) : NaN
  if (!isWithin(PRICE, price)) throw new FieldError(place, cell, `a price: ${describeRange(PRICE)}`)
  return price
}

/** Numbers and dates have to rise. What other forms mean is not known here. */
function readMoment(cell: string, before: Moment, place: string): Moment {
  const moment = NUMBER.test(cell) ? Number(cell) : DATE.test(cell) ? cell : null
  if (moment === null || before === null || typeof moment !== typeof before) return moment
  if (moment <= before)
    throw new FieldError(place, cell, `a moment after ${before}; decimals take a point, not a comma`)
  return moment
}
