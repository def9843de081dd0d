/**
 * The moments of a column: dates, seconds since 1970, or plain numbers that only count. Where day and month are two numbers
 * that fit both orders, the order in which all rows run forward or all backward decides; where both do, somebody has to be asked.
 * Every moment that cannot be read is refused by its line.
 */
import { FieldError } from '../schema/fieldError.ts'
import { readDate, readEpoch, readNumbered } from './dates.ts'
import { readNumber } from './decimals.ts'
import { PriceDoubt, toPlace, type PriceChoice } from './priceChoice.ts'
import type { Row } from './table.ts'

export interface Moments {
  /** `clock` in seconds since 1970, `elapsed` in seconds since some beginning, `count` without a unit. */
  readonly kind: 'clock' | 'elapsed' | 'count'
  readonly at: readonly number[]
  /** What was decided about them; empty where nothing was. */
  readonly note: string
}

const ORDERS = ['dayFirst', 'monthFirst'] as const
const NAMES = { dayFirst: 'day/month/year', monthFirst: 'month/day/year' } as const
const A_DATE = 'a date such as 2024-03-01, as in the rows beside it; a total or a note has to go'

/** @throws FieldError, or PriceDoubt about the order of days and months */
export function readMoments(
  rows: readonly Row[],
  column: number,
  head: string,
  choice: PriceChoice,
): Moments {
  const cells = rows.map((row) => row.cells[column])
  const [first] = cells
  if (readNumbered(first) && readDate(first) === null) return readNumberedDates(rows, column, choice)
  const isDated = readDate(first) !== null
  const isEpoch = !isDated && readEpoch(first) !== null
  const read = isDated ? readDate : isEpoch ? readEpoch : readCount
  const at = cells.map((cell, i) => {
    const moment = read(cell)
    if (moment !== null) return moment
    throw new FieldError(
      toPlace(rows[i].line, column),
      cell,
      isDated || isEpoch ? A_DATE : 'a date or a number',
    )
  })
  const kind = isDated || isEpoch ? 'clock' : /second|^sec/i.test(head) ? 'elapsed' : 'count'
  return { kind, at, note: '' }
}

function readCount(cell: string): number | null {
  return readNumber(cell, cell.includes(',') ? 'comma' : 'point')
}

/** Whether all go forward, or all go back. */
function isOneWay(at: readonly number[]): boolean {
  const way = Math.sign(at[1] - at[0])
  return way !== 0 && at.every((moment, i) => i === 0 || Math.sign(moment - at[i - 1]) === way)
}

function readNumberedDates(rows: readonly Row[], column: number, { dates }: PriceChoice): Moments {
  const cells = rows.map((row) => row.cells[column])
  const both = cells.map((cell, i) => {
    const read = readNumbered(cell)
    if (read && (read.dayFirst ?? read.monthFirst) !== null) return read
    throw new FieldError(toPlace(rows[i].line, column), cell, A_DATE)
  })
  const fitting = ORDERS.filter((order) => both.every((read) => read[order] !== null))
  if (fitting.length === 0) {
    const isFirst = both[0].dayFirst !== null ? ORDERS[0] : ORDERS[1]
    const i = both.findIndex((read) => read[isFirst] === null)
    throw new FieldError(
      toPlace(rows[i].line, column),
      cells[i],
      `days and months in one order, as in line ${rows[0].line}`,
    )
  }
  const columnOf = (order: (typeof ORDERS)[number]) => both.map((read) => Number(read[order]))
  const oneWay = fitting.filter((order) => isOneWay(columnOf(order)))
  const candidates = oneWay.length > 0 ? oneWay : fitting
  const isSame = both.every(({ dayFirst, monthFirst }) => dayFirst === monthFirst)
  const order =
    dates && fitting.includes(dates) ? dates : candidates.length === 1 || isSame ? candidates[0] : null
  if (order !== null)
    return {
      kind: 'clock',
      at: columnOf(order),
      note: cells[0].includes('.') ? '' : `Dates are ${NAMES[order]}.`,
    }
  const i = both.findIndex(({ dayFirst, monthFirst }) => dayFirst !== monthFirst)
  throw new PriceDoubt(
    toPlace(rows[i].line, column),
    cells[i],
    'dates that fit one order: these are days and months as well as months and days',
    ORDERS.map((each) => ({ words: `Dates are ${NAMES[each]}`, choice: { dates: each } })),
  )
}
