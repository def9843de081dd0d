/**
 * Which column holds the moments and which the prices: by the names that exchanges and data sites give them, then by what
 * stands in them. Where several columns could be the price, all are named as candidates, so that a person can choose.
 */
import { FieldError } from '../schema/fieldError.ts'
import { isDate } from './dates.ts'
import { isMissing, looksNumeric } from './decimals.ts'
import { toPlace } from './priceChoice.ts'
import type { Table } from './table.ts'

export interface Columns {
  /** Null where no column says when. */
  readonly moment: number | null
  /** A time of day in a column of its own. */
  readonly clock: number | null
  /** Null where several could be it and no name decides. */
  readonly price: number | null
  readonly candidates: readonly number[]
  /** The name above the price is none that prices have: then it is said. */
  readonly isStrange: boolean
}

/** Names without what is in brackets and without signs, the better ones first. */
const MOMENT_NAMES: readonly RegExp[] = [
  /^(timestamp|datetime|dateandtime|snappedat|opentime|timeopen|unix|unixtimestamp|seconds)$/,
  /^(date|data|datum|fecha|observationdate|day|dates|zeit|zeitpunkt|tag)$/,
  /^(time|t|when|moment|step|index|number|no|n|x|period|month|week|year|i)$/,
]
const PRICE_NAMES: readonly RegExp[] = [
  /^(close|closing|closingprice|closeprice|closelast|zamkniecie|zamknięcie|schlu(?:ss|ß)(?:kurs)?|cierre|cloture|clôture|chiusura|slot|fechamento)(usdt?|eur|btc)?$/,
  /^(price|prices|last|lastprice|pxlast|kurs|preis|zuletzt|cena|prix|precio|prezzo|ultimo|último|dernier|value|p|rate|level)(usdt?|eur|btc)?$/,
  /^(adjclose|adjustedclose|adjcloseprice|adjclosing)$/,
]
/** Names of what stands beside prices in exports, as they begin. */
const BESIDE =
  /^((?:px)?vol|wolumen|name|symbol|ticker|per$|count$|trades|numberof|ignore|marketcap|circulating|total[vst]|openint|taker|quote[va]|log)|(?<!ex)change|returns?$|rendite|percent|prozent|pct|dominance|supply/
/** Names of what a price is of. */
const OF = /^(symbol|ticker|pair|instrument|asset|coin|name|isin|currency|exchange)$/
/** So many rows show what a column holds. */
const COLUMN_ROWS = 50
/** A Binance kline has no heads: twelve columns, the moment it opens first and the one it closes seventh. */
const KLINE = { least: 11, close: 4, closeTime: 6 }

const toName = (head: string) => head.toLowerCase().replace(/\(.*?\)|[^\p{L}]/gu, '')

export function findColumns({ heads, rows, columns }: Table): Columns {
  const all = Array.from({ length: columns }, (_, i) => i)
  const seen = rows.slice(0, COLUMN_ROWS)
  const names = all.map((i) => toName(heads?.[i] ?? ''))
  const first = (column: number) => seen[0]?.cells[column] ?? ''
  const holds = (column: number, test: (cell: string) => boolean) => {
    const cells = seen.map(({ cells }) => cells[column]).filter((cell) => !isMissing(cell))
    return cells.length > 0 && cells.every(test)
  }
  const isBeside = (column: number) => BESIDE.test(names[column]) || heads?.[column]?.includes('%') === true
  const isDated = (column: number) => !isBeside(column) && isDate(first(column))
  const isMoment = (column: number) => isDated(column) || looksNumeric(first(column))
  const named = (list: readonly RegExp[], test: (column: number) => boolean) =>
    list.map((form) => all.filter((i) => form.test(names[i]) && test(i))).find((found) => found.length > 0)
  const byName = (named(MOMENT_NAMES, isMoment) ?? named(MOMENT_NAMES.slice(0, 2), () => true))?.[0]
  const moment = columns === 1 ? null : (byName ?? findMoment(all, heads, first, isDated))
  const clock =
    all.find((i) => i !== moment && /^(time|hour)$/.test(names[i]) && holds(i, isTimeOfDay)) ?? null
  const isFree = (i: number) => i !== moment && i !== clock
  const isOther = (i: number) => isBeside(i) || isDated(i) || MOMENT_NAMES.some((form) => form.test(names[i]))
  const numeric = all.filter((i) => isFree(i) && (columns === 1 || (holds(i, looksNumeric) && !isOther(i))))
  // Prices are above zero; where that leaves nothing, the rows say what is wrong.
  const positive = numeric.filter((i) => holds(i, (cell) => /[1-9]/.test(cell) && !/^[-−]/.test(cell)))
  const candidates = positive.length > 0 ? positive : numeric
  if (heads === null && columns >= KLINE.least && moment === 0 && isDated(KLINE.closeTime))
    return { moment, clock, price: KLINE.close, candidates, isStrange: false }
  const byPriceName = named(PRICE_NAMES, isFree)
  const prices = byPriceName ?? candidates
  const isStrange = heads !== null && !byPriceName
  return { moment, clock, price: prices.length === 1 ? prices[0] : null, candidates, isStrange }
}

/**
 * The prices of several coins one below the other are no path of any of them.
 * @throws FieldError
 */
export function refuseManyNames({ heads, rows }: Table): void {
  const column = (heads ?? []).findIndex((head) => OF.test(toName(head)))
  const [first] = rows
  const other = column < 0 ? undefined : rows.find(({ cells }) => cells[column] !== first.cells[column])
  if (other === undefined) return
  const words = `“${first.cells[column]}” alone, as in line ${first.line}; each needs a table of its own`
  throw new FieldError(toPlace(other.line, column), other.cells[column], words)
}

function isTimeOfDay(cell: string): boolean {
  return /^\d{1,2}:\d\d(:\d\d)?( ?[AP]M)?$|^\d{6}$/i.test(cell)
}

/**
 * Without a name for it: by what it holds; of two columns without names, the first. A first column that looks like dates is
 * taken for them, so that a date of an unknown form is refused and not passed over.
 */
function findMoment(
  all: readonly number[],
  heads: readonly string[] | null,
  first: (column: number) => string,
  isDated: (column: number) => boolean,
): number | null {
  const dated = all.find(isDated)
  if (dated !== undefined) return dated
  const isNumber = looksNumeric(first(0))
  if (!isNumber && /\d/.test(first(0))) return 0
  // A column of row numbers often has no name.
  return isNumber && (heads === null ? all.length === 2 : heads[0] === '') ? 0 : null
}
