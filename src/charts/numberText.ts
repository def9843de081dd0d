/**
 * How numbers read in figures: US style through Intl, a true minus sign, short forms on axes. Money comes in whole cents.
 * The figures are told in words by this folder alone, so it has its own small set.
 */
import type { Quantity } from './figure.ts'

const MINUS = '−'

function toText(format: Intl.NumberFormat, value: number): string {
  // A negative zero would read as "−0".
  return format.format(value === 0 ? 0 : value).replace('-', MINUS)
}

const number = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat('en-US', options)

const counts = number({ maximumFractionDigits: 0 })
const dollars = number({ style: 'currency', currency: 'USD', maximumFractionDigits: 0 })
const dollarsAndCents = number({ style: 'currency', currency: 'USD' })
const shortCounts = number({ notation: 'compact', maximumSignificantDigits: 3 })
const shortDollars = number({
  style: 'currency',
  currency: 'USD',
  notation: 'compact',
  maximumSignificantDigits: 3,
  minimumFractionDigits: 0,
})
const plain = number({ maximumSignificantDigits: 3 })
const wholePercent = number({ style: 'percent', maximumFractionDigits: 0 })
const tenthPercent = number({ style: 'percent', maximumFractionDigits: 1 })

export function formatCount(value: number): string {
  return toText(counts, value)
}

/** 4.1M. */
export function formatShortCount(value: number): string {
  return toText(Math.abs(value) < 10_000 ? counts : shortCounts, value)
}

/** "1 trader", "2,035 traders". */
export function formatNumbered(count: number, one: string): string {
  return `${formatCount(count)} ${one}${Math.round(count) === 1 ? '' : 's'}`
}

export function formatDollars(cents: number): string {
  return toText(dollars, cents / 100)
}

/** $8.50, of plain dollars. */
export function formatDollarsAndCents(value: number): string {
  return toText(dollarsAndCents, value)
}

/** $2.4M. Below $1,000 in full. */
function formatShortDollars(cents: number): string {
  return toText(Math.abs(cents) < 100_000 ? dollars : shortDollars, cents / 100)
}

/** Three digits at most: a leverage, an edge of a class. */
export function formatPlain(value: number): string {
  return toText(plain, value)
}

/** A part of a whole, never "0%" or "100%" where that would say none or all. */
export function formatShare(part: number, whole: number): string {
  const share = whole > 0 ? part / whole : 0
  if (share > 0 && share < 0.005) return 'less than 1%'
  if (share < 1 && share > 0.995) return 'more than 99%'
  return toText(wholePercent, share)
}

/** "all of them", "none of the others", "57% of them". */
export function formatPartOf(part: number, whole: number, whom: string): string {
  return `${part === 0 ? 'none' : part === whole ? 'all' : formatShare(part, whole)} of ${whom}`
}

/** The size of a change, with one decimal where it is small: 38%, 4.2%. */
export function formatChangeSize(fraction: number): string {
  const size = Math.abs(fraction)
  return toText(size < 0.1 ? tenthPercent : wholePercent, size)
}

/** A value of a figure in full. */
export function formatValue(quantity: Quantity, value: number): string {
  if (quantity === 'ratio') return formatPlain(value)
  return quantity === 'dollars' ? formatDollars(value) : formatCount(value)
}

/** The same on an axis. */
export function formatTick(quantity: Quantity, value: number): string {
  if (quantity === 'dollars') return formatShortDollars(value)
  if (quantity === 'ratio') return formatPlain(value)
  return formatShortCount(value)
}

const UNITS: readonly [size: number, name: string][] = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
  [1, 's'],
]

/** A length of time in words, in its two largest units: 45 s, 2 min 14 s, 3 h 5 min. */
export function formatDuration(seconds: number): string {
  if (seconds > 0 && seconds < 1) return `${formatPlain(seconds)} s`
  const whole = Math.round(seconds)
  const first = UNITS.findIndex(([size]) => whole >= size)
  if (first < 0) return '0 s'
  const [size, name] = UNITS[first]
  const next = UNITS.at(first + 1)
  const rest = next ? Math.floor((whole % size) / next[0]) : 0
  const head = `${counts.format(Math.floor(whole / size))} ${name}`
  return next && rest > 0 ? `${head} ${rest} ${next[1]}` : head
}
