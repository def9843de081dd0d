/**
 * The moments of a column: dates, seconds since 1970, or plain numbers that only count. Where day and month are two numbers
 * that fit both orders, the order in which all rows run forward or all backward decides; where both do, somebody has to be asked.
 * Every moment that cannot be read is refused by its line.
 */
import { FieldError } from '../schema/fieldError.ts'
import { readDate, readEpoch, readNumbered, type DateOrder } from './dates.ts'
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

const ORDERS = ['dayFirst', 'monthFirst', 'yearFirst'] as const satisfies readonly DateOrder[]
const NAMES = {
  dayFirst: 'day/month/year',
  monthFirst: 'month/day/year',
  yearFirst: 'year/month/day',
} as const
const A_YEAR = 365 * 86_400
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

type Readings = Readonly<Record<DateOrder, number | null>>

function readNumberedDates(rows: readonly Row[], column: number, { dates }: PriceChoice): Moments {
  const cells = rows.map((row) => row.cells[column])
  const read = cells.map((cell, i): Readings => {
    const readings = readNumbered(cell)
    if (readings && ORDERS.some((order) => readings[order] !== null)) return readings
    throw new FieldError(toPlace(rows[i].line, column), cell, A_DATE)
  })
  const fitting = ORDERS.filter((order) => read.every((readings) => readings[order] !== null))
  if (fitting.length === 0) {
    const isFirst = ORDERS.find((order) => read[0][order] !== null) ?? ORDERS[0]
    const i = read.findIndex((readings) => readings[isFirst] === null)
    throw new FieldError(
      toPlace(rows[i].line, column),
      cells[i],
      `days and months in one order, as in line ${rows[0].line}`,
    )
  }
  const candidates = chooseOrders(read, fitting)
  const order = dates && fitting.includes(dates) ? dates : candidates.length === 1 ? candidates[0] : null
  if (order !== null)
    return {
      kind: 'clock',
      at: columnOf(read, order),
      note: order === 'dayFirst' && cells[0].includes('.') ? '' : `Dates are ${NAMES[order]}.`,
    }
  const i = read.findIndex((readings) => new Set(candidates.map((each) => readings[each])).size > 1)
  throw new PriceDoubt(
    toPlace(rows[i].line, column),
    cells[i],
    candidates.includes('yearFirst')
      ? 'dates that fit one order, best with years in four digits: these fit several'
      : 'dates that fit one order: these are days and months as well as months and days',
    candidates.map((each) => ({ words: `Dates are ${NAMES[each]}`, choice: { dates: each } })),
  )
}

const columnOf = (read: readonly Readings[], order: DateOrder) =>
  read.map((readings) => Number(readings[order]))

/** Those in which all rows run one way; of several that say the same the first. */
function chooseOrders(read: readonly Readings[], fitting: readonly DateOrder[]): readonly DateOrder[] {
  const oneWay = fitting.filter((order) => isOneWay(columnOf(read, order)))
  const candidates = (oneWay.length > 0 ? oneWay : fitting).filter((order) => {
    // Days that follow each other would be years apart: nobody meant that.
    const at = columnOf(read, order)
    return (
      order !== 'yearFirst' || fitting.length === 1 || at.every((one, i) => i === 0 || isNear(one, at[i - 1]))
    )
  })
  const [first, ...others] = candidates
  const isSame = others.every((order) => read.every((readings) => readings[order] === readings[first]))
  return isSame ? [first] : candidates
}

const isNear = (one: number, other: number) => Math.abs(one - other) < A_YEAR
