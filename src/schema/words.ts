/**
 * How numbers read in words, for every view: US style through Intl, a true minus sign, short forms where space is short.
 * Money comes in whole cents, parts and changes as fractions (−0.12 for a fall of 12 %).
 */

const MINUS = '−'

function toText(format: Intl.NumberFormat, value: number): string {
  // A negative zero would read as "−0".
  return format.format(value === 0 ? 0 : value).replace('-', MINUS)
}

const number = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat('en-US', options)
const DOLLARS = { style: 'currency', currency: 'USD' } as const
/** Short forms begin here: below, the whole number is as short. */
const SHORT_FROM = 10_000

const counts = number({ maximumFractionDigits: 0 })
const shortCounts = number({ notation: 'compact', maximumSignificantDigits: 3 })
const dollars = number({ ...DOLLARS, maximumFractionDigits: 0 })
const exactDollars = number(DOLLARS)
const shortDollars = number({
  ...DOLLARS,
  notation: 'compact',
  maximumSignificantDigits: 3,
  minimumFractionDigits: 0,
})
const percents = [0, 1, 2].map((digits) =>
  number({ style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits }),
)
const wholePercent = number({ style: 'percent', maximumFractionDigits: 0 })
const tenthPercent = number({ style: 'percent', maximumFractionDigits: 1 })
const fixed = [0, 1, 2, 3, 4].map((digits) =>
  number({ minimumFractionDigits: digits, maximumFractionDigits: digits }),
)
const upTo = [0, 1, 2].map((digits) => number({ maximumFractionDigits: digits }))
const plain = number({ maximumSignificantDigits: 6 })
const exact = number({ maximumSignificantDigits: 15 })

export function formatCount(value: number): string {
  return toText(counts, value)
}

/** 14.1M. Below 10,000 in full. */
export function formatShortCount(value: number): string {
  return toText(Math.abs(value) < SHORT_FROM ? counts : shortCounts, value)
}

/** "1 trader", "2,035 traders". */
export function formatNumbered(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${Math.round(count) === 1 ? one : many}`
}

/** Whole dollars: $1,522,730. */
export function formatDollars(cents: number): string {
  return toText(dollars, cents / 100)
}

/** Dollars and cents, for small sums: $238.11. */
export function formatExactDollars(cents: number): string {
  return toText(exactDollars, cents / 100)
}

/** $2.4M. Below $10,000 in full. */
export function formatShortDollars(cents: number): string {
  return toText(Math.abs(cents / 100) < SHORT_FROM ? dollars : shortDollars, cents / 100)
}

/** What a vessel that has so much left began with: a part of it, unless fees have made it grow. */
export function sayBeginning(leftCents: number, startCents: number): string {
  return `${leftCents > startCents ? 'began with' : 'of'} ${formatShortDollars(startCents)}`
}

/** A fraction with as many decimals as a column needs: 16.2%. */
export function formatPercent(fraction: number, digits = 1): string {
  return toText(percents[digits], fraction)
}

/** A part of a whole: 0.5%, 4.2%, 31%; never "0%" or "100%" where a little is there or missing. */
export function formatPart(fraction: number): string {
  const size = Math.abs(fraction)
  if (size > 0 && size < 0.0005) return 'less than 0.1%'
  if (size < 1 && size >= 0.9995) return 'more than 99.9%'
  return toText(size < 0.1 || (size > 0.99 && size < 1) ? tenthPercent : wholePercent, fraction)
}

/** A change: −4%, with one decimal only where the change needs it. */
export function formatChange(fraction: number): string {
  const tenths = Math.round(Math.abs(fraction) * 1000)
  const digits = tenths % 10 === 0 || tenths >= 100 ? 0 : 1
  const text = toText(percents[digits], fraction)
  return fraction > 0 ? `+${text}` : text
}

export function formatFixed(value: number, digits: number): string {
  return toText(fixed[digits], value)
}

/** A spiral number to be written with two decimals: what is below 1, where forced selling dies out, is never rounded up to it. */
export function roundSpiral(r: number): number {
  return r < 1 ? Math.min(r, 0.99) : r
}

/** A price with as many decimals as four or five digits leave: 92.49, 0.0125, 61,234. */
export function formatPrice(price: number, digits?: number): string {
  const size = Math.abs(price)
  return formatFixed(price, digits ?? (size >= 10_000 ? 0 : size >= 1_000 ? 1 : size >= 1 ? 2 : 4))
}

/** A number as someone would type it. */
export function formatPlain(value: number): string {
  return toText(plain, value)
}

/** A number with every digit that it was written with: 48,531.83, 0.449964. */
export function formatExact(value: number): string {
  return toText(exact, value)
}

/** A number of which more than three digits would say nothing: 0.57, 12.5, 1,234. */
export function formatFew(value: number): string {
  const size = Math.abs(value)
  return toText(upTo[size < 10 ? 2 : size < 100 ? 1 : 0], value)
}

const UNITS: readonly [size: number, name: string][] = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
  [1, 's'],
]

/** A length of time in its two largest units: 45 s, 2 min 14 s, 3 h 5 min. */
export function formatDuration(seconds: number): string {
  if (seconds > 0 && seconds < 1) return `${formatFew(seconds)} s`
  const whole = Math.round(seconds)
  const first = UNITS.findIndex(([size]) => whole >= size)
  if (first < 0) return '0 s'
  const [size, name] = UNITS[first]
  const next = UNITS.at(first + 1)
  const rest = next ? Math.floor((whole % size) / next[0]) : 0
  const head = `${formatCount(Math.floor(whole / size))} ${name}`
  return next && rest > 0 ? `${head} ${rest} ${next[1]}` : head
}
